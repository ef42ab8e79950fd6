"""What can be asked of the register. A company is always read through `visible`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from tearoad.companies import Buyer, Contact, Exporter, Standing, all_contacts
from tearoad.companies.photos import painted
from tearoad.companies.web.models import Company, Side
from tearoad.errors import NotFoundError, TearoadError, TooMany
from tearoad.names import PersonName, digits_and_letters, fold, to_latin, words_sought
from tearoad.names.fold import has_cyrillic
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.people import Actor, Policy, allowed
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import Document, from_document, to_document

OF_THE_MISSION = ("id", "stand", "hall", "staff_per_day", "windows", "desk", "people", "do_not_meet", "attendance")
"""Fields of an exporter or buyer that differ from mission to mission: they stand in the participation."""

_LONG = 4
"""A word of so many Latin letters is looked for in Latin too; a shorter one stands in half of all names."""


def visible(to: Actor) -> QuerySet[Company]:
    """Return the companies someone may see: staff all of their organisation's, a visitor none."""
    rows: QuerySet[Company] = Company.objects.filter(merged_into=None)
    return rows if allowed(to.role, Policy.SEE_COMPANIES) else rows.none()


def company(to: Actor, company_id: UUID) -> Company:
    """Return one company; of a merged one, the company that stands for it.

    Raises:
        NotFoundError: it is not there, or not for them.

    """
    found = visible(to).filter(pk=company_id).first()
    if found is None and allowed(to.role, Policy.SEE_COMPANIES):
        found = current_company(company_id)
    if found is None:
        raise NotFoundError(Text("companies.no_such_company"))
    return found


def current_company(company_id: UUID) -> Company | None:
    """Return a company, or the one that stands for it by now; None where there is none."""
    found: Company | None = Company.objects.filter(pk=company_id).first()
    while found is not None and found.merged_into_id is not None:
        found = found.merged_into
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which companies somebody looks for; what is empty does not narrow."""

    words: str = ""
    side: str = ""
    standing: str = ""
    country: str = ""


def search_lines(party: Exporter | Buyer) -> str:
    """Return what a company is found by, folded: every spelling as written and in Latin letters, its number, its city.

    One line each, so that no search runs over the end of one name into the next.
    """
    written = (*party.name.written, party.city)
    lines = (*map(fold, written), *map(to_latin, written), fold(party.registration_number))
    bare = digits_and_letters(party.registration_number).lower()
    return "\n".join(dict.fromkeys(line for line in (*lines, bare) if line))


def contact_lines(party: Exporter | Buyer) -> str:
    """Return what the contacts of a company are found by, a line each: every spelling, folded and in Latin letters."""
    return "\n".join(dict.fromkeys(chain.from_iterable(spelled(contact.person) for contact in all_contacts(party))))


def spelled(person: PersonName) -> tuple[str, ...]:
    """Return the spellings of a person's name, folded, and each as it may stand in Latin letters."""
    lines = ((fold(name), to_latin(name, person=True)) for name in person.written)
    return tuple(dict.fromkeys(filter(None, chain.from_iterable(lines))))


BRIEF_FIELDS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"native", "latin", "local", "banner"}),
    "category": frozenset(),
    "decides": frozenset(),
    "ownership": frozenset(),
    "size": frozenset(),
    "contact": frozenset({"person", "phone", "email"}),
    "wants": frozenset({"product", "hs"}),
    "products": frozenset({"name", "hs"}),
}
"""Which fields the brief of a company's document holds, and which of their parts; of a list the first item."""


def brief_document(document: Document) -> Document:
    """Return of a company's document what tables are sorted by most, each value where it stands in the whole."""
    return {name: _brief(document[name], parts) for name, parts in BRIEF_FIELDS.items() if name in document}


def stands_in_brief(path: Sequence[str | int]) -> bool:
    """Whether the brief of a document holds all that stands at a place of the whole."""
    names = [step for step in path if isinstance(step, str)]
    parts = BRIEF_FIELDS.get(names[0]) if names else None
    return parts is not None and (not parts or not parts.isdisjoint(names[1:2]))


def _brief(value: Any, parts: frozenset[str]) -> Any:  # what JSON holds
    if isinstance(value, list):
        return [_brief(item, parts) for item in value[:1]]
    if isinstance(value, dict):
        return {name: part for name, part in value.items() if name in parts}
    return value


def register(to: Actor, wanted: Wanted) -> QuerySet[Company]:
    """Return the companies somebody looks for, by name; every word they wrote stands in it, in any script and order."""
    query = visible(to).order_by("name", "id")
    for word in words_sought(wanted.words):
        # Of Chinese words the names themselves hold the characters; their sounds would take 57 MB to look up.
        latin = to_latin(word) if has_cyrillic(word) else word
        spelled = {word, latin} if len(latin) >= _LONG else {word}
        query = query.filter(reduce(or_, (Q(names__contains=text) for text in sorted(spelled))))
    for column in ("side", "standing", "country"):
        if value := getattr(wanted, column):
            query = query.filter(**{column: value})
    return query


def countries(to: Actor) -> tuple[str, ...]:
    """Return the countries that stand in the register, by code."""
    return tuple(visible(to).exclude(country="").order_by("country").values_list("country", flat=True).distinct())


def reached_at(address: str) -> QuerySet[Company]:
    """Return the companies of whose contacts one has this e-mail address, phone or messenger, as it is kept."""
    bare = address.strip()
    if not bare:
        return Company.objects.none()
    others = Company.objects.filter(names_in_others(bare)).only("document", "side")
    further = [other.pk for other in others if any(is_reached_at(person, bare) for person in _others_of(other))]
    return Company.objects.filter(
        Q(document__contact__email__iexact=bare)
        | Q(document__contact__phone=bare)
        | Q(document__contact__messenger__iexact=bare)
        | Q(pk__in=further)
    )


def contact_handles() -> Iterator[tuple[str, str]]:
    """Yield by what each contact of the register is reached, with their name."""
    for company in Company.objects.only("document", "side"):
        for contact in (company.document.get("contact") or {}, *(company.document.get("other_contacts") or ())):
            names = [name for name in (contact.get("person") or {}).values() if name and isinstance(name, str)]
            for handle in filter(None, map(contact.get, ("email", "phone", "messenger"))):
                yield from ((handle, name) for name in names or [""])


def names_in_others(address: str) -> Q:
    """Return the condition that an address may stand among the further contacts of a company."""
    written = {address, json.dumps(address)[1:-1]}  # what is no ASCII is escaped in what is kept
    return reduce(or_, (Q(document__other_contacts__icontains=text) for text in sorted(written)))


def is_reached_at(contact: Contact, address: str) -> bool:
    """Whether a contact has this e-mail address, phone or messenger, as it is kept."""
    wanted = address.strip().casefold()
    handles = (contact.email, contact.phone, contact.messenger)
    return bool(wanted) and any(handle.casefold() == wanted for handle in handles)


def _others_of(row: Company) -> tuple[Contact, ...]:
    return tuple(from_document(Contact, contact) for contact in row.document.get("other_contacts") or ())


def held_about(address: str) -> tuple[Document, ...]:
    """Return what the register holds about the person at an address."""
    return tuple(
        {"company": row.name, "contact": to_document(person)}
        for row in reached_at(address)
        for person in all_contacts(party_of(row))
        if is_reached_at(person, address)
    )


def company_document(party: Exporter | Buyer) -> Document:
    """Return what the register keeps of a party."""
    return {name: value for name, value in to_document(party).items() if name not in {*OF_THE_MISSION, "standing"}}


def participation_document(party: Exporter | Buyer) -> Document:
    """Return what its participation keeps of a party."""
    return {name: value for name, value in to_document(party).items() if name in OF_THE_MISSION}


def exporter_of(row: Company, of_the_mission: Mapping[str, Any]) -> Exporter:
    """Return an exporter as it takes part in a mission."""
    exporter = from_document(Exporter, {"id": str(row.id)} | row.document | dict(of_the_mission))
    return replace(exporter, standing=Standing(row.standing))


def buyer_of(row: Company, of_the_mission: Mapping[str, Any]) -> Buyer:
    """Return a buyer as it takes part in a mission."""
    buyer = from_document(Buyer, {"id": str(row.id)} | row.document | dict(of_the_mission))
    return replace(buyer, standing=Standing(row.standing))


def party_of(row: Company, of_the_mission: Mapping[str, Any] | None = None) -> Exporter | Buyer:
    """Return a company as an exporter or a buyer; without a participation its id is the register's own."""
    of = exporter_of if row.side == Side.EXPORTER else buyer_of
    return of(row, of_the_mission or {"id": PartyId(str(row.id))})


def paint_ahead(request: HttpRequest) -> None:
    """Paint a photo that a form brings before anything is locked; what is none is told by the form itself."""
    try:
        look_ahead(request, painted.ahead)
    except TooMany:  # it would be painted while the database is locked after all
        raise
    except TearoadError:
        return
