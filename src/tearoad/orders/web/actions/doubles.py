"""Decide whether two events tell of the same business, and take the decision back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, InputError, NotFoundError, UnknownIdError
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import open_mission
from tearoad.orders.web.models import EventDouble, OpportunityEvent
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now


@transaction.atomic
def decide_double(by: Actor, mission: rows.Mission, pair: tuple[UUID, UUID], *, is_same: bool) -> EventDouble:
    """Say whether two events are one: the same business counts once, in the place of the first.

    Who decides as somebody did already changes nothing.

    Raises:
        InputError: it is one event and no pair, or two of different rungs.
        NotFoundError: the mission has no such event.
        Conflict: the mission is archived, or somebody decided otherwise in the meantime.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(mission)
    first, second = sorted(pair)
    events = list(OpportunityEvent.objects.filter(opportunity__mission=mission, pk__in=(first, second)).order_by("id"))
    if first == second or len(events) != 2:
        raise NotFoundError(Text("orders.no_such_event"), Text("orders.no_such_event_hint"))
    if any(events[0].document.get(said) != events[1].document.get(said) for said in ("rung", "type")):
        raise InputError(Text("orders.other_rungs"), Text("orders.other_rungs_hint"))
    there: EventDouble | None = EventDouble.objects.filter(
        mission=mission, first_id=first, second_id=second, undone_at=None
    ).first()
    if there is not None and there.is_same is not is_same:
        raise Conflict(Text("orders.decided_otherwise", by=there.decided_by), Text("orders.decided_otherwise_hint"))
    if there is not None:
        return there
    made: EventDouble = EventDouble.objects.create(
        mission=mission,
        first_id=first,
        second_id=second,
        is_same=is_same,
        decided_at=now(),
        decided_by=by.name,
    )
    facts = {"first": str(first), "second": str(second), "same": is_same}
    ledger.append(by, "orders.double_decided", "mission", mission.pk, facts)
    return made


@transaction.atomic
def undo_double(by: Actor, mission: rows.Mission, double_id: UUID) -> None:
    """Take a decision back: the pair waits for a person again. A second click changes nothing.

    Raises:
        NotFoundError: there is no such decision.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(mission)
    row = EventDouble.objects.filter(mission=mission, pk=double_id).first()
    if row is None:
        raise UnknownIdError(Text("orders.no_such_decision"), Text("orders.no_such_decision_hint"))
    if row.undone_at is None:
        row.undone_at = now()
        row.save()
        facts = {"first": str(row.first_id), "second": str(row.second_id)}
        ledger.append(by, "orders.double_undone", "mission", mission.pk, facts)
