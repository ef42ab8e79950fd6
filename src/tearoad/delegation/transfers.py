"""Buses from flights and trains: who lands together is fetched together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tearoad.delegation.ranks import protocol_order
from tearoad.mission.mission import BusMargins
from tearoad.mission.people import Delegate
from tearoad.values import PersonId

_FLIGHTS = tuple(
    re.compile(form)
    for form in (
        r"([A-ZА-Я\d]{1,3})[\s\-‑–]+(\d{1,4})",
        r"([A-ZА-Я]{1,3})(\d{1,4})",
        r"(\d[A-ZА-Я]|[A-ZА-Я]\d)(\d{1,4})",
    )
)
"""Carrier and number: parted as written, else letters before digits."""


class Direction(StrEnum):
    """Which way a bus goes."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


@dataclass(frozen=True, slots=True)
class Leg:
    """A flight or train with its people; `by` is empty where nobody wrote it."""

    by: str
    at: datetime
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Bus:
    """One transfer: which legs it serves, when it starts, who is in it. Numbered from 1 in each direction."""

    number: int
    direction: Direction
    starts_at: datetime
    legs: tuple[Leg, ...]

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Everyone on it, leg by leg."""
        return tuple(who for leg in self.legs for who in leg.people)


WAIT = timedelta(minutes=60)
"""Who lands within so long of the first shares the bus."""
SEATS = 45
USUAL = BusMargins()


@dataclass(frozen=True, slots=True)
class Transfers:
    """All buses in the order of their times, and those of whom no time is known."""

    buses: tuple[Bus, ...]
    no_arrival: tuple[PersonId, ...]
    no_departure: tuple[PersonId, ...]


def transfers(delegates: Sequence[Delegate], margins: BusMargins = USUAL, seats: int = SEATS) -> Transfers:
    """Return the buses; everyone whose time is known sits in exactly one bus each way. O(n log n)."""
    ordered = protocol_order(delegates)
    arriving = [(delegate, delegate.arrives_at, delegate.arrives_by) for delegate in ordered if delegate.arrives_at]
    leaving = [(delegate, delegate.leaves_at, delegate.leaves_by) for delegate in ordered if delegate.leaves_at]
    there, back = _loads(_legs(arriving), seats), _loads(_legs(leaving), seats)
    after, before = timedelta(minutes=margins.after_landing), timedelta(minutes=margins.before_departure)
    return Transfers(
        (
            *(Bus(n, Direction.ARRIVAL, load[-1].at + after, load) for n, load in enumerate(there, start=1)),
            *(Bus(n, Direction.DEPARTURE, load[0].at - before, load) for n, load in enumerate(back, start=1)),
        ),
        tuple(delegate.id for delegate in ordered if delegate.arrives_at is None),
        tuple(delegate.id for delegate in ordered if delegate.leaves_at is None),
    )


def flight(written: str) -> str:
    """Return a flight or train in one spelling: `su205`, `SU-205` and `SU 205` are one."""
    text = written.strip().upper()
    found = next((match for form in _FLIGHTS if (match := form.fullmatch(text))), None)
    return f"{found[1]} {found[2]}" if found else written.strip()


def _legs(going: Iterable[tuple[Delegate, datetime, str]]) -> list[Leg]:
    found: dict[tuple[datetime, str], list[PersonId]] = {}
    for delegate, at, by in going:
        found.setdefault((at, flight(by)), []).append(delegate.id)
    return [Leg(by, at, tuple(people)) for (at, by), people in sorted(found.items(), key=lambda leg: leg[0])]


def _loads(legs: Sequence[Leg], seats: int) -> list[tuple[Leg, ...]]:
    """Fill bus after bus: a leg joins the one before it while it is near enough and there is a seat for each."""
    loads: list[list[Leg]] = []
    for leg in legs:
        for part in _parts(leg, seats):
            last = loads[-1] if loads else []
            near = bool(last) and part.at - last[0].at <= WAIT
            if near and sum(len(leg.people) for leg in (*last, part)) <= seats:
                last.append(part)
            else:
                loads.append([part])
    return [tuple(load) for load in loads]


def _parts(leg: Leg, seats: int) -> list[Leg]:
    """Cut a leg that is larger than a bus."""
    return [Leg(leg.by, leg.at, leg.people[at : at + seats]) for at in range(0, len(leg.people), seats)]
