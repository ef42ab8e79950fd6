"""Several contacts of one company: on its page, in its form, in a merge, in the list, and when one is erased."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from tearoad.companies import Buyer, Contact
from tearoad.companies.web.actions.merging import merge_companies, undo_merge
from tearoad.companies.web.actions.register import enter, erase_contact
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.companies.web.queries.merges import merges_about
from tearoad.companies.web.queries.register import held_about, party_of, reached_at
from tearoad.names import FirmName, PersonName
from tearoad.people import Actor
from tearoad.screening import EntryKind, ListEntry
from tearoad.screening.screen import screen
from tearoad.values import LocalText, PartyId
from tests.companies.web.test_contact import FORM, read_of

PETR = Contact(PersonName("Пётр Примеров"), phone="+74950000000", email="petr@example.org")
ANNA = Contact(PersonName("Анна Образцова"), LocalText(ru="Закупщик"), "+74951234567", "anna@example.org")
OLEG = Contact(PersonName("Олег Третьяков"), email="oleg@example.org")
HOUSE = Buyer(PartyId("B1"), FirmName("ООО «Пример»"), contact=PETR, other_contacts=(ANNA,))


@pytest.fixture
def row(officer: Actor) -> Company:
    """A buyer with two contacts."""
    return enter(officer, HOUSE)


def people(row: Company) -> list[str]:
    """Return whom a company names, the main contact first."""
    row.refresh_from_db()
    party = party_of(row)
    return [contact.person.native for contact in (party.contact, *party.other_contacts)]


def test_the_page_and_the_list_name_everybody(signed_in: Client, row: Company) -> None:
    page = signed_in.get(f"/companies/{row.id}/").content.decode()
    assert [name in page for name in ("Пётр Примеров", "Анна Образцова", "anna@example.org", "Закупщик")] == [True] * 4
    answer = signed_in.get("/companies/companies.csv")
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert line["Other contacts"] == "Анна Образцова | Закупщик | +74951234567 | anna@example.org | "


def test_contacts_are_added_changed_and_taken_out_in_the_form(signed_in: Client, row: Company) -> None:
    url = f"/companies/{row.id}/contact/"
    shown = signed_in.get(url).context["form"]
    assert [[field.value() for field in fields] for fields in shown.other_rows] == [
        ["Анна Образцова", "Закупщик", "+74951234567", "anna@example.org", ""],
        ["", "", "", "", ""],
    ]
    sent = {**FORM, "person_native": "Пётр Примеров", "email": "petr@example.org", "other_0_name": "Анна Образцова"}
    sent |= {"other_0_email": "anna@example.com", "other_1_name": "Олег Третьяков", "other_1_phone": "+7 495 765-43-21"}
    assert signed_in.post(url, sent | read_of(row)).status_code == 302
    assert people(row) == ["Пётр Примеров", "Анна Образцова", "Олег Третьяков"]
    others = party_of(row).other_contacts
    assert [(contact.email, contact.phone) for contact in others] == [("anna@example.com", ""), ("", "+74957654321")]
    emptied = {name: "" if name.startswith("other_0") else text for name, text in sent.items()}
    assert signed_in.post(url, emptied | read_of(row)).status_code == 302
    assert people(row) == ["Пётр Примеров", "Олег Третьяков"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"other_0_email": "nobody"}, "other_0_email"), ({"other_0_phone": "call me"}, "other_0_phone")],
)
def test_what_cannot_be_read_is_told_at_its_field(
    signed_in: Client, row: Company, wrong: dict[str, str], field: str
) -> None:
    sent = FORM | {"other_0_name": "Анна Образцова"} | wrong
    answer = signed_in.post(f"/companies/{row.id}/contact/", sent | read_of(row))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert people(row) == ["Пётр Примеров", "Анна Образцова"]


def test_one_without_a_name_and_one_address_of_two_are_remarks(signed_in: Client, row: Company) -> None:
    sent = FORM | {"other_0_email": "x@example.org", "other_1_name": "Олег Третьяков", "other_1_email": FORM["email"]}
    answer = signed_in.post(f"/companies/{row.id}/contact/", sent | read_of(row), follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert [text.split(".")[0].split(";")[0] for text in said] == [
        "The contact “x@example",
        "“anna@example",
        "The contact is saved",
    ]
    assert people(row) == ["Анна Образцова", "", "Олег Третьяков"]


def test_of_several_numbers_and_addresses_the_first_is_kept_as_in_sheets(signed_in: Client, row: Company) -> None:
    sent = FORM | {"phone": "+7 495 123-45-67; +7 495 765-43-21", "email": "anna@example.org, office@example.org"}
    answer = signed_in.post(f"/companies/{row.id}/contact/", sent | read_of(row), follow=True)
    row.refresh_from_db()
    main = party_of(row).contact
    assert (main.phone, main.email, len(answer.context["messages"])) == ("+74951234567", "anna@example.org", 3)


def test_a_merge_keeps_everybody_once_and_parts_them_again(officer: Actor, row: Company) -> None:
    again = Contact(PersonName("Анна Образцова"), messenger="Telegram: @anna")
    other = enter(officer, Buyer(PartyId("B2"), FirmName("ООО «Образец»"), contact=OLEG, other_contacts=(again, PETR)))
    merge = merge_companies(officer, row, other, {})
    assert people(row) == ["Пётр Примеров", "Анна Образцова", "Олег Третьяков"]
    anna = party_of(row).other_contacts[0]
    assert (anna.email, anna.messenger) == ("anna@example.org", "Telegram: @anna")
    undo_merge(officer, CompanyMerge.objects.get(pk=merge.pk))
    row.refresh_from_db()
    assert party_of(row).other_contacts == (ANNA,)
    assert people(other) == ["Олег Третьяков", "Анна Образцова", "Пётр Примеров"]


def test_whoever_asks_to_be_forgotten_goes_and_the_others_stay(officer: Actor, row: Company) -> None:
    other = enter(officer, Buyer(PartyId("B2"), FirmName("ООО «Образец»"), contact=OLEG))
    merge_companies(officer, row, other, {})
    assert [document["contact"]["email"] for document in held_about("ANNA@example.org")] == ["anna@example.org"]
    assert list(reached_at("+74951234567")) == [row]
    assert merges_about("oleg@example.org")
    assert erase_contact("oleg@example.org") == 2
    assert (people(row), people(other)) == (["Пётр Примеров", "Анна Образцова"], [""])
    assert merges_about("oleg@example.org") == []
    assert erase_contact("petr@example.org") == 1
    assert people(row) == ["Анна Образцова"]


def test_every_contact_is_compared_with_lists() -> None:
    listed = ListEntry("X 1", "demo", EntryKind.PERSON, ("Анна Образцова",))
    (verdict,) = screen([HOUSE], [listed], [])
    assert [hit.ours for hit in verdict.hits] == ["Анна Образцова"]
