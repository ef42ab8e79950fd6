"""Change who of a crew goes where, the times as they are, so that people's days go better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.greedy import Packing
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.shifting import Shifting
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots


def improve_assignment(
    settled: Sequence[Candidate],
    problem: Problem,
    crews: Crews,
    spots: Spots,
    objectives: Sequence[Objective],
    effort: Effort,
) -> tuple[Candidate, ...]:
    """Return the meetings with the members shared out better, none of the objectives (of `TALLIED`) worse.

    Repeatable for a seed unless the wall clock cuts it.
    """
    crew_of = {interpreter: mine for mine in crews.members.values() for interpreter in mine}
    ways: list[Candidate] = []
    chosen: list[int] = []
    for candidate in settled:
        for member in crew_of[candidate.interpreter] if candidate.interpreter is not None else (None,):
            if member == candidate.interpreter:
                chosen.append(len(ways))
            ways.append(replace(candidate, interpreter=member))
    packing = Packing(Limits(problem, spots, ways).all(), len(ways))
    shifting = Shifting(problem, ways, packing, frozenset(chosen), objectives)
    return tuple(ways[column] for column in sorted(shifting.improve(frozenset(), effort)))
