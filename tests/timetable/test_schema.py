import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.mission import Objective
from tearoad.text import Text
from tearoad.timetable.plan import Level, Meeting, Plan, Status
from tearoad.timetable.problem import Precedence, Problem, Quota, Switch
from tearoad.timetable.schema import (
    SCHEMA,
    digest,
    plan_from_json,
    plan_to_json,
    problem_from_json,
    problem_to_json,
)
from tearoad.values import InterpreterId, PlaceId, WishId
from tests.timetable.small_problems import small_problem
from tests.timetable.tiny import B1, E0, tiny, wish

OLD = replace(
    tiny(wish("W0")),
    objectives=(
        Objective.MUSTS,
        Objective.DISTURBANCE,
        Objective.VALUE,
        Objective.FAIRNESS,
        Objective.IDLE,
        Objective.INTERPRETER_CHANGES,
    ),
)
NEW = replace(
    tiny(replace(wish("W0"), others=(B1,)), wish("W1")),
    quotas=(Quota(E0, frozenset({0, 1}), 1, 2),),
    precedences=(Precedence(WishId("W0"), WishId("W1")),),
    switched_off=frozenset({Switch.STAND_COVER, Switch.DAY_CAP}),
)
PROBLEMS = st.integers(0, 10_000).map(small_problem)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8)
MEETINGS = st.builds(
    Meeting,
    NAMES.map(WishId),
    st.integers(0, 99),
    NAMES.map(PlaceId),
    st.none() | NAMES.map(InterpreterId),
)
LEVELS = st.builds(
    Level,
    st.sampled_from(Objective),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.sampled_from(Status),
    st.floats(0, 1000),
)
PLANS = st.builds(
    Plan,
    st.lists(MEETINGS).map(tuple),
    st.lists(NAMES.map(WishId)).map(tuple),
    st.lists(LEVELS).map(tuple),
    st.integers(0, 99),
    NAMES,
    NAMES,
    st.frozensets(st.sampled_from(Switch)),
)


@given(PROBLEMS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_problem_comes_back_from_its_file_as_it_was(problem: Problem) -> None:
    back = problem_from_json(json.loads(json.dumps(problem_to_json(problem))))
    assert back == problem
    assert digest(back) == digest(problem)


@given(PLANS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_plan_comes_back_from_its_file_as_it_was(plan: Plan) -> None:
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


def test_the_same_plan_is_the_same_file_however_long_it_took() -> None:
    """A clock that is written down makes two files of one plan: who compares digests would see two plans."""
    quick, slow = (Plan((), levels=(Level(Objective.VALUE, 3, 4, Status.FEASIBLE, took),)) for took in (0.1, 90.0))
    assert plan_to_json(quick) == plan_to_json(slow)


def test_a_plan_that_still_tells_its_seconds_is_read() -> None:
    data = plan_to_json(Plan((), levels=(Level(Objective.VALUE, 3, 4, Status.FEASIBLE),)))
    data["levels"][0]["seconds"] = 12.5
    assert plan_from_json(data).levels[0].seconds == 12.5


def test_the_digest_is_frozen_with_the_schema() -> None:
    assert digest(OLD) == "d5f985d499f893de8a1369fce7a4d0108086eccfce44158a0a537ec78acb8d5b"
    assert digest(NEW) == "4f451dc3c8da73972ae75067a1278b6789a004fc6a73ad907fbd76bf02c3b41d"


def test_what_a_problem_does_not_use_may_be_left_out_of_its_file() -> None:
    written = problem_to_json(OLD)
    unused = ("quotas", "precedences", "switched_off", "pauses", "engagements")
    assert problem_from_json({name: value for name, value in written.items() if name not in unused}) == OLD


def test_different_problems_have_different_digests() -> None:
    assert len({digest(small_problem(seed)) for seed in range(50)}) == 50


def test_another_schema_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        plan_from_json({"schema": "tearoad.plan/9"})
    assert refused.value.text == Text("timetable.schema", found="tearoad.plan/9", expected=SCHEMA)


def test_a_missing_field_is_named() -> None:
    data = problem_to_json(tiny(wish("W0")))
    del data["walks"]
    with pytest.raises(InputError) as refused:
        problem_from_json(data)
    assert refused.value.text == Text("timetable.schema_field", field="walks")


@pytest.mark.parametrize(
    ("field", "value"), [("seed", "0"), ("seed", True), ("engine", 7), ("meetings", 7), ("meetings", [7])]
)
def test_a_value_of_the_wrong_kind_is_refused(field: str, value: object) -> None:
    with pytest.raises(InputError) as refused:
        plan_from_json(plan_to_json(Plan(())) | {field: value})
    assert refused.value.code == "timetable.schema_value"
