"""The trip: fair, days, places, rules and programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from tearoad.companies import Contact
from tearoad.mission.talk import Talk
from tearoad.values import (
    NOTHING,
    CountryCode,
    InterpreterId,
    ItemId,
    Language,
    LocalText,
    PartyId,
    PlaceId,
    Share,
    Window,
)


@dataclass(frozen=True, slots=True)
class FairDay:
    """One day of the fair with its opening hours, local to the fair."""

    on: date
    opens: time
    closes: time


class PlaceKind(StrEnum):
    """The formats a mission mixes."""

    STAND = "stand"
    TABLE = "table"
    DESK = "desk"
    OFFSITE = "offsite"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to meet."""

    id: PlaceId
    kind: PlaceKind
    name: LocalText
    hall: str = ""
    zone: str = ""
    """Places of one zone are no walk apart."""
    owner: PartyId | None = None
    """Whose stand, desk or office it is."""
    capacity: int = 1
    """Meetings at once."""
    how_to_get_there: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Walk:
    """Minutes between two places or zones, the same both ways."""

    here: str
    there: str
    minutes: int


@dataclass(frozen=True, slots=True)
class InterpreterRules:
    """What a humane day is."""

    max_hours_per_day: int = 6
    max_run_slots: int = 4
    """Slots in a row before a pause of one slot."""


@dataclass(frozen=True, slots=True)
class PauseRules:
    """When firms and buyers eat and rest."""

    minutes: int = 30
    """How long a pause each of them has, without a meeting, every day; 0: none is kept free."""
    begins: time = time(12)
    """From when the pause may begin, local to the fair."""
    ends: time = time(14)
    """When it is over at the latest."""
    max_run_slots: int = 6
    """Slots in a row before a pause of one slot."""
    soft: bool = False
    """Whether a plan may do without some, as few as it can; else it keeps all of them."""


class ListPolicy(StrEnum):
    """What an undecided hit does."""

    HOLD = "hold"
    """Held out of the plan until a person decides."""


class Objective(StrEnum):
    """What makes a plan better, in the mission's order."""

    MUSTS = "musts"
    MINIMUMS = "minimums"
    DISTURBANCE = "disturbance"
    VALUE = "value"
    FAIRNESS = "fairness"
    SPREAD = "spread"
    PAUSES = "pauses"
    """Of soft pauses as few as possible are missed."""
    IDLE = "idle"
    INTERPRETER_CHANGES = "interpreter_changes"
    PLACE_CHANGES = "place_changes"
    WALKING = "walking"


class Switch(StrEnum):
    """A rule that an organiser may switch off; the plan then says so wherever it is described."""

    STAND_COVER = "stand_cover"
    WALK_IN_SHARE = "walk_in_share"
    DAY_CAP = "day_cap"
    INTERPRETER_DAY = "interpreter_day"
    INTERPRETER_PAUSE = "interpreter_pause"
    PAUSES = "pauses"
    WALKING_TIME = "walking_time"


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits on a firm's or buyer's booked meetings."""

    exporter_per_day: int = 12
    buyer_per_day: int = 8


@dataclass(frozen=True, slots=True)
class BusMargins:
    """How long after a landing, and before a departure, a bus starts: minutes."""

    after_landing: int = 45
    """Behind the last landing it serves: passports and luggage."""
    before_departure: int = 180
    """Before the first departure it serves."""


@dataclass(frozen=True, slots=True)
class NameOverride:
    """How the organisation writes a country, place or organisation on its papers."""

    written: str
    name: LocalText


@dataclass(frozen=True, slots=True)
class Mission:
    """A trade mission to one fair."""

    name: LocalText
    fair: LocalText
    city: LocalText
    venue: LocalText
    country: CountryCode
    home_zone: ZoneInfo
    fair_zone: ZoneInfo
    currency: str
    days: tuple[FairDay, ...]
    slot_minutes: int = 30
    pause_minutes: int = 5
    """Minutes at the end of each slot kept free for the next guest and the walk; part of the slot."""
    places: tuple[Place, ...] = ()
    walks: tuple[Walk, ...] = ()
    interpreters: InterpreterRules = InterpreterRules()
    pauses: PauseRules = PauseRules()
    caps: Caps = Caps()
    buses: BusMargins = BusMargins()
    walk_in_share: Share = NOTHING
    stand_cover: int = 1
    list_policy: ListPolicy = ListPolicy.HOLD
    paper_languages: tuple[Language, ...] = (Language.ZH, Language.RU, Language.EN)
    """In the order in which they stand on shared papers and signs."""
    home_language: Language = Language.ZH
    host_language: Language = Language.RU
    emergency_phones: tuple[str, ...] = ()
    """The host country's numbers for police, ambulance and fire, the most general first."""
    contacts: tuple[Contact, ...] = ()
    """Whom to call when something goes wrong, the first first."""
    overrides: tuple[NameOverride, ...] = ()
    objectives: tuple[Objective, ...] = tuple(Objective)
    switched_off: frozenset[Switch] = frozenset()
    """Rules that no plan of this mission need keep."""
    proposals_per_exporter: int = 10
    """How many meetings nobody asked for the program may propose to each firm."""


class Attendance(StrEnum):
    """Whether someone must or may be at a programme item."""

    MUST = "must"
    MAY = "may"


class ItemKind(StrEnum):
    """Kinds of programme items."""

    TRAVEL = "travel"
    SET_UP = "set_up"
    OPENING = "opening"
    SEMINAR = "seminar"
    TASTING = "tasting"
    GROUP_SESSION = "group_session"
    COURTESY_CALL = "courtesy_call"
    SITE_VISIT = "site_visit"
    RECEPTION = "reception"
    SIGNING = "signing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """Something that blocks those who must be there.

    `must`, `may`, `speaks` and `hosts` hold ids of people, firms or offices; `place` is free text, or the id or name of
    one of the mission's places, and then walks count. `Spots` says how a reader calls place and host.
    """

    id: ItemId
    kind: ItemKind
    title: LocalText
    window: Window
    place: LocalText = LocalText()
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    host: LocalText = LocalText()
    """Who receives the delegation, as the officer writes it, or the id of a buyer."""
    transport: LocalText = LocalText()
    speaks: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """Who of the mission receives the guests."""
    interpreters: tuple[InterpreterId, ...] = ()
    talk: Talk = Talk()
    """What the officer notes for those who speak for us there."""

    @property
    def bound(self) -> tuple[str, ...]:
        """Everyone whom it takes for its whole time: who must come, speaks, hosts or interprets."""
        return tuple(dict.fromkeys((*self.must, *self.speaks, *self.hosts, *self.interpreters)))

    @property
    def called(self) -> tuple[str, ...]:
        """Everyone it names: those who are bound, then those who may come."""
        return tuple(dict.fromkeys((*self.bound, *self.may)))
