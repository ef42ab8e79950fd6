"""From a problem to a plan: the levels in the mission's order, within a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

import tearoad
from tearoad.mission import Objective
from tearoad.timetable.objectives import MAXIMISED, counted, measure
from tearoad.timetable.plan import Level, Meeting, Plan, Status
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import digest

_SHARES = {
    Objective.MUSTS: 2.0,
    Objective.MINIMUMS: 3.0,
    Objective.DISTURBANCE: 3.0,
    Objective.VALUE: 20.0,
    Objective.FAIRNESS: 2.0,
    Objective.SPREAD: 0.2,
    Objective.IDLE: 2.0,
    Objective.INTERPRETER_CHANGES: 2.0,
    Objective.PLACE_CHANGES: 0.25,
    Objective.WALKING: 0.25,
}
"""How the time is divided. What a level leaves over goes to the next ones."""


class Progress(Protocol):
    """Hears how far the plan has come."""

    def __call__(self, level: Objective, value: int, bound: int, seconds: float) -> None:
        """A level's value and bound, and the seconds since the start."""


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    time_limit_s: float = 20.0,
    start: Sequence[Meeting] = (),
    stop: Callable[[], bool] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return the best plan found within the time, with a bound for each objective.

    The objectives are improved one after the other, each without loss in those before. Musts that exclude each other
    are no error: as many as possible are held. The search begins with the meetings of `start`, as far as they keep the
    rules. `stop` is asked several times a second; when it says yes, the plan in
    hand is returned.

    The same seed gives the same plan when every level ends by proof or by its limit of work; where the wall clock cuts
    a level, two runs may differ within the gap that the levels state.
    """
    from tearoad.timetable.search import Search  # noqa: PLC0415  # numpy and the solvers come with it

    begun = time.monotonic()
    search = Search(problem, seed, stop or (lambda: False), start)
    wanted = counted(problem)
    reached = []
    for nth, objective in enumerate(wanted):
        left = max(0.05, time_limit_s - (time.monotonic() - begun))
        share = _SHARES[objective] / sum(_SHARES[one] for one in wanted[nth:])
        reached.append(search.improve(objective, left * share, _telling(objective, progress, begun)))
    meetings = search.meetings
    levels = []
    for one in reached:
        value = measure(one.objective, problem, meetings)
        bound = max(value, one.bound) if one.objective in MAXIMISED else min(value, one.bound)
        status = Status.OPTIMAL if value == bound else Status.FEASIBLE
        levels.append(Level(one.objective, value, bound, status, round(one.seconds, 3)))
    held = {meeting.wish for meeting in meetings}
    unplaced = tuple(wish.id for wish in problem.wishes if wish.id not in held)
    engine = f"tearoad {tearoad.__version__}"
    return Plan(meetings, unplaced, tuple(levels), seed, engine, digest(problem), problem.switched_off)


def _telling(objective: Objective, progress: Progress | None, begun: float) -> Callable[[int, int], None]:
    def tell(value: int, bound: int) -> None:
        if progress is not None:
            progress(objective, value, bound, time.monotonic() - begun)

    return tell
