"""What a problem is made of: places, parties, persons, interpreters, wishes, pins, quotas, orders.

Everything is counted in slots of the fair. `Slot.window` is the meeting itself; the pause behind it belongs to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tearoad.mission import LanguagePair, PlaceKind
from tearoad.text import Text
from tearoad.values import NOTHING, InterpreterId, LanguageCode, PartyId, PersonId, PlaceId, Share, WishId


class Side(StrEnum):
    """Which side of the table a party sits on."""

    EXPORTER = "exporter"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Somewhere to meet: `capacity` meetings at once, not in the slots `closed`.

    A room for calls is a place like any other: people go there and leave their stand.
    """

    id: PlaceId
    kind: PlaceKind
    zone: str = ""
    capacity: int = 1
    owner: PartyId | None = None
    closed: frozenset[int] = frozenset()
    anywhere: bool = False
    """No room at all: each calls from where they are."""


@dataclass(frozen=True, slots=True)
class Party:
    """An exporter or a buyer.

    `staff[t]` people are on hand in slot t, programme blocks already taken off. A party with a `base` (its stand, its
    purchasing desk) may hold several meetings at once; whoever leaves the base takes the way there and back. A party
    without a base moves as one: its staff is 0 or 1.
    """

    id: PartyId
    side: Side
    staff: tuple[int, ...]
    base: PlaceId | None = None
    cover: int = 0
    """People who stay at the base in every slot in which there are so many at all."""
    max_per_day: int = 1000
    walk_in_share: Share = NOTHING
    """Share of each day's person-slots that is not booked, so that a visitor without appointment finds someone."""


@dataclass(frozen=True, slots=True)
class Person:
    """A delegate whom wishes may ask for by name, or who speaks with buyers in their own language.

    Absent in the given slots, and in one meeting at a time.
    """

    id: PersonId
    party: PartyId
    absent: frozenset[int] = frozenset()
    languages: frozenset[LanguageCode] = frozenset()
    """In which this person talks without an interpreter; empty where the sheets name none."""


@dataclass(frozen=True, slots=True)
class MeetingInterpreter:
    """An interpreter, one meeting at a time, only in the slots `hours`."""

    id: InterpreterId
    pairs: frozenset[LanguagePair]
    hours: frozenset[int]
    attached_to: PartyId | None = None
    """Serves only this firm, wherever it meets; None is the pool."""
    max_slots_per_day: int = 12
    max_run: int = 4
    """Slots in a row, then at least one slot of pause. A run does not go over the night."""
    not_for: frozenset[PartyId] = frozenset()
    programme: frozenset[int] = frozenset()
    """The slots in which the programme has them at work: none for meetings, and they count to a run."""
    programme_slots: tuple[int, ...] = ()
    """How many slots' worth the programme takes of each day, before and after the fair too; no number is none."""
    speaks: frozenset[LanguageCode] = frozenset()
    """Of a delegate of the firm `attached_to`, who needs no interpreter in these languages; else empty."""

    @property
    def is_delegate(self) -> bool:
        """Whether it is somebody of the firm who speaks the buyer's language."""
        return bool(self.speaks)

    def speaks_in(self, wish: Wish) -> bool:
        """Whether they carry the language of a meeting.

        Who is asked for by name speaks for themselves, or an interpreter speaks for them: no colleague does.
        """
        if self.is_delegate:
            own = self.attached_to == wish.exporter and (wish.person is None or str(wish.person) == self.id)
            return own and not self.speaks.isdisjoint(wish.direct)
        return any(pairs <= self.pairs for pairs in wish.interpreting)

    def slots_in_programme(self, day: int) -> int:
        """Return how many slots' worth of a day the programme takes."""
        return self.programme_slots[day] if day < len(self.programme_slots) else 0

    def slots_left(self, day: int) -> int:
        """Return how many slots of a day the programme leaves for meetings."""
        return max(0, self.max_slots_per_day - self.slots_in_programme(day))


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting that may be planned, at most once.

    `starts` are the slots in which it may begin; it takes `slots` slots in a row on one day. `places` in order of
    preference. `interpreting` holds alternatives: one set of language pairs that one interpreter must command; a person
    of the exporter's who speaks one of the buyer's languages, `direct`, stands in for an interpreter. Both empty means
    that the two sides understand each other whoever comes. `others` are further parties of either side who take part:
    each spends a person as the two sides do; the value, and what fairness counts, is the exporter's.
    """

    id: WishId
    exporter: PartyId
    buyer: PartyId
    value: int
    starts: frozenset[int]
    places: tuple[PlaceId, ...]
    must: bool = False
    slots: int = 1
    person: PersonId | None = None
    interpreting: tuple[frozenset[LanguagePair], ...] = ()
    others: tuple[PartyId, ...] = ()
    direct: frozenset[LanguageCode] = frozenset()

    @property
    def needs_speaker(self) -> bool:
        """Whether the meeting needs an interpreter, or a delegate who speaks the buyer's language."""
        return bool(self.interpreting or self.direct)

    @property
    def parties(self) -> tuple[PartyId, ...]:
        """Everyone who sits at the table: the two sides, then the others."""
        return (self.exporter, self.buyer, *self.others)


@dataclass(frozen=True, slots=True)
class Pin:
    """What the organiser fixed: the meeting, if it is held, stands there. A pinned wish is a must."""

    wish: WishId
    start: int | None = None
    place: PlaceId | None = None
    interpreter: InterpreterId | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """Of the meetings that begin in these slots a party has at most `most` (a rule) and at least `least` (a goal).

    The slots may be one day, a session or the whole fair.
    """

    party: PartyId
    slots: frozenset[int]
    least: int = 0
    most: int = 1000


@dataclass(frozen=True, slots=True)
class Pauses:
    """When exporters and buyers eat and rest.

    Every day each person who is on hand in all slots of the day that are `within` has `slots` of them in a row without
    a meeting, ways from and to the base included; and nobody who is on hand has more than `max_run` slots in a row.
    """

    slots: int
    within: frozenset[int]
    max_run: int
    soft: bool = False
    """Whether they are no rule but an objective: as few as possible are missed."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """What keeps a person, an interpreter or a party from meetings in these slots: no rule, but told as a reason."""

    who: str
    slots: frozenset[int]
    why: Text


@dataclass(frozen=True, slots=True)
class Precedence:
    """If both wishes are granted, the earlier meeting ends before the later begins."""

    earlier: WishId
    later: WishId
