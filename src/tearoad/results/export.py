"""The results of a mission as one JSON document: every row as it was told, and every figure with the ids of its rows.

Whoever doubts a figure computes it anew from the rows, with a program of their own (`benchmarks/recount.py` is one).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tearoad.costs import RateBook
from tearoad.orders import OrderEvent
from tearoad.results.figures import MissionResults
from tearoad.results.record import MissionRecord, ReportedOpportunity
from tearoad.results.result_figure import ResultFigure
from tearoad.results.survey import RATED, ReportedAnswer
from tearoad.values import Money

SCHEMA = 1
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
            "firms": ({"id": one.id, "name": one.name, "ownership": one.ownership} for one in record.firms),
            "buyers": ({"id": one.id, "name": one.name, "country": one.country} for one in record.buyers),
            "people": ({"id": person, "firm": firm} for person, firm in record.people),
            "meetings": (
                {"id": one.id, "firm": one.firm, "buyer": one.buyer, "outcome": one.outcome.value}
                for one in record.meetings
            ),
            "visitors": (
                {"id": one.id, "firm": one.firm, "booked": one.is_booked, "contact": one.is_contact}
                for one in record.visitors
            ),
            "opportunities": (_opportunity(one) for one in self.opportunities()),
            "events": (
                _event(event, one.events.id) for one in self.with_events() for event in one.events.history.events
            ),
            "costs": (
                {"id": one.id, "what": one.what, "state": one.state.value, "on": _day(one.on), **_money(one.money)}
                for one in record.costs
            ),
            "rates": _rates(record.rates),
            "agreements": (
                {
                    "id": one.id,
                    "subject": one.subject,
                    "due": one.is_something_due,
                    "agreed_on": _day(one.agreed_on),
                    "due_on": _day(one.due_on),
                    "done_on": _day(one.done_on),
                }
                for one in record.agreements
            ),
            "survey_asked": ({"id": one, "party": party} for one, party in record.survey.asked),
            "survey_answers": (_answer(one) for one in record.survey.answers),
        }

    def document(self) -> Json:
        """Return it as JSON data; the same record gives the same document."""
        tables = {name: list(rows) for name, rows in self.tables().items()}
        figures = [figure_document(one) for one in self.figures]
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
