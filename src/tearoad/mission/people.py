"""Who travels and who interprets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from tearoad.companies import Decides
from tearoad.names import PersonName
from tearoad.values import InterpreterId, Language, LanguageCode, LocalText, Money, PartyId, PersonId, Window


class Visa(StrEnum):
    """How far a delegate's visa is; its number is never kept."""

    UNKNOWN = "unknown"
    NOT_NEEDED = "not_needed"
    TO_APPLY = "to_apply"
    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"


class Purpose(StrEnum):
    """What a delegate's data may be used for once they agreed."""

    TRAVEL = "travel"
    """Handed to the travel agent, the hotel and the hosts."""
    BOOK = "book"
    """Printed in the delegation's book and name list."""
    PHOTO = "photo"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to, and on which day."""

    purpose: Purpose
    given_on: date


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person who travels: of a firm, or of an office (then an official). Passport numbers are never kept."""

    id: PersonId
    name: PersonName
    role: LocalText = LocalText()
    rank: int = 0
    """1 is the head of the delegation; 0 is unranked."""
    firm: PartyId | None = None
    office: LocalText = LocalText()
    phone: str = ""
    languages: tuple[LanguageCode, ...] = ()
    arrives_at: datetime | None = None
    leaves_at: datetime | None = None
    counterpart: LocalText = LocalText()
    """Whom they face on the host's side, by name and post."""
    say: str = ""
    """How the name is said, in letters the hosts read."""
    decides: Decides = Decides.UNKNOWN
    diet: str = ""
    phone_abroad: str = ""
    """The number that works during the trip; empty where it is `phone`."""
    email: str = ""
    """Of an official: their links, days and changes go there."""
    messengers: tuple[str, ...] = ()
    """Each with its kind, as a contact's: `WeChat: guizhoutea`."""
    arrives_by: str = ""
    """Flight or train."""
    leaves_by: str = ""
    hotel: LocalText = LocalText()
    room: str = ""
    """Its number or type, as the hotel or the agent writes it: `412`, `single`."""
    room_with: tuple[str, ...] = ()
    """Ids of those who share the room; what names nobody of the delegation stays as written."""
    passport_expires_on: date | None = None
    visa: Visa = Visa.UNKNOWN
    consents: tuple[Consent, ...] = ()
    """One a purpose, in the order of `Purpose`."""

    @property
    def called(self) -> frozenset[str]:
        """Return what a programme may call this person: their id, their firm, every spelling of their office."""
        return frozenset(filter(None, (self.id, self.firm, *self.office.written)))

    def agreed_on(self, purpose: Purpose) -> date | None:
        """Return the day on which this person agreed to a purpose; None where they did not."""
        return next((consent.given_on for consent in self.consents if consent.purpose is purpose), None)


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
    email: str = ""
    """Where links, day sheets and changes are sent."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A stretch in which a party, person, interpreter or place cannot be had; `who` is its id."""

    who: str
    window: Window
    why: str = ""

    @property
    def key(self) -> str:
        """What it is found again by: it has no id."""
        start, end = (at.astimezone(UTC) for at in (self.window.start_at, self.window.end_at))
        return f"{self.who[:46]} {start:%Y%m%dT%H%M}/{end:%Y%m%dT%H%M}"
