"""Add, change and take away quotas and orders of meetings."""

from __future__ import annotations

from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import Max

from tearoad.errors import Conflict, InputError
from tearoad.mission.meetings import MeetingOrder, MeetingQuota
from tearoad.mission.meetings.refusing import refused_order, refused_quota
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import from_document, to_document
from tearoad.web.saving import stale

Entry: TypeAlias = MeetingQuota | MeetingOrder
_NAMES = {MeetingQuota: "quota", MeetingOrder: "order"}


@transaction.atomic
def add(by: Actor, mission: rows.Mission, entry: Entry) -> None:
    """Keep a quota or an order.

    Raises:
        InputError: another says the same, or they contradict each other.
        Conflict: the mission is archived, or another was given its id in the meantime.

    """
    found = _open(by, mission, entry)
    if found.filter(code=entry.id).exists():
        raise Conflict(Text("checklist_pages.id_taken", id=entry.id), Text("checklist_pages.id_taken_hint"))
    _refuse_beside_others(mission, entry)
    last = found.aggregate(last=Max("position"))["last"]
    found.model.objects.create(
        mission=mission,
        code=entry.id,
        position=0 if last is None else last + 1,
        document=to_document(entry),
    )
    _note(by, mission, entry, "added")


@transaction.atomic
def change(by: Actor, mission: rows.Mission, row: Any, entry: Entry, read: str) -> None:  # noqa: ANN401  # a row of either kind
    """Write what is wanted now; `read` is the mark of what the form showed.

    Raises:
        InputError: another says the same, or they contradict each other.
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived, or somebody removed it in the meantime.

    """
    held = _open(by, mission, entry).select_for_update().filter(pk=row.pk).first()
    if held is None:
        raise Conflict(Text("checklist_pages.changed_since"), Text("checklist_pages.changed_since_hint"))
    document = to_document(entry)
    stale.require_unchanged(read, held.document, document)
    if held.document != document:
        _refuse_beside_others(mission, entry)
        held.document = document
        held.save()
        _note(by, mission, entry, "changed")


@transaction.atomic
def remove(by: Actor, mission: rows.Mission, row: Any, entry: Entry, read: str) -> None:  # noqa: ANN401  # the same
    """Take a quota or an order away; who finds it gone has nothing to do.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived.

    """
    held = _open(by, mission, entry).select_for_update().filter(pk=row.pk).first()
    if held is None:
        return
    stale.require_unchanged(read, held.document, changed=changed_by(mission, entry))
    held.delete()
    _note(by, mission, entry, "removed")


def changed_by(mission: rows.Mission, entry: Entry) -> stale.Changed:
    """Return by which entry of the ledger a change of a quota or an order is known."""
    return stale.Changed(f"mission.{_NAMES[type(entry)]}_changed", "mission", mission.id, (("code", entry.id),))


def rows_of(mission: rows.Mission, core: type[Entry]) -> Any:  # noqa: ANN401  # the rows of either kind
    """Return a mission's quotas, or its orders."""
    return (rows.MeetingQuota if core is MeetingQuota else rows.MeetingOrder).objects.filter(mission=mission)


def _open(by: Actor, mission: rows.Mission, entry: Entry) -> Any:  # noqa: ANN401  # the same
    """Return the rows of a kind, with the mission held: two who write at once come one after the other."""
    require(by, Policy.EDIT_MISSION)
    refuse_archived(rows.Mission.objects.select_for_update().get(pk=mission.pk))
    return rows_of(mission, type(entry))


def _refuse_beside_others(mission: rows.Mission, entry: Entry) -> None:
    others = [one.document for one in rows_of(mission, type(entry)).exclude(code=entry.id)]
    wrong = (
        refused_quota(entry, [from_document(MeetingQuota, one) for one in others], lambda one: one.id)
        if isinstance(entry, MeetingQuota)
        else refused_order(entry, [from_document(MeetingOrder, one) for one in others], lambda one: one.id)
    )
    if wrong is not None:
        raise InputError(wrong.text, wrong.hint)


def _note(by: Actor, mission: rows.Mission, entry: Entry, what: str) -> None:
    ledger.append(by, f"mission.{_NAMES[type(entry)]}_{what}", "mission", mission.id, {"code": entry.id})
    touch(mission)
