"""What is held about a person in missions."""

from __future__ import annotations

import json
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
        yield from kind.objects.filter(_reached_at(address))


def _reached_at(address: str) -> Q:
    """Return the condition that a delegate or an interpreter is reached at an address as it is kept."""
    wanted, written = plain(address), address.strip()
    phones = Q(document__phone__in=(wanted, written)) | Q(document__phone_abroad__in=(wanted, written))
    messengers = Q(document__messengers__icontains=json.dumps(written)[1:-1])
    return phones | Q(document__email__iexact=wanted) | messengers


def handles_of(kind: Any) -> Iterator[tuple[str, str]]:
    """Yield by what delegates or interpreters are reached, with each name they have; of none an empty one."""
    for document in kind.objects.values_list("document", flat=True):
        names = [name for name in (document.get("name") or {}).values() if name and isinstance(name, str)]
        kept = (document.get("email"), document.get("phone"), document.get("phone_abroad"))
        for handle in [text for text in (*kept, *(document.get("messengers") or ())) if text] or [""]:
            yield from ((handle, name) for name in names or [""])


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
        found.update(kind.objects.filter(_reached_at(address)).values_list("mission_id", "code"))
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
