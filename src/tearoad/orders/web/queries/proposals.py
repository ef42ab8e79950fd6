"""Which opportunities the floor proposes: visitors' reports of planned meetings, and meetings that were kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tearoad import orders as core
from tearoad.capture import Report
from tearoad.capture.fields import NextStep
from tearoad.capture.web.queries.called import called
from tearoad.capture.web.queries.visitors import Noted, noted
from tearoad.errors import InputError
from tearoad.mission.same_company import SameCompany
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.same_company import same_in
from tearoad.orders.opportunity import due_for, judge_step_day
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.timetable.web.models import Meeting, MeetingState
from tearoad.values import Language, PartyId
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class ProposedOpportunity:
    """What the floor proposes: one for a firm and a buyer, however many reports speak of them."""

    opportunity: core.Opportunity
    warmth: str
    """As the stand felt it; empty where nothing or two things are said."""
    wants: str
    is_known: bool
    """Whether an opportunity of the two is open already: then the reports are offered to it."""

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.opportunity.firm} {self.opportunity.buyer}"


def proposals(mission: rows.Mission, language: Language) -> tuple[ProposedOpportunity, ...]:
    """Return what is not taken over yet, the warmest first, a company under two ids once; seven queries.

    Visitors without an appointment are not among them (see `walk_ins`): they become a company of the register first.
    """
    meetings = list(Meeting.objects.filter(mission=mission).order_by("start_at", "id"))
    same = same_in(mission)
    of_wish = {meeting.wish: _counting(same, meeting.exporter, meeting.buyer) for meeting in meetings}
    reports: dict[tuple[str, str], list[Noted]] = defaultdict(list)
    for note in noted(mission):
        pair = of_wish.get(note.report.meeting)
        if pair is not None:
            reports[pair].append(note)
    for meeting in meetings:
        if meeting.state == MeetingState.KEPT:
            reports.setdefault(of_wish[meeting.wish], [])
    taken = _taken(mission, same)
    products = called(mission, language).products
    found = (
        _proposed(pair, notes, mission, products, is_known=pair in taken)
        for pair, notes in reports.items()
        if pair not in taken or {str(note.report.id) for note in notes} - taken[pair]
    )
    order = {"hot": 0, "warm": 1, "": 2, "cold": 3}
    return tuple(
        sorted(
            found,
            key=lambda opportunity: (order.get(opportunity.warmth, 2), opportunity.opportunity.due_on, opportunity.key),
        )
    )


def _counting(same: SameCompany, firm: str, buyer: str) -> tuple[str, str]:
    """Return the ids that count for the two."""
    return same.get(PartyId(firm), firm), same.get(PartyId(buyer), buyer)


def _taken(mission: rows.Mission, same: SameCompany) -> Mapping[tuple[str, str], frozenset[str]]:
    query = Opportunity.objects.filter(mission=mission)
    taken: dict[tuple[str, str], frozenset[str]] = {}
    for opportunity in query:
        known = from_document(core.Opportunity, opportunity.document)
        pair = _counting(same, opportunity.firm, opportunity.buyer)
        taken[pair] = taken.get(pair, frozenset()) | frozenset(known.reports)
    return taken


def _proposed(
    pair: tuple[str, str],
    noted: Iterable[Noted],
    mission: rows.Mission,
    products: Mapping[str, str],
    *,
    is_known: bool,
) -> ProposedOpportunity:
    reports = [note.report for note in noted]
    firm, buyer = pair
    goods = [products.get(text, text) for text in _several(reports, "products")]
    step = NextStep(_first(reports, "next_step") or NextStep.CALL)
    begun_on = max((note.made_at.date() for note in noted), default=mission.ends_on)
    about = ", ".join(goods) or _first(reports, "wants") or "–"
    return ProposedOpportunity(
        core.Opportunity(
            PartyId(firm),
            PartyId(buyer),
            about[:200],
            due_on=_day(_first(reports, "due_on"), mission) or due_for(step, begun_on),
            next_step=step,
            owner=_first(reports, "owner")[:200],
            reports=tuple(sorted(str(report.id) for report in reports)),
            opened_on=begun_on,
        ),
        _first(reports, "warmth"),
        _first(reports, "wants"),
        is_known,
    )


def _first(reports: Iterable[Report], name: str) -> str:
    return next((value for report in reports if isinstance(value := report.one(name), str) and value), "")


def _several(reports: Iterable[Report], name: str) -> list[str]:
    found: dict[str, None] = {}
    for report in reports:
        value = report.one(name)
        found |= dict.fromkeys(value if isinstance(value, tuple) else filter(None, (value,)))
    return list(found)


def _day(written: str, mission: rows.Mission) -> date | None:
    """Return a day that a phone sent, where something can be done by it."""
    day = date.fromisoformat(written) if written else None
    try:
        if day is not None:
            judge_step_day(day, mission.starts_on, today_of(mission))
    except InputError:
        return None
    return day
