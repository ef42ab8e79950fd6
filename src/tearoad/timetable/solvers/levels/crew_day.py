"""How long a crew waits in a day: a flow of its members through runs of meetings and waits.

Slot by slot, so many members are in the first, second ... slot of their run, so many wait, so many begin their day or
come back from waiting. Ways between places are left out: what comes out is at most what the rota will be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tearoad.timetable.solvers.highs import solved
from tearoad.timetable.solvers.levels.level import Chosen, Complete
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS, Effort

_WORK = 1.0


def crew_day(at: Mapping[int, Sequence[int]], members: int, run: int, model: Model, goal: dict[int, int]) -> Complete:
    """Add a day's columns and rows, and what waiting costs.

    `at` says who may be in a meeting in which slot; `run` is the most slots in a row.
    """
    span = range(min(at), max(at) + 1)
    day = _Day(len(span), members, run)
    waits = day.add_to(model, lambda nth: (dict.fromkeys(at.get(span[nth], ()), -1), 0))
    goal |= dict.fromkeys(waits, -1)
    known: dict[tuple[int, ...], list[int]] = {}

    def complete(chosen: Chosen) -> list[int]:
        busy = tuple(sum(column in chosen for column in at.get(slot, ())) for slot in span)
        if busy not in known:
            known[busy] = day.least(busy)
        return known[busy]

    return complete


@dataclass(frozen=True, slots=True)
class _Day:
    slots: int
    members: int
    run: int

    def add_to(self, model: Model, busy: Callable[[int], tuple[dict[int, int], int]]) -> list[int]:
        """Tell a model; return the columns of those who wait. `busy` gives a slot's meetings as columns or a number."""
        width = self.run + 3
        columns = model.add_columns(self.slots * width, self.members)
        runs = [columns[nth * width : nth * width + self.run] for nth in range(self.slots)]
        begin, back, waits = (
            [columns[nth * width + self.run + kind] for nth in range(self.slots)] for kind in range(3)
        )
        for nth in range(self.slots):
            mine, number = busy(nth)
            model.add_row(mine | dict.fromkeys(runs[nth], 1), least=number, most=number)
            model.add_row({runs[nth][0]: 1, begin[nth]: -1, back[nth]: -1}, least=0, most=0)
            before = dict.fromkeys(runs[nth - 1], 1) | {waits[nth - 1]: 1} if nth else {}
            going_on = dict.fromkeys(runs[nth][1:], -1)
            model.add_row(before | going_on | {back[nth]: -1, waits[nth]: -1}, least=0)
            model.add_row({back[nth]: -1} | ({waits[nth - 1]: 1} if nth else {}), least=0)
            for length in range(1, self.run):
                earlier = {runs[nth - 1][length - 1]: 1} if nth else {}
                model.add_row(earlier | {runs[nth][length]: -1}, least=0)
        model.add_row(dict.fromkeys(begin, 1), most=self.members)
        return waits

    def least(self, busy: Sequence[int]) -> list[int]:
        """Return the columns' values of a day with so many meetings at a time, with the least waiting.

        Where no flow holds them all (a crew too small, which the rules forbid elsewhere), all zeros: no plan.
        """
        model = Model()
        waits = self.add_to(model, lambda nth: ({}, busy[nth]))
        model.goal = dict.fromkeys(waits, -1)
        found = solved(model.stand(), Effort(UNLIMITED_SECONDS, _WORK))
        return [0] * model.width if found is None else found.tolist()
