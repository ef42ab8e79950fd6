from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tearoad.timetable.repair import (
    CalledOff,
    InterpreterAway,
    Kind,
    PartyShort,
    PersonAway,
    PlaceClosed,
    Reported,
    Scene,
    Trouble,
    WantedNow,
    still_ahead,
    troubled,
)
from tearoad.values import WishId
from tests.timetable.tiny import B0, B1, E0, I0, P0, S0, T0, at, tiny, wish

PROBLEM = tiny(
    replace(wish("long"), slots=2, starts=frozenset({0})),
    wish("next", buyer=B1),
    wish("tomorrow"),
    wish("left out", buyer=B1),
)
MEETINGS = (at("long", 0, S0, I0), at("next", 2, T0), at("tomorrow", 4, S0, I0))
HOURS = (PROBLEM.slots[0].window.start_at, PROBLEM.slots[3].window.end_at)


def scene(minutes: int) -> Scene:
    """So many minutes after the fair began."""
    return Scene(PROBLEM, MEETINGS, HOURS[0] + timedelta(minutes=minutes))


def reported(kind: Kind, who: str) -> Reported:
    """Trouble for the whole first day."""
    return Reported(kind, who, *HOURS)


def test_now_is_the_first_slot_that_has_not_begun() -> None:
    after = PROBLEM.slots[-1].window.start_at - HOURS[0] + timedelta(minutes=1)
    assert [scene(minutes).now for minutes in (-60, 0, 1)] == [0, 0, 1]
    assert Scene(PROBLEM, MEETINGS, HOURS[0] + after).now == len(PROBLEM.slots)
    assert scene(1).to_come == MEETINGS[1:]


def test_a_wish_has_no_way_that_is_over_unless_all_of_its_ways_are() -> None:
    wishes = {wish.id: wish.starts for wish in PROBLEM.wishes}
    left = {wish.id: wish.starts for wish in still_ahead(PROBLEM, (WishId("next"), WishId("long")), 2).wishes}
    following = WishId("next")
    assert left == wishes | {following: frozenset(start for start in wishes[following] if start >= 2)}
    assert left[following] != wishes[following]


def test_trouble_hits_no_slot_that_has_begun_nor_one_that_a_running_meeting_of_theirs_takes() -> None:
    assert reported(Kind.ABSENT, B1).slots(scene(1)) == {1, 2, 3}
    assert reported(Kind.ABSENT, B0).slots(scene(1)) == {2, 3}
    assert reported(Kind.ABSENT, B0).slots(scene(-9)) == {0, 1, 2, 3}
    assert reported(Kind.ABSENT, P0).slots(scene(1)) == {2, 3}
    assert reported(Kind.TIME, "").slots(scene(1)) == {2, 3}


def test_trouble_hits_the_meetings_to_come_of_those_it_concerns() -> None:
    hit = {
        (kind, who): [meeting.wish for meeting in reported(kind, who).hits(scene(-9))]
        for kind, who in (
            (Kind.INTERPRETER, I0),
            (Kind.PLACE, T0),
            (Kind.ABSENT, P0),
            (Kind.OFF, "tomorrow"),
            (Kind.TIME, ""),
        )
    }
    assert list(hit.values()) == [["long"], ["next"], ["long", "next"], ["tomorrow"], ["long", "next"]]


@pytest.mark.parametrize(
    ("kind", "who", "trouble"),
    [
        (Kind.ABSENT, B1, PartyShort(B1, frozenset({1, 2, 3}))),
        (Kind.LATE, P0, PersonAway(P0, frozenset({2, 3}))),
        (Kind.FEWER, E0, PartyShort(E0, frozenset({2, 3}), 1)),
        (Kind.INTERPRETER, I0, InterpreterAway(I0, frozenset({2, 3}))),
        (Kind.PLACE, T0, PlaceClosed(T0, frozenset({1, 2, 3}))),
        (Kind.OFF, "next", CalledOff(WishId("next"))),
        (Kind.WANTED, "left out", WantedNow(WishId("left out"))),
        (Kind.MISSED, "long", WantedNow(WishId("long"))),
    ],
)
def test_each_kind_is_one_trouble_to_the_engine(kind: Kind, who: str, trouble: Trouble) -> None:
    assert (report := reported(kind, who)).troubles(scene(1), report.slots(scene(1))) == (trouble,)


def test_a_missed_meeting_has_begun_and_its_time_is_no_longer_taken() -> None:
    missed = reported(Kind.MISSED, "long")
    assert [hit.wish for hit in missed.hits(scene(1))] == ["long"]
    assert reported(Kind.MISSED, "next").hits(scene(1)) == ()
    assert scene(1).begun == MEETINGS[:1]
    assert (missed.held(scene(1)), missed.wanted()) == (MEETINGS[1:], (WishId("long"),))
    assert (reported(Kind.OFF, "next").held(scene(1)), reported(Kind.OFF, "next").wanted()) == (MEETINGS, ())
    assert troubled(scene(1), missed).lookup.musts == {"long"}


def test_a_time_that_drops_out_closes_every_place() -> None:
    assert reported(Kind.TIME, "").troubles(scene(-9), frozenset({0, 3})) == tuple(
        PlaceClosed(place.id, frozenset({0, 3})) for place in PROBLEM.places
    )


def test_trouble_begins_when_those_in_a_running_meeting_are_back_from_it() -> None:
    """The tables are ten minutes away, the pause is five: the way back to the stand takes the next slot."""
    running = Scene(PROBLEM, (at("long", 0, T0, I0), at("tomorrow", 4, S0, I0)), HOURS[0] + timedelta(minutes=1))
    assert reported(Kind.ABSENT, E0).slots(running) == {2, 3}
    assert troubled(running, reported(Kind.ABSENT, E0)).lookup.party[E0].staff == (2, 2, 2, 0, 2, 2)
    assert troubled(scene(1), reported(Kind.ABSENT, E0)).lookup.party[E0].staff == (2, 2, 0, 0, 2, 2)
    assert troubled(scene(1), reported(Kind.ABSENT, E0)).previous == MEETINGS
