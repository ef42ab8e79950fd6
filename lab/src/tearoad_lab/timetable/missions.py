"""Made-up missions of any size in the four formats in which meetings are held. All firms are fictional.

Buyers come for a morning or an afternoon more often than for the whole fair, a firm's wishes lean towards a few buyers
everybody wants, and a firm's people are away for some hours of programme. Of half of the firms it is known who speaks
what: one of two, or nobody, speaks the buyers' language. Of the others six of ten meetings need an interpreter.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from tearoad.mission import LanguagePair, PlaceKind, Walk
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Party, Person, Problem, Side, Wish
from tearoad.values import InterpreterId, LanguageCode, PartyId, PersonId, PlaceId, Share, Slot, Window, WishId

SMALLEST, LARGEST = 10, 60
"""Firms of a mission."""
_OPENS = datetime(2026, 9, 14, 10, tzinfo=ZoneInfo("Europe/Moscow"))
_ZH, _RU = LanguageCode("zh"), LanguageCode("ru")
DIRECT = _RU
"""What all buyers speak."""
_BOTH_WAYS = frozenset({LanguagePair(_ZH, _RU), LanguagePair(_RU, _ZH)})
_INTERPRETED = 0.6
"""Of the meetings, so many need an interpreter."""
_LONG = 30
"""Slots of a fair from which on more of the programme takes people away."""
_AWAY = 4
"""Slots that a piece of programme takes."""


class Format(StrEnum):
    """Where the meetings of a mission are held."""

    STAND = "stand"
    """At the exporters' stands, where buyers walk by; some at tables of the fair."""
    TABLE = "table"
    """At tables; both sides move."""
    DESK = "desk"
    """At the purchasing desks of chains; exporters go from desk to desk."""
    OFF_SITE = "off-site"
    """At the buyers' offices in town; exporters ride there, an hour each."""


@dataclass(frozen=True, slots=True)
class _Shape:
    days: tuple[int, ...]
    """Slots of each day."""
    minutes: int
    """From slot to slot; the last five are pause."""
    buyers: float
    """For each firm."""
    wishes: tuple[int, int]
    """Of each firm: fewest, most."""
    interpreters: float
    """For each firm, in the pool."""
    slots: int = 1
    """That a meeting takes."""


_SHAPES = {
    Format.STAND: _Shape((14, 14, 14, 14, 8), 30, 3, (12, 20), 0.25),
    Format.TABLE: _Shape((12, 12), 30, 2, (8, 14), 0.3),
    Format.DESK: _Shape((16, 16), 20, 1 / 3, (3, 7), 0.25),
    Format.OFF_SITE: _Shape((14, 14, 14), 30, 1.5, (3, 6), 0.4, 2),
}


def sizes(count: int, seed: int) -> Iterator[tuple[Format, int, int]]:
    """Yield format, number of firms and seed of each of `count` missions, the formats in turn."""
    dice = random.Random(f"missions {seed}")  # noqa: S311  # made-up data
    for nth in range(count):
        yield list(Format)[nth % len(Format)], dice.randint(SMALLEST, LARGEST), dice.randrange(2**31)


def mission(kind: Format, firms: int, seed: int, *, days: Sequence[int] = (), minutes: int = 0) -> Problem:
    """Return the same mission for the same numbers.

    `days` are the slots of each day, `minutes` from one to the next; where not said, those of the format.
    """
    usual = _SHAPES[kind]
    shape = replace(usual, days=tuple(days) or usual.days, minutes=minutes or usual.minutes)
    return _Making(kind, firms, random.Random(f"{kind} {firms} {seed}"), shape).problem()  # noqa: S311  # made-up data


class _Making:
    """One mission in the making. The order in which the dice are thrown is part of what a seed means."""

    def __init__(self, kind: Format, firms: int, dice: random.Random, shape: _Shape) -> None:
        self._kind, self._firms, self._dice, self._shape = kind, firms, dice, shape
        self._slots = self._made_slots()
        self._buyers = max(3, round(firms * self._shape.buyers))
        self._open = [self._window() for _ in range(self._buyers)]
        self._spoken = {_firm(nth): _languages(nth) for nth in range(firms)}

    def problem(self) -> Problem:
        firms = [self._exporter(nth) for nth in range(self._firms)]
        buyers = [self._buyer(nth) for nth in range(self._buyers)]
        wishes = [wish for nth in range(self._firms) for wish in self._wishes(nth)]
        musts = set(self._dice.sample(range(len(wishes)), len(wishes) // 20))
        return Problem(
            slots=self._slots,
            places=tuple(self._places()),
            parties=(*firms, *buyers),
            wishes=tuple(self._carried(replace(wish, must=nth in musts)) for nth, wish in enumerate(wishes)),
            interpreters=tuple(self._interpreters()),
            persons=tuple(self._persons(firms)),
            walks=tuple(self._walks()),
        )

    def _carried(self, wish: Wish) -> Wish:
        """Return a wish with what its firm's people speak, where that is known."""
        spoken = self._spoken[wish.exporter]
        if not spoken:
            return wish
        direct = frozenset({_RU}) if any(_RU in codes for codes in spoken) else frozenset[LanguageCode]()
        return replace(wish, interpreting=(_BOTH_WAYS,), direct=direct)

    def _persons(self, firms: Sequence[Party]) -> Iterator[Person]:
        """Yield who speaks what; where one of two is away, it is who speaks the buyers' language."""
        for firm in firms:
            most = max(firm.staff)
            for nth, codes in enumerate(self._spoken[firm.id]):
                fewest = most if _RU in codes else 1
                absent = frozenset(slot for slot, people in enumerate(firm.staff) if people < fewest)
                yield Person(PersonId(f"{firm.id}-{nth + 1}"), firm.id, absent, codes)

    def _made_slots(self) -> tuple[Slot, ...]:
        found: list[Slot] = []
        for day, length in enumerate(self._shape.days):
            for nth in range(length):
                begins = _OPENS + timedelta(days=day, minutes=self._shape.minutes * nth)
                found.append(Slot(len(found), day, Window(begins, begins + timedelta(minutes=self._shape.minutes - 5))))
        return tuple(found)

    def _days(self) -> list[list[int]]:
        return [[slot.index for slot in self._slots if slot.day == day] for day in range(len(self._shape.days))]

    def _window(self) -> frozenset[int]:
        """Return the slots for which a buyer comes: all, or halves and wholes of one or two days."""
        days = self._days()
        whole = {Format.STAND: 0.1, Format.TABLE: 0.6, Format.DESK: 1.0, Format.OFF_SITE: 0.3}[self._kind]
        if self._dice.random() < whole:
            return frozenset(slot for day in days for slot in day)
        found: set[int] = set()
        for day in self._dice.sample(days, self._dice.choice((1, 1, 2))):
            half = len(day) // 2
            found.update(self._dice.choice((day[:half], day[half:], day)))
        return frozenset(found)

    def _exporter(self, nth: int) -> Party:
        based = self._kind is Format.STAND
        staff = [2 if based else 1] * len(self._slots)
        for _ in range(self._dice.choice((0, 1, 1, 2) if len(self._slots) > _LONG else (0, 1))):
            begins, people = self._dice.randrange(len(self._slots) - _AWAY + 1), self._dice.choice((1, 1, 2))
            for slot in range(begins, begins + _AWAY):
                staff[slot] = max(0, staff[slot] - people)
        if based:
            return Party(_firm(nth), Side.EXPORTER, tuple(staff), _stand(nth), 1, 12, Share(Decimal("0.3")))
        return Party(_firm(nth), Side.EXPORTER, tuple(staff), None, 0, {Format.OFF_SITE: 4}.get(self._kind, 10))

    def _buyer(self, nth: int) -> Party:
        if self._kind in {Format.DESK, Format.OFF_SITE}:
            people = self._dice.choice((1, 2)) if self._kind is Format.DESK else 1
            staff = tuple(people if slot.index in self._open[nth] else 0 for slot in self._slots)
            return Party(_buyer(nth), Side.BUYER, staff, _base(nth), 0, 16)
        staff = tuple(int(slot.index in self._open[nth]) for slot in self._slots)
        return Party(_buyer(nth), Side.BUYER, staff, None, 0, self._dice.choice((6, 8, 10)))

    def _places(self) -> Iterator[MeetingPlace]:
        if self._kind is Format.STAND:
            yield from (
                MeetingPlace(_stand(nth), PlaceKind.STAND, f"hall {nth % 2 + 1}", 2, _firm(nth))
                for nth in range(self._firms)
            )
            yield from (MeetingPlace(place, PlaceKind.TABLE, "tables") for place in self._tables())
        elif self._kind is Format.TABLE:
            yield from (MeetingPlace(place, PlaceKind.TABLE, "tables") for place in self._tables())
        elif self._kind is Format.DESK:
            yield from (
                MeetingPlace(_base(nth), PlaceKind.DESK, f"room {nth % 3 + 1}", 2, _buyer(nth))
                for nth in range(self._buyers)
            )
        else:
            yield from (
                MeetingPlace(_base(nth), PlaceKind.OFFSITE, f"quarter {nth % 4 + 1}", 1, _buyer(nth))
                for nth in range(self._buyers)
            )

    def _tables(self) -> Sequence[PlaceId]:
        count = self._firms // 3 if self._kind is Format.STAND else round(self._firms * 0.7)
        return [PlaceId(f"T{nth:02}") for nth in range(max(2, count))]

    def _walks(self) -> Iterator[Walk]:
        if self._kind is Format.STAND:
            yield from (Walk("hall 1", "hall 2", 10), Walk("hall 1", "tables", 5), Walk("hall 2", "tables", 5))
        elif self._kind is Format.DESK:
            yield from (Walk("room 1", "room 2", 3), Walk("room 2", "room 3", 3), Walk("room 1", "room 3", 5))
        elif self._kind is Format.OFF_SITE:
            for here in range(1, 5):
                yield from (
                    Walk(f"quarter {here}", f"quarter {there}", 20 + 5 * (there - here)) for there in range(here + 1, 5)
                )

    def _wishes(self, firm: int) -> Iterator[Wish]:
        least, most = self._shape.wishes
        count = min(self._buyers, self._dice.randint(least, most))
        wanted = sorted(range(self._buyers), key=lambda nth: self._dice.random() ** (1 + 2 * (nth % 5 == 0)))
        tables = tuple(self._tables()) if self._kind in {Format.STAND, Format.TABLE} else ()
        for buyer in sorted(wanted[:count]):
            if self._kind is Format.STAND:
                places = (_stand(firm), *(tables if self._dice.random() < 0.4 else ()))
            else:
                places = tables or (_base(buyer),)
            yield Wish(
                WishId(f"W{firm:02}-{buyer:03}"),
                _firm(firm),
                _buyer(buyer),
                min(1000, max(1, round(self._dice.gauss(450, 220)))),
                self._starts(buyer),
                places,
                slots=self._shape.slots,
                interpreting=(_BOTH_WAYS,) if self._dice.random() < _INTERPRETED else (),
            )

    def _starts(self, buyer: int) -> frozenset[int]:
        """Return the slots from which a meeting's length on the buyer stays, on one day."""
        there = {(slot.index, slot.day) for slot in self._slots if slot.index in self._open[buyer]}
        return frozenset(slot for slot, day in there if all((slot + k, day) in there for k in range(self._shape.slots)))

    def _interpreters(self) -> Iterator[MeetingInterpreter]:
        hours = frozenset(slot.index for slot in self._slots)
        pairs = frozenset({*_BOTH_WAYS})
        for nth in range(max(1, round(self._firms * self._shape.interpreters))):
            yield MeetingInterpreter(InterpreterId(f"P{nth:02}"), pairs, hours)
        for nth in range(0, self._firms, 4):
            yield MeetingInterpreter(InterpreterId(f"A{nth:02}"), pairs, hours, _firm(nth))


def _languages(firm: int) -> tuple[frozenset[LanguageCode], ...]:
    """Return what each of a firm's people speaks; nothing where it is not known."""
    if firm % 2 == 0:
        return ()
    first = frozenset({_ZH, _RU}) if firm % 6 != 1 else frozenset({_ZH})
    return first, frozenset({_ZH})


def _firm(nth: int) -> PartyId:
    return PartyId(f"E{nth:02}")


def _buyer(nth: int) -> PartyId:
    return PartyId(f"B{nth:03}")


def _stand(nth: int) -> PlaceId:
    return PlaceId(f"S{nth:02}")


def _base(nth: int) -> PlaceId:
    return PlaceId(f"O{nth:03}")
