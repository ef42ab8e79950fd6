from dataclasses import replace

import pytest

from tearoad.mission import Objective
from tearoad.timetable.plan import Level, Plan, Status
from tearoad.timetable.solve import solve
from tearoad.timetable.what_if import HourMore, Verdict, gain
from tearoad.values import WishId
from tests.timetable.tiny import B0, B1, E0, S0, at, tiny, wish


def level(objective: Objective, value: int, bound: int) -> Level:
    return Level(objective, value, bound, Status.OPTIMAL if value == bound else Status.FEASIBLE, 0)


@pytest.mark.parametrize(
    ("objective", "before", "after", "verdict"),
    [
        (Objective.VALUE, (10, 10), (12, 20), Verdict.PROVED),
        (Objective.VALUE, (10, 15), (12, 20), Verdict.BETTER),
        (Objective.VALUE, (10, 15), (10, 20), Verdict.EQUAL),
        (Objective.VALUE, (10, 15), (10, 10), Verdict.NO_GAIN),
        (Objective.VALUE, (10, 15), (9, 20), Verdict.WORSE),
        (Objective.IDLE, (10, 10), (8, 0), Verdict.PROVED),
        (Objective.IDLE, (10, 5), (8, 0), Verdict.BETTER),
        (Objective.IDLE, (10, 5), (11, 0), Verdict.WORSE),
    ],
)
def test_what_is_proved_of_one_goal(
    objective: Objective, before: tuple[int, int], after: tuple[int, int], verdict: Verdict
) -> None:
    found = gain(Plan((), levels=(level(objective, *before),)), Plan((), levels=(level(objective, *after),)))
    assert [level_gain.verdict for level_gain in found.levels] == [verdict]


def test_below_a_goal_that_changed_nothing_is_claimed() -> None:
    before = (level(Objective.MUSTS, 3, 3), level(Objective.VALUE, 10, 10), level(Objective.IDLE, 4, 4))
    after = (level(Objective.MUSTS, 3, 3), level(Objective.VALUE, 12, 12), level(Objective.IDLE, 2, 2))
    found = gain(Plan((), levels=before), Plan((), levels=after))
    assert [level_gain.verdict for level_gain in found.levels] == [Verdict.NO_GAIN, Verdict.PROVED, Verdict.FOLLOWS]


def test_wishes_that_fit_now_and_those_given_up_are_named() -> None:
    before = Plan((at("W0", 1), at("W2", 2)), (WishId("W1"), WishId("W3")))
    after = Plan((at("W0", 4), at("W1", 2)), (WishId("W2"), WishId("W3")))
    found = gain(before, after)
    assert (found.fits, found.given_up) == (("W1",), ("W2",))


def test_an_hour_more_makes_room_and_that_is_proved() -> None:
    problem = tiny(*(replace(wish(name, E0, B0), starts=frozenset({5}), places=(S0,)) for name in ("W0", "W1")))
    assert problem.lookup.days[1][-1] == 5
    today = solve(problem)
    change = HourMore()
    then = solve(change.applied(problem), start=change.carried(problem, today.meetings))
    found = gain(today, then)
    assert [level_gain.verdict for level_gain in found.levels if level_gain.objective is Objective.VALUE] == [
        Verdict.PROVED
    ]
    assert found.fits == today.unplaced
    assert len(found.fits) == 1
    assert problem.lookup.party[B1].id == B1
