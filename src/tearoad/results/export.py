"""The results of a mission as one JSON document: every row as it was told, and every figure with the ids of its rows.

Whoever doubts a figure computes it anew from the rows, with a program of their own (`benchmarks/recount.py` is one).
"""

from __future__ import annotations

from typing import Any

from tearoad.costs import RateBook
from tearoad.orders import OrderEvent
from tearoad.results.figures import MissionResults, ResultFigure
from tearoad.results.record import MissionRecord, ReportedOpportunity
from tearoad.results.survey import RATED, ReportedAnswer
from tearoad.values import Money

SCHEMA = 1
"""The version of the definitions: figures of two versions are compared only with a mark."""

Json = dict[str, Any]


def exported(record: MissionRecord, results: MissionResults) -> Json:
    """Return the document; the same record gives the same document."""
    return {
        "schema": SCHEMA,
        "mission": record.mission,
        "as_of": record.as_of,
        "home": record.home,
        "rows": {
            "firms": [{"id": one.id, "name": one.name, "ownership": one.ownership} for one in record.firms],
            "buyers": [{"id": one.id, "name": one.name, "country": one.country} for one in record.buyers],
            "people": [{"id": person, "firm": firm} for person, firm in record.people],
            "meetings": [
                {"id": one.id, "firm": one.firm, "buyer": one.buyer, "outcome": one.outcome.value}
                for one in record.meetings
            ],
            "visitors": [
                {"id": one.id, "firm": one.firm, "booked": one.is_booked, "contact": one.is_contact}
                for one in record.visitors
            ],
            "opportunities": [_opportunity(one) for one in record.opportunities],
            "events": [
                _event(event, one.events.id) for one in record.opportunities for event in one.events.history.events
            ],
            "costs": [
                {"id": one.id, "what": one.what, "state": one.state.value, "on": _day(one.on), **_money(one.money)}
                for one in record.costs
            ],
            "agreements": [
                {
                    "id": one.id,
                    "subject": one.subject,
                    "due": one.is_something_due,
                    "agreed_on": _day(one.agreed_on),
                    "due_on": _day(one.due_on),
                    "done_on": _day(one.done_on),
                }
                for one in record.agreements
            ],
            "survey_asked": [{"id": one, "party": party} for one, party in record.survey.asked],
            "survey_answers": [_answer(one) for one in record.survey.answers],
            "rates": _rates(record.rates),
            "same": sorted(sorted(group) for group in record.same),
        },
        "figures": [figure_document(one) for one in results.figures],
    }


def figure_document(figure: ResultFigure) -> Json:
    """Return one figure as JSON data; an amount names its rung and its currency."""
    value = figure.value if figure.value is None or isinstance(figure.value, int) else f"{figure.value:f}"
    return {
        "code": figure.code,
        "of": figure.of,
        "value": value,
        "currency": figure.currency,
        "rung": figure.rung.value if figure.rung else "",
        "unknown": figure.unknown,
        "table": figure.table,
        "rows": list(figure.rows),
    }


def _opportunity(one: ReportedOpportunity) -> Json:
    return {
        "id": one.events.id,
        "firm": one.events.firm,
        "buyer": one.events.buyer,
        "about": one.about,
        "opened_on": one.opened_on.isoformat(),
        "first_event_on": _day(one.first_event_on),
    }


def _event(event: OrderEvent, opportunity: str) -> Json:
    return {
        "id": event.id,
        "opportunity": opportunity,
        "type": event.type.value,
        "on": event.on.isoformat(),
        "said_by": event.said_by.value,
        "rung": event.rung.value if event.rung else "",
        "hs": [code.digits for code in event.hs],
        "number": event.number,
        "about": event.about or "",
        "reason": event.reason.value if event.reason else "",
        "without": event.without.value if event.without else "",
        **(_money(event.money) if event.money else {"amount": "", "currency": ""}),
    }


def _answer(one: ReportedAnswer) -> Json:
    again = one.again.value if one.again else ""
    rated = {name: getattr(one, name) for name in RATED}
    return {"id": one.id, **{name: "" if value is None else value for name, value in rated.items()}, "again": again}


def _rates(book: RateBook) -> list[Json]:
    return [
        {"base": one.base, "quote": one.quote, "rate": f"{one.rate:f}", "on": one.on.isoformat(), "by": one.by}
        for one in book.rates
    ]


def _money(money: Money) -> Json:
    return {"amount": f"{money.amount:f}", "currency": money.currency}


def _day(on: object) -> str:
    return str(on) if on else ""
