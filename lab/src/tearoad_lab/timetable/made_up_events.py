"""Made-up events of any size: two sides, some people away in some slots, everyone with a fair share of meetings."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad_lab.matchmaking import Appointment, Event
from tearoad_lab.matchmaking.narrowing import narrowed

_AWAY = 0.05
"""How often a person is away in a slot."""
_FULLEST = 0.75
"""Nobody has meetings in more than this share of the slots, and one."""
_FORM = re.compile(r"(\d{1,5})/(\d{1,6})/(\d{1,3})/(\d{1,5})")
_TRIES = 100


@dataclass(frozen=True, slots=True)
class Size:
    """How large an event is."""

    people: int
    meetings: int
    slots: int
    tables: int

    @property
    def name(self) -> str:
        """The form in which it is given: `people/meetings/slots/tables`."""
        return f"{self.people}/{self.meetings}/{self.slots}/{self.tables}"

    @property
    def fullest(self) -> int:
        """The most meetings anybody has."""
        return int(self.slots * _FULLEST) + 1


def size_of(text: str) -> Size:
    """Return the size that a text like `100/450/15/35` gives.

    Raises:
        InputError: it is not of this form, or no event of this size can be made.

    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise InputError(Text("bench.size", found=text[:40]), Text("bench.size_hint"))
    size = Size(*map(int, match.groups()))
    half = size.people // 2
    if size.meetings > min(half * half, half * size.fullest * 9 // 10, size.slots * size.tables * 99 // 100):
        raise InputError(Text("bench.size_full", found=text), Text("bench.size_full_hint"))
    return size


def made_up_event(size: Size, seed: int, spread: int | None = None) -> Event:
    """Return an event of this size; the same seed makes the same. Each person's meetings go into their own day.

    Raises:
        InputError: so many meetings do not go into days of so many slots.

    """
    dice = random.Random(f"{seed} {size.name}")  # noqa: S311  # made-up data, not a secret
    half = size.people // 2
    away = [{slot for slot in range(size.slots) if dice.random() < _AWAY} for _ in range(2 * half)]
    for _ in range(_TRIES):
        pairs = _pairs(size, half, dice)
        if pairs is not None:
            slots = [frozenset(range(size.slots)) - away[first] - away[second] for first, second in pairs]
            appointments = tuple(Appointment(*pair, may) for pair, may in zip(pairs, slots, strict=True))
            event = Event(2 * half, size.slots, size.tables, appointments, spread=spread)
            if narrowed(event) is not None:
                return event
    raise InputError(Text("bench.size_full", found=size.name), Text("bench.size_full_hint"))


def _pairs(size: Size, half: int, dice: random.Random) -> list[tuple[int, int]] | None:
    """Draw who meets, nobody too often; None where the draw is stuck."""
    count = [0] * (2 * half)
    found: set[tuple[int, int]] = set()
    for _ in range(50 * size.meetings):
        if len(found) == size.meetings:
            break
        first, second = dice.randrange(half), half + dice.randrange(half)
        if (first, second) not in found and max(count[first], count[second]) < size.fullest:
            found.add((first, second))
            count[first] += 1
            count[second] += 1
    return sorted(found) if len(found) == size.meetings else None
