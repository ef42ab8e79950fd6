"""How the API writes opportunities, events and contacts: an amount always beside its rung and its currency."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.errors import InputError
from tearoad.orders.web.queries.contacts import HandedContact
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, counted_under
from tearoad.reference import hs_exists
from tearoad.rows.codecs import currency_code
from tearoad.text import Text
from tearoad.values import HSCode, Money, PartyId
from tearoad.web.saving.programs import NO_NUL, ProgramInput
from tearoad.web.saving.stale import version_of

_DIGITS = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
ShortText: TypeAlias = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
PartyCode: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NO_NUL)]


class StepIn(ProgramInput):
    """What is to be done next."""

    next_step: NextStep
    due_on: date
    owner: ShortText = ""
    step_note: ShortText = ""

    def changed(self, known: core.Opportunity) -> core.Opportunity:
        """Return an opportunity with this step."""
        return core.Opportunity(
            known.firm,
            known.buyer,
            known.about,
            self.due_on,
            self.next_step,
            self.step_note,
            self.owner,
            known.reports,
            known.opened_on,
        )


class OpportunityIn(StepIn):
    """A new opportunity."""

    firm: PartyCode
    buyer: PartyCode
    about: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]

    def opened(self, on: date) -> core.Opportunity:
        """Return the opportunity that is to be opened."""
        return self.changed(
            core.Opportunity(PartyId(self.firm), PartyId(self.buyer), self.about, self.due_on, opened_on=on)
        )


class OrderEventIn(ProgramInput):
    """One thing that happened."""

    type: core.EventType
    on: date
    said_by: core.Informant
    rung: core.Rung | None = None
    amount: Annotated[str, StringConstraints(max_length=40, pattern=NO_NUL)] = ""
    """Decimal digits; empty where there is none."""
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    hs: tuple[Annotated[str, StringConstraints(pattern=r"^[0-9]{2,12}$")], ...] = ()
    number: Annotated[str, StringConstraints(max_length=80, pattern=NO_NUL)] = ""
    link: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)] = ""
    about: UUID | None = None
    """The event that is confirmed, withdrawn, or whose place this one takes."""
    reason: core.LossReason | None = None
    note: Annotated[str, StringConstraints(max_length=1000, pattern=NO_NUL)] = ""
    without: core.WithoutMission | None = None
    """How much would have come without the mission."""
    office_note: Annotated[str, StringConstraints(max_length=1000, pattern=NO_NUL)] = ""
    """For the office alone; a firm reads `note` by its link."""

    def event(self) -> core.OrderEvent:
        """Return the event.

        Raises:
            InputError: it contradicts itself.

        """
        if bool(self.amount) != bool(self.currency):
            raise InputError(Text("orders.currency_missing"), Text("orders.currency_missing_hint"))
        return core.OrderEvent(
            core.EventId(""),
            self.type,
            self.on,
            self.said_by,
            rung=self.rung,
            money=Money(_amount(self.amount), currency_code(self.currency)) if self.amount else None,
            hs=tuple(map(_code, self.hs)),
            number=self.number.strip(),
            link=self.link.strip(),
            about=core.EventId(str(self.about)) if self.about else None,
            reason=self.reason,
            note=self.note.strip(),
            without=self.without,
            office_note=self.office_note.strip(),
        )


def _amount(written: str) -> Decimal:
    if _DIGITS.fullmatch(written) is None:
        raise InputError(Text("sheets.bad_number", found=written), Text("orders.amount_digits_hint"))
    return Decimal(written)


class OrderEventOut(Schema):
    """One thing that happened."""

    id: UUID
    opportunity: UUID
    type: str
    on: date
    said_by: str
    rung: str
    amount: str
    """Decimal digits; empty where there is none."""
    currency: str
    hs: list[str]
    number: str
    link: str
    about: str
    reason: str
    without: str
    counts: bool
    """Neither withdrawn nor replaced, nor told by another first: who sums what counts has each business once."""
    same_as: str
    """The event that told of the same business first, as a person decided: totals count that one."""


class OrderEventPageOut(Schema):
    """Some events in the order in which they were written down, and where the next ones begin."""

    items: list[OrderEventOut]
    next: str
    """Ask for `after` this id; empty where there are no more."""


class OpportunityOut(Schema):
    """An opportunity with its next step."""

    id: UUID
    firm: str
    buyer: str
    about: str
    rung: str
    lost: str
    next_step: str
    due_on: date
    owner: str
    step_note: str
    version: str
    """Goes into `If-Match` where the step is changed."""
    contradictions: list[str]
    """Codes of what does not fit together, such as more paid than contracted: it stands until a person decides."""
    events: list[OrderEventOut]


class OpportunityPageOut(Schema):
    """Some opportunities in the order in which they were opened, and where the next ones begin."""

    items: list[OpportunityOut]
    next: str
    """Ask for `after` this id; empty where there are no more."""


class HandedContactOut(Schema):
    """Somebody whom a firm met, as it wrote them down; who refused to be written down is in no answer."""

    report: UUID
    met_by: str
    buyer: str
    met_at: datetime
    person: str
    title: str
    firm: str
    city: str
    phone: str
    email: str
    messenger: str
    wants: str
    warmth: str
    consent: str


class HandedContactPageOut(Schema):
    """Some contacts in a fixed order, and where the next ones begin."""

    items: list[HandedContactOut]
    next: str
    """Ask for `after` this; empty where there are no more."""


def opportunity_out(opportunity: FollowedOpportunity) -> OpportunityOut:
    """Return an opportunity as the API writes it."""
    loss = opportunity.history.loss
    return OpportunityOut(
        id=opportunity.id,
        firm=opportunity.row.firm,
        buyer=opportunity.row.buyer,
        about=opportunity.opportunity.about,
        rung=opportunity.history.rung.value,
        lost=loss.value if loss else "",
        next_step=opportunity.opportunity.next_step.value,
        due_on=opportunity.opportunity.due_on,
        owner=opportunity.opportunity.owner,
        step_note=opportunity.opportunity.step_note,
        version=version_of(opportunity.row.document),
        contradictions=[doubt.code for doubt in core.contradictions(opportunity.history)],
        events=events_out(opportunity),
    )


def events_out(opportunity: FollowedOpportunity) -> list[OrderEventOut]:
    """Return the events of an opportunity as the API writes them."""
    history = opportunity.history
    counts = history.counting
    earlier = counted_under([opportunity])
    return [
        _event(
            event,
            opportunity.id,
            counts=event.id in counts and event.id not in earlier,
            same_as=earlier.get(event.id, ""),
        )
        for event in history.events
    ]


def contact_out(contact: HandedContact) -> HandedContactOut:
    """Return a contact as the API writes it."""
    return HandedContactOut.model_validate(contact, from_attributes=True)


def _event(event: core.OrderEvent, opportunity: UUID, *, counts: bool, same_as: str) -> OrderEventOut:
    said: dict[str, Any] = {
        "rung": event.rung.value if event.rung else "",
        "amount": f"{event.money.amount:f}" if event.money else "",
        "currency": event.money.currency if event.money else "",
        "reason": event.reason.value if event.reason else "",
        "without": event.without.value if event.without else "",
    }
    return OrderEventOut(
        id=UUID(event.id),
        opportunity=opportunity,
        type=event.type.value,
        on=event.on,
        said_by=event.said_by.value,
        hs=[code.digits for code in event.hs],
        number=event.number,
        link=event.link,
        about=event.about or "",
        counts=counts,
        same_as=same_as,
        **said,
    )


def _code(written: str) -> HSCode:
    code = HSCode.parse(written)
    if not hs_exists(code):
        raise InputError(Text("values.hs_code", found=code.digits), Text("values.hs_code_hint"))
    return code
