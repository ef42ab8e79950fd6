"""The rows behind one figure, as a page lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tearoad.errors import NotFoundError
from tearoad.orders import CountedEvent
from tearoad.results import RATED, MissionRecord, MissionResults, ReportedAnswer, ResultFigure
from tearoad.text import Text
from tearoad.values import Money


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row behind a figure."""

    id: str
    what: str
    more: tuple[str, ...] = ()
    on: date | None = None
    money: Money | None = None
    home: Money | None = None
    confirmation: Text | None = None
    opportunity: str = ""
    """The opportunity whose page tells more."""
    answer: Text | None = None
    """What somebody answered whom nobody knows."""


def figure_with(results: MissionResults, code: str, of: str) -> ResultFigure:
    """Return one figure.

    Raises:
        NotFoundError: there is none of this name.

    """
    figure = results.of(code, of)
    if figure is None:
        raise NotFoundError(Text("results.no_such_figure", found=code), Text("results.no_such_figure_hint"))
    return figure


def rows_of(record: MissionRecord, results: MissionResults, figure: ResultFigure) -> tuple[FigureRow, ...]:
    """Return the rows of a figure, in their order; no query."""
    known = _EVERY[figure.table](record, results)
    return tuple(known[row] for row in figure.rows)


def _firms(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {firm.id: FigureRow(firm.id, firm.name) for firm in record.firms} | _buyers(record)


def _buyers(record: MissionRecord) -> dict[str, FigureRow]:
    return {buyer.id: FigureRow(buyer.id, buyer.name, (buyer.country,)) for buyer in record.buyers}


def _people(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {person: FigureRow(person, person, (firm,) if firm else ()) for person, firm in record.people}


def _names(record: MissionRecord) -> Mapping[str, str]:
    return {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}


def _meetings(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {
        meeting.id: FigureRow(
            meeting.id, names.get(meeting.firm, meeting.firm), (names.get(meeting.buyer, meeting.buyer),)
        )
        for meeting in record.meetings
    }


def _requests(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {
        asked.id: FigureRow(asked.id, names.get(asked.firm, asked.firm), (names.get(asked.buyer, asked.buyer),))
        for asked in record.requests
    }


def _visitors(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {visitor.id: FigureRow(visitor.id, names.get(visitor.firm, visitor.firm)) for visitor in record.visitors}


def _opportunities(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {
        opportunity.events.id: FigureRow(
            opportunity.events.id,
            opportunity.about,
            (
                names.get(opportunity.events.firm, opportunity.events.firm),
                names.get(opportunity.events.buyer, opportunity.events.buyer),
            ),
            opportunity.opened_on,
            opportunity=opportunity.events.id,
        )
        for opportunity in record.opportunities
    }


def _events(record: MissionRecord, results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    about = {opportunity.events.id: opportunity.about for opportunity in record.opportunities}
    return {row.event.id: _event(row, names, about) for total in results.ladder.every() for row in total.rows}


def _event(row: CountedEvent, names: Mapping[str, str], about: Mapping[str, str]) -> FigureRow:
    return FigureRow(
        row.event.id,
        about[row.opportunity],
        (names.get(row.firm, row.firm), names.get(row.buyer, row.buyer), row.event.number),
        row.event.on,
        row.signed,
        row.signed_home,
        Text(f"orders.confirmed_{row.confirmation.value}"),
        row.opportunity,
    )


def _costs(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {cost.id: FigureRow(cost.id, cost.what, (), cost.on, cost.money) for cost in record.costs}


def _agreements(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {
        agreement.id: FigureRow(
            agreement.id,
            agreement.subject,
            on=agreement.agreed_on,
            answer=Text(f"orders.agreement_{agreement.state.value}"),
        )
        for agreement in record.agreements
    }


def _survey_asked(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {id_: FigureRow(id_, names.get(party, party)) for id_, party in record.survey.asked}


def _survey_answers(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {answer.id: FigureRow(answer.id, "", answer=survey_row(answer)) for answer in record.survey.answers}


def survey_row(answer: ReportedAnswer) -> Text:
    """Return an answer in one sentence."""
    rated = {name: value if (value := getattr(answer, name)) is not None else "\N{EN DASH}" for name in RATED}
    again: Text | str = Text(f"results.again_{answer.again.value}") if answer.again else "\N{EN DASH}"
    return Text("results_pages.survey_row", again=again, **rated)


_EVERY = {
    "firms": _firms,
    "people": _people,
    "requests": _requests,
    "meetings": _meetings,
    "visitors": _visitors,
    "opportunities": _opportunities,
    "events": _events,
    "costs": _costs,
    "agreements": _agreements,
    "survey_asked": _survey_asked,
    "survey_answers": _survey_answers,
}
