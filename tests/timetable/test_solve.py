import sys
from dataclasses import replace

import pytest

from lab.benchmarks.timetable_mission import Size, mission_problem, without_buyer, without_interpreter
from tearoad.mission import Objective
from tearoad.timetable import search
from tearoad.timetable.check import check
from tearoad.timetable.plan import Plan, Status
from tearoad.timetable.problem import Party, Pauses, Person, Problem, Side
from tearoad.timetable.schema import digest
from tearoad.timetable.solve import solve
from tearoad.timetable.solvers.solver import Effort
from tearoad.values import PersonId
from tests.timetable.tiny import B0, B1, B2, E0, E1, RU, S0, T0, T1, tiny, wish, with_party

solving = sys.modules[solve.__module__]
"""The module, which the package hides behind the function."""
WORK = 3.0
"""A fifth of what a mission is given: what these tests ask for is reached sooner than the last minute walked."""
FIRST = (Objective.MUSTS, Objective.DISTURBANCE, Objective.VALUE)


@pytest.fixture(scope="module")
def mission() -> Problem:
    return replace(mission_problem(1), objectives=FIRST)


@pytest.fixture(scope="module")
def told(mission: Problem) -> Problem:
    plan = solve(mission, work=WORK)
    assert check(mission, plan) == ()
    return replace(mission, previous=plan.meetings)


def level(plan: Plan, objective: Objective) -> tuple[int, int, Status]:
    (found,) = (one for one in plan.levels if one.objective is objective)
    return found.value, found.bound, found.status


def test_a_mission_of_full_size_is_within_half_a_percent_of_what_no_plan_can_beat(told: Problem) -> None:
    plan = solve(replace(told, previous=()), work=WORK, seed=2)
    assert check(replace(told, previous=()), plan) == ()
    value, bound, _ = level(plan, Objective.VALUE)
    assert value >= bound * 0.995
    assert level(plan, Objective.MUSTS) == (30, 30, Status.OPTIMAL)


@pytest.mark.parametrize("change", [without_interpreter, without_buyer])
def test_after_a_change_the_least_disturbance_is_proved(told: Problem, change: object) -> None:
    assert callable(change)
    changed: Problem = change(told)
    plan = solve(changed, work=WORK)
    assert check(changed, plan) == ()
    assert level(plan, Objective.DISTURBANCE)[2] is Status.OPTIMAL


def test_nobody_moves_when_nothing_changed(told: Problem) -> None:
    plan = solve(told, work=WORK)
    assert set(told.previous) <= set(plan.meetings)


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = mission_problem(3, Size(wishes_per_firm=10, must_count=5))
    problem = replace(problem, objectives=(Objective.MUSTS, Objective.VALUE, Objective.FAIRNESS))
    first, second = (solve(problem, seed=5) for _ in range(2))
    assert {one.status for one in first.levels} == {Status.OPTIMAL}
    assert (first.meetings, first.unplaced) == (second.meetings, second.unplaced)


@pytest.mark.parametrize(("enough", "more"), [(500, 0), (2, 15), (1, 45)])
def test_where_wishes_are_many_their_value_alone_gets_more_work(
    enough: int, more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[int, dict[Objective, float]] = {}
    improve = search.Search.improve

    def hear(self: search.Search, objective: Objective, effort: Effort) -> search.Reached:
        given[solving.ENOUGH_WISHES][objective] = effort.work
        return improve(self, objective, effort)

    monkeypatch.setattr(search.Search, "improve", hear)
    problem = replace(tiny(*(wish(f"W{nth}", E0, buyer) for nth, buyer in enumerate((B0, B1, B2)))), objectives=FIRST)
    problem = replace(problem, wishes=(*problem.wishes, wish("W3", E1, B0)))
    for some in (500, enough):
        given[some] = {}
        monkeypatch.setattr(solving, "ENOUGH_WISHES", some)
        solve(problem, work=15)
    wanted = given[500]
    assert {objective: round(work - wanted[objective], 3) for objective, work in given[enough].items()} == {
        objective: more if objective is Objective.VALUE else 0 for objective in wanted
    }


def test_the_plan_says_what_it_was_made_from() -> None:
    problem = tiny(wish("W0"))
    plan = solve(problem, seed=7)
    assert (plan.problem_digest, plan.seed, plan.engine.split()[0]) == (digest(problem), 7, "tearoad")


def test_musts_that_exclude_each_other_are_no_error() -> None:
    one_slot = frozenset({0})
    problem = tiny(
        replace(wish("W0"), must=True, starts=one_slot), replace(wish("W1", E1, B0), must=True, starts=one_slot)
    )
    plan = solve(problem)
    assert check(problem, plan) == ()
    assert level(plan, Objective.MUSTS) == (1, 1, Status.OPTIMAL)


def test_who_stops_at_once_still_gets_a_plan_that_can_be_held(mission: Problem) -> None:
    plan = solve(mission, stop=lambda: True)
    assert check(mission, plan) == ()
    assert len(plan.meetings) > 300


def test_no_time_at_all_still_gives_a_plan_that_can_be_held(mission: Problem) -> None:
    plan = solve(mission, time_limit_s=0)
    assert check(mission, plan) == ()
    assert len(plan.meetings) > 300


def test_progress_is_told_level_by_level() -> None:
    told: list[tuple[Objective, int, int]] = []
    problem = tiny(wish("W0"), wish("W1", E0, B1))
    plan = solve(problem, progress=lambda *heard: told.append(heard[:3]))
    last = {objective: figures for objective, *figures in told}
    assert last == {level.objective: [level.value, level.bound] for level in plan.levels}
    assert [*last] == [level.objective for level in plan.levels]


def test_a_fair_without_wishes_has_an_empty_plan() -> None:
    plan = solve(tiny())
    assert (plan.meetings, plan.unplaced) == ((), ())
    assert {one.status for one in plan.levels} == {Status.OPTIMAL}


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    solve(mission_problem(3, Size(wishes_per_firm=10)), time_limit_s=2)
    assert capfd.readouterr() == ("", "")


def test_the_search_begins_with_the_plan_it_is_given() -> None:
    problem = tiny(wish("W0"), wish("W1", E0, B1))
    first = solve(problem)
    heard: list[bool] = []

    def stop() -> bool:
        heard.append(True)
        return True

    again = solve(problem, start=first.meetings, stop=stop)
    assert again.meetings == first.meetings


def _speaking(*people: str) -> Problem:
    """Return a mission of one firm, whose people all speak with the three buyers who wish to meet it."""
    wishes = tuple(replace(wish(buyer, E0, buyer), direct=frozenset({RU})) for buyer in (B0, B1, B2))
    persons = tuple(Person(PersonId(person), E0, languages=frozenset({RU})) for person in people)
    firm = with_party(tiny(*wishes), Party(E0, Side.EXPORTER, (3,) * 6, S0))
    return replace(firm, persons=persons, interpreters=())


@pytest.mark.parametrize("small", [10_000, -1])
def test_three_of_a_firm_who_speak_alike_speak_at_three_tables_at_once(
    small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SMALL", small)
    firm = _speaking("P1", "P2", "P3")
    at_once = tuple(
        replace(one, starts=frozenset({0}), places=(place,))
        for one, place in zip(firm.wishes, (S0, T0, T1), strict=True)
    )
    plan = solve(replace(firm, wishes=at_once))
    assert (len(plan.meetings), check(replace(firm, wishes=at_once), plan)) == (3, ())


@pytest.mark.parametrize("small", [10_000, -1])
def test_the_one_who_speaks_for_a_firm_eats_at_noon(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SMALL", small)
    firm = _speaking("P1")
    noon = tuple(replace(one, starts=frozenset({1, 2}), places=(S0,)) for one in firm.wishes)
    hungry = replace(firm, wishes=noon, pauses=Pauses(1, frozenset({1, 2}), 9))
    plan = solve(hungry)
    assert (len(plan.meetings), check(hungry, plan)) == (1, ())
