"""Notes for colleagues, the edition to share, and what changed since the brief before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client

from tearoad.checklist import DiplomaticPost
from tearoad.checklist.posts import PostId
from tearoad.checklist.web.models import DiplomaticPost as PostRow
from tearoad.market.brief.changes import changes_since
from tearoad.market.brief.document import BriefMeasure, MarketBrief
from tearoad.market.brief.firms import BriefFirm, BriefFirms
from tearoad.market.web.actions.personal import declared
from tearoad.market.web.models import SavedBrief
from tearoad.people.web.models import LedgerEntry
from tearoad.values import CountryCode, Language, LocalText
from tearoad.values.document import to_document
from tearoad.web.saving.stale import version_of
from tests.market.web.made_up_trade import keep_small_brief, small_brief

NOTE = "Ask Mr Example first (fictional)."
FIRM = "Sample Teas (fictional)"


def with_imports(brief: MarketBrief, value: float) -> MarketBrief:
    figures = tuple(
        replace(figure, value=value) if (figure.measure, figure.market) == (BriefMeasure.IMPORTS, "RUS") else figure
        for figure in brief.figures
    )
    return replace(brief, figures=figures)


def keep_two() -> SavedBrief:
    """Keep a brief and a later one that tells other imports."""
    earlier = keep_small_brief()
    later = keep_small_brief()
    later.asked_at = earlier.asked_at + timedelta(days=1)
    later.document = to_document(with_imports(small_brief(), 2_000_000.0))
    later.firms = to_document(BriefFirms((BriefFirm(FIRM, ("090210",)),)))
    later.save()
    return later


def text_of(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


def test_only_what_differs_is_a_change() -> None:
    before, now = small_brief(), with_imports(small_brief(), 2_000_000.0)

    assert [(figure.before.value, figure.now.value) for figure in changes_since(before, now).figures] == [
        (1_234_567, 2_000_000)
    ]
    assert changes_since(before, before).figures == ()


@pytest.mark.django_db
def test_a_brief_says_what_changed_since_the_one_before(signed_in: Client) -> None:
    first = keep_small_brief()
    assert "What changed" not in signed_in.get(f"/markets/{first.pk}/").content.decode()
    first.delete()
    row = keep_two()

    for address in (f"/markets/{row.pk}/", f"/markets/{row.pk}/md/", f"/markets/{row.pk}/md/?edition=shared"):
        page = signed_in.get(address).content.decode()
        assert "What changed since the brief of 2022 (snapshot 0123456789abcdef01234567)" in page
        assert ("1,234,567" in page, "2,000,000 [F1]" in page) == (True, True)
    paper = text_of(signed_in.get(f"/markets/{row.pk}/pdf/").content)
    assert ("1,234,567" in paper, "2,000,000 [F1]" in paper) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize("language", list(Language))
def test_notes_and_firms_stay_in_the_house(signed_in: Client, language: Language) -> None:
    row = keep_two()
    signed_in.post(f"/markets/{row.pk}/remarks/", {"remarks": NOTE, "read_version": version_of({"remarks": ""})})
    signed_in.post("/language/", {"language": language.value, "next": "/"})

    for form in ("md", "xlsx", "pdf"):
        content = {
            edition: signed_in.get(f"/markets/{row.pk}/{form}/?edition={edition}") for edition in ("office", "shared")
        }
        assert "shared" in content["shared"]["Content-Disposition"]
        if form == "md":
            assert [NOTE in response.content.decode() for response in content.values()] == [True, False]
            assert [FIRM in response.content.decode() for response in content.values()] == [True, False]
        if form == "pdf":
            assert [NOTE in text_of(response.content) for response in content.values()] == [True, False]
            assert [FIRM in text_of(response.content) for response in content.values()] == [True, False]
    assert NOTE in signed_in.get(f"/markets/{row.pk}/").content.decode()
    assert LedgerEntry.objects.filter(code="market.remarks_kept").count() == 1
    assert signed_in.get(f"/markets/{row.pk}/md/?edition=secret").status_code == 404


@pytest.mark.django_db
def test_notes_of_two_colleagues_do_not_overwrite_each_other_and_have_an_end(signed_in: Client) -> None:
    row, unread = keep_small_brief(), version_of({"remarks": ""})
    address = f"/markets/{row.pk}/remarks/"

    assert signed_in.post(address, {"remarks": "one", "read_version": unread}).status_code == 302
    refused = signed_in.post(address, {"remarks": "two", "read_version": unread})
    page = refused.content.decode()
    assert (refused.status_code, ">two</textarea>" in page, "<blockquote>one</blockquote>" in page) == (409, True, True)
    assert (
        signed_in.post(address, {"remarks": "x" * 4001, "read_version": version_of({"remarks": "one"})}).status_code
        == 422
    )
    assert signed_in.get(address).status_code == 302
    row.refresh_from_db()
    assert row.remarks == "one"


@pytest.mark.django_db
def test_a_brief_is_made_anew_for_the_same_firms(signed_in: Client) -> None:
    row = keep_two()

    signed_in.get(f"/markets/{row.pk}/again/")
    assert SavedBrief.objects.count() == 2
    signed_in.post(f"/markets/{row.pk}/again/")

    made = SavedBrief.objects.get(made_at=None)
    assert (made.exporter, made.products, made.markets, made.firms) == (
        row.exporter,
        row.products,
        row.markets,
        row.firms,
    )


@pytest.mark.django_db
def test_a_brief_shows_posts_in_its_markets(signed_in: Client) -> None:
    row = keep_small_brief()
    assert "Posts and checklists" not in signed_in.get(f"/markets/{row.pk}/").content.decode()
    post = DiplomaticPost(PostId("P1"), LocalText("Consulate in Sampleton (fictional)"), CountryCode("RU"))
    PostRow.objects.create(country="RU", code="P1", document=to_document(post))

    page = signed_in.get(f"/markets/{row.pk}/").content.decode()

    assert "Posts and checklists for these markets" in page
    assert "Consulate in Sampleton (fictional)" in page


@pytest.mark.django_db
def test_notes_about_somebody_are_found_and_erased(signed_in: Client) -> None:
    row = keep_small_brief()
    row.remarks = "Call ann@example.org\nBring samples"
    row.save()
    (kept,) = (personal_data for personal_data in declared() if personal_data.model == "market.SavedBrief")

    assert [found["remarks"] for found in kept.find("ann@example.org")] == [row.remarks]
    assert kept.erase("ann@example.org") == 1

    row.refresh_from_db()
    assert row.remarks == "…\nBring samples"
    assert signed_in.get(f"/markets/{row.pk}/").status_code == 200
