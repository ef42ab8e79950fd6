from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.delegation.transfers import WAIT, Direction, flight, transfers
from tearoad.mission import BusMargins, Delegate
from tearoad.names import PersonName
from tearoad.values import PersonId

Maker = Callable[..., Delegate]
ZONE = ZoneInfo("Europe/Moscow")
START = datetime(2027, 2, 7, 8, tzinfo=ZONE)


@pytest.mark.parametrize("written", ["SU 205", "su205", "SU-205", " SU  205 "])
def test_a_flight_has_one_spelling(written: str) -> None:
    assert flight(written) == "SU 205"


@pytest.mark.parametrize(
    ("written", "found"),
    [("G1234", "G 1234"), ("s7-2045", "S7 2045"), ("S72045", "S7 2045"), ("by car", "by car"), ("", "")],
)
def test_trains_have_one_letter_and_words_stay(written: str, found: str) -> None:
    assert flight(written) == found


def test_who_lands_within_an_hour_shares_a_bus(person: Maker) -> None:
    found = transfers(
        (
            person("D1", arrives_at=START, arrives_by="SU205", leaves_at=START + timedelta(days=5)),
            person("D2", arrives_at=START, arrives_by="SU 205"),
            person("D3", arrives_at=START + timedelta(minutes=45), arrives_by="CZ 605"),
            person("D4", arrives_at=START + timedelta(hours=2)),
        )
    )
    shown = [
        (bus.direction, bus.number, bus.starts_at, [(leg.by, leg.people) for leg in bus.legs]) for bus in found.buses
    ]
    assert shown == [
        (Direction.ARRIVAL, 1, START + timedelta(minutes=45 + 45), [("SU 205", ("D1", "D2")), ("CZ 605", ("D3",))]),
        (Direction.ARRIVAL, 2, START + timedelta(hours=2, minutes=45), [("", ("D4",))]),
        (Direction.DEPARTURE, 1, START + timedelta(days=5, hours=-3), [("", ("D1",))]),
    ]
    assert (found.no_arrival, found.no_departure) == ((), ("D2", "D3", "D4"))


def test_buses_start_as_the_mission_says(person: Maker) -> None:
    going = (person("D1", arrives_at=START, leaves_at=START + timedelta(days=5)),)
    found = transfers(going, BusMargins(after_landing=90, before_departure=240))
    assert [bus.starts_at for bus in found.buses] == [
        START + timedelta(minutes=90),
        START + timedelta(days=5, hours=-4),
    ]


times = st.none() | st.integers(0, 600).map(lambda minutes: START + timedelta(minutes=minutes))


@given(st.lists(st.tuples(times, times), max_size=30), st.integers(1, 10))
def test_everyone_sits_once_each_way_and_no_bus_is_too_full(
    journeys: list[tuple[datetime | None, datetime | None]], seats: int
) -> None:
    delegates = [
        Delegate(PersonId(f"D{n}"), PersonName(), arrives_at=arrives, leaves_at=leaves)
        for n, (arrives, leaves) in enumerate(journeys)
    ]
    found = transfers(delegates, seats=seats)
    for direction, missing in ((Direction.ARRIVAL, found.no_arrival), (Direction.DEPARTURE, found.no_departure)):
        buses = [bus for bus in found.buses if bus.direction is direction]
        assert Counter([*(who for bus in buses for who in bus.people), *missing]) == Counter(d.id for d in delegates)
        assert all(len(bus.people) <= seats for bus in buses)
        assert all(bus.legs[-1].at - bus.legs[0].at <= WAIT for bus in buses)
        assert [bus.starts_at for bus in buses] == sorted(bus.starts_at for bus in buses)
