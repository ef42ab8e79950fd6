from dataclasses import replace

import pytest

from tearoad.mission import PlaceKind, Walk
from tearoad.timetable.problem import MeetingPlace, Pin
from tearoad.values import PlaceId, WishId
from tests.timetable.tiny import D2, N0, S0, S1, T0, T1, tiny, wish

PROBLEM = tiny(wish("W0"))


@pytest.mark.parametrize(
    ("here", "there", "minutes"), [(S0, S0, 0), (S0, S1, 0), (S0, T0, 10), (T0, S0, 10), (T0, D2, 0), (S0, N0, 0)]
)
def test_minutes_between_places(here: PlaceId, there: PlaceId, minutes: int) -> None:
    assert PROBLEM.lookup.minutes(here, there) == minutes


def test_a_way_told_by_places_beats_one_told_by_zones() -> None:
    walked = replace(PROBLEM, walks=(Walk("a", "t", 10), Walk(S0, T0, 3), Walk(T1, "a", 7)))
    assert [walked.lookup.minutes(S0, T0), walked.lookup.minutes(S0, T1), walked.lookup.minutes(S1, T0)] == [3, 7, 10]


def test_places_without_a_zone_are_not_one_zone() -> None:
    places = (*PROBLEM.places, MeetingPlace(PlaceId("X"), PlaceKind.TABLE), MeetingPlace(PlaceId("Y"), PlaceKind.TABLE))
    walked = replace(PROBLEM, places=places, walks=(Walk("X", "Y", 9),))
    assert walked.lookup.minutes(PlaceId("X"), PlaceId("Y")) == 9


def test_a_pinned_wish_is_a_must() -> None:
    pinned = replace(PROBLEM, pins=(Pin(WishId("W0")),))
    assert (PROBLEM.lookup.musts, pinned.lookup.musts) == (frozenset(), frozenset({"W0"}))


def test_days_and_distances_in_time() -> None:
    look = PROBLEM.lookup
    assert look.days == {0: (0, 1, 2, 3), 1: (4, 5)}
    assert look.seconds_between(0, 1) == 300
    assert [look.fits_in_day(start, 2) for start in range(6)] == [True, True, True, False, True, False]
