"""Exchanges beside the solver: whichever needs less counted work decides, whoever is done first by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import pytest

from tearoad.timetable.solvers.solver import never, unheard
from tearoad_lab.matchmaking.annealing import ROUNDS, Annealing
from tearoad_lab.matchmaking.chains import Chains
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.effort import Effort
from tearoad_lab.matchmaking.growing import CONFLICTS_A_SECOND
from tearoad_lab.matchmaking.narrowing import narrowed
from tearoad_lab.matchmaking.patterns import quietest
from tearoad_lab.matchmaking.sat.encoding import Limits
from tearoad_lab.matchmaking.side_by_side import SideBySide
from tearoad_lab.timetable.made_up_events import Size, made_up_event
from tests.waiting import PATIENCE_S

WORK = 0.02


def begun_turn(work: float = WORK) -> Annealing:
    """Return a turn of annealing, always the same."""
    event = made_up_event(Size(40, 140, 12, 14), 3)
    slots = narrowed(event)
    assert slots is not None
    days = {person: quietest(mine, slots) for person, mine in enumerate(event.appointments_of())}
    quiet = {person: day for person, day in days.items() if day is not None}
    chains = Chains(event, slots, Limits(0, 12), 3)
    assert chains.place_all(never)
    start = Checkpoint(0, 0, 0, chains.plan, chains.plan, chains.plan, 0)
    return Annealing(chains.seating, quiet, start, seed=3, work=work, ends=inf)


def beside(annealing: Annealing, bound: int, kept: list[Checkpoint] | None = None) -> SideBySide:
    """Return the exchanges as the solver's thread sees them, where no plan has fewer breaks than the bound."""
    effort = Effort(inf, WORK, 3, never, unheard, ([] if kept is None else kept).append)
    return SideBySide(annealing, effort, all_fair, bound)


def all_fair(counts: Sequence[int]) -> int | None:
    return sum(counts)


@pytest.fixture(scope="module")
def values() -> list[int]:
    """Return the breaks of the best plan after each round, when nobody else is at work."""
    with begun_turn() as annealing:
        assert annealing.wait(PATIENCE_S)
        return [sum(found.breaks) for found in annealing.look()]


@pytest.mark.parametrize("is_late", [False, True])
def test_a_plan_as_good_as_the_bound_settles_it_after_the_work_it_took(values: list[int], *, is_late: bool) -> None:
    """And the solver, wherever it is by then, ends when it has done as much."""
    needed = (values.index(values[-1]) + 1) / ROUNDS * WORK
    with begun_turn() as annealing:
        both = beside(annealing, values[-1])
        if is_late:
            annealing.wait(PATIENCE_S)
        both.wait(inf)
    assert (both.settled_after, both.value) == (needed, values[-1])
    conflicts = CONFLICTS_A_SECOND * needed
    assert [both.is_solver_to_end(int(share * conflicts)) for share in (0.5, 2)] == [False, True]


@pytest.mark.parametrize("share", [0.25, 2.0])
def test_a_bound_that_the_solver_proves_settles_it_when_there_is_a_plan_as_good_too(
    values: list[int], share: float
) -> None:
    needed = (values.index(values[-1]) + 1) / ROUNDS * WORK
    conflicts = int(share * CONFLICTS_A_SECOND * needed)
    with begun_turn() as annealing:
        both = beside(annealing, values[-1] - 1)
        both.hear_bound(values[-1], conflicts)
        both.wait(inf)
    assert both.settled_after == max(needed, conflicts / CONFLICTS_A_SECOND)


def test_exchanges_are_waited_for_as_long_as_they_could_have_settled_it_before_the_solver(values: list[int]) -> None:
    kept: list[Checkpoint] = []
    with begun_turn() as annealing:
        both = beside(annealing, values[-1] - 1, kept)
        both.wait(WORK / 2)
    assert len(kept) >= ROUNDS // 2
    assert (both.settled_after, both.value) == (inf, min(values[: len(kept)]))


def test_what_takes_too_long_by_the_clock_ends_with_its_best_plan() -> None:
    with begun_turn(work=1e6) as annealing:
        both = SideBySide(annealing, Effort(0.0, WORK, 3, never, unheard), all_fair, -1)
        assert both.is_solver_to_end(0)
        both.wait(inf)
    assert both.best is not None
    assert annealing.was_cut
