from dataclasses import replace

from tearoad.mission import PlaceKind
from tearoad.text import Ref, Text
from tearoad.timetable.problem import MeetingPlace
from tearoad.timetable.rules import Violation
from tearoad.timetable.rules.places import place_has_room, place_is_allowed, place_is_open
from tests.timetable.tiny import B0, B1, E0, E1, S0, T0, at, tiny, wish, with_place

PAIR = Text("timetable.pair", exporter=Ref(E0), buyer=Ref(B0))
ONLY_STAND = tiny(replace(wish("W0"), places=(S0,)))
CLOSED = with_place(tiny(wish("W0")), MeetingPlace(T0, PlaceKind.TABLE, "t", closed=frozenset({2})))
TWO = tiny(wish("W0"), wish("W1", E1, B1))


def test_place_is_allowed_allowed() -> None:
    assert list(place_is_allowed(ONLY_STAND, [at("W0", 0, S0)])) == []


def test_place_is_allowed_broken() -> None:
    assert list(place_is_allowed(ONLY_STAND, [at("W0", 0, T0)])) == [
        Violation(Text("timetable.place_wrong", meeting=PAIR, place=Ref(T0)), (at("W0", 0, T0),))
    ]


def test_place_is_open_allowed() -> None:
    assert list(place_is_open(CLOSED, [at("W0", 1, T0)])) == []


def test_place_is_open_broken() -> None:
    assert list(place_is_open(CLOSED, [at("W0", 2, T0)])) == [
        Violation(
            Text("timetable.place_is_closed", place=Ref(T0), at=CLOSED.slots[2].window.start_at), (at("W0", 2, T0),)
        )
    ]


def test_place_has_room_allowed() -> None:
    assert list(place_has_room(TWO, [at("W0", 0, T0), at("W1", 1, T0)])) == []
    assert list(place_has_room(TWO, [at("W0", 0, S0), at("W1", 0, S0)])) == []


def test_place_has_room_broken() -> None:
    together = (at("W0", 0, T0), at("W1", 0, T0))
    text = Text("timetable.place_full", place=Ref(T0), at=TWO.slots[0].window.start_at, found=2, room=1)
    assert list(place_has_room(TWO, together)) == [Violation(text, together)]
