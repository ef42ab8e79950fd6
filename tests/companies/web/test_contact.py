from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from tearoad.companies import Buyer, Contact
from tearoad.companies.web.actions import register as actions
from tearoad.companies.web.actions.register import CompanyChanged, ContactFacts, change_contact, enter, erase_contact
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import held_about, party_of
from tearoad.names import FirmName, PersonName
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry, Membership, User
from tearoad.values import PartyId
from tearoad.web.saving.stale import version_of

CHAIN = Buyer(
    PartyId("B1"),
    FirmName("ООО «Пример»"),
    city="Москва",
    contact=Contact(PersonName("Пётр Примеров", family="Примеров"), phone="+74950000000", email="petr@example.org"),
)
FORM = {
    "city": "Тула",
    "person_native": "Анна Образцова",
    "phone": "+7 (495) 123-45-67",
    "email": "anna@example.org",
    "title_ru": "Закупщик",
    "note": "",
}


def read_of(row: Company) -> dict[str, str]:
    return {"read_version": version_of(row.document)}


@pytest.fixture
def row(officer: Actor) -> Company:
    return enter(officer, CHAIN)


def test_what_was_corrected_stands_in_the_register_and_in_the_ledger(signed_in: Client, row: Company) -> None:
    answer = signed_in.post(f"/companies/{row.id}/contact/", FORM | read_of(row))
    assert (answer.status_code, answer["Location"]) == (302, f"/companies/{row.id}/")
    row.refresh_from_db()
    contact = party_of(row).contact
    assert (row.city, contact.person.native, contact.phone, contact.email) == (
        "Тула",
        "Анна Образцова",
        "+74951234567",
        "anna@example.org",
    )
    entry = LedgerEntry.objects.get(code="companies.contact_changed")
    assert entry.facts["fields"] == [
        "city", "contact.email", "contact.person", "contact.phone", "contact.title"
    ]  # fmt: skip
    assert "Образцова" not in str(entry.facts)


def test_a_form_that_was_overtaken_is_refused(officer: Actor, signed_in: Client, row: Company) -> None:
    sent = FORM | read_of(row)
    change_contact(officer, row, ContactFacts("Омск", CHAIN.contact), version_of(row.document))
    answer = signed_in.post(f"/companies/{row.id}/contact/", sent)
    assert (answer.status_code, answer.context["form"]["city"].value()) == (409, "Тула")
    assert ("Омск", "Тула") in {(field.now, field.entered) for field in answer.context["meanwhile"].there}
    row.refresh_from_db()
    assert row.city == "Омск"
    assert signed_in.post(f"/companies/{row.id}/contact/", sent | read_of(row)).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"email": "nobody"}, {"phone": "call me"}, {"city": "x" * 121}, {"note": "x" * 2001}]
)
def test_bad_input_is_told_and_nothing_is_kept(signed_in: Client, row: Company, wrong: dict[str, str]) -> None:
    assert signed_in.post(f"/companies/{row.id}/contact/", FORM | read_of(row) | wrong).status_code == 422
    row.refresh_from_db()
    assert row.revision == 1


def test_later_stages_hear_which_facts_changed(officer: Actor, row: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setattr(actions, "emit", heard.append)
    change_contact(officer, row, ContactFacts("Омск", replace(CHAIN.contact, phone="")), version_of(row.document))
    assert heard == [CompanyChanged(row.id, frozenset({"city", "contact.phone"}))]


def test_entering_does_not_touch_a_standing_that_was_set_meanwhile(officer: Actor, row: Company) -> None:
    Company.objects.filter(pk=row.pk).update(standing="blocked")
    enter(officer, replace(CHAIN, city="Омск"), row)
    row.refresh_from_db()
    assert (row.standing, row.city) == ("blocked", "Омск")


def test_an_auditor_is_shown_no_form_of_a_contact(signed_in: Client, row: Company) -> None:
    Membership.objects.filter(user=User.objects.get()).update(role=Role.AUDITOR)
    assert "/contact/" not in signed_in.get(f"/companies/{row.id}/").content.decode()


def test_a_person_is_found_and_forgotten_and_the_company_stays(row: Company) -> None:
    assert [document["company"] for document in held_about("PETR@example.org")] == ["ООО «Пример»"]
    assert erase_contact("petr@example.org") == 1
    row.refresh_from_db()
    assert party_of(row).contact == Contact()
    assert held_about("petr@example.org") == ()
    assert held_about("") == ()
