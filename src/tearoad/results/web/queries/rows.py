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
    found = results.of(code, of)
    if found is None:
        raise NotFoundError(Text("results.no_such_figure", found=code), Text("results.no_such_figure_hint"))
    return found


def rows_of(record: MissionRecord, results: MissionResults, figure: ResultFigure) -> tuple[FigureRow, ...]:
    """Return the rows of a figure, in their order; no query."""
    known = _EVERY[figure.table](record, results)
    return tuple(known[one] for one in figure.rows)


def _firms(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {one.id: FigureRow(one.id, one.name) for one in record.firms} | _buyers(record)


def _buyers(record: MissionRecord) -> dict[str, FigureRow]:
    return {one.id: FigureRow(one.id, one.name, (one.country,)) for one in record.buyers}


def _people(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {person: FigureRow(person, person, (firm,) if firm else ()) for person, firm in record.people}


def _names(record: MissionRecord) -> Mapping[str, str]:
    return {one.id: one.name for one in record.firms} | {one.id: one.name for one in record.buyers}


def _meetings(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {
        one.id: FigureRow(one.id, names.get(one.firm, one.firm), (names.get(one.buyer, one.buyer),))
        for one in record.meetings
    }


def _visitors(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {one.id: FigureRow(one.id, names.get(one.firm, one.firm)) for one in record.visitors}


def _opportunities(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {
        one.events.id: FigureRow(
            one.events.id,
            one.about,
            (names.get(one.events.firm, one.events.firm), names.get(one.events.buyer, one.events.buyer)),
            one.opened_on,
            opportunity=one.events.id,
        )
        for one in record.opportunities
    }


def _events(record: MissionRecord, results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    about = {one.events.id: one.about for one in record.opportunities}
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
    return {one.id: FigureRow(one.id, one.what, (), one.on, one.money) for one in record.costs}


def _agreements(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {
        one.id: FigureRow(one.id, one.subject, on=one.agreed_on, answer=Text(f"orders.agreement_{one.state.value}"))
        for one in record.agreements
    }


def _survey_asked(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {id_: FigureRow(id_, names.get(party, party)) for id_, party in record.survey.asked}


def _survey_answers(record: MissionRecord, _results: MissionResults) -> Mapping[str, FigureRow]:
    return {one.id: FigureRow(one.id, "", answer=survey_row(one)) for one in record.survey.answers}


def survey_row(one: ReportedAnswer) -> Text:
    """Return an answer in one sentence."""
    rated = {name: value if (value := getattr(one, name)) is not None else "\N{EN DASH}" for name in RATED}
    again: Text | str = Text(f"results.again_{one.again.value}") if one.again else "\N{EN DASH}"
    return Text("results_pages.survey_row", again=again, **rated)


_EVERY = {
    "firms": _firms,
    "people": _people,
    "meetings": _meetings,
    "visitors": _visitors,
    "opportunities": _opportunities,
    "events": _events,
    "costs": _costs,
    "agreements": _agreements,
    "survey_asked": _survey_asked,
    "survey_answers": _survey_answers,
}
