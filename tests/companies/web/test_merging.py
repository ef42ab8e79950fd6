"""Two companies of the register become one and part again: by page, in the rows of every stage, in any order."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tearoad.companies import Buyer, Contact, Want
from tearoad.companies.web.actions.merging import merge_companies, undo_merge
from tearoad.companies.web.actions.register import ContactFacts, change_contact, enter
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.companies.web.queries.register import visible
from tearoad.errors import Conflict, InputError
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import PartyId
from tearoad.web.saving.stale import Stale


def buyer(name: str, **facts: Any) -> Buyer:  # noqa: ANN401  # whatever a buyer says
    return Buyer(PartyId("B"), FirmName(latin=name), **facts)


@pytest.fixture
def pair(officer: Actor) -> tuple[Company, Company]:
    kept = enter(officer, buyer("Primer LLC", city="Москва", wants=(Want("tea"),)))
    contact = Contact(phone="+74950000001", email="anna@example.org")
    return kept, enter(officer, buyer("Primer Trade", address="1 Example St", contact=contact, wants=(Want("honey"),)))


def preview(client: Client, *companies: Company) -> Any:  # noqa: ANN401  # Django's answer
    return client.get("/companies/merge/", {"company": [str(company.pk) for company in companies]})


def test_two_companies_are_merged_on_the_page_and_parted_again(
    signed_in: Client, pair: tuple[Company, Company]
) -> None:
    kept, joined = pair
    page = preview(signed_in, kept, joined)
    shown = {line.name: (line.kept, line.joined, line.chosen) for line in page.context["lines"]}
    assert shown == {
        "name.latin": ("Primer LLC", "Primer Trade", "kept"),
        "address": ("", "1 Example St", "joined"),
        "contact.phone": ("", "+74950000001", "joined"),
        "contact.email": ("", "anna@example.org", "joined"),
        "wants": ("tea", "honey", "both"),
    }
    sent = {"read_version": page.context["read"], "choose_address": "kept"}
    address = f"/companies/merge/?company={kept.pk}&company={joined.pk}"
    assert signed_in.post(address, sent)["Location"] == f"/companies/{kept.pk}/"
    before = kept.document
    kept.refresh_from_db()
    assert [want["product"] for want in kept.document["wants"]] == ["tea", "honey"]
    assert (kept.document.get("address"), kept.document["contact"]["email"]) == (None, "anna@example.org")
    assert signed_in.get(f"/companies/{joined.pk}/").context["company"] == kept
    assert [line.row for line in signed_in.get("/companies/").context["lines"]] == [kept]
    merge = CompanyMerge.objects.get()
    assert "Primer Trade" in signed_in.get(f"/companies/{kept.pk}/").content.decode()
    assert signed_in.post(f"/companies/{kept.pk}/parted/", {"merge": str(merge.pk)}).status_code == 302
    kept.refresh_from_db()
    assert kept.document == before
    assert signed_in.get(f"/companies/{joined.pk}/").context["company"] == joined
    assert set(LedgerEntry.objects.filter(code__startswith="companies.").values_list("code", flat=True)) == {
        "companies.merged",
        "companies.parted",
    }


def test_a_preview_that_was_overtaken_merges_nothing(
    officer: Actor, signed_in: Client, pair: tuple[Company, Company]
) -> None:
    kept, joined = pair
    read = preview(signed_in, kept, joined).context["read"]
    enter(officer, buyer("Primer Trade", city="Тула"), joined)
    with pytest.raises(Stale):
        merge_companies(officer, kept, joined, {}, read)
    assert CompanyMerge.objects.count() == 0


def test_a_field_that_was_changed_since_stays_as_it_is(officer: Actor, pair: tuple[Company, Company]) -> None:
    kept, joined = pair
    merge = merge_companies(officer, kept, joined, {})
    kept.refresh_from_db()
    change_contact(officer, kept, ContactFacts("Москва", Contact(phone="+74950000009")), _read(kept))
    assert undo_merge(officer, merge) == ("contact.email", "contact.phone")
    kept.refresh_from_db()
    assert kept.document["contact"] == {"phone": "+74950000009"}


def _read(row: Company) -> str:
    from tearoad.web.saving.stale import version_of  # noqa: PLC0415  # for this line

    return version_of(row.document)


@pytest.mark.parametrize(
    ("found", "status"), [((), 302), (("nonsense",), 404), (("0198a000-0000-7000-8000-000000000000",), 404)]
)
def test_what_is_no_company_cannot_be_merged(signed_in: Client, found: tuple[str, ...], status: int) -> None:
    assert signed_in.get("/companies/merge/", {"company": found}).status_code == status


def test_a_company_is_not_merged_with_itself_or_the_other_side(officer: Actor, pair: tuple[Company, Company]) -> None:
    kept, joined = pair
    with pytest.raises(InputError) as itself:
        merge_companies(officer, kept, kept, {})
    Company.objects.filter(pk=joined.pk).update(side="exporter")
    with pytest.raises(InputError) as sides:
        merge_companies(officer, kept, joined, {})
    assert (itself.value.text.code, sides.value.text.code) == ("companies.merge_itself", "companies.merge_sides")


def test_the_later_of_two_merges_is_undone_first(officer: Actor, pair: tuple[Company, Company]) -> None:
    kept, joined = pair
    third = enter(officer, buyer("Third LLC"))
    first = merge_companies(officer, kept, joined, {})
    later = merge_companies(officer, kept, third, {})
    with pytest.raises(Conflict) as met:
        undo_merge(officer, first)
    assert met.value.text.code == "companies.part_later_first"
    undo_merge(officer, later)
    undo_merge(officer, first)
    with pytest.raises(Conflict) as again:
        undo_merge(officer, first)
    assert again.value.text.code == "companies.parted_already"
    assert visible(officer).count() == 3


def test_whoever_may_be_the_same_is_named_with_the_reason(officer: Actor, signed_in: Client) -> None:
    company = enter(officer, buyer("Primer LLC", registration_number="77001"))
    other = enter(officer, buyer("Quite Different", registration_number="77001"))
    enter(officer, buyer("Somebody Else", registration_number="77002"))
    page = preview(signed_in, company)
    assert [found.row for found, _reasons in page.context["likely"]] == [other]
    found = signed_in.get("/companies/merge/", {"company": str(company.pk), "q": "somebody"})
    assert [line.row.name for line in found.context["found"]] == ["Somebody Else"]
