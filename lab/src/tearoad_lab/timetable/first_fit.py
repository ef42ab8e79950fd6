"""Greedy placing: how a careful person with a table of who is free places meetings that are agreed.

The most valuable meeting first, each in the first slot, there at the first place in the wish's order, there with the
first interpreter with whom every rule holds; what fits nowhere is left out, and nothing placed is moved again.
"""

from __future__ import annotations

from collections.abc import Collection

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.candidates import ways
from tearoad.timetable.solvers.greedy import Packing
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import WishId


def first_fit(problem: Problem, wishes: Collection[WishId]) -> tuple[Meeting, ...]:
    """Return those of the wishes that found a slot, a place and an interpreter.

    Time O(wishes x starts x spots x interpreters x rules they touch).
    """
    spots = Spots(problem)
    dearest = sorted((wish for wish in problem.wishes if wish.id in wishes), key=lambda wish: -wish.value)
    found = [way for wish in dearest for way in ways(wish, problem, spots)]
    packing = Packing(Limits(problem, spots, found).all(), len(found))
    return seat([found[column] for column in sorted(packing.fill(range(len(found))))], problem)
