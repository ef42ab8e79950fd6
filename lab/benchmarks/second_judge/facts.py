"""What a mission's folder states, as the judge compares it: who, where, when, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From when until when, by the fair's clock."""

    start: datetime
    end: datetime

    def meets(self, other: Span) -> bool:
        """Return whether the two have a minute in common."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Return whether the other lies within."""
        return self.start <= other.start and other.end <= self.end

    def wider(self, minutes: int) -> Span:
        """Return this with minutes before and after it."""
        return Span(self.start - timedelta(minutes=minutes), self.end + timedelta(minutes=minutes))

    def __str__(self) -> str:
        return f"{self.start:%d %b %H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where meetings are held."""

    id: str
    kind: str
    zone: str
    owner: str = ""
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a firm who travels."""

    id: str
    firm: str
    languages: frozenset[str]
    away: tuple[Span, ...]

    def is_there(self, span: Span) -> bool:
        """Return whether nothing keeps them away."""
        return not any(one.meets(span) for one in self.away)


@dataclass(frozen=True, slots=True)
class Party:
    """A firm or a buyer."""

    id: str
    is_firm: bool
    languages: frozenset[str]
    base: str
    """Own stand, desk or office; empty where there is none."""
    staff: tuple[int, ...]
    """People on each day of the fair."""
    cap: int
    windows: tuple[Span, ...] = ()
    """When they are at the fair; empty is always."""
    away: tuple[Span, ...] = ()
    avoids: frozenset[str] = frozenset()
    people: tuple[Person, ...] = ()

    def is_at_the_fair(self, span: Span) -> bool:
        """Return whether the party can be met there."""
        within = not self.windows or any(window.holds(span) for window in self.windows)
        return within and self.is_free(span)

    def is_free(self, span: Span) -> bool:
        """Return whether nothing blocks the party as a whole."""
        return not any(one.meets(span) for one in self.away)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Who interprets, and when."""

    id: str
    pairs: frozenset[tuple[str, str]]
    attached_to: str
    hours: tuple[Span, ...]
    away: tuple[Span, ...]
    programme: tuple[Span, ...]
    """What of it they interpret at."""
    max_minutes: int
    not_for: frozenset[str]

    def speaks_for(self, text: str, other: str) -> bool:
        """Return whether they interpret both ways between two languages."""
        return {(text, other), (other, text)} <= self.pairs


@dataclass(frozen=True, slots=True)
class Request:
    """What one side asked for."""

    asker: str
    asked: str
    strength: str
    person: str = ""
    format: str = ""
    window: tuple[Span, ...] = ()
    agreed: datetime | None = None
    slots: int = 1


@dataclass(frozen=True, slots=True)
class Pin:
    """A meeting that stands fixed."""

    start: datetime | None
    place: str
    interpreter: str


@dataclass(frozen=True, slots=True)
class Quota:
    """So many meetings of a party, in a time or at all."""

    party: str
    window: tuple[Span, ...]
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of the grid."""

    number: int
    day: int
    span: Span


@dataclass(frozen=True, slots=True)
class Rules:
    """The figures of mission.toml."""

    slot_minutes: int
    change_minutes: int
    walk_in_share: float
    cover: int
    run: int
    """Slots in a row of an interpreter."""
    pause_minutes: int
    pause_from: str
    pause_until: str
    pause_run: int
    off: frozenset[str]


Pair = tuple[str, str]
"""A firm and a buyer."""


@dataclass(frozen=True, slots=True)
class Mission:
    """Everything that a plan is held against."""

    days: tuple[date, ...]
    slots: tuple[Slot, ...]
    rules: Rules
    places: Mapping[str, Place]
    closed: Mapping[str, Sequence[Span]]
    ways: Mapping[frozenset[str], int]
    parties: Mapping[str, Party]
    interpreters: Mapping[str, Interpreter]
    requests: Mapping[Pair, Sequence[Request]]
    pins: Mapping[Pair, Pin]
    quotas: Sequence[Quota]
    orders: Sequence[tuple[Pair, Pair]]
    barred: frozenset[str] = field(default_factory=frozenset)
    """Whom a decision keeps out."""

    def way(self, here: str, there: str) -> int:
        """Return the minutes between two places: what is said of both, else of their zones, else none."""
        place, other = self.places[here], self.places[there]
        if here == there or place.zone == other.zone or "walking_time" in self.rules.off:
            return 0
        ends = ((a, b) for a in (place.id, place.zone) for b in (other.id, other.zone))
        return next((self.ways[frozenset(two)] for two in ends if frozenset(two) in self.ways), 0)

    def slots_of(self, span: Span) -> list[Slot]:
        """Return the slots that something touches."""
        return [slot for slot in self.slots if slot.span.meets(span)]

    def pause_on(self, day: int) -> Span | None:
        """Return the hours of pauses of a day, where pauses are kept."""
        if not self.rules.pause_minutes or "pauses" in self.rules.off:
            return None
        start, end = (_at(self.days[day], clock) for clock in (self.rules.pause_from, self.rules.pause_until))
        return Span(start, end)


def _at(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()} {clock}")
