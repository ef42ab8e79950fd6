"""What is done to the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from tearoad.companies import Buyer, Contact, Exporter, all_contacts
from tearoad.companies.contacts import joined_contacts
from tearoad.companies.photos import painted
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries.register import (
    brief_document,
    company_document,
    contact_lines,
    is_reached_at,
    party_of,
    reached_at,
    search_lines,
)
from tearoad.errors import InputError
from tearoad.office.web.actions.files import keep
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.registry import Event, emit
from tearoad.web.saving import stale

_WRITTEN = (
    "name",
    "names",
    "contact_names",
    "brief_document",
    "country",
    "city",
    "registration_number",
    "document",
    "revision",
    "changed_at",
)
"""What an entry writes. Not the standing: a row read before somebody decided must not put the old one back."""


@dataclass(frozen=True, slots=True)
class CompanyChanged(Event):
    """A company was entered, or something about it is different."""

    company_id: UUID
    fields: frozenset[str]
    """Which facts: `name`, `city`, `contact.person`, `contact.phone`, ..."""


@dataclass(frozen=True, slots=True)
class ContactErased(Event):
    """A company's contact asked to be forgotten; the company stays."""

    company_id: UUID


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What an officer corrects by hand."""

    city: str
    contact: Contact
    note: str = ""
    """Of a buyer only."""
    others: tuple[Contact, ...] | None = None
    """Further contacts; None leaves them as they are."""


@transaction.atomic
def enter(by: Actor, party: Exporter | Buyer, row: Company | None = None) -> Company:
    """Enter a company into the register, or bring its row up to what the party says; returns the saved row."""
    require(by, Policy.IMPORT_SHEETS)
    if row is not None and row.document == company_document(party):
        return row
    row = row or Company(side=Side.EXPORTER if isinstance(party, Exporter) else Side.BUYER, revision=0, document={})
    _write(row, party)
    return row


@transaction.atomic
def enter_again(by: Actor, entries: Iterable[tuple[Exporter | Buyer, Company]]) -> None:
    """Bring rows of the register up to what their parties say: one statement for all of them."""
    require(by, Policy.IMPORT_SHEETS)
    changed = [(row, _fill(row, party)) for party, row in entries if row.document != company_document(party)]
    rows = [row for row, _fields in changed]
    Company.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN)
    for row, fields in changed:
        emit(CompanyChanged(row.id, fields))


def write_document(row: Company, document: dict[str, Any]) -> None:
    """Let a row say what a document does; part of the transaction of an action that has asked its policy."""
    _write(row, party_of(Company(side=row.side, standing=row.standing, document=document)))


@transaction.atomic
def change_contact(by: Actor, row: Company, facts: ContactFacts, read: str) -> Company:
    """Correct how a company is reached; what the sheets said of the rest stays.

    Raises:
        Stale: somebody changed the company since the form was opened.

    """
    require(by, Policy.IMPORT_SHEETS)
    row = Company.objects.select_for_update().get(pk=row.pk)
    party = party_of(row)
    main, *others = joined_contacts(
        (facts.contact, *(party.other_contacts if facts.others is None else facts.others))
    ) or (Contact(),)
    changed = replace(party, city=facts.city, contact=main, other_contacts=tuple(others))
    if isinstance(changed, Buyer):
        changed = replace(changed, note=facts.note)
    stale.require_unchanged(read, row.document, company_document(changed))
    if company_document(changed) == row.document:
        return row
    before, fields = row.document, _write(row, changed)
    ledger.append(
        by,
        "companies.contact_changed",
        "company",
        row.id,
        {"fields": sorted(fields), "revision": row.revision},
        {f"company:{row.id}": {"before": _contact_of(before), "after": _contact_of(row.document)}},
    )
    return row


PHOTO = "company_photo"
"""The kind of file."""


@transaction.atomic
def change_photo(by: Actor, row: Company, content: bytes, read: str | None = None) -> None:
    """Let this be an exporter's photo in the delegation's book; without a content it has none.

    Raises:
        Stale: another photo was sent since the page was read.
        InputError: it is no picture that can be used, or the company is a buyer.

    """
    require(by, Policy.IMPORT_SHEETS)
    put_photo(by, row, content, read)


@transaction.atomic
def put_photo(by: Actor, row: Company, content: bytes, read: str | None = None) -> None:
    """Put a photo in the place of the one before; the action that calls this has asked its policy.

    Args:
        by: who sends it.
        row: whose photo it is.
        content: the picture; empty to have none.
        read: the mark of the photo that the page showed; None where nobody looked.

    Raises:
        Stale: another photo was sent since.
        InputError: as `change_photo`.

    """
    if row.side != Side.EXPORTER:
        raise InputError(Text("companies.photo_of_buyer"), Text("companies.photo_of_buyer_hint"))
    row = Company.objects.select_for_update(of=("self",)).select_related("photo").get(pk=row.pk)
    before = row.photo
    changed = stale.Changed("companies.photo_changed", "company", row.id)
    stale.require_unchanged(read, before.digest if before else "", changed=changed)
    after = keep(by, name=_PHOTO_NAME, content=painted(content).content, kind=PHOTO) if content else None
    if (before and before.digest) == (after and after.digest):
        if after is not None:
            after.delete()
        return
    row.photo = after
    row.save(update_fields=("photo",))
    if before is not None:
        before.delete()
    digests = {"before": before.digest if before else "", "after": after.digest if after else ""}
    ledger.append(by, "companies.photo_changed", "company", row.id, digests)


_PHOTO_NAME = "photo"


@transaction.atomic
def erase_contact(address: str) -> int:
    """Forget the person at an address; their companies stay. Who asked for it stands in the caller's ledger entry."""
    rows = tuple(reached_at(address).select_for_update())
    for row in rows:
        party = party_of(row)
        main, *others = [contact for contact in all_contacts(party) if not is_reached_at(contact, address)] or [
            Contact()
        ]
        _write(row, replace(party, contact=main, other_contacts=tuple(others)))
        emit(ContactErased(row.id))
    return len(rows)


def _write(row: Company, party: Exporter | Buyer) -> frozenset[str]:
    """Write a party into its row and tell which fields changed."""
    fields = _fill(row, party)
    if row.revision == 1:
        row.save()
    else:
        row.save(update_fields=_WRITTEN)
    emit(CompanyChanged(row.id, fields))
    return fields


def _fill(row: Company, party: Exporter | Buyer) -> frozenset[str]:
    """Let a row say what its party does, and tell which fields differ; nothing is written yet."""
    document = company_document(party)
    fields = _different(row.document, document)
    row.name = party.name.written[0] if party.name.written else ""
    row.names = search_lines(party)
    row.contact_names = contact_lines(party)
    row.brief_document = brief_document(document)
    row.country = str(getattr(party, "country", None) or "")
    row.city = party.city
    row.registration_number = party.registration_number
    row.document = document
    row.revision += 1
    row.changed_at = now()
    return fields


def _different(before: dict[str, Any], after: dict[str, Any], prefix: str = "") -> frozenset[str]:
    found: set[str] = set()
    for name in before.keys() | after.keys():
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name == "contact":
            found |= _different(old or {}, new or {}, "contact.")
        elif name == _OTHERS and _names_of(old) != _names_of(new):
            found |= {name, "contact.person"}  # whoever is new is compared with lists
        else:
            found.add(prefix + name)
    return frozenset(found)


_OTHERS = "other_contacts"


def _names_of(people: list[dict[str, Any]] | None) -> list[Any]:
    return [contact.get("person") for contact in people or ()]


def _contact_of(document: dict[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in ("city", "contact", "other_contacts", "note") if name in document}
