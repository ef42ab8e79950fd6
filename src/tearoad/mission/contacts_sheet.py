"""Whom to call, and how the organisation writes certain names: rows of a mission's own document."""

from __future__ import annotations

from tearoad.companies import Contact
from tearoad.companies.name_columns import person_name
from tearoad.companies.party_columns import EMAIL
from tearoad.mission.mission import NameOverride
from tearoad.paper.sheets import Reading, Record, SheetWords
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import LINE, LOCAL, PHONE_ABROAD
from tearoad.text import Text


def _key(contact: Contact) -> str:
    """Return what a contact is found again by: it has no id."""
    named = next(iter(contact.person.written), "")
    return " ".join(filter(None, (named[:40], (contact.phone or contact.email or contact.messenger)[:38])))


def _is_reached(contact: Contact, record: Record, _reading: Reading) -> Contact:
    """Refuse a contact whom nobody can reach."""
    if not (contact.phone or contact.email or contact.messenger):
        record.error(Text("sheets.contact_without_address"), Text("sheets.contact_without_address_hint"), "phone")
    return contact


CONTACTS = RowKind(
    name="contacts",
    title=SheetWords("sheet_words.contacts"),
    core=Contact,
    personal=frozenset({"person", "title", "phone", "email", "messenger"}),
    key=_key,
    fields=(
        Field("person", person_name()),
        Field(
            "title",
            LOCAL,
            SheetWords("sheet_words.task_of_contacts"),
            example=SheetWords("sheet_words.secretary_of_the_mission"),
            about="contact_task",
            width=20,
        ),
        Field("phone", PHONE_ABROAD, SheetWords("sheet_words.phone_of_party"), example="+7 495 000-00-00"),
        EMAIL,
        Field("messenger", LINE, SheetWords("sheet_words.messenger"), example="WeChat: example_tea"),
    ),
    judge=_is_reached,
    people=True,
)
OVERRIDES = RowKind(
    name="overrides",
    title=SheetWords("sheet_words.overrides"),
    core=NameOverride,
    personal=frozenset(),
    key=lambda override: override.written[:80],
    fields=(
        Field(
            "written",
            LINE,
            SheetWords("sheet_words.name_as_written"),
            example=SheetWords("sheet_words.russia"),
            about="override_written",
            width=28,
            needed=True,
        ),
        Field(
            "name",
            LOCAL,
            SheetWords("sheet_words.name_on_papers"),
            example=SheetWords("sheet_words.russian_federation"),
            about="override_name",
            width=30,
            needed=True,
        ),
    ),
)
