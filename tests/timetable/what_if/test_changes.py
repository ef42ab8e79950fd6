from dataclasses import replace
from itertools import pairwise

import pytest

from tearoad.errors import InputError
from tearoad.mission import LanguagePair, PlaceKind
from tearoad.timetable.problem import MeetingPlace, Pin, Quota
from tearoad.timetable.rules import broken
from tearoad.timetable.solve import solve
from tearoad.timetable.what_if import HourMore, InterpreterMore, TableMore, change_code, change_of, changes_for
from tearoad.values import LanguageCode
from tests.timetable.small_problems import small_problem
from tests.timetable.tiny import B0, B1, E0, I0, RU, T0, ZH, ZH_RU, at, tiny, wish

RU_ZH = InterpreterMore(LanguageCode("ru"), LanguageCode("zh"))


@pytest.mark.parametrize("seed", range(25))
def test_with_more_of_anything_the_plan_of_today_still_keeps_every_rule(seed: int) -> None:
    problem = small_problem(seed)
    plan = solve(problem, time_limit_s=0.5)
    changes = changes_for(problem)
    assert changes
    for change in changes:
        changed, carried = change.applied(problem), change.carried(problem, plan.meetings)
        assert list(broken(changed, carried)) == []


def test_a_table_more_is_like_the_others_and_open_when_any_of_them_is() -> None:
    problem = tiny(replace(wish("W0"), places=(T0,)), wish("W1", E0, B1))
    shut = tuple(replace(place, closed=frozenset({0, 1})) if place.id == T0 else place for place in problem.places)
    changed = TableMore().applied(replace(problem, places=shut))
    (new,) = changed.places[len(problem.places) :]
    model = changed.lookup.place[T0]
    assert (new.kind, new.zone, new.capacity) == (model.kind, model.zone, model.capacity)
    assert changed.lookup.wish["W0"].places == (T0, new.id)  # type: ignore[index]  # a wish's id
    assert all(
        (new.id in changed_wish.places) == (T0 in old.places)
        for changed_wish, old in zip(changed.wishes, problem.wishes, strict=True)
    )


def test_where_nobody_meets_at_a_table_none_is_asked_about() -> None:
    problem = tiny(wish("W0"))
    stands = tuple(replace(place, kind=PlaceKind.STAND) for place in problem.places if place.kind is not PlaceKind.DESK)
    problem = replace(problem, places=(*stands, *(place for place in problem.places if place.kind is PlaceKind.DESK)))
    assert TableMore() not in changes_for(problem)
    with pytest.raises(InputError):
        change_of("table", problem)


def test_an_interpreter_more_speaks_both_ways_all_day_and_tires_like_the_others() -> None:
    problem = tiny(replace(wish("W0"), interpreting=(ZH_RU,)))
    changed = RU_ZH.applied(problem)
    new = changed.interpreters[-1]
    assert new.pairs == ZH_RU | {LanguagePair(RU, ZH)}
    assert new.hours == frozenset(range(len(problem.slots)))
    assert new.max_run == max(interpreter.max_run for interpreter in problem.interpreters)


def test_an_hour_more_moves_every_number_along_and_keeps_who_is_there_last() -> None:
    problem = tiny(replace(wish("W0"), starts=frozenset({1, 2, 5})))
    problem = replace(
        problem,
        places=(*problem.places, MeetingPlace("X", PlaceKind.TABLE, closed=frozenset({2, 3}))),  # type: ignore[arg-type]  # a place's id
        pins=(Pin(problem.wishes[0].id, 5),),
        quotas=(Quota(E0, frozenset({0, 2})),),
    )
    days = problem.lookup.days
    changed = HourMore(0).applied(problem)
    more = len(changed.slots) - len(problem.slots)
    step = problem.slots[1].window.start_at - problem.slots[0].window.start_at
    last, new = days[0][-1], range(days[0][-1] + 1, days[0][-1] + 1 + more)
    assert more == max(1, 3600 // step.seconds)
    assert [slot.day for slot in changed.slots].count(0) == len(days[0]) + more
    assert all(later.window.start_at - slot.window.start_at >= step for slot, later in pairwise(changed.slots))
    assert changed.pins[0].start == (5 + more if problem.lookup.day[5] else 5)
    party, old = changed.parties[0], problem.parties[0]
    assert party.staff == (*old.staff[: last + 1], *[old.staff[last]] * more, *old.staff[last + 1 :])
    assert (changed.wishes[0].starts >= set(new)) == (last in problem.wishes[0].starts)
    assert (changed.places[-1].closed >= set(new)) == (last in problem.places[-1].closed)
    assert (changed.quotas[0].slots >= set(new)) == (last in problem.quotas[0].slots)


def test_an_hour_more_every_day_is_one_for_each() -> None:
    problem = tiny(wish("W0"))
    of_a_day = len(HourMore(0).applied(problem).slots) - len(problem.slots)
    assert len(HourMore().applied(problem).slots) == len(problem.slots) + of_a_day * len(problem.lookup.days)


def test_a_meeting_of_the_second_day_is_carried_along() -> None:
    problem = tiny(wish("W0"))
    of_a_day = len(HourMore(0).applied(problem).slots) - len(problem.slots)
    first = problem.lookup.days[1][0]
    (carried,) = HourMore(0).carried(problem, [at("W0", first)])
    assert carried == at("W0", first + of_a_day)


def test_what_can_be_asked_is_said_and_read_back() -> None:
    problem = tiny(replace(wish("W0"), interpreting=(ZH_RU,)), replace(wish("W1", E0, B0), places=(T0,)))
    can = changes_for(problem)
    assert [change_code(change) for change in can] == ["table", "interpreter:ru-zh", "hour", "hour:1", "hour:2"]
    assert [change_of(change_code(change), problem) for change in can] == list(can)
    assert change_of("interpreter:zh-ru", problem) == RU_ZH
    assert I0 in problem.lookup.interpreter


@pytest.mark.parametrize("asked", ["", "chair", "interpreter:en-fr", "interpreter:ru", "hour:9", "hour:0", "table "])
def test_what_cannot_be_asked_is_told_with_what_can(asked: str) -> None:
    problem = tiny(replace(wish("W0"), interpreting=(ZH_RU,)))
    with pytest.raises(InputError) as refused:
        change_of(asked, problem)
    assert refused.value.text.code == "timetable.what_if_unknown"
    assert refused.value.hint is not None
    assert refused.value.hint.code == "timetable.what_if_hint"


@pytest.mark.parametrize(
    ("asked", "hours"),
    [
        ("interpreter:ru-zh:2", {4, 5}),
        ("interpreter:ru-zh:1-morning", {0, 1, 2, 3}),
        ("interpreter:zh-ru:1-afternoon", set()),
    ],
)
def test_an_interpreter_may_be_asked_for_on_one_day_or_half_of_it(asked: str, hours: set[int]) -> None:
    problem = tiny(replace(wish("W0"), interpreting=(ZH_RU,)))
    change = change_of(asked, problem)
    assert change.applied(problem).interpreters[-1].hours == hours
    assert change_code(change) == asked.replace("zh-ru", "ru-zh")
    assert change_of(change_code(change), problem) == change


@pytest.mark.parametrize("asked", ["interpreter:ru-zh:3", "interpreter:en-ru:1", "hour:1-morning", "table:1"])
def test_what_the_fair_does_not_have_cannot_be_asked_for(asked: str) -> None:
    with pytest.raises(InputError):
        change_of(asked, tiny(replace(wish("W0"), interpreting=(ZH_RU,))))
