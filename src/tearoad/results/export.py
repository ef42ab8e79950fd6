"""The results of a mission as one JSON document: every row as it was told, and every figure with the ids of its rows.

Whoever doubts a figure computes it anew from the rows, with a program of their own (`lab/benchmarks/recount.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tearoad.orders import OrderEvent
from tearoad.reference.exchange import RateBook
from tearoad.results.figures import MissionResults
from tearoad.results.record import MissionRecord, ReportedOpportunity
from tearoad.results.result_figure import ResultFigure
from tearoad.results.survey import RATED, ReportedAnswer
from tearoad.values import Money

SCHEMA = 3
"""The version of the definitions: figures of two versions are compared only with a mark."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ResultsExport:
    """Figures, and rows that are read table by table, so that they never are in memory all at once."""

    record: MissionRecord
    """Its opportunities are not looked at."""
    figures: Sequence[ResultFigure]
    opportunities: Callable[[], Iterable[ReportedOpportunity]]
    """Reads them from the first on; their events are not looked at."""
    with_events: Callable[[], Iterable[ReportedOpportunity]]
    """Reads the same with their events."""

    def tables(self) -> Mapping[str, Iterable[Json]]:
        """Return every table of rows but those that persons joined; each can be gone through once."""
        record = self.record
        return {
            "firms": (
                {"id": firm.id, "name": firm.name, "ownership": firm.ownership, "size": firm.size}
                for firm in record.firms
            ),
            "buyers": ({"id": buyer.id, "name": buyer.name, "country": buyer.country} for buyer in record.buyers),
            "people": ({"id": person.id, "name": person.name, "firm": person.firm} for person in record.people),
            "requests": ({"id": pair.id, "firm": pair.firm, "buyer": pair.buyer} for pair in record.requests),
            "meetings": (
                {
                    "id": meeting.id,
                    "on": _day(meeting.at and meeting.at.date()),
                    "at": f"{meeting.at:%H:%M}" if meeting.at else "",
                    "firm": meeting.firm,
                    "buyer": meeting.buyer,
                    "outcome": meeting.outcome.value,
                }
                for meeting in record.meetings
            ),
            "visitors": (
                {
                    "id": visitor.id,
                    "on": _day(visitor.on),
                    "person": visitor.person,
                    "whence": visitor.whence,
                    "firm": visitor.firm,
                    "booked": visitor.is_booked,
                    "contact": visitor.is_contact,
                }
                for visitor in record.visitors
            ),
            "opportunities": (_opportunity(opportunity) for opportunity in self.opportunities()),
            "events": (
                _event(event, opportunity.events.id)
                for opportunity in self.with_events()
                for event in opportunity.events.history.events
            ),
            "costs": (
                {"id": cost.id, "what": cost.what, "state": cost.state.value, "on": _day(cost.on), **_money(cost.money)}
                for cost in record.costs
            ),
            "rates": _rates(record.rates),
            "agreements": (
                {
                    "id": agreement.id,
                    "subject": agreement.subject,
                    "due": agreement.is_something_due,
                    "agreed_on": _day(agreement.agreed_on),
                    "due_on": _day(agreement.due_on),
                    "done_on": _day(agreement.done_on),
                }
                for agreement in record.agreements
            ),
            "survey_asked": ({"id": text, "party": party} for text, party in record.survey.asked),
            "survey_unreached": ({"id": key, "party": who, "mail": why} for key, who, why in record.survey.unreached),
            "survey_answers": map(_answer, record.survey.answers),
        }

    def document(self) -> Json:
        """Return it as JSON data; the same record gives the same document."""
        tables = {name: list(rows) for name, rows in self.tables().items()}
        figures = [figure_document(figure) for figure in self.figures]
        return {**self._head(), "rows": {**tables, "same": self._same()}, "figures": figures}

    def written(self) -> Iterator[str]:
        """Yield the same document as text, row by row."""
        yield f'{_text(self._head())[:-1]}, "rows": {{'
        for name, rows in self.tables().items():
            yield from _list(name, rows)
            yield ", "
        yield f'"same": {_text(self._same())}}}, '
        yield from _list("figures", map(figure_document, self.figures))
        yield "}"

    def _head(self) -> Json:
        record = self.record
        return {"schema": SCHEMA, "mission": record.mission, "as_of": record.as_of, "home": record.home}

    def _same(self) -> list[list[str]]:
        return sorted(sorted(group) for group in self.record.same)


def export_of(record: MissionRecord, results: MissionResults) -> ResultsExport:
    """Return the export of a record that holds its opportunities."""
    return ResultsExport(record, results.figures, lambda: record.opportunities, lambda: record.opportunities)


def _list(name: str, rows: Iterable[Json]) -> Iterator[str]:
    yield f"{_text(name)}: ["
    for place, row in enumerate(rows):
        yield f"{', ' if place else ''}{_text(row)}"
    yield "]"


def _text(found: object) -> str:
    return json.dumps(found, ensure_ascii=False)


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
        "divided_by": figure.divided_by,
    }


def _opportunity(opportunity: ReportedOpportunity) -> Json:
    return {
        "id": opportunity.events.id,
        "firm": opportunity.events.firm,
        "buyer": opportunity.events.buyer,
        "about": opportunity.about,
        "met_on": _day(opportunity.met_on),
        "first_event_on": _day(opportunity.first_event_on),
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


def _answer(answer: ReportedAnswer) -> Json:
    again = answer.again.value if answer.again else ""
    rated = {name: getattr(answer, name) for name in RATED}
    return {"id": answer.id, **{name: "" if value is None else value for name, value in rated.items()}, "again": again}


def _rates(book: RateBook) -> list[Json]:
    return [
        {"base": rate.base, "quote": rate.quote, "rate": f"{rate.rate:f}", "on": rate.on.isoformat(), "by": rate.by}
        for rate in book.rates
    ]


def _money(money: Money) -> Json:
    return {"amount": f"{money.amount:f}", "currency": money.currency}


def _day(on: object) -> str:
    return str(on) if on else ""
