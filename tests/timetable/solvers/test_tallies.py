import random

import pytest

from tearoad.timetable.objectives import measure
from tearoad.timetable.solvers import greedy
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.shifts import count
from tearoad.timetable.solvers.spots import Spots
from tearoad.timetable.solvers.tallies import TALLIED, tallies
from tests.timetable.small_problems import small_problem


@pytest.mark.parametrize("twenty", range(3))
def test_counting_on_comes_to_what_counting_anew_finds(twenty: int) -> None:
    for seed in range(20 * twenty, 20 * twenty + 20):
        problem, dice = small_problem(seed), random.Random(seed)
        spots = Spots(problem)
        found = candidates(problem, spots)
        packing = greedy.Packing(Limits(problem, spots, found).all(), len(found))
        objectives = sorted(TALLIED)
        sums = tallies(objectives, problem, found, Crews(problem, alone=True))
        held: frozenset[int] = frozenset()
        for _ in range(6):
            gone = frozenset(column for column in held if dice.random() < 0.5)
            order = dice.sample(range(len(found)), len(found))
            new = packing.fill(order, sorted(held - gone))
            for column in sorted(held - new):
                count(sums, column, -1)
            for column in sorted(new - held):
                count(sums, column, 1)
            held = new
            meetings = seat([found[column] for column in sorted(held)], problem)
            assert sums.cost.tolist() == [measure(objective, problem, meetings) for objective in objectives], seed
