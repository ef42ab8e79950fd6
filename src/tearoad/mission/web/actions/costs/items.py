"""Write, change and remove costs and rates; every change can be undone until the next one of the same row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.costs import CostItem, ExchangeRate
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import Document, to_document
from tearoad.web.clock import now
from tearoad.web.saving import stale

COSTS, RATES = "costs", "rates"
MODELS: Mapping[str, Any] = {COSTS: rows.CostItem, RATES: rows.ExchangeRate}


@transaction.atomic
def add_item(by: Actor, mission: rows.Mission, item: CostItem) -> None:
    """Write down a cost.

    Raises:
        InputError: its id is taken.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    if rows.CostItem.objects.filter(mission=mission, code=item.id).exists():
        raise InputError(Text("costs_pages.id_taken", id=item.id), Text("costs_pages.id_taken_hint"))
    _write(by, mission, COSTS, item.id, None, to_document(item))


@transaction.atomic
def change_item(by: Actor, row: rows.CostItem, item: CostItem, read: str) -> None:
    """Change a cost; `read` is the mark of what the form showed.

    Raises:
        Conflict: somebody else changed or removed it in the meantime, or the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    _change(by, COSTS, row, to_document(item), read)


@transaction.atomic
def put_item(by: Actor, mission: rows.Mission, item: CostItem) -> bool:
    """Write a cost that the program worked out, in the place of the one with its id; return whether it changed."""
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    found = rows.CostItem.objects.filter(mission=mission, code=item.id).first()
    after = to_document(item)
    if found is not None and found.document == after:
        return False
    _write(by, mission, COSTS, item.id, found, after)
    return True


@transaction.atomic
def remove_item(by: Actor, row: rows.CostItem, read: str) -> None:
    """Take a cost away; `read` is the mark of what the page showed.

    Raises:
        Stale: somebody changed it in the meantime.

    """
    require(by, Policy.EDIT_COSTS)
    _remove(by, COSTS, row, read)


@transaction.atomic
def add_rate(by: Actor, mission: rows.Mission, rate: ExchangeRate) -> None:
    """Write down a rate.

    Raises:
        InputError: the pair has one of that day.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    _refuse_second(mission, rate)
    _write(by, mission, RATES, rate.id, None, to_document(rate))


@transaction.atomic
def change_rate(by: Actor, row: rows.ExchangeRate, rate: ExchangeRate, read: str) -> None:
    """Change a rate; where its pair or day changes, it becomes another one.

    Raises:
        InputError: the pair has one of that day.
        Conflict: somebody else changed or removed it in the meantime, or the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    if rate.id == row.code:
        _change(by, RATES, row, to_document(rate), read)
        return
    _refuse_second(row.mission, rate)
    _remove(by, RATES, row, read)
    _write(by, row.mission, RATES, rate.id, None, to_document(rate))


@transaction.atomic
def remove_rate(by: Actor, row: rows.ExchangeRate, read: str) -> None:
    """Take a rate away; what it converted is missing its rate from now on.

    Raises:
        Stale: somebody changed it in the meantime.

    """
    require(by, Policy.EDIT_COSTS)
    _remove(by, RATES, row, read)


@transaction.atomic
def undo(by: Actor, mission: rows.Mission, step_id: str) -> rows.CostStep:
    """Put back what the last change changed.

    Raises:
        NotFoundError: the mission has no such change.
        Conflict: it is undone already, or the row was changed since.

    """
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    step = _step_of(mission, step_id)
    if step is None:
        raise NotFoundError(Text("costs_pages.no_such_step"), Text("costs_pages.no_such_step_hint"))
    model = MODELS[step.kind]
    row = model.objects.filter(mission=mission, code=step.code).first()
    if step.undone_at is not None or (row.document if row else None) != step.after:
        raise Conflict(Text("costs_pages.changed_since", code=step.code), Text("costs_pages.changed_since_hint"))
    if step.before is None:
        row.delete()
    elif row is None:
        model.objects.create(mission=mission, code=step.code, position=step.position, document=step.before)
    else:
        row.document = step.before
        row.save()
    step.undone_at = now()
    step.save()
    ledger.append(by, "mission.cost_undone", "mission", mission.id, {"kind": step.kind, "code": step.code})
    return step


def open_mission(mission: rows.Mission) -> None:
    """Refuse to change an archived mission; hold its row, so that two clicks at once come one after the other.

    Raises:
        Conflict: it is archived.

    """
    held = rows.Mission.objects.select_for_update().get(pk=mission.pk)
    if held.archived_at is not None:
        raise Conflict(Text("mission_pages.is_archived"), Text("mission_pages.is_archived_hint"))


def changed_by(kind: str, row: Any) -> stale.Changed:  # noqa: ANN401  # a row of either kind
    """Return by which entry of the ledger a change of a cost or a rate is known."""
    return stale.Changed("mission.cost_changed", "mission", row.mission_id, (("kind", kind), ("code", row.code)))


def _step_of(mission: rows.Mission, step_id: str) -> rows.CostStep | None:
    try:
        found: rows.CostStep | None = rows.CostStep.objects.filter(mission=mission, pk=UUID(step_id)).first()
    except ValueError:
        return None
    return found


def _refuse_second(mission: rows.Mission, rate: ExchangeRate) -> None:
    if rows.ExchangeRate.objects.filter(mission=mission, code=rate.id).exists():
        raise InputError(Text("costs_pages.rate_taken", rate=rate.id), Text("costs_pages.rate_taken_hint"))


def _change(by: Actor, kind: str, row: Any, after: Document, read: str) -> None:  # noqa: ANN401  # a row of either kind
    open_mission(row.mission)
    held = MODELS[kind].objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        raise Conflict(Text("costs_pages.changed_since", code=row.code), Text("costs_pages.changed_since_hint"))
    stale.require_unchanged(read, held.document, after)
    if held.document != after:
        _write(by, held.mission, kind, held.code, held, after)


def _write(by: Actor, mission: rows.Mission, kind: str, code: str, row: Any, after: Document) -> None:  # noqa: ANN401  # the same
    model = MODELS[kind]
    before = row.document if row else None
    if row is None:
        last = model.objects.filter(mission=mission).aggregate(last=Max("position"))["last"]
        row = model(mission=mission, code=code, position=0 if last is None else last + 1)
    row.document = after
    row.save()
    _step(by, row, kind, before, after)


def _remove(by: Actor, kind: str, row: Any, read: str) -> None:  # noqa: ANN401  # the same
    open_mission(row.mission)
    held = MODELS[kind].objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        return  # somebody else took it away
    stale.require_unchanged(read, held.document, changed=changed_by(kind, row))
    _step(by, held, kind, held.document, None)
    held.delete()


def _step(by: Actor, row: Any, kind: str, before: Document | None, after: Document | None) -> None:  # noqa: ANN401  # the same
    rows.CostStep.objects.create(
        mission=row.mission,
        kind=kind,
        code=row.code,
        before=before,
        after=after,
        position=row.position,
        made_at=now(),
        made_by=by.name,
    )
    ledger.append(
        by,
        "mission.cost_added" if before is None else "mission.cost_removed" if after is None else "mission.cost_changed",
        "mission",
        row.mission_id,
        {"kind": kind, "code": row.code},
    )
