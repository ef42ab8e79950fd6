from dataclasses import replace

import pytest

from lab.benchmarks.timetable_mission import Size, mission_problem
from tearoad.mission import Objective
from tearoad.timetable.objectives import measure
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules import broken
from tearoad.timetable.solvers import greedy
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.candidates import Candidate, candidates
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.shifting import Shifting
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tests.timetable.tiny import B0, B1, E0, E1, I0, I1, N0, S0, S1, ZH_RU, tiny, wish, with_party

EFFORT = Effort(seconds=600, work=1, seed=3)
ORDER = (Objective.IDLE, Objective.INTERPRETER_CHANGES)


@pytest.fixture(scope="module")
def problem() -> Problem:
    return mission_problem(4, Size(wishes_per_firm=12, must_count=10))


@pytest.fixture(scope="module")
def found(problem: Problem) -> tuple[Candidate, ...]:
    return candidates(problem, Spots(problem))


def packed(problem: Problem, found: tuple[Candidate, ...]) -> greedy.Packing:
    limits = Limits(problem, Spots(problem), found).all()
    return greedy.Packing(limits, len(found))


@pytest.fixture(scope="module")
def packing(problem: Problem, found: tuple[Candidate, ...]) -> greedy.Packing:
    return packed(problem, found)


@pytest.fixture(scope="module")
def start(problem: Problem, found: tuple[Candidate, ...], packing: greedy.Packing) -> frozenset[int]:
    return packing.fill(greedy.order(problem, found, packing))


def figures(problem: Problem, found: tuple[Candidate, ...], chosen: frozenset[int]) -> dict[Objective, int]:
    meetings = seat([found[column] for column in sorted(chosen)], problem)
    assert broken(problem, meetings) == ()
    return {
        objective: measure(objective, problem, meetings) for objective in (Objective.MUSTS, Objective.VALUE, *ORDER)
    }


def test_shifting_keeps_what_is_held_and_lets_people_wait_less(
    problem: Problem, found: tuple[Candidate, ...], packing: greedy.Packing, start: frozenset[int]
) -> None:
    shifted = Shifting(problem, found, packing, start, ORDER).improve(frozenset(), EFFORT)
    before, after = figures(problem, found, start), figures(problem, found, shifted)
    assert {found[column].wish.id for column in shifted} == {found[column].wish.id for column in start}
    assert after[Objective.IDLE] < before[Objective.IDLE]


def test_a_later_objective_never_costs_an_earlier_one(
    problem: Problem, found: tuple[Candidate, ...], packing: greedy.Packing, start: frozenset[int]
) -> None:
    first = Shifting(problem, found, packing, start, ORDER[:1]).improve(frozenset(), EFFORT)
    second = Shifting(problem, found, packing, first, ORDER).improve(frozenset(), EFFORT)
    before, two = figures(problem, found, first), figures(problem, found, second)
    assert two[Objective.IDLE] <= before[Objective.IDLE]


def test_what_is_fixed_stays(
    problem: Problem, found: tuple[Candidate, ...], packing: greedy.Packing, start: frozenset[int]
) -> None:
    fixed = frozenset(sorted(start)[::2])
    assert fixed <= Shifting(problem, found, packing, start, ORDER).improve(fixed, EFFORT)
    assert fixed <= Shifting(problem, found, packing, start).grow(fixed, EFFORT)


def test_growing_gains_value_and_loses_no_must(problem: Problem) -> None:
    crowded = replace(problem, interpreters=problem.interpreters[-1:])
    found = candidates(crowded, Spots(crowded))
    packing = packed(crowded, found)
    # The worst first, so that there is something to gain.
    poor = packing.fill(sorted(range(len(found)), key=lambda c: (not found[c].wish.must, found[c].wish.value, c)))
    grown = Shifting(crowded, found, packing, poor).grow(frozenset(), EFFORT)
    before, after = figures(crowded, found, poor), figures(crowded, found, grown)
    assert after[Objective.VALUE] > before[Objective.VALUE]
    assert after[Objective.MUSTS] >= before[Objective.MUSTS]


def test_the_same_seed_shifts_the_same_way(
    problem: Problem, found: tuple[Candidate, ...], packing: greedy.Packing, start: frozenset[int]
) -> None:
    long = replace(EFFORT, seconds=60)
    runs = [Shifting(problem, found, packing, start, ORDER).improve(frozenset(), long) for _ in range(2)]
    assert runs[0] == runs[1]


def test_interpreters_who_are_busy_at_the_same_time_are_exchanged() -> None:
    wanted = {"a": (0, E0, B0), "b": (1, E0, B1), "c": (0, E1, B1), "d": (1, E1, B0)}
    wishes = (
        replace(wish(name, exporter, buyer), starts=frozenset({slot}), interpreting=(ZH_RU,))
        for name, (slot, exporter, buyer) in wanted.items()
    )
    problem = tiny(*wishes)
    found = candidates(problem, Spots(problem))
    crosswise = {("a", I0), ("b", I1), ("c", I1), ("d", I0)}
    start = frozenset(
        nth for nth, way in enumerate(found) if (way.wish.id, way.interpreter) in crosswise and way.place == N0
    )
    shifting = Shifting(problem, found, packed(problem, found), start, (Objective.INTERPRETER_CHANGES,))
    assert shifting.cost == (4,)
    assert shifting.improve(frozenset(), EFFORT) != start
    assert shifting.cost == (2,)


def test_meetings_in_each_others_way_change_hours_in_a_chain() -> None:
    wanted = {"a": (E0, B0, {0, 1}), "b": (E0, B1, {0, 1}), "c": (E1, B1, {0, 1}), "d": (E1, B0, {2})}
    wishes = (
        replace(wish(name, exporter, buyer), starts=frozenset(starts), places=(S0,) if exporter == E0 else (S1,))
        for name, (exporter, buyer, starts) in wanted.items()
    )
    problem = tiny(*wishes)
    for exporter in (E0, E1):  # one person each, so that no two of these meetings are at one time
        problem = with_party(problem, replace(problem.lookup.party[exporter], staff=(1,) * 6))
    found = candidates(problem, Spots(problem))
    at = {("a", 0), ("b", 1), ("c", 0), ("d", 2)}
    start = frozenset(nth for nth, way in enumerate(found) if (way.wish.id, way.start) in at)
    shifting = Shifting(problem, found, packed(problem, found), start, (Objective.IDLE,))
    assert shifting.cost == (1,)
    shifted = shifting.improve(frozenset(), EFFORT)
    assert {(found[column].wish.id, found[column].start) for column in shifted} == {
        ("a", 1),
        ("b", 0),
        ("c", 1),
        ("d", 2),
    }
    assert shifting.cost == (0,)


def test_of_several_beginnings_the_best_is_kept(
    problem: Problem,
    found: tuple[Candidate, ...],
    packing: greedy.Packing,
    start: frozenset[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tearoad.timetable.solvers.shifting.PATIENCE", 1)
    shifting = Shifting(problem, found, packing, start, ORDER)
    reached: list[tuple[int, ...]] = []
    hold = shifting._hold  # noqa: SLF001  # called after each beginning

    def noted(plan: frozenset[int]) -> None:
        reached.append(shifting.cost)
        hold(plan)

    monkeypatch.setattr(shifting, "_hold", noted)
    shifted = shifting.improve(frozenset(), EFFORT)
    assert len(reached) > 1
    assert shifting.cost == min(reached) == Shifting(problem, found, packing, shifted, ORDER).cost
