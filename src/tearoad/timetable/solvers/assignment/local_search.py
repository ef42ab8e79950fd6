"""Change who of a crew goes where, and when and where meetings are, so that people's days go better.

Only with everybody by name is it certain how a day goes: of a crew a firm may meet one member, or all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem
from tearoad.timetable.shares import PERSONAL
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.greedy import Packing
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.quiet import without_collecting
from tearoad.timetable.solvers.shifting import Shifting
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import InterpreterId, WishId

WORK_A_WAY = 8e-6
"""What it costs to read the rules off a way, and as much to count what it weighs."""
WORK_TO_READ = 2 * WORK_A_WAY


class Assignment:
    """The ways of the meetings held with everybody by name; the rules of the same meetings are read once."""

    def __init__(self, problem: Problem, candidates: Sequence[Candidate], crews: Crews, spots: Spots) -> None:
        """Begin with nothing read; `candidates` are the ways with crews as one."""
        self._problem, self._spots = problem, spots
        self._crew_of = {member: mine for mine in crews.members.values() for member in mine}
        self._of: dict[WishId, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self._of[candidate.wish.id].append(candidate)
        self._held: list[WishId] = []
        self._ways: tuple[Candidate, ...] = ()
        self._read = Packing((), 0)
        self._served: Sequence[Objective] = ()
        self._shifting: Shifting | None = None
        """The meetings as they were left, so that the next level goes on from there."""

    def share_out(
        self, settled: Sequence[Candidate], objectives: Sequence[Objective], effort: Effort
    ) -> tuple[Candidate, ...]:
        """Return the same meetings with the members shared out so that the objectives are better or equal."""
        with without_collecting():
            ways = self._by_name(settled)
            shifting = Shifting(self._problem, ways, self._rules(ways), _columns(ways, settled), objectives)
        return tuple(ways[column] for column in sorted(shifting.improve(frozenset(), effort)))

    def move(
        self,
        settled: Sequence[Candidate],
        objectives: Sequence[Objective],
        effort: Effort,
        stand: Collection[WishId] = (),
        is_fixed: Callable[[Candidate], bool] = lambda _way: False,
    ) -> tuple[Candidate, ...]:
        """Return the same wishes held so that the objectives (of `TALLIED`), in this order, are better or equal.

        The wishes that stand stay as they are; ways that are fixed are neither left nor taken. Repeatable for a seed
        unless the wall clock cuts it.
        """
        running, held = effort.begun(), sorted(way.wish.id for way in settled)
        if running.is_over:
            return tuple(settled)
        with without_collecting():
            shifting = self._begun(held, settled, objectives, effort)
        some = replace(running.left(), work=effort.work)  # what was read serves later levels too
        fixed = frozenset(nth for nth, way in enumerate(self._ways) if way.wish.id in stand or is_fixed(way))
        return tuple(self._ways[column] for column in sorted(shifting.improve(fixed, some, objectives[-1])))

    def _begun(
        self, held: list[WishId], settled: Sequence[Candidate], objectives: Sequence[Objective], effort: Effort
    ) -> Shifting:
        """Return the meetings to be moved: where they were left, else read and counted anew.

        Later objectives are counted from the beginning, so that their levels need not count anew.
        """
        counted = [
            *objectives,
            *(
                objective
                for objective in self._problem.objectives
                if objective in PERSONAL and objective not in objectives
            ),
        ]
        if held != self._held:
            ways = self._by_name([way for wish in held for way in self._of[wish]])
            self._held, self._ways, self._read, self._shifting = held, ways, self._rules(ways), None
            effort.meter.spend(WORK_A_WAY * len(ways))
        chosen = _columns(self._ways, settled)
        if self._shifting is None or (self._shifting.chosen, self._served) != (chosen, counted):
            self._shifting = Shifting(self._problem, self._ways, self._read, chosen, counted)
            self._served = counted
            effort.meter.spend(WORK_A_WAY * len(self._ways))
        return self._shifting

    def _rules(self, ways: Sequence[Candidate]) -> Packing:
        return Packing(Limits(self._problem, self._spots, ways).all(), len(ways))

    def _by_name(self, ways: Iterable[Candidate]) -> tuple[Candidate, ...]:
        return tuple(replace(way, interpreter=member) for way in ways for member in self._members(way))

    def _members(self, way: Candidate) -> Sequence[InterpreterId | None]:
        return self._crew_of[way.interpreter] if way.interpreter is not None else (None,)


def _columns(ways: Sequence[Candidate], settled: Sequence[Candidate]) -> frozenset[int]:
    held = set(settled)
    return frozenset(column for column, way in enumerate(ways) if way in held)
