from dataclasses import replace

from tearoad.text import Ref, Text
from tearoad.timetable.problem import Pin, Precedence
from tearoad.timetable.rules import Violation
from tearoad.timetable.rules.meetings import (
    begins_where_it_may,
    fits_in_day,
    grants_a_wish,
    is_held_once,
    order_is_kept,
    pins_hold,
)
from tearoad.values import WishId
from tests.timetable.tiny import B0, B1, E0, E1, I0, I1, S0, T0, at, tiny, wish

PROBLEM = tiny(wish("W0"))
PAIR = Text("timetable.pair", exporter=Ref(E0), buyer=Ref(B0))
NARROW = tiny(replace(wish("W0"), starts=frozenset({1})))
TWO_SLOTS = tiny(replace(wish("W0"), slots=2, starts=frozenset({0, 1, 2, 4})))
PINNED = replace(PROBLEM, pins=(Pin(WishId("W0"), 1, S0, I0),))


def test_is_wished_allowed() -> None:
    assert list(grants_a_wish(PROBLEM, [at("W0", 0)])) == []


def test_is_wished_broken() -> None:
    assert list(grants_a_wish(PROBLEM, [at("W9", 0)])) == [
        Violation(Text("timetable.unknown_wish", wish="W9"), (at("W9", 0),))
    ]


def test_is_held_once_allowed() -> None:
    assert list(is_held_once(PROBLEM, [at("W0", 0)])) == []


def test_is_held_once_broken() -> None:
    twice = [at("W0", 0), at("W0", 2)]
    assert list(is_held_once(PROBLEM, twice)) == [
        Violation(Text("timetable.held_twice", meeting=PAIR, count=2), tuple(twice))
    ]


def test_begins_where_it_may_allowed() -> None:
    assert list(begins_where_it_may(NARROW, [at("W0", 1)])) == []


def test_begins_where_it_may_broken() -> None:
    begins = NARROW.slots[0].window.start_at
    assert list(begins_where_it_may(NARROW, [at("W0", 0)])) == [
        Violation(Text("timetable.begins_wrong", meeting=PAIR, at=begins), (at("W0", 0),))
    ]


def test_fits_in_day_allowed() -> None:
    assert list(fits_in_day(TWO_SLOTS, [at("W0", 2)])) == []


def test_fits_in_day_broken() -> None:
    for start in (-1, 3, 5, 6):
        assert list(fits_in_day(TWO_SLOTS, [at("W0", start)])) == [
            Violation(Text("timetable.outside_day", meeting=PAIR, slot=start, slots=2), (at("W0", start),))
        ]


def test_pins_hold_allowed() -> None:
    assert list(pins_hold(PINNED, [at("W0", 1, S0, I0)])) == []
    assert list(pins_hold(PINNED, [])) == []


def test_pins_hold_broken() -> None:
    elsewhere = (at("W0", 2, T0, I1),)
    assert list(pins_hold(PINNED, elsewhere)) == [
        Violation(Text("timetable.pin_time_broken", meeting=PAIR, at=PINNED.slots[1].window.start_at), elsewhere),
        Violation(Text("timetable.pin_place_broken", meeting=PAIR, place=Ref(S0)), elsewhere),
        Violation(Text("timetable.pin_interpreter_broken", meeting=PAIR, interpreter=Ref(I0)), elsewhere),
    ]


LONG_FIRST = replace(
    tiny(replace(wish("W0"), slots=2, starts=frozenset({0, 1})), wish("W1", E1, B1)),
    precedences=(Precedence(WishId("W0"), WishId("W1")),),
)


def test_order_is_kept_allowed() -> None:
    assert list(order_is_kept(LONG_FIRST, [at("W0", 0), at("W1", 2)])) == []
    assert list(order_is_kept(LONG_FIRST, [at("W1", 0)])) == []
    assert list(order_is_kept(LONG_FIRST, [at("W0", 0)])) == []


def test_order_is_kept_broken() -> None:
    for start in (0, 1):
        both = (at("W0", 0), at("W1", start))
        begins = LONG_FIRST.slots[start].window.start_at
        later = Text("timetable.pair", exporter=Ref(E1), buyer=Ref(B1))
        assert list(order_is_kept(LONG_FIRST, both)) == [
            Violation(Text("timetable.order_broken", earlier=PAIR, later=later, at=begins), both)
        ]
