"""The post of a contact that was written before there were three languages stands in that of its letters."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps

from tearoad.companies import Buyer, Contact
from tearoad.companies.web.actions import enter
from tearoad.companies.web.queries import party_of
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.values import LocalText, PartyId

MIGRATION = import_module("tearoad.companies.web.migrations.0003_contact_titles")


def test_a_contacts_post_moves_to_the_language_of_its_letters_and_back(officer: Actor) -> None:
    row = enter(officer, Buyer(PartyId("B1"), FirmName("ООО «Пример»"), contact=Contact(phone="+74950000000")))
    row.document["contact"]["title"] = "Закупщик"
    row.save()
    MIGRATION.sort_in(apps, None)
    row.refresh_from_db()
    assert party_of(row).contact.title == LocalText(ru="Закупщик")
    MIGRATION.take_out(apps, None)
    row.refresh_from_db()
    assert row.document["contact"]["title"] == "Закупщик"
