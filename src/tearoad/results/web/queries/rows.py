"""The rows behind one figure, as a page lists them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from tearoad import orders as core
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.parties import MissionParty, goods_in, parties
from tearoad.results import RATED, CountedFigure, MissionRecord, ReportedAnswer, every_figure
from tearoad.results.web.queries.kept_figures import FigurePart, FiguresByGroup
from tearoad.text import Text
from tearoad.values import Language, Money
from tearoad.values.document import from_document


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


class RowsBehind(Sequence[FigureRow]):
    """The rows of one figure, of which only those are read that a page shows."""

    def __init__(self, figure: CountedFigure, read: Callable[[int, int], Sequence[FigureRow]]) -> None:
        """Keep the figure, and how rows from one place up to another are read."""
        self.figure = figure.figure
        self._count, self._read = figure.count, read

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, wanted: int) -> FigureRow: ...
    @overload
    def __getitem__(self, wanted: slice) -> Sequence[FigureRow]: ...
    def __getitem__(self, wanted: int | slice) -> FigureRow | Sequence[FigureRow]:
        if isinstance(wanted, slice):
            first, last, _step = wanted.indices(self._count)
            return self._read(first, last)
        return self._read(wanted, wanted + 1)[0]


def rows_behind(
    mission: rows.Mission, record: MissionRecord, wanted: tuple[str, str], language: Language
) -> RowsBehind:
    """Return the rows of a figure: those of opportunities firm by firm, as they were written down.

    Args:
        mission: of which mission.
        record: what is known of it beside its opportunities.
        wanted: the figure's code, and of what it is a part.
        language: in which goods are called.

    Raises:
        NotFoundError: there is no figure of this name.
        FiguresBeingCounted: so much changed that a job has to count it.

    """
    (code, of), kept = wanted, FiguresByGroup(mission, record)
    every = every_figure(record, kept.counts())
    found = next((figure for figure in every if (figure.figure.code, figure.figure.of) == (code, of)), None)
    if found is None:
        raise NotFoundError(Text("results.no_such_figure", found=code), Text("results.no_such_figure_hint"))
    figure, table = found.figure, found.figure.table
    if table in _OF_ORDERS:
        return RowsBehind(
            found,
            lambda first, last: _OF_ORDERS[table](
                mission, record, kept.part(code, of, first, last), parties(mission, language)
            ),
        )
    return RowsBehind(found, lambda first, last: rows_of_record(record, table, figure.rows[first:last]))


def rows_of_record(record: MissionRecord, table: str, ids: Sequence[str]) -> Sequence[FigureRow]:
    """Return rows of any table but those of opportunities; no query."""
    known = _OF_RECORD[table](record)
    return [known[id_] for id_ in ids]


def _firms(record: MissionRecord) -> Mapping[str, FigureRow]:
    return {firm.id: FigureRow(firm.id, firm.name) for firm in record.firms} | _buyers(record)


def _buyers(record: MissionRecord) -> dict[str, FigureRow]:
    return {buyer.id: FigureRow(buyer.id, buyer.name, (buyer.country,)) for buyer in record.buyers}


def _people(record: MissionRecord) -> Mapping[str, FigureRow]:
    return {person: FigureRow(person, person, (firm,) if firm else ()) for person, firm in record.people}


def _names(record: MissionRecord) -> Mapping[str, str]:
    return {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}


def _meetings(record: MissionRecord) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {
        meeting.id: FigureRow(
            meeting.id, names.get(meeting.firm, meeting.firm), (names.get(meeting.buyer, meeting.buyer),)
        )
        for meeting in record.meetings
    }


def _requests(record: MissionRecord) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {
        pair.id: FigureRow(pair.id, names.get(pair.firm, pair.firm), (names.get(pair.buyer, pair.buyer),))
        for pair in record.requests
    }


def _visitors(record: MissionRecord) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {visitor.id: FigureRow(visitor.id, names.get(visitor.firm, visitor.firm)) for visitor in record.visitors}


def _opportunities(
    mission: rows.Mission, record: MissionRecord, part: FigurePart, known: Mapping[str, MissionParty]
) -> Sequence[FigureRow]:
    names, found = _names(record), _opened(part.ids)
    return [
        FigureRow(
            id_,
            goods_in(known, opportunity.firm, opportunity.about),
            (names.get(opportunity.firm, opportunity.firm), names.get(opportunity.buyer, opportunity.buyer)),
            opportunity.opened_on or row.opened_at.astimezone(mission.home_zone).date(),
            opportunity=id_,
        )
        for id_, (row, opportunity) in found.items()
    ]


def _events(
    _mission: rows.Mission, record: MissionRecord, part: FigurePart, known: Mapping[str, MissionParty]
) -> Sequence[FigureRow]:
    names = _names(record)
    events = OpportunityEvent.objects.filter(pk__in=part.ids).values_list("pk", "opportunity_id", "document")
    of = {str(id_): (str(opportunity), str(document.get("number", ""))) for id_, opportunity, document in events}
    opened = _opened({id_ for id_, _ in of.values()})
    about = {id_: goods_in(known, said.firm, said.about) for id_, (_row, said) in opened.items()}
    found = []
    for id_ in part.ids:
        said, (opportunity, number) = part.appendix[id_], of[id_]
        found.append(
            FigureRow(
                id_,
                about[opportunity],
                (names.get(said.firm, said.firm), names.get(said.buyer, said.buyer), number),
                said.day,
                said.money,
                said.money_at_home(record.home),
                Text(f"orders.confirmed_{said.confirmation}"),
                opportunity,
            )
        )
    return found


def _opened(ids: Collection[str]) -> Mapping[str, tuple[Opportunity, core.Opportunity]]:
    """Return opportunities as they were opened, by id."""
    found = Opportunity.objects.filter(pk__in=ids).order_by("id")
    return {str(row.pk): (row, from_document(core.Opportunity, row.document)) for row in found}


def _costs(record: MissionRecord) -> Mapping[str, FigureRow]:
    return {cost.id: FigureRow(cost.id, cost.what, (), cost.on, cost.money) for cost in record.costs}


def _agreements(record: MissionRecord) -> Mapping[str, FigureRow]:
    return {
        agreement.id: FigureRow(
            agreement.id,
            agreement.subject,
            on=agreement.agreed_on,
            answer=Text(f"orders.agreement_{agreement.state.value}"),
        )
        for agreement in record.agreements
    }


def _survey_asked(record: MissionRecord) -> Mapping[str, FigureRow]:
    names = _names(record)
    return {id_: FigureRow(id_, names.get(party, party)) for id_, party in record.survey.asked}


def _survey_answers(record: MissionRecord) -> Mapping[str, FigureRow]:
    return {answer.id: FigureRow(answer.id, "", answer=survey_row(answer)) for answer in record.survey.answers}


def survey_row(answer: ReportedAnswer) -> Text:
    """Return an answer in one sentence."""
    rated = {name: value if (value := getattr(answer, name)) is not None else "\N{EN DASH}" for name in RATED}
    again: Text | str = Text(f"results.again_{answer.again.value}") if answer.again else "\N{EN DASH}"
    return Text("results_pages.survey_row", again=again, **rated)


_OF_RECORD = {
    "firms": _firms,
    "people": _people,
    "requests": _requests,
    "meetings": _meetings,
    "visitors": _visitors,
    "costs": _costs,
    "agreements": _agreements,
    "survey_asked": _survey_asked,
    "survey_answers": _survey_answers,
}
_OF_ORDERS = {"opportunities": _opportunities, "events": _events}
