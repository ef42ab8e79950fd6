"""Business between one firm and one buyer that may come of the fair, and what is to be done next for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tearoad.capture.fields import NextStep
from tearoad.errors import InputError
from tearoad.orders.rungs import Rung
from tearoad.text import Text
from tearoad.values import PartyId

ESCALATE_AFTER = timedelta(days=3)
"""So long after its day a step that was not done rises from the firm to the officer."""
STEP_BEFORE_FAIR, STEP_AHEAD = timedelta(days=366), timedelta(days=3653)
"""Between these a next step may be due."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What is hoped for, who follows it up, and the one next step with its day."""

    firm: PartyId
    buyer: PartyId
    about: str
    """The goods or the business, as the firm calls it."""
    due_on: date
    next_step: NextStep = NextStep.CALL
    step_note: str = ""
    owner: str = ""
    """Who does it."""
    reports: tuple[str, ...] = ()
    """The reports from the floor that it came of; what they say later is offered and overwrites nothing."""
    opened_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse one without firm, buyer or subject, and texts that are too long to be read."""
        if not (self.firm and self.buyer and self.about.strip()):
            raise InputError(Text("orders.opportunity_empty"), Text("orders.opportunity_empty_hint"))
        for written in (self.about, self.step_note, self.owner):
            if len(written) > _LONGEST:
                raise InputError(
                    Text("orders.too_long", found=len(written), most=_LONGEST), Text("orders.too_long_hint")
                )


class Urgency(StrEnum):
    """How much the next step presses."""

    ESCALATED = "escalated"
    """Overdue so long that it is the officer's."""
    OVERDUE = "overdue"
    TODAY = "today"
    TO_COME = "to_come"
    CLOSED = "closed"
    """Paid or lost: nothing is to be done."""


LATE = frozenset({Urgency.OVERDUE, Urgency.ESCALATED})
"""The step should have been done."""


def urgency_of(opportunity: Opportunity, rung: Rung, today: date, *, is_lost: bool) -> Urgency:
    """Return how much the next step presses. What is overdue never leaves the list by itself."""
    if is_lost or (rung is Rung.PAID and opportunity.next_step is NextStep.NONE):
        return Urgency.CLOSED
    if today - ESCALATE_AFTER > opportunity.due_on:  # the last day there is has none after it
        return Urgency.ESCALATED
    if today > opportunity.due_on:
        return Urgency.OVERDUE
    return Urgency.TODAY if today == opportunity.due_on else Urgency.TO_COME


DAYS_FOR_STEP = {
    NextStep.CATALOGUE: 2,
    NextStep.OFFER: 3,
    NextStep.CALL: 5,
    NextStep.SAMPLE: 10,
    NextStep.VISIT: 14,
    NextStep.NONE: 14,
}
"""By when a step is due where nobody said so."""


def judge_step_day(due_on: date, fair_starts_on: date, today: date) -> None:
    """Refuse a day by which nothing can be done.

    Raises:
        InputError: it is long before the fair, or many years ahead.

    """
    earliest, latest = fair_starts_on - STEP_BEFORE_FAIR, today + STEP_AHEAD
    if not earliest <= due_on <= latest:
        found = Text("orders.step_day", found=f"{due_on}", earliest=f"{earliest}", latest=f"{latest}")
        raise InputError(found, Text("orders.step_day_hint"))


def due_for(step: NextStep, begun_on: date) -> date:
    """Return by when a step that was begun on a day is due."""
    return begun_on + timedelta(days=DAYS_FOR_STEP[step])
