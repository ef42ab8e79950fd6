"""The trip: fair, days, places, rules, people and programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from tearoad.companies import Contact
from tearoad.names import PersonName
from tearoad.values import (
    NOTHING,
    CountryCode,
    InterpreterId,
    ItemId,
    Language,
    LanguageCode,
    Money,
    PartyId,
    PersonId,
    PlaceId,
    Share,
    Window,
)


@dataclass(frozen=True, slots=True)
class LocalText:
    """A short text that the organiser wrote in up to three languages."""

    en: str = ""
    zh: str = ""
    ru: str = ""

    @property
    def written(self) -> tuple[str, ...]:
        """Every language that is filled, each text once."""
        return tuple(dict.fromkeys(text for text in (self.en, self.zh, self.ru) if text))

    def in_language(self, language: Language) -> str:
        """Return the text in a language, or the nearest one that is filled."""
        wanted = {Language.EN: self.en, Language.ZH: self.zh, Language.RU: self.ru}[language]
        return wanted or self.en or self.zh or self.ru


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


class ListPolicy(StrEnum):
    """What an undecided hit does."""

    HOLD = "hold"
    """Held out of the plan until a person decides."""


class Objective(StrEnum):
    """What makes a plan better, in the mission's order."""

    MUSTS = "musts"
    DISTURBANCE = "disturbance"
    VALUE = "value"
    FAIRNESS = "fairness"
    IDLE = "idle"
    INTERPRETER_CHANGES = "interpreter_changes"


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits on a firm's or buyer's booked meetings."""

    exporter_per_day: int = 12
    buyer_per_day: int = 8


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
    caps: Caps = Caps()
    walk_in_share: Share = NOTHING
    stand_cover: int = 1
    list_policy: ListPolicy = ListPolicy.HOLD
    paper_languages: tuple[Language, ...] = (Language.ZH, Language.RU, Language.EN)
    """In the order in which they stand on shared papers and signs."""
    home_language: Language = Language.ZH
    host_language: Language = Language.RU
    contacts: tuple[Contact, ...] = ()
    """Whom to call when something goes wrong, the first first."""
    overrides: tuple[NameOverride, ...] = ()
    objectives: tuple[Objective, ...] = tuple(Objective)
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
    """Something that blocks those who must be there. `must` and `may` hold ids of people, firms or interpreters."""

    id: ItemId
    kind: ItemKind
    title: LocalText
    window: Window
    place: str = ""
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    host: str = ""
    transport: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person who travels: of a firm, or of an office (then an official). Passport numbers are never kept."""

    id: PersonId
    name: PersonName
    role: str = ""
    rank: int = 0
    """1 is the head of the delegation; 0 is unranked."""
    firm: PartyId | None = None
    office: str = ""
    phone: str = ""
    languages: tuple[LanguageCode, ...] = ()
    arrives_at: datetime | None = None
    leaves_at: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class LanguagePair:
    """A direction an interpreter works in."""

    source: LanguageCode
    target: LanguageCode


class InterpretingMode(StrEnum):
    """How an interpreter works."""

    CONSECUTIVE = "consecutive"
    WHISPERED = "whispered"
    BOTH = "both"


class InterpreterLevel(StrEnum):
    """For what an interpreter is good enough."""

    STUDENT = "student"
    """Helps at a stand."""
    BUSINESS = "business"
    """Negotiates."""
    CONFERENCE = "conference"
    """Speeches and signings."""


class RatePer(StrEnum):
    """For what a rate is paid."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter, attached to a firm's stand for the fair or in the pool."""

    id: InterpreterId
    name: PersonName
    pairs: frozenset[LanguagePair]
    phone: str = ""
    attached_to: PartyId | None = None
    hours: tuple[Window, ...] = ()
    """When they work; empty means the whole fair."""
    min_hours_per_day: int = 0
    """Paid at least."""
    max_hours_per_day: int | None = None
    """None takes the mission's rule."""
    not_for: tuple[PartyId, ...] = ()
    language: Language = Language.RU
    """The language of their papers."""
    rate: Money | None = None
    """What was agreed; None where nothing was."""
    rate_per: RatePer = RatePer.HOUR
    mode: InterpretingMode | None = None
    level: InterpreterLevel | None = None
    food: tuple[str, ...] = ()
    """Whose words they have learnt: `tea; sauces`."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A stretch in which a party, person, interpreter or place cannot be had; `who` is its id."""

    who: str
    window: Window
    why: str = ""
