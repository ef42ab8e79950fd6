"""The smallest difference between who waits longest and who waits least, with every meeting of an event held.

Waiting is counted in idle slots between the first and the last meeting of those who have two or more. For each
difference, from 0 up, a satisfiability solver is asked for a plan with each least wait in turn, in two ways of counting
tables, until there is one; what it refused before is the proof that no smaller difference is possible.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from tearoad.timetable.solvers.solver import never, unheard
from tearoad_lab.matchmaking.effort import Effort, FewestBreaks, Outcome, effort_of
from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.narrowing import narrowed
from tearoad_lab.matchmaking.sat.encoding import Counting, Encoded, Limits
from tearoad_lab.matchmaking.sat.spans import Span, Waits, spans

if TYPE_CHECKING:
    from tearoad_lab.matchmaking.sat.asking import WaitsAsking

_CONFLICTS = 5_000
_GROWTH = 1.5
_COUNTINGS = (Counting.PEOPLE, Counting.MEETINGS)


def smallest_idle_range(
    event: Event,
    *,
    seed: int = 0,
    work: float | None = None,
    time_limit_s: float = 60.0,
    stop: Callable[[], bool] = never,
    heard: Callable[[int, int], None] = unheard,
) -> FewestBreaks:
    """Return the plan with the smallest range of idle slots; the event's fairness of breaks is not asked for.

    Deterministic unless the time limit or `stop` cuts it; `work` is counted in conflicts of the solver. The worst
    case is exponential.
    """
    begun = time.monotonic()
    effort = effort_of(work, time_limit_s, seed, stop, heard)
    answer = effort.cut(_smallest(replace(event, spread=None), effort))
    return replace(answer, seconds=time.monotonic() - begun)


def _smallest(event: Event, effort: Effort) -> FewestBreaks:
    impossible = FewestBreaks(Outcome.IMPOSSIBLE, None, None, 0, 0.0)
    slots = narrowed(event)
    if slots is None:
        return impossible
    people = event.appointments_of()
    meetings = {person: len(mine) for person, mine in enumerate(people) if len(mine) > 1}
    of = {person: spans(people[person], slots) for person in meetings}
    if not all(of.values()):
        return impossible
    waits = [{span.idle(meetings[person]) for span in mine} for person, mine in of.items()]
    with ExitStack() as stack:
        askings = [stack.enter_context(_asking(event, slots, of, counting, effort)) for counting in _COUNTINGS]
        for value, leasts in _ranges(waits):
            plan, settled = _plan_of_spread(askings, value, leasts, effort)
            if not settled:
                return FewestBreaks(Outcome.UNKNOWN, None, None, value, 0.0)
            if plan is not None:
                effort.heard(value, value)
                return FewestBreaks(Outcome.OPTIMAL, plan, value, value, 0.0)
            if any(asking.impossible for asking in askings):
                break
    return impossible


def _ranges(waits: Sequence[set[int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield each range, smaller ones first, with the least waits that everyone could keep if nobody else were there."""
    longest = max((max(mine) for mine in waits), default=0)
    for value in range(longest + 1):
        leasts = range(min((max(mine) for mine in waits), default=0) + 1)
        yield (
            value,
            [least for least in leasts if all(any(least <= wait <= least + value for wait in mine) for mine in waits)],
        )


def _asking(
    event: Event, slots: Sequence[frozenset[int]], of: Mapping[int, Sequence[Span]], counting: Counting, effort: Effort
) -> WaitsAsking:
    from tearoad_lab.matchmaking.sat.asking import WaitsAsking  # noqa: PLC0415  # the solver is loaded when needed

    encoded = Encoded(event, slots, {}, Limits(0, event.slots), counting)
    meetings = {person: len(mine) for person, mine in enumerate(event.appointments_of())}
    return WaitsAsking(encoded, Waits(encoded, of, meetings), effort.seed, lambda _: effort.over)


def _plan_of_spread(
    askings: Sequence[WaitsAsking], value: int, leasts: Sequence[int], effort: Effort
) -> tuple[tuple[int, ...] | None, bool]:
    """Return a plan in which nobody waits more than `value` slots longer than others, and whether that is settled.

    Every least wait is asked about in turn: where one is hard to refuse, another may be easy to grant.
    """
    conflicts, unsettled = float(_CONFLICTS), list(leasts)
    while unsettled:
        for least in list(unsettled):
            for asking in askings:
                left = effort.conflicts - sum(each.conflicts for each in askings)
                if effort.over or left <= 0:
                    return None, False
                plan = asking.plan_within(least, least + value, int(min(left, conflicts)))
                if plan is not None:
                    return plan, True
                if asking.core is not None:
                    unsettled.remove(least)
                    break
        conflicts *= _GROWTH
    return None, True
