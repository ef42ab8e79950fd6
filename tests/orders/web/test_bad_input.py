"""What cannot be is told in three languages, with what was typed still there; nothing that was said is lost."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.web.actions.opportunities import change_step
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor, Role, Scope
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import Words
from tests.orders.web.conftest import Write

in_every_language = pytest.mark.parametrize("language", list(Language))
REFUSED = {
    "two commas": ({"amount": "1,50,7"}, Text("sheets.bad_number", found="1,50,7")),
    "no currency": ({"currency": "XQZ"}, Text("sheets.bad_currency", found="XQZ")),
    "shipped in 1989": ({"on": "1989-05-01", "what": "forward shipped"}, Text("orders.day_too_early_hint")),
    "a clock a year ahead": ({"on": "a year ahead"}, Text("orders.day_to_come_hint")),
    "a program": ({"file": "program"}, Text("orders.evidence_kind", name="contract.exe")),
}


def at(name: str, mission: Mission, **more: object) -> str:
    return reverse(f"orders-{name}", kwargs={"mission_id": mission.id, **more})


def speaks(client: Client, language: Language) -> Words:
    """Let a browser read a language; return its words."""
    client.cookies["language"] = language.value
    return Words(language)


def html(text: str) -> str:
    """Return a text as pages hold it."""
    return text.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;")


def event_form(mission: Mission, said: dict[str, str]) -> dict[str, object]:
    today = today_of(mission)
    typed: dict[str, object] = {
        "what": "forward contract",
        "on": today.isoformat(),
        "amount": "1 500,50",
        "currency": "CNY",
        "said_by": "exporter",
        "number": "TR-77",
    }
    typed |= said
    if said.get("on") == "a year ahead":
        typed["on"] = (today + timedelta(days=365)).isoformat()
    if "file" in said:
        typed["file"] = SimpleUploadedFile("contract.exe", b"MZ\x90\x00" + b"\x00" * 200)
    return typed


@in_every_language
@pytest.mark.parametrize("case", list(REFUSED))
def test_what_cannot_have_happened_is_told_where_it_was_typed(
    signed_in: Client, mission: Mission, opened: Opportunity, case: str, language: Language
) -> None:
    said, expected = REFUSED[case]
    words = speaks(signed_in, language)
    answer = signed_in.post(at("event-add", mission, opportunity_id=opened.pk), event_form(mission, said))
    page = answer.content.decode()
    assert (answer.status_code, html(words(expected)) in page, 'value="TR-77"' in page) == (422, True, True)
    assert OpportunityEvent.objects.count() == 0


@in_every_language
def test_paid_over_the_contract_stands_beside_it(
    signed_in: Client, mission: Mission, write: Write, language: Language
) -> None:
    row = write(core.Rung.CONTRACT, "100").opportunity
    write(core.Rung.PAID, "150")
    words = speaks(signed_in, language)
    page = signed_in.get(at("opportunity", mission, opportunity_id=row.pk)).content.decode()
    (doubt,) = core.contradictions(opportunity(mission, row.pk).history)
    assert (html(words(doubt)) in page, OpportunityEvent.objects.count()) == (True, 2)


@in_every_language
def test_blocked_buyer_is_told_with_what_was_typed(signed_in: Client, mission: Mission, language: Language) -> None:
    words = speaks(signed_in, language)
    company = Participation.objects.get(mission=mission, code="B001").company
    Company.objects.filter(pk=company.pk).update(standing=Standing.BLOCKED)
    sent = {"firm": "E01", "buyer": "B001", "about": "More tea", "next_step": "call", "due_on": "2027-03-01"}
    answer = signed_in.post(at("new", mission), sent)
    page = answer.content.decode()
    told = html(words(Text("orders.is_blocked", found="B001")))
    assert (answer.status_code, told in page, 'value="More tea"' in page) == (409, True, True)


@in_every_language
@pytest.mark.parametrize("said", ["answer", "nothing"])
def test_link_goes_on_after_an_answer_and_keeps_both(
    stranger: Client, own_link: str, opened: Opportunity, language: Language, said: str
) -> None:
    words = speaks(stranger, language)
    sent = {"without": "half"} if said == "answer" else {}
    for _ in range(2):
        assert stranger.post(f"{own_link}{opened.pk}/", sent).status_code == 302
    page = stranger.get(own_link).content.decode()
    assert (html(words(Text("orders_pages.thanks"))) in page, OpportunityEvent.objects.count()) == (True, 2)


@in_every_language
def test_step_from_a_second_phone_is_held_back_and_told(
    stranger: Client, officer: Actor, own_link: str, opened: Opportunity, language: Language
) -> None:
    words = speaks(stranger, language)
    page = stranger.get(f"{own_link}{opened.pk}/")
    sent = {"next_step": "visit", "due_on": "2027-03-01", "owner": "", "step_note": "", "read_version": "x"}
    sent["read_version"] = page.context["read"]
    known = opportunity(opened.mission, opened.pk).opportunity
    change_step(officer, opened, core.Opportunity(known.firm, known.buyer, "Tea", known.due_on), page.context["read"])
    answer = stranger.post(f"{own_link}{opened.pk}/", sent)
    there = {version.entered: version.now for version in answer.context["meanwhile"].there}
    assert (answer.status_code, words(Text("capture.next_step_visit")) in there) == (409, True)
    opened.refresh_from_db()
    assert opened.document["about"] == "Tea"


@in_every_language
def test_mission_that_was_put_away_says_so_on_every_form(
    signed_in: Client, stranger: Client, mission: Mission, own_link: str, opened: Opportunity, language: Language
) -> None:
    words = speaks(signed_in, language)
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    told = html(words(Text("mission_pages.is_archived")))
    office = signed_in.post(at("event-add", mission, opportunity_id=opened.pk), event_form(mission, {}))
    assert (office.status_code, told in office.content.decode()) == (409, True)
    speaks(stranger, language)
    typed = event_form(mission, {"note": "Signed in Moscow"})
    put_away = html(words(Text("portal_pages.is_archived")))
    for firm in (stranger.get(own_link), stranger.post(f"{own_link}{opened.pk}/", typed)):
        assert (firm.status_code, put_away in firm.content.decode()) == (404, True)
    assert ("Signed in Moscow" in firm.content.decode(), OpportunityEvent.objects.count()) == (True, 0)


@in_every_language
@pytest.mark.parametrize("case", [case for case in REFUSED if case != "a program"])
def test_what_a_firm_types_by_its_link_is_told_there_and_stays_typed(
    stranger: Client, mission: Mission, own_link: str, opened: Opportunity, case: str, language: Language
) -> None:
    said, expected = REFUSED[case]
    words = speaks(stranger, language)
    answer = stranger.post(f"{own_link}{opened.pk}/", event_form(mission, said))
    page = answer.content.decode()
    assert (answer.status_code, html(words(expected)) in page, 'value="TR-77"' in page) == (422, True, True)
    assert OpportunityEvent.objects.count() == 0


@in_every_language
@pytest.mark.parametrize("party", ["E01", "B001"])
def test_what_is_told_of_somebody_who_left_meanwhile_is_kept(
    signed_in: Client, mission: Mission, opened: Opportunity, party: str, language: Language
) -> None:
    """A firm withdrew, a buyer is blocked: the business goes on, and so does its history."""
    words = speaks(signed_in, language)
    taking = Participation.objects.get(mission=mission, code=party)
    if party == "E01":
        taking.delete()
    else:
        Company.objects.filter(pk=taking.company_id).update(standing=Standing.BLOCKED)
    sent = event_form(mission, {"currency": "CNY"})
    answer = signed_in.post(at("event-add", mission, opportunity_id=opened.pk), sent)
    pages = [at("opportunity", mission, opportunity_id=opened.pk), at("board", mission), at("days", mission)]
    pages += [at("asked", mission), reverse("results", kwargs={"mission_id": mission.id})]
    assert [answer.status_code, *(signed_in.get(page).status_code for page in pages)] == [302] + [200] * 5
    assert words(Text("orders.rung_contract")) in signed_in.get(pages[0]).content.decode()
    assert OpportunityEvent.objects.count() == 1


@in_every_language
def test_two_answers_from_two_phones_stand_side_by_side(
    officer: Actor, stranger: Client, signed_in: Client, mission: Mission, write: Write, language: Language
) -> None:
    told = write(core.Rung.CONTRACT, "100")
    link = urlsplit(links.make(officer, mission, Role.BUYER, "B001", Scope.FOLLOW).address).path
    answers = (("yes", ""), ("yes", ""), ("no", "It was 90"))
    statuses = [
        stranger.post(f"{link}events/{told.pk}/", {"answer": answer, "note": note}).status_code
        for answer, note in answers
    ]
    words = speaks(signed_in, language)
    page = signed_in.get(at("opportunity", mission, opportunity_id=told.opportunity_id)).content.decode()
    history = opportunity(mission, told.opportunity_id).history
    assert (statuses, len(history.events)) == ([302, 409, 302], 3)
    (doubt,) = core.contradictions(history)
    assert (html(words(doubt)) in page, "It was 90" in page) == (True, True)
