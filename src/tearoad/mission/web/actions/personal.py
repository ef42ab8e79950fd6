"""Hand out and erase what missions hold about a person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction

from tearoad.mission.availability_sheet import AVAILABILITY
from tearoad.mission.interpreters_sheet import INTERPRETERS
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.personal import absences_of, changes_about, handles_of, links_of, people_of
from tearoad.rows import RowKind
from tearoad.text import Text
from tearoad.values.document import Document
from tearoad.web.clock import now
from tearoad.web.registry import Json, PersonalData

KEEP_DAYS = 365
_KEEP_CHANGES_DAYS = 90


def declared() -> tuple[PersonalData, ...]:
    """Return what missions keep about people."""
    return (
        person_data(INTERPRETERS, rows.Interpreter, Text("mission_pages.why_interpreters")),
        PersonalData(
            "mission.SignedLink",
            ("party", "last_used_at"),
            Text("mission_pages.why_links"),
            KEEP_DAYS,
            lambda address: [_link(link) for link in links_of(address)],
            _erase_links,
        ),
        PersonalData(
            "mission.Absence",
            ("document",),
            Text("mission_pages.why_absences"),
            KEEP_DAYS,
            lambda address: [
                {"mission": str(absence.mission_id), **absence.document} for absence in absences_of(address)
            ],
            _erase_absences,
        ),
        PersonalData(
            "mission.RowChange",
            ("before", "after"),
            Text("mission_pages.why_changes"),
            _KEEP_CHANGES_DAYS,
            lambda address: [_change(change) for change in changes_about(address)],
            _erase_changes,
        ),
    )


def person_data(kind: RowKind[Any], model: Any, purpose: Text) -> PersonalData:
    """Declare the rows of a kind that are people, found by their address or phone."""

    def find(address: str) -> Iterable[Json]:
        return [
            {"mission": str(person.mission_id), "id": person.code, **person.document}
            for person in people_of(model, address)
        ]

    @transaction.atomic
    def erase(address: str) -> int:
        found = list(people_of(model, address))
        for row in found:
            # The place in plans and the id stay, so that the mission's figures still add up; the person is gone.
            row.name = ""
            row.document = without_person(kind, row.document) | {"name": {"latin": row.code}}
            row.save()
        return len(found)

    fields = ("name", "document")
    return PersonalData(
        model._meta.label, fields, purpose, KEEP_DAYS, find, erase, partial(handles_of, model), tells_who=True
    )  # Django's documented door


def without_person(kind: RowKind[Any], document: Document) -> Document:
    """Return a row's document without the fields that its kind declares as personal."""
    return {name: said for name, said in document.items() if name not in (kind.personal or ())}


@transaction.atomic
def _erase_absences(address: str) -> int:
    """That somebody is not there stays, for plans need it; why is forgotten."""
    found = absences_of(address)
    for absence in found:
        absence.document = without_person(AVAILABILITY, absence.document)
        absence.save()
    return len(found)


@transaction.atomic
def _erase_links(address: str) -> int:
    """Links hold no address of their own: they are stopped, and when they were used is forgotten."""
    erased = 0
    for link in links_of(address):
        link.revoked_at = link.revoked_at or now()
        link.last_used_at = None
        link.save()
        erased += 1
    return erased


@transaction.atomic
def _erase_changes(address: str) -> int:
    """Forget what the rows said: such a change is history, and can no longer be undone."""
    found = changes_about(address)
    for change in found:
        change.before, change.after, change.undone_at = None, None, change.undone_at or now()
        change.save()
    return len(found)


def _change(change: rows.RowChange) -> Json:
    return {
        "mission": str(change.mission_id),
        "kind": change.kind,
        "id": change.code,
        "changed_at": change.changed_at.isoformat(),
    }


def _link(link: rows.SignedLink) -> Json:
    return {
        "mission": str(link.mission_id),
        "party": link.party,
        "made_at": link.made_at.isoformat(),
        "last_used_at": link.last_used_at.isoformat() if link.last_used_at else None,
    }
