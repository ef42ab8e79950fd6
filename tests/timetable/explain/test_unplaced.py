from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from tearoad.mission import Objective, PlaceKind
from tearoad.text import Ref, Text
from tearoad.timetable import rules
from tearoad.timetable.explain import Explanation, explain
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import (
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Person,
    Pin,
    Precedence,
    Problem,
    Quota,
    Side,
    Wish,
)
from tearoad.timetable.rules import pair
from tearoad.timetable.solve import solve
from tearoad.values import Share, WishId
from tests.timetable.small_problems import small_problem
from tests.timetable.tiny import (
    ALL,
    B0,
    B1,
    B2,
    D2,
    E0,
    E1,
    I0,
    P0,
    S0,
    S1,
    T0,
    T1,
    ZH_EN,
    ZH_RU,
    at,
    tiny,
    wish,
    with_interpreter,
    with_party,
    with_place,
)

ONE_SLOT = frozenset({1})


def only(problem: Problem, *meetings: Meeting) -> Explanation:
    (found,) = explain(problem, Plan(meetings))
    return found


def at_stand(name: str, **changes: object) -> Wish:
    return replace(wish(name), **({"starts": ONE_SLOT, "places": (S0,)} | changes))  # type: ignore[arg-type]  # any field


HELD = wish("W1", E1, B0)
IN_RUSSIAN = replace(wish("W1", E1, B1), interpreting=(ZH_RU,))

CASES: list[tuple[str, str, Problem, tuple[Meeting, ...], Problem]] = [
    (
        "busy",
        B0,
        tiny(at_stand("W0"), HELD),
        (at("W1", 1, S1),),
        tiny(at_stand("W0", starts=frozenset({2})), HELD),
    ),
    (
        "way",
        B0,
        tiny(at_stand("W0"), HELD),
        (at("W1", 2, T0),),
        replace(tiny(at_stand("W0"), HELD), walks=()),
    ),
    (
        "room",
        S0,
        with_place(tiny(at_stand("W0"), wish("W1", E1, B1)), MeetingPlace(S0, PlaceKind.STAND, "a", 1)),
        (at("W1", 1),),
        tiny(at_stand("W0"), wish("W1", E1, B1)),
    ),
    (
        "people",
        E0,
        with_party(tiny(at_stand("W0"), wish("W1", E0, B1)), Party(E0, Side.EXPORTER, (1,) * 6, S0)),
        (at("W1", 1),),
        tiny(at_stand("W0"), wish("W1", E0, B1)),
    ),
    (
        "cover",
        E0,
        tiny(replace(at_stand("W0"), places=(T0,)), wish("W1", E0, B2)),
        (at("W1", 1, D2),),
        with_party(
            tiny(replace(at_stand("W0"), places=(T0,)), wish("W1", E0, B2)), Party(E0, Side.EXPORTER, (2,) * 6, S0)
        ),
    ),
    (
        "walk_in",
        E0,
        with_party(
            tiny(at_stand("W0"), wish("W1", E0, B1)),
            Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 9, Share(Decimal("0.8"))),
        ),
        (at("W1", 3),),
        tiny(at_stand("W0"), wish("W1", E0, B1)),
    ),
    (
        "quota",
        E0,
        replace(tiny(at_stand("W0"), wish("W1", E0, B1)), quotas=(Quota(E0, frozenset({1, 3}), most=1),)),
        (at("W1", 3),),
        tiny(at_stand("W0"), wish("W1", E0, B1)),
    ),
    (
        "quota_alone",
        E0,
        replace(tiny(at_stand("W0"), wish("W1", E0, B1)), quotas=(Quota(E0, ONE_SLOT, most=0),)),
        (at("W1", 3),),
        tiny(at_stand("W0"), wish("W1", E0, B1)),
    ),
    (
        "order",
        "W1",
        replace(tiny(at_stand("W0"), wish("W1", E1, B1)), precedences=(Precedence(WishId("W1"), WishId("W0")),)),
        (at("W1", 1, S1),),
        tiny(at_stand("W0"), wish("W1", E1, B1)),
    ),
    (
        "cap",
        E0,
        with_party(tiny(at_stand("W0"), wish("W1", E0, B1)), Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 1)),
        (at("W1", 3),),
        tiny(at_stand("W0"), wish("W1", E0, B1)),
    ),
    (
        "interpreter_day",
        I0,
        replace(
            tiny(at_stand("W0", interpreting=(ZH_RU,)), IN_RUSSIAN),
            interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, max_slots_per_day=1),),
        ),
        (at("W1", 3, S0, I0),),
        tiny(at_stand("W0", interpreting=(ZH_RU,)), IN_RUSSIAN),
    ),
    (
        "interpreter_run",
        I0,
        replace(
            tiny(at_stand("W0", interpreting=(ZH_RU,)), IN_RUSSIAN),
            interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, max_run=1),),
        ),
        (at("W1", 2, S0, I0),),
        tiny(at_stand("W0", interpreting=(ZH_RU,)), IN_RUSSIAN),
    ),
    (
        "pinned",
        "W0",
        replace(tiny(at_stand("W0")), pins=(Pin(WishId("W0"), 2),)),
        (),
        replace(tiny(at_stand("W0")), pins=(Pin(WishId("W0"), 1),)),
    ),
    (
        "closed",
        S0,
        with_place(tiny(at_stand("W0")), MeetingPlace(S0, PlaceKind.STAND, "a", 2, E0, ONE_SLOT)),
        (),
        tiny(at_stand("W0")),
    ),
    (
        "no_room",
        S0,
        with_place(tiny(at_stand("W0")), MeetingPlace(S0, PlaceKind.STAND, "a", 0)),
        (),
        tiny(at_stand("W0")),
    ),
    (
        "absent",
        B0,
        with_party(tiny(at_stand("W0")), Party(B0, Side.BUYER, (1, 0, 1, 1, 1, 1))),
        (),
        tiny(at_stand("W0")),
    ),
    (
        "cover_alone",
        E0,
        with_party(tiny(replace(at_stand("W0"), places=(T0,))), Party(E0, Side.EXPORTER, (1,) * 6, S0, 1)),
        (),
        tiny(replace(at_stand("W0"), places=(T0,))),
    ),
    (
        "walk_in_alone",
        E0,
        with_party(tiny(at_stand("W0")), Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 9, Share(Decimal(1)))),
        (),
        tiny(at_stand("W0")),
    ),
    (
        "cap_alone",
        B0,
        with_party(tiny(at_stand("W0")), Party(B0, Side.BUYER, (1,) * 6, None, 0, 0)),
        (),
        tiny(at_stand("W0")),
    ),
    (
        "person_absent",
        P0,
        replace(tiny(at_stand("W0", person=P0)), persons=(Person(P0, E0, ONE_SLOT),)),
        (),
        tiny(at_stand("W0", person=P0)),
    ),
    (
        "interpreter_off",
        I0,
        replace(
            tiny(at_stand("W0", interpreting=(ZH_RU,))),
            interpreters=(MeetingInterpreter(I0, ZH_RU, ALL - ONE_SLOT),),
        ),
        (),
        tiny(at_stand("W0", interpreting=(ZH_RU,))),
    ),
]


@pytest.mark.parametrize(
    ("name", "who", "problem", "meetings", "relieved"), CASES, ids=[f"{case[0]}" for case in CASES]
)
def test_the_obstacle_named_is_the_one_in_the_way(
    name: str, who: str, problem: Problem, meetings: tuple[Meeting, ...], relieved: Problem
) -> None:
    (obstacle,) = only(problem, *meetings).obstacles
    assert obstacle.text.code == f"timetable.why_{name}"
    named = pair(problem.lookup.wish[WishId(who)]) if name == "pinned" else Ref(who)
    assert (obstacle.text["who"], obstacle.ways, obstacle.of) == (named, 1, 1)
    # Without this obstacle the same wish fits beside the same meetings.
    (now,) = explain(relieved, Plan(meetings))
    assert now.trade is not None
    assert now.trade.gives_way == ()
    assert rules.broken(relieved, (*meetings, now.trade.meeting)) == ()


@pytest.mark.parametrize(
    ("impossible", "text"),
    [
        (
            replace(wish("W0"), starts=frozenset()),
            Text("timetable.why_no_window", exporter=Ref(E0), buyer=Ref(B0)),
        ),
        (replace(wish("W0"), places=()), Text("timetable.why_no_place", exporter=Ref(E0), buyer=Ref(B0))),
        (
            replace(wish("W0"), interpreting=(ZH_EN,)),
            Text("timetable.why_no_interpreter", meeting=Text("timetable.pair", exporter=Ref(E0), buyer=Ref(B0))),
        ),
    ],
)
def test_what_leaves_no_way_at_all_is_told(impossible: Wish, text: Text) -> None:
    problem = replace(tiny(impossible), interpreters=(MeetingInterpreter(I0, ZH_RU, ALL),))
    found = only(problem)
    assert ([obstacle.text for obstacle in found.obstacles], found.trade) == ([text], None)


def test_an_interpreter_too_short_of_breath_for_a_long_meeting() -> None:
    long = replace(wish("W0"), slots=2, starts=frozenset({0}), interpreting=(ZH_RU,))
    problem = with_interpreter(tiny(long), MeetingInterpreter(I0, ZH_RU, ALL, max_run=1))
    problem = replace(problem, interpreters=problem.interpreters[:1])
    assert [obstacle.text.code for obstacle in only(problem).obstacles] == ["timetable.why_no_interpreter"]


def test_a_meeting_left_out_although_it_fits_is_told_so() -> None:
    found = only(tiny(at_stand("W0")))
    assert [obstacle.text for obstacle in found.obstacles] == [Text("timetable.why_nothing", count=1, of=1)]


def test_like_tables_count_as_one_way() -> None:
    problem = tiny(
        replace(wish("W0"), starts=ONE_SLOT, places=(T0, T1)),
        replace(wish("W1", E1, B0), places=(T0, T1)),
    )
    assert [(obstacle.ways, obstacle.of) for obstacle in only(problem, at("W1", 1, T0)).obstacles] == [(1, 1)]


@pytest.mark.parametrize("fifty", range(4))
def test_the_trade_named_makes_room_for_the_wish(fifty: int) -> None:
    traded = 0
    for seed in range(50 * fifty, 50 * fifty + 50):
        problem = replace(small_problem(seed), objectives=(Objective.MUSTS, Objective.VALUE))
        plan = solve(problem)
        for found in explain(problem, plan):
            if found.trade is not None:
                gone = set(found.trade.gives_way)
                left = tuple(meeting for meeting in plan.meetings if meeting.wish not in gone)
                assert rules.broken(problem, (*left, found.trade.meeting)) == ()
                worth = sum(problem.lookup.wish[wish_id].value for wish_id in gone)
                assert found.trade.value == worth
                assert found.trade.meeting.wish == found.wish
                traded += 1
    assert traded > 10


def cheapest_by_trying_everything(problem: Problem, plan: Plan, wanted: Wish) -> tuple[int, int] | None:
    """How few meetings must go, and what they are worth, found from the rules alone."""
    ways = [
        Meeting(wanted.id, start, place, speaker)
        for start in wanted.starts
        for place in wanted.places
        for speaker in (None, *problem.lookup.interpreter)
    ]
    ways = [way for way in ways if not rules.broken(problem, (way,))]
    for size in range(4):
        worth = [
            sum(problem.lookup.wish[meeting.wish].value for meeting in gone)
            for gone in combinations(plan.meetings, size)
            for way in ways
            if not rules.broken(problem, (*(meeting for meeting in plan.meetings if meeting not in gone), way))
        ]
        if worth:
            return size, min(worth)
    return None


def test_asked_about_some_only_these_are_explained() -> None:
    problem = replace(small_problem(3), objectives=(Objective.MUSTS, Objective.VALUE))
    plan = Plan((), tuple(left.id for left in problem.wishes))
    wanted = {problem.wishes[-1].id}
    every = explain(problem, plan)
    assert len(every) > len(wanted)
    assert explain(problem, plan, wanted) == tuple(explanation for explanation in every if explanation.wish in wanted)


def test_no_trade_is_cheaper_than_the_one_named() -> None:
    sizes = set()
    for seed in range(150):
        problem = replace(small_problem(seed), objectives=(Objective.MUSTS, Objective.VALUE))
        plan = solve(problem)
        for found in explain(problem, plan):
            named = None if found.trade is None else (len(found.trade.gives_way), found.trade.value)
            assert named == cheapest_by_trying_everything(problem, plan, problem.lookup.wish[found.wish]), seed
            sizes.add(None if named is None else named[0])
    assert sizes >= {None, 1, 2}


def test_the_trade_with_the_fewest_meetings_then_the_least_value_is_named() -> None:
    dear, cheap = replace(wish("W1", E1, B0), value=90), replace(wish("W2", E1, B0), value=30)
    wanted = replace(wish("W0"), starts=frozenset({1, 2}), places=(S0,))
    found = only(tiny(wanted, dear, cheap), at("W1", 1), at("W2", 2))
    assert found.trade is not None
    assert (found.trade.gives_way, found.trade.value, found.trade.meeting) == (("W2",), 30, at("W0", 2))


def test_of_several_who_could_give_way_the_one_of_least_value_is_named() -> None:
    dear, cheap = replace(wish("W1", E0, B1), value=90), replace(wish("W2", E0, B2), value=30)
    capped = with_party(tiny(at_stand("W0"), dear, cheap), Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 2))
    found = only(capped, at("W1", 0), at("W2", 3))
    assert found.trade is not None
    assert (found.trade.gives_way, found.trade.value) == (("W2",), 30)


def test_an_order_in_the_way_names_the_other_meeting() -> None:
    order = (Precedence(WishId("W0"), WishId("W1")),)
    problem = replace(tiny(at_stand("W0"), wish("W1", E1, B1)), precedences=order)
    (obstacle,) = only(problem, at("W1", 1, S1)).obstacles
    assert obstacle.text["other"] == (Text("timetable.pair", exporter=Ref(E1), buyer=Ref(B1)),)


def told_of(found: Explanation) -> dict[tuple[str, object], int]:
    return {
        (obstacle.text.code.removeprefix("timetable.why_"), obstacle.text["who"]): obstacle.ways
        for obstacle in found.obstacles
    }


def test_two_rules_that_bind_the_same_ways_are_two_obstacles() -> None:
    """The firm's day is full, and so is its quota: to lift one of them alone would not help."""
    problem = tiny(at_stand("W0"), wish("W1", E0, B1))
    problem = with_party(problem, Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 1))
    problem = replace(problem, quotas=(Quota(E0, frozenset(range(4)), most=1),))
    assert told_of(only(problem, at("W1", 3))) == {("cap", Ref(E0)): 1, ("quota", Ref(E0)): 1}


def test_what_the_plan_bars_is_counted_where_the_place_is_closed_too() -> None:
    problem = tiny(at_stand("W0", starts=frozenset({1, 2})), replace(HELD, slots=2, starts=ONE_SLOT))
    problem = with_place(problem, MeetingPlace(S0, PlaceKind.STAND, "a", 2, E0, ONE_SLOT))
    assert told_of(only(problem, at("W1", 1, S1))) == {("busy", Ref(B0)): 2, ("closed", Ref(S0)): 1}


def test_an_interpreter_in_another_meeting_just_then_does_not_lack_a_pause() -> None:
    long = replace(IN_RUSSIAN, slots=2, starts=ONE_SLOT)
    problem = tiny(at_stand("W0", interpreting=(ZH_RU,)), long)
    problem = replace(problem, interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, max_run=2),))
    assert told_of(only(problem, at("W1", 1, S1, I0))) == {("busy", Ref(I0)): 1}


def test_too_long_a_run_with_the_programme_alone_is_told_as_that() -> None:
    problem = tiny(at_stand("W0", interpreting=(ZH_RU,)))
    off = frozenset({0, 2})
    interpreter = MeetingInterpreter(I0, ZH_RU, ALL - off, max_run=2, programme=off)
    found = only(replace(problem, interpreters=(interpreter,)))
    assert told_of(found) == {("interpreter_too_long", Ref(I0)): 1}
    assert found.trade is None


def test_a_pin_to_another_place_is_the_pin_of_the_meeting() -> None:
    problem = replace(tiny(at_stand("W0")), pins=(Pin(WishId("W0"), place=T0),))
    assert told_of(only(problem)) == {("pinned", pair(problem.lookup.wish[WishId("W0")])): 1}


@pytest.mark.parametrize("seed", range(12))
def test_one_wish_asked_about_is_told_what_all_are_told(seed: int) -> None:
    problem = small_problem(seed)
    plan = solve(problem, time_limit_s=1.0)
    fewer = Plan(plan.meetings[:-1])
    assert explain(problem, fewer)
    for answer in (plan, fewer):
        assert all(
            explain(problem, answer, {explanation.wish}) == (explanation,) for explanation in explain(problem, answer)
        )
