"""Everything that the results of a mission are computed from, and nothing that is computed already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from tearoad.costs import CostState
from tearoad.orders import AgreementState, EventId, OpportunityEvents
from tearoad.reference.exchange import RateBook
from tearoad.results.survey import MissionSurvey
from tearoad.values import Money


@dataclass(frozen=True, slots=True)
class ReportedFirm:
    """A firm of the delegation."""

    id: str
    name: str
    ownership: str
    """`state`, `private`, `mixed` or `unknown`: unknown is shown as such."""
    size: str = "unknown"
    """`micro`, `small`, `medium`, `large` or `unknown`."""


@dataclass(frozen=True, slots=True)
class ReportedBuyer:
    """A buyer of the mission, with its market."""

    id: str
    name: str
    country: str
    """Two letters; empty where nobody wrote it down."""


class ReportedPerson(NamedTuple):
    """Somebody who travelled."""

    id: str
    firm: str = ""
    """Empty where they belong to none."""
    name: str = ""


class MeetingOutcome(StrEnum):
    """What became of a planned meeting."""

    KEPT = "kept"
    MISSED = "missed"
    UNTOLD = "untold"
    """Nobody said: this is not missed."""


@dataclass(frozen=True, slots=True)
class ReportedMeeting:
    """A meeting of the plan."""

    id: str
    firm: str
    buyer: str
    outcome: MeetingOutcome
    at: datetime | None = None
    """By the fair's clock."""


@dataclass(frozen=True, slots=True)
class RequestedMeeting:
    """A firm and a buyer of whom one or both asked for a meeting."""

    id: str
    firm: str
    buyer: str


@dataclass(frozen=True, slots=True)
class ReportedVisitor:
    """A visitor of a stand as a firm wrote them down."""

    id: str
    firm: str
    is_booked: bool
    """There was a meeting with them in the plan; the others walked in."""
    is_contact: bool
    """An address or a number was written down."""
    on: date | None = None
    person: str = ""
    """Who it was; empty where nobody wrote it down, or the visitor would not be written down."""
    whence: str = ""
    """Their firm and city."""


@dataclass(frozen=True, slots=True)
class ReportedOpportunity:
    """An opportunity with its events."""

    events: OpportunityEvents
    about: str
    met_on: date | None
    """When the two spoke at the fair; None where nothing of the fair says so, as of what a sheet opened later."""
    first_event_on: date | None
    """When something was written down of it for the first time."""
    is_answered: bool
    """The exporter itself told something since, and be it that there is nothing new."""


@dataclass(frozen=True, slots=True)
class ReportedCost:
    """A cost of the mission."""

    id: str
    what: str
    state: CostState
    money: Money
    on: date | None


@dataclass(frozen=True, slots=True)
class ReportedAgreement:
    """What officials agreed: it has no amount, and stands apart from the ladder."""

    id: str
    subject: str
    is_something_due: bool
    agreed_on: date | None
    due_on: date | None
    done_on: date | None
    state: AgreementState
    """How far it was on the day of the record."""


@dataclass(frozen=True, slots=True)
class MissionRecord:
    """All rows of a mission that figures are computed from."""

    mission: str
    as_of: str
    """The day, and the minute, of which this is the record (ISO 8601)."""
    home: str
    """The currency of home."""
    people: tuple[ReportedPerson, ...]
    """Who travelled."""
    firms: tuple[ReportedFirm, ...]
    buyers: tuple[ReportedBuyer, ...]
    meetings: tuple[ReportedMeeting, ...]
    visitors: tuple[ReportedVisitor, ...]
    opportunities: tuple[ReportedOpportunity, ...]
    costs: tuple[ReportedCost, ...]
    rates: RateBook
    same: tuple[frozenset[EventId], ...]
    """Groups of events that tell of the same business, as a person decided."""
    survey: MissionSurvey = MissionSurvey()
    agreements: tuple[ReportedAgreement, ...] = ()
    requests: tuple[RequestedMeeting, ...] = ()
