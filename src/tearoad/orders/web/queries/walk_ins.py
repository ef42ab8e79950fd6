"""Visitors without an appointment: whom a firm wrote down at its stand, and who is no buyer of the mission yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from tearoad.capture.fields import Consent, NextStep
from tearoad.capture.web.queries.called import called
from tearoad.capture.web.queries.visitors import Noted, noted
from tearoad.companies.web.models import Company, Side
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.names import fold
from tearoad.orders.opportunity import due_for
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.parties import name_in, parties
from tearoad.text import Text
from tearoad.values import Language

MOST_ALIKE = 20


@dataclass(frozen=True, slots=True)
class WalkIn:
    """A visitor without an appointment, as a firm wrote them down."""

    firm: str
    firm_name: str
    report: UUID
    person: str
    company: str
    """Whom they work for, as written."""
    city: str
    phone: str
    email: str
    messenger: str
    goods: str
    wants: str
    warmth: str
    owner: str
    next_step: NextStep
    due_on: date
    met_at: datetime

    @property
    def name(self) -> str:
        """What the visitor is called in a list."""
        return self.company or self.person or self.phone or self.email or self.messenger


def walk_ins(mission: rows.Mission, language: Language) -> tuple[WalkIn, ...]:
    """Return who is no buyer of the mission yet, the newest first; who refused to be written down is not among them.

    Six queries.
    """
    taken = {
        (firm, report)
        for firm, document in Opportunity.objects.filter(mission=mission).values_list("firm", "document")
        for report in document.get("reports", ())
    }
    known, products = parties(mission, language), called(mission, language).products
    return tuple(
        _walk_in(note, name_in(known, note.party), products)
        for note in noted(mission)
        if not note.report.meeting
        and (note.party, str(note.report.id)) not in taken
        and _noted_value(note, "consent") != Consent.REFUSED
    )


def walk_in(mission: rows.Mission, language: Language, firm: str, report: UUID) -> WalkIn:
    """Return one; six queries.

    Raises:
        NotFoundError: the firm has no such visitor, or they are followed up already.

    """
    for visitor in walk_ins(mission, language):
        if (visitor.firm, visitor.report) == (firm, report):
            return visitor
    raise NotFoundError(Text("orders.no_such_walk_in"), Text("orders.no_such_walk_in_hint"))


def companies_alike(found: WalkIn) -> tuple[Company, ...]:
    """Return the buyers of the register that share name, address or number with a visitor; one query."""
    alike = Q()
    if name := fold(found.company):
        alike |= Q(names__contains=name)
    if found.email:
        alike |= Q(document__contact__email__iexact=found.email)
    if found.phone:
        alike |= Q(document__contact__phone=found.phone)
    if not alike:
        return ()
    query = Company.objects.filter(alike, side=Side.BUYER.value, merged_into=None)
    return tuple(query.order_by("name", "id")[:MOST_ALIKE])


def _walk_in(note: Noted, firm_name: str, products: Mapping[str, str]) -> WalkIn:
    goods = note.report.one("products")
    several = goods if isinstance(goods, tuple) else tuple(filter(None, (goods,)))
    step, met_on = NextStep(_noted_value(note, "next_step") or NextStep.CALL), note.made_at.date()
    due_on = _noted_value(note, "due_on")
    return WalkIn(
        firm=note.party,
        firm_name=firm_name,
        report=UUID(str(note.report.id)),
        goods=", ".join(products.get(name, name) for name in several),
        next_step=step,
        due_on=date.fromisoformat(due_on) if due_on else due_for(step, met_on),
        met_at=note.made_at,
        company=_noted_value(note, "firm"),
        **{
            name: _noted_value(note, name)
            for name in ("person", "city", "phone", "email", "messenger", "wants", "warmth")
        },
        owner=_noted_value(note, "owner"),
    )


def _noted_value(note: Noted, name: str) -> str:
    value = note.report.one(name)
    return value if isinstance(value, str) else ""
