"""What is held about a person in missions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from tearoad.mission.web import models as rows


def plain(address: str) -> str:
    """Return an address as it is kept: mail in small letters, a phone without blanks."""
    return address.strip().casefold() if "@" in address else "".join(address.split())


def people_of(kind: Any, address: str) -> Iterator[Any]:
    """Yield the delegates or interpreters with an e-mail address or a phone, the usual one or the one of the trip."""
    wanted = plain(address)
    if wanted:
        phones = Q(document__phone=wanted) | Q(document__phone_abroad=wanted)
        yield from kind.objects.filter(phones | Q(document__email__iexact=wanted))


def links_of(address: str) -> Iterator[rows.SignedLink]:
    """Yield the links of those who have an address: officials by phone, companies by their contact."""
    wanted = plain(address)
    if not wanted:
        return
    field = "email" if "@" in wanted else "phone"
    found: set[tuple[Any, str]] = set()
    companies = rows.Participation.objects.filter(**{f"company__document__contact__{field}__iexact": wanted})
    found.update(companies.values_list("mission_id", "code"))
    for kind in (rows.Delegate, rows.Interpreter):
        here = Q(document__phone=wanted) | Q(document__email__iexact=wanted)
        found.update(kind.objects.filter(here).values_list("mission_id", "code"))
    for mission, party in sorted(found, key=str):
        yield from rows.SignedLink.objects.filter(mission_id=mission, party=party)


def absences_of(address: str) -> tuple[rows.Absence, ...]:
    """Return the absences of the delegates and interpreters with an address."""
    people = [person for kind in (rows.Delegate, rows.Interpreter) for person in people_of(kind, address)]
    found = (rows.Absence.objects.filter(mission=person.mission_id, document__who=person.code) for person in people)
    return tuple(absence for absences in found for absence in absences)


def changes_about(address: str) -> tuple[rows.RowChange, ...]:
    """Return the changes of rows whose undo data tell of the person with an address.

    A row that named it once told of them before too, and so do tasks that are for them.
    """
    wanted = plain(address)
    if not wanted:
        return ()
    changes = rows.RowChange.objects.filter(Q(before__icontains=wanted) | Q(after__icontains=wanted))
    found = set(changes.values_list("mission_id", "code"))
    found |= {
        (person.mission_id, person.code)
        for kind in (rows.Delegate, rows.Interpreter)
        for person in people_of(kind, address)
    }
    condition = Q()
    for mission, code in found:
        condition |= Q(mission_id=mission) & (Q(code=code) | Q(before__whom=code) | Q(after__whom=code))
    return tuple(rows.RowChange.objects.filter(condition)) if found else ()
