"""Asks a satisfiability solver for a plan: CaDiCaL (Biere et al.) through python-sat (Ignatiev et al. 2018)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from pysat.solvers import Solver

from tearoad_lab.matchmaking.sat.encoding import Encoded
from tearoad_lab.matchmaking.sat.spans import Waits

_AHEAD = 8
"""So many breaks more are counted at once, so that the solver keeps what it learnt when the budget grows."""


class Asking:
    """One event told to a solver, which keeps what it learns from question to question."""

    def __init__(self, encoded: Encoded, seed: int, is_to_end: Callable[[int], bool]) -> None:
        """Tell the solver everything; `is_to_end` is asked between questions, after how many conflicts in all."""
        self._encoded, self._is_to_end = encoded, is_to_end
        self._told = len(encoded.clauses.all)
        self._solver = Solver("cadical195", bootstrap_with=encoded.clauses.all)
        # The mode for problems that have an answer: here nearly every hard question has one.
        self._solver.configure({"stabilizeonly": 1, "seed": seed})
        self._wishes = {encoded.quiet[person]: (further, 0) for person, further in encoded.further.items() if further}
        self._counted: list[int] = []
        self._counted_to = 0
        self.core: list[int] | None = None
        """After a question without a plan: wishes that do not go together; None when the work ended before."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Give the solver's memory back."""
        self.close()

    def close(self) -> None:
        """Give the solver's memory back."""
        self._solver.delete()

    @property
    def conflicts(self) -> int:
        """How much work the solver has done: the same for the same questions at any load."""
        return int((self._solver.accum_stats() or {}).get("conflicts", 0))

    @property
    def is_to_end(self) -> bool:
        """Whether no more is to be asked."""
        return self._is_to_end(self.conflicts)

    def budget(self, further: int) -> None:
        """Allow so many breaks beyond quiet days in all, and wish for nothing else."""
        if further + 1 > self._counted_to:
            self._counted_to = further + _AHEAD
            literals = [literal for each in self._encoded.further.values() for literal in each]
            self._counted = self._encoded.clauses.counted(literals, self._counted_to)
            self._add_new_clauses()
        self._wishes = {-literal: ([], 0) for literal in self._counted[further : further + 1]}

    def plan(self, conflicts: int, *, wishes: bool = True) -> tuple[int, ...] | None:
        """Return a plan that grants every wish, or any plan; else `core` says why there is none."""
        if self._holds(list(self._wishes) if wishes else [], conflicts):
            return self._encoded.plan(self._solver.get_model())
        return None

    def lean_to(self, days: Sequence[frozenset[int]]) -> None:
        """Let the solver try first whether people's days can be these."""
        encoded = self._encoded
        self._solver.set_phases([literal for person in encoded.quiet for literal in encoded.day_like(days, person)])

    def plan_with(self, granted: list[int], conflicts: int) -> tuple[int, ...] | None:
        """Return a plan in which all of these literals hold; None when there is none, or the work ended."""
        return self._encoded.plan(self._solver.get_model()) if self._holds(granted, conflicts) else None

    def relax(self, conflicts: int) -> bool:
        """Allow one more break to the people of the core, made smaller first; False when there is no plan at all."""
        core, nth = list(self.core or ()), 0
        while nth < len(core):
            self._holds(core[:nth] + core[nth + 1 :], conflicts)
            if self.core is None:
                nth += 1
                continue
            smaller = set(self.core)
            core = [literal for literal in core if literal in smaller]
            if not core:
                return False
        broken = []
        for literal in core:
            further, number = self._wishes.pop(literal)
            broken.append(-literal)
            if number + 1 < len(further):
                self._wishes[-further[number + 1]] = (further, number + 1)
        if len(broken) > 1:
            counted = self._encoded.clauses.counted(broken)
            self._wishes[-counted[1]] = (counted, 1)
        self._encoded.clauses.add(*broken)
        self._add_new_clauses()
        return True

    def _holds(self, wishes: list[int], conflicts: int) -> bool:
        self._solver.conf_budget(conflicts)
        answer = self._solver.solve_limited(assumptions=wishes)
        self.core = (self._solver.get_core() or []) if answer is False else None
        return answer is True

    def _add_new_clauses(self) -> None:
        for clause in self._encoded.clauses.all[self._told :]:
            self._solver.add_clause(clause)
        self._told = len(self._encoded.clauses.all)


class WaitsAsking(Asking):
    """Asks for plans in which everyone waits about as long."""

    def __init__(self, encoded: Encoded, waits: Waits, seed: int, is_to_end: Callable[[int], bool]) -> None:
        """Tell the solver everything, the spans included."""
        super().__init__(encoded, seed, is_to_end)
        self._waits = waits
        self.impossible = False
        """Whether there is no plan at all, however long people wait."""

    def plan_within(self, least: int, most: int, conflicts: int) -> tuple[int, ...] | None:
        """Return a plan in which everyone who meets twice or more has `least` to `most` idle slots."""
        waits = [*self._waits.at_least[least : least + 1], *self._waits.at_most[most : most + 1]]
        if self._holds(waits, conflicts):
            return self._encoded.plan(self._solver.get_model())
        self.impossible = self.core == []
        return None
