from dataclasses import replace

import pytest

from tearoad.mission import Objective
from tearoad.text import Ref, Text
from tearoad.timetable.check import check
from tearoad.timetable.plan import Level, Plan, Status
from tearoad.timetable.problem import Switch
from tearoad.values import WishId
from tests.timetable.tiny import B0, B1, E0, at, tiny, wish

PROBLEM = tiny(wish("W0"), wish("W1", E0, B1))
GOOD = Plan((at("W0", 0),), (WishId("W1"),), (Level(Objective.VALUE, 10, 20, Status.FEASIBLE, 0.1),))


def codes(plan: Plan) -> list[str]:
    return [violation.text.code for violation in check(PROBLEM, plan)]


def test_a_good_plan_has_nothing_to_be_said_against_it() -> None:
    assert check(PROBLEM, GOOD) == ()


def test_broken_rules_are_told() -> None:
    assert codes(replace(GOOD, meetings=(at("W0", 0), at("W0", 2)))) == ["timetable.held_twice"]


def test_a_wish_that_is_neither_held_nor_left_out_is_told() -> None:
    (found,) = check(PROBLEM, replace(GOOD, unplaced=()))
    pair = Text("timetable.pair", exporter=Ref(E0), buyer=Ref(B1))
    assert found.text == Text("timetable.wish_forgotten", meeting=pair)


def test_a_wish_that_is_held_and_left_out_is_told() -> None:
    (found,) = check(PROBLEM, replace(GOOD, unplaced=(WishId("W0"), WishId("W1"))))
    pair = Text("timetable.pair", exporter=Ref(E0), buyer=Ref(B0))
    assert found.text == Text("timetable.wish_told_unplaced", meeting=pair)


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (Level(Objective.VALUE, 11, 20, Status.FEASIBLE, 0), ["timetable.level_disagrees"]),
        (Level(Objective.VALUE, 10, 9, Status.FEASIBLE, 0), ["timetable.level_bound"]),
        (Level(Objective.VALUE, 10, 11, Status.OPTIMAL, 0), ["timetable.level_bound"]),
        (Level(Objective.VALUE, 10, 10, Status.OPTIMAL, 0), []),
        (Level(Objective.FAIRNESS, 500, 600, Status.FEASIBLE, 0), ["timetable.level_bound"]),
        (Level(Objective.FAIRNESS, 500, 0, Status.FEASIBLE, 0), []),
    ],
)
def test_levels_must_add_up(level: Level, told: list[str]) -> None:
    assert codes(replace(GOOD, levels=(level,))) == told


def test_a_plan_must_say_which_rules_it_does_not_keep() -> None:
    hidden = replace(PROBLEM, switched_off=frozenset({Switch.DAY_CAP}))
    (found,) = check(hidden, GOOD)
    assert found.text == Text("timetable.switch_disagrees", rule=Text("timetable.rule_day_cap"))
    assert check(hidden, replace(GOOD, switched_off=hidden.switched_off)) == ()
    assert codes(replace(GOOD, switched_off=hidden.switched_off)) == ["timetable.switch_disagrees"]
