"""From a problem to a plan: the levels in the mission's order, each with its share of the work."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import tearoad
from tearoad.mission import Objective
from tearoad.timetable.objectives import MAXIMISED, counted, measure
from tearoad.timetable.plan import Level, Meeting, Plan, Status
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import digest

if TYPE_CHECKING:
    from tearoad.timetable.solvers.solver import Running

_SHARES = {
    Objective.MUSTS: 2.0,
    Objective.MINIMUMS: 3.0,
    Objective.DISTURBANCE: 8.0,
    Objective.VALUE: 26.0,
    Objective.FAIRNESS: 3.0,
    Objective.SPREAD: 1.0,
    Objective.PAUSES: 1.0,
    Objective.IDLE: 2.0,
    Objective.INTERPRETER_CHANGES: 2.0,
    Objective.PLACE_CHANGES: 1.0,
    Objective.WALKING: 1.0,
}
"""How the work is divided. What a level leaves over goes to the next ones."""

DEFAULT_WORK = 15.0
"""Enough for a mission of eighteen firms; about so many seconds on one quiet core."""

ENOUGH_WISHES = 500
"""For so many wishes. Where there are more the level of value, which weighs all of them, gets more in proportion."""

LEAST_WORK, LEAST_SHARE = 2.0, 0.15
"""So much for each level at least, or this share of all where that is less: a small proof comes to its end."""


_LASTING = {Objective.MUSTS: 0.5, Objective.VALUE: 1.0}
"""For the progress shown: a level takes at least this many times its least work. Other levels take three times as much,
because the work of proving them is not counted."""


class Progress(Protocol):
    """Hears how far the plan has come."""

    def __call__(self, level: Objective, value: int, bound: int, share: float) -> None:
        """A level's value and bound, and how far the whole search is at least, from 0 to 1."""


def solve(  # noqa: PLR0913  # how far, how long, from where, and who hears of it
    problem: Problem,
    *,
    seed: int = 0,
    work: float = DEFAULT_WORK,
    time_limit_s: float | None = None,
    start: Sequence[Meeting] = (),
    stop: Callable[[], bool] | None = None,
    on_first_plan: Callable[[Sequence[Meeting]], None] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return the best plan found for so much work (more where wishes are many), with a bound for each objective.

    The objectives are improved one after the other, each without loss in those before. Musts that exclude each other
    are no error: as many as possible are held. The search begins with the meetings of `start`, as far as they keep the
    rules; `on_first_plan` hears the plan it begins with. `stop` is asked several times a second; when it says yes, the
    plan in hand is returned.

    Work is counted, not seconds, so that the same seed gives the same plan on a quiet and on a busy machine. Only where
    the wall clock (`time_limit_s`, None is none) or `stop` cuts a level, two runs may differ within the gap that the
    levels state; such a level says so (`Level.was_cut`).
    """
    from tearoad.timetable.search import Search  # noqa: PLC0415  # numpy and the solvers come with it
    from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS, Effort, never  # noqa: PLC0415  # numpy and the solvers come with it

    begun = time.monotonic()
    search = Search(problem, start)
    if on_first_plan is not None:
        on_first_plan(search.meetings)
    wanted = counted(problem)
    limit = UNLIMITED_SECONDS if time_limit_s is None else max(0.05, time_limit_s - (time.monotonic() - begun))
    more = work * max(0.0, len(problem.wishes) / ENOUGH_WISHES - 1) if Objective.VALUE in wanted else 0.0
    running = Effort(limit, work + more, seed, stop=stop or never).begun()
    reached = []
    least = min(LEAST_WORK, LEAST_SHARE * work)
    of_a_share = work / sum(_SHARES[level] for level in wanted)
    planned = [max(least * _LASTING.get(level, 3.0), of_a_share * _SHARES[level]) for level in wanted]
    for nth, objective in enumerate(wanted):
        share = _SHARES[objective] / sum(_SHARES[later] for later in wanted[nth:])
        own, more = (more, 0.0) if objective is Objective.VALUE else (0.0, more)
        mine = own + max(least, share * (running.work - own - more))
        part = running.left(min(1.0, mine / running.work) if running.work > 0 else 1.0)  # no level takes others' time
        part = replace(part, work=mine)
        before, own_part = sum(planned[:nth]) / sum(planned), planned[nth] / sum(planned)
        effort = replace(part, heard=_progress_reporter(objective, progress, part.begun(), before, own_part))
        reached.append(search.improve(objective, effort))
    bounds = search.bounds(stop or never)
    meetings = search.meetings
    levels = []
    for reached_level in reached:
        value = measure(reached_level.objective, problem, meetings)
        proved = bounds[reached_level.objective]
        bound = max(value, proved) if reached_level.objective in MAXIMISED else min(value, proved)
        status = Status.OPTIMAL if value == bound else Status.FEASIBLE
        levels.append(
            Level(
                reached_level.objective,
                value,
                bound,
                status,
                round(reached_level.seconds, 3),
                reached_level.was_cut and value != bound,
            )
        )
    if progress is not None:
        for level in levels:  # some bounds were proved beside the search
            progress(level.objective, level.value, level.bound, 1.0)
    held = {meeting.wish for meeting in meetings}
    unplaced = tuple(wish.id for wish in problem.wishes if wish.id not in held)
    engine = f"tearoad {tearoad.__version__}"
    return Plan(meetings, unplaced, tuple(levels), seed, engine, digest(problem), problem.switched_off)


def _progress_reporter(
    objective: Objective, progress: Progress | None, running: Running, before: float, own_part: float
) -> Callable[[int, int], None]:
    """Return what tells how far a level is: `before` it begins so much of the whole is done, and it is `own_part`."""

    def report(value: int, bound: int) -> None:
        if progress is not None:
            progress(objective, value, bound, before + own_part * running.share)

    return report
