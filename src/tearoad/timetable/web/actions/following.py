"""Let the state of each meeting follow the plan: planned or no longer, and both sides told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tearoad.matching.asking import MeetingMove, MoveChannel, PairState
from tearoad.matching.web.actions.following import follow_floor
from tearoad.matching.web.actions.moves import MeetingsReturned, NewMove, record_many, undo_notified
from tearoad.matching.web.queries.progress import progress_rows
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.delivery import MessageSettled
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.timetable.web.actions.publishing import PlanPublished
from tearoad.timetable.web.models import Meeting, MeetingState, Published
from tearoad.timetable.web.queries.publishing.mails import known_to_both, plan_of_mail, times_and_places

_IN_PLAN = frozenset({PairState.PLANNED, PairState.NOTIFIED, PairState.CONFIRMED})
_CLOSED = frozenset({PairState.NOT_THIS_TIME, PairState.CANCELLED, PairState.KEPT, PairState.MISSED})
_HELD = {MeetingState.KEPT: MeetingMove.KEEP, MeetingState.NO_SHOW: MeetingMove.MISS}
Pair = tuple[str, str]


def follow_plan(event: PlanPublished) -> None:
    """Note which meetings the plan in force holds, and which it holds no more; at a hub home's states are not kept."""
    row = Published.objects.select_related("mission").get(pk=event.published_id)
    if settings.HUB is not None:
        return
    planned: set[Pair] = set(Meeting.objects.filter(published=row).values_list("exporter", "buyer"))
    state = _states(row.mission)
    begins = sorted(pair for pair in planned if state.get(pair, PairState.PROPOSED) not in _IN_PLAN | _CLOSED)
    ends = sorted(pair for pair, pair_state in state.items() if pair_state in _IN_PLAN and pair not in planned)
    moved = sorted(pair for pair in _moved(row) if state.get(pair, PairState.PROPOSED) in _IN_PLAN)
    steps = ((MeetingMove.PLAN, begins), (MeetingMove.UNPLAN, ends), (MeetingMove.RESCHEDULE, moved))
    moves = [_move(pair, move) for move, pairs in steps for pair in pairs]
    record_many(Actor(row.mission.tenant_id, Role.SYSTEM), row.mission, moves)


def follow_returned(event: MeetingsReturned) -> None:
    """Let meetings that stand again stand as the plan in force holds them: at its time, or as planned no more."""
    row = Published.objects.select_related("mission").filter(mission=event.mission_id).first()
    if row is None or settings.HUB is not None:
        return
    states, at = _states(row.mission), times_and_places([row]).get(row.pk, {})
    moves = []
    for pair, since in sorted(event.since.items()):
        state = states.get(pair, PairState.PROPOSED)
        if state in _IN_PLAN and pair not in at:
            moves.append(_move(pair, MeetingMove.UNPLAN))
        elif state in _IN_PLAN and _was_elsewhere(row, pair, since, at[pair]):
            moves.append(_move(pair, MeetingMove.RESCHEDULE))
        elif state not in _IN_PLAN | _CLOSED and pair in at:
            moves.append(_move(pair, MeetingMove.PLAN))
    by = Actor(row.mission.tenant_id, Role.SYSTEM)
    record_many(by, row.mission, moves)
    follow_notices(by, row.mission)


def _was_elsewhere(row: Published, pair: Pair, since: datetime, now_at: tuple[datetime, str]) -> bool:
    """Whether the plan of then held a meeting at another time or place than the plan in force."""
    then = Published.objects.filter(mission=row.mission, published_at__lte=since - settings.CLOCK_OFFSET).first()
    return then is not None and times_and_places([then]).get(then.pk, {}).get(pair, now_at) != now_at


def _moved(row: Published) -> set[Pair]:
    """Return the pairs that the plan before held at another time or place."""
    before = Published.objects.filter(mission=row.mission, number__lt=row.number).only("pk").first()
    now_at, was_at = times_and_places([row]).get(row.pk, {}), times_and_places([before]) if before else {}
    was = was_at.get(before.pk, {}) if before else {}
    return {pair for pair, at in now_at.items() if was.get(pair, at) != at}


def follow_held(mission: Mission, became: Mapping[UUID, MeetingState]) -> None:
    """Note which meetings in force were kept or missed, each by the id of its row, as the floor wrote it down."""
    if settings.HUB is not None:
        return
    held = Meeting.objects.filter(pk__in=list(became)).values_list("pk", "exporter", "buyer")
    moves = {(exporter, buyer): _HELD.get(became[pk]) for pk, exporter, buyer in held}
    follow_floor(Actor(mission.tenant_id, Role.SYSTEM), mission, moves)


def follow_notices(by: Actor, mission: Mission) -> None:
    """Note for which planned meetings both sides know the time; part of the transaction that tells them.

    A mail that waits, or was refused, tells nobody; what was told of another time or place holds no more.
    """
    known = known_to_both(mission)
    in_plan = sorted(pair for pair, state in _states(mission).items() if state in _IN_PLAN)
    record_many(by, mission, [_move(pair, MeetingMove.NOTIFY) for pair in in_plan if pair in known])
    undo_notified(mission, [pair for pair in in_plan if pair not in known])


def follow_mail(event: MessageSettled) -> None:
    """Note which meetings both sides know of once a mail about a plan went out, or was given up."""
    plan = plan_of_mail(event.key)
    if plan is None or settings.HUB is not None:
        return
    with acting_for(event.tenant), transaction.atomic():
        row = Published.objects.select_related("mission").filter(pk=plan).first()
        if row is not None:
            follow_notices(Actor(event.tenant, Role.SYSTEM), row.mission)


def _states(mission: Mission) -> dict[Pair, PairState]:
    query = progress_rows(mission).values_list("exporter", "buyer", "state")
    return {(exporter, buyer): PairState(state) for exporter, buyer, state in query}


def _move(pair: Pair, move: MeetingMove) -> NewMove:
    return NewMove(exporter=pair[0], buyer=pair[1], move=move, channel=MoveChannel.PROGRAM)
