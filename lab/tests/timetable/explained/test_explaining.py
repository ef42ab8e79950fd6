"""A slice of `make bench-explanations`, and a judge who must not sleep: what is made false is found."""

from dataclasses import replace
from itertools import islice

import pytest

from tearoad.text import Ref, Text
from tearoad.timetable.explain import Explanation, Obstacle, clash, explain
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Precedence, Problem
from tearoad.values import WishId
from tearoad_lab.timetable.explained.explaining import ExplainedMission, row, rows, summary
from tearoad_lab.timetable.explained.tight import tight, tight_sizes
from tearoad_lab.timetable.explained.truth import clash_falsehoods, falsehoods
from tearoad_lab.timetable.missions import Format
from tests.timetable.tiny import B1, E1, S0, S1, at, tiny, wish

ONE_SLOT = frozenset({1})


def test_forty_explanations_are_true() -> None:
    explained = list(rows(40, 7))
    assert [mission.false for mission in explained] == [()] * len(explained)
    last = summary(explained)
    assert (last["cases"], last["wrong"], last["missions"]) == (40, 0, len(explained))


def test_the_same_numbers_make_the_same_mission_with_every_rule_in_play() -> None:
    made = [tight(*size) for size in islice(tight_sizes(1), 12)]
    assert made == [tight(*size) for size in islice(tight_sizes(1), 12)]
    for name in ("quotas", "precedences", "pins", "persons", "interpreters", "switched_off"):
        assert any(getattr(problem, name) for problem in made), name
    assert any(wish.others for problem in made for wish in problem.wishes)


def test_one_mission_is_looked_at_again() -> None:
    again = row(Format.DESK, 3, 362416494)
    assert (again.cases, again.false) == (8, ())


def busy() -> tuple[Problem, Plan, Explanation]:
    """One wish that could only be held while its buyer is in another meeting."""
    problem = tiny(replace(wish("W0"), starts=ONE_SLOT, places=(S0,)), wish("W1", E1))
    plan = Plan((at("W1", 1, S1),), (WishId("W0"),))
    (explanation,) = explain(problem, plan)
    return problem, plan, explanation


def with_obstacle(explanation: Explanation, changed: Obstacle) -> Explanation:
    return replace(explanation, obstacles=(changed,))


def test_what_is_true_is_found_true() -> None:
    problem, plan, explanation = busy()
    assert list(falsehoods(problem, plan, explanation)) == []


def test_what_is_told_falsely_is_found() -> None:
    problem, plan, explanation = busy()
    (obstacle,) = explanation.obstacles
    assert explanation.trade is not None
    assert explanation.move is not None
    staying = replace(explanation.move, moved=at("W1", 1, S1))
    clashing = replace(explanation.move, meeting=Meeting(WishId("W0"), 1, S1))
    other = Obstacle(Text(obstacle.text.code, **(dict(obstacle.text.params) | {"who": Ref(B1)})), 1, 1)
    nowhere = replace(explanation.trade, meeting=Meeting(WishId("W0"), 1, S1))
    for lie, found in (
        (replace(explanation, obstacles=()), "busy B0: not said"),
        (with_obstacle(explanation, replace(obstacle, ways=2)), "busy B0: 2 of 1 said, 1 of 1 found"),
        (with_obstacle(explanation, other), "busy B1: said in vain"),
        (replace(explanation, trade=None), "trade: none told, one of 1 found"),
        (replace(explanation, trade=replace(explanation.trade, value=7)), "trade: another value"),
        (replace(explanation, trade=nowhere), "trade: timetable.place_wrong"),
        (replace(explanation, move=staying), "move: names what is not there"),
        (replace(explanation, move=clashing), "move: timetable.place_wrong"),
        (replace(explanation, move=None), "trade: told otherwise"),
    ):
        assert found in list(falsehoods(problem, plan, lie))


def test_a_clash_too_large_too_small_or_not_told_is_found() -> None:
    musts = [replace(wish(name, buyer=B1), must=True, starts=ONE_SLOT) for name in ("W0", "W1")]
    problem = tiny(*musts, replace(wish("W2", E1), must=True))
    found = clash(problem)
    assert found == ("W0", "W1")
    assert list(clash_falsehoods(problem, found)) == []
    assert list(clash_falsehoods(problem, found[:1])) == ["clash: it can be held"]
    assert list(clash_falsehoods(problem, (*found, WishId("W2")))) == ["clash: W2 is not needed for it"]
    assert list(clash_falsehoods(problem, ())) == ["clash: not found"]


@pytest.mark.parametrize(("earlier", "later", "held"), [("W0", "W1", 1), ("W1", "W0", 2)])
def test_an_order_names_the_meetings_it_is_about(earlier: str, later: str, held: int) -> None:
    order = Precedence(WishId(earlier), WishId(later))
    problem = tiny(replace(wish("W0"), starts=frozenset({1, 2}), places=(S0,)), wish("W1", E1, B1))
    problem = replace(problem, precedences=(order,))
    plan = Plan((at("W1", held, S1),), (WishId("W0"),))
    (explanation,) = explain(problem, plan)
    assert list(falsehoods(problem, plan, explanation)) == []
    (obstacle,) = (obstacle for obstacle in explanation.obstacles if obstacle.text.code == "timetable.why_order")
    lie = replace(obstacle, text=Text(obstacle.text.code, **(dict(obstacle.text.params) | {"other": ()})))
    others = tuple(lie if obstacle == other else other for other in explanation.obstacles)
    assert f"order {order.earlier}: other meetings" in list(
        falsehoods(problem, plan, replace(explanation, obstacles=others))
    )


def test_the_last_line_sums_up() -> None:
    explained = ExplainedMission(Format.TABLE, 3, 1, 9, 5, 4, (("busy", 2), ("trade 1", 1)), (), 0, 0.252, 1.02)
    false = replace(explained, kinds=(("busy", 1),), false=("W0: a", "W0: b"), false_cases=1)
    assert summary([explained, false]) == {
        "cases": 8,
        "wrong": 1,
        "missions": 2,
        "kinds": {"busy": 3, "trade 1": 1},
        "explain_s": 0.5,
        "judge_s": 2.0,
    }


def test_a_row_is_told_by_name() -> None:
    explained = ExplainedMission(
        Format.DESK, 3, 7, 12, 9, 4, (("busy", 3), ("clash 2", 1)), ("W1: not so",), 1, 0.5, 0.25
    ).as_json()
    assert explained == {
        "format": Format.DESK, "firms": 3, "seed": 7, "wishes": 12, "held": 9, "cases": 4,
        "kinds": {"busy": 3, "clash 2": 1}, "false": ("W1: not so",), "false_cases": 1,
        "explain_s": 0.5, "judge_s": 0.25,
    }  # fmt: skip
