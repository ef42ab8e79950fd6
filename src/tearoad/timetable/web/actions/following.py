"""Let the state of each meeting follow the plan: planned or no longer, and both sides told."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from tearoad.matching.asking import MeetingMove, MoveChannel, PairState
from tearoad.matching.web.actions.moves import NewMove, follow_floor, record_many
from tearoad.matching.web.queries.progress import progress_rows
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions.publishing import PlanPublished
from tearoad.timetable.web.models import Meeting, MeetingState, Published, Told

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
    ends = sorted(pair for pair, one in state.items() if one in _IN_PLAN and pair not in planned)
    moves = [_move(pair, MeetingMove.PLAN) for pair in begins] + [_move(pair, MeetingMove.UNPLAN) for pair in ends]
    record_many(Actor(row.mission.tenant_id, Role.SYSTEM), row.mission, moves)


def follow_held(mission: Mission, became: Mapping[UUID, MeetingState]) -> None:
    """Note which meetings in force were kept or missed, each by the id of its row, as the floor wrote it down."""
    if settings.HUB is not None:
        return
    held = Meeting.objects.filter(pk__in=list(became)).values_list("pk", "exporter", "buyer")
    moves = {(exporter, buyer): _HELD.get(became[pk]) for pk, exporter, buyer in held}
    follow_floor(Actor(mission.tenant_id, Role.SYSTEM), mission, moves)


def follow_notices(by: Actor, mission: Mission) -> None:
    """Note for which planned meetings both sides know the time; part of the transaction that tells them."""
    told: set[str] = set(Told.objects.filter(published__mission=mission).values_list("party", flat=True))
    ready = sorted(pair for pair, one in _states(mission).items() if one is PairState.PLANNED and told.issuperset(pair))
    record_many(by, mission, [_move(pair, MeetingMove.NOTIFY) for pair in ready])


def _states(mission: Mission) -> dict[Pair, PairState]:
    found = progress_rows(mission).values_list("exporter", "buyer", "state")
    return {(exporter, buyer): PairState(state) for exporter, buyer, state in found}


def _move(pair: Pair, move: MeetingMove) -> NewMove:
    return NewMove(exporter=pair[0], buyer=pair[1], move=move, channel=MoveChannel.PROGRAM)
