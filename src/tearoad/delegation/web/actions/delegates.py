"""Add a delegate, change what is known of them, take them off the list."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad.delegation.web.queries.people import named_in
from tearoad.errors import Conflict
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import PersonId
from tearoad.values.document import from_document, to_document
from tearoad.web.registry import Event, Json, emit
from tearoad.web.saving import stale

PLANNED = frozenset({"name", "role", "rank", "firm", "office", "phone", "languages", "arrives_at", "leaves_at"})
"""What plans and day sheets are made from; the rest (hotel, visa, consent) makes no plan out of date."""


@dataclass(frozen=True, slots=True)
class DelegateLeaves(Event):
    """A delegate is about to be taken off; whoever still needs them raises `Conflict`."""

    mission_id: UUID
    code: str


@transaction.atomic
def add(by: Actor, mission: mission_rows.Mission, delegate: Delegate) -> mission_rows.Delegate:
    """Add a delegate behind those who are there.

    Raises:
        Conflict: the mission is archived, or the id is taken.

    """
    require(by, Policy.EDIT_MISSION)
    mission = open_mission(mission)
    known = mission_rows.Delegate.objects.filter(mission=mission)
    if known.filter(code=delegate.id).exists():
        raise Conflict(Text("delegation_pages.id_taken", id=delegate.id), Text("delegation_pages.id_taken_hint"))
    last = known.aggregate(last=Max("position"))["last"]
    row: mission_rows.Delegate = mission_rows.Delegate.objects.create(
        mission=mission,
        code=delegate.id,
        position=0 if last is None else int(last) + 1,
        name=_called(delegate),
        document=to_document(delegate),
    )
    touch(mission)
    ledger.append(by, "mission.delegate_added", "delegate", row.id, {"mission": str(mission.id)})
    return row


@transaction.atomic
def change(by: Actor, row: mission_rows.Delegate, delegate: Delegate, read: str | None = None) -> bool:
    """Write what is now known of a delegate; whether anything was different.

    Args:
        by: who changes it.
        row: the delegate.
        delegate: what is now known; the id stays.
        read: the mark of what was read; None where nobody looked.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    mission = open_mission(row.mission)
    row = mission_rows.Delegate.objects.select_for_update().get(pk=row.pk)
    document = to_document(delegate)
    stale.require_unchanged(read, row.document, document)
    if document == row.document:
        return False
    fields = changed_fields(row.document, document)
    row.document, row.name = document, _called(delegate)
    row.save()
    if PLANNED & fields:
        touch(mission)
    ledger.append(
        by, "mission.delegate_changed", "delegate", row.id, {"mission": str(mission.id), "fields": sorted(fields)}
    )
    return True


@transaction.atomic
def remove(by: Actor, row: mission_rows.Delegate, read: str | None = None) -> None:
    """Take a delegate off the list.

    Raises:
        Stale: somebody changed what is known of them since it was read.
        Conflict: the programme, an absence or a later stage still names them, or the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    mission = open_mission(row.mission)
    held = mission_rows.Delegate.objects.select_for_update().get(pk=row.pk)
    by_whom = stale.Changed("mission.delegate_changed", "delegate", row.id)
    stale.require_unchanged(read, held.document, changed=by_whom)
    named = named_in(mission, row.code)
    if named:
        hint = Text("delegation_pages.still_named_hint")
        raise Conflict(Text("delegation_pages.still_named", where=", ".join(one.code for one in named)), hint)
    emit(DelegateLeaves(mission.id, row.code))
    _forget_roommate(mission, row.code)
    gone = row.pk
    row.delete()
    touch(mission)
    ledger.append(by, "mission.delegate_removed", "delegate", gone, {"mission": str(mission.id)})


def changed_fields(before: Json, after: Json) -> frozenset[str]:
    """Return which fields differ."""
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _forget_roommate(mission: mission_rows.Mission, code: str) -> None:
    """Nobody goes on sharing a room with who does not travel."""
    for other in mission_rows.Delegate.objects.select_for_update().filter(mission=mission):
        known = from_document(Delegate, other.document)
        if code in known.room_with:
            left = [one for one in known.room_with if one != code]
            other.document = {name: value for name, value in other.document.items() if name != "room_with"}
            other.document |= {"room_with": left} if left else {}
            other.save(update_fields=["document"])


def _called(delegate: Delegate) -> str:
    return delegate.name.written[0][:200] if delegate.name.written else ""


def next_id(codes: set[str]) -> PersonId:
    """Return the next free id: D01, D02, ..."""
    number = next(number for number in range(1, len(codes) + 2) if f"D{number:02d}" not in codes)
    return PersonId(f"D{number:02d}")
