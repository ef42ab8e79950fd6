"""The rows behind one figure, as a page lists them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, overload
from uuid import UUID

from django.urls import reverse

from tearoad import orders as core
from tearoad.errors import UnknownIdError
from tearoad.mission.web import models as rows
from tearoad.orders import BROUGHT, WithoutMission
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunities
from tearoad.orders.web.queries.parties import goods_in, parties
from tearoad.people import Actor, Policy, Role, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.results import CountedFigure, MissionRecord, ResultFigure, ResultsExport, every_figure
from tearoad.results.order_figures import BROUGHT_CODE
from tearoad.results.row_words import NUMBERS, names_of, shown_cell, with_rate
from tearoad.results.web.queries.kept_figures import FigurePart, FiguresByGroup
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.words import Words

Json: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowHead:
    """The head of a column of rows."""

    text: Text
    is_number: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row behind a figure, in the reader's language."""

    id: str
    cells: tuple[str, ...]
    link: str = ""
    """The address of the page that tells more."""


class RowOnPage(NamedTuple):
    """A row as its table is written."""

    cells: tuple[tuple[RowHead, str], ...]
    link: str


@dataclass(frozen=True, slots=True)
class RowsOfTable:
    """Some rows of one table, with the heads of their columns."""

    heads: tuple[RowHead, ...]
    rows: tuple[FigureRow, ...]

    @property
    def rows_on_page(self) -> Iterator[RowOnPage]:
        """Yield the rows with the head of each cell."""
        return (RowOnPage(tuple(zip(self.heads, row.cells, strict=True)), row.link) for row in self.rows)


class RowsBehind(Sequence[Json]):
    """The rows of one figure, of which only those are read that a page shows."""

    def __init__(self, figure: CountedFigure, read: Callable[[int, int], Sequence[Json]]) -> None:
        """Keep the figure, and how rows from one place up to another are read."""
        self.figure = figure.figure
        self._count, self._read = figure.count, read

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, wanted: int) -> Json: ...
    @overload
    def __getitem__(self, wanted: slice) -> Sequence[Json]: ...
    def __getitem__(self, wanted: int | slice) -> Json | Sequence[Json]:
        if isinstance(wanted, slice):
            first, last, _step = wanted.indices(self._count)
            return self._read(first, last)
        return self._read(wanted, wanted + 1)[0]


def rows_behind(mission: rows.Mission, record: MissionRecord, code: str, of: str) -> RowsBehind:
    """Return the rows of a figure: those of opportunities firm by firm, as they were written down.

    Raises:
        UnknownIdError: there is no figure of this name.
        FiguresBeingCounted: so much changed that a job has to count it.

    """
    kept = FiguresByGroup(mission, record)
    every = every_figure(record, kept.counts())
    found = next((figure for figure in every if (figure.figure.code, figure.figure.of) == (code, of)), None)
    if found is None:
        raise UnknownIdError(Text("results.no_such_figure", found=code), Text("results.no_such_figure_hint"))
    figure, table = found.figure, found.figure.table
    if table in _OF_ORDERS:
        return RowsBehind(
            found, lambda first, last: _OF_ORDERS[table](mission, record, kept.part(code, of, first, last), figure)
        )
    return RowsBehind(found, lambda first, last: rows_of_record(record, figure, figure.rows[first:last]))


def table_of(
    request: ActorRequest, mission: rows.Mission, record: MissionRecord, found: RowsBehind, exported: Sequence[Json]
) -> RowsOfTable:
    """Return rows as a page shows them: the columns of the export, each row with the way to its page."""
    if found.figure.table in _OF_ORDERS:
        known = parties(mission, request.language)
        exported = [{**row, "about": goods_in(known, row["firm"], row["about"])} for row in exported]
    return in_reader_words(
        record, exported, request.words, _links(request.actor, mission, found.figure.table, exported)
    )


def in_reader_words(
    record: MissionRecord, exported: Sequence[Json], words: Words, links: Mapping[str, str] = MappingProxyType({})
) -> RowsOfTable:
    """Return rows of a table in the reader's language; no query."""
    names = names_of(record)
    columns = [column for column in (exported[0] if exported else ()) if column not in _UNSHOWN]
    at_home = {"home": Text("results_pages.at_home", currency=record.home)}
    heads = tuple(
        RowHead(at_home.get(column) or Text(f"results.column_{column}"), column in NUMBERS) for column in columns
    )
    return RowsOfTable(
        heads,
        tuple(
            FigureRow(
                row["id"],
                tuple(shown_cell(column, row[column], names, words) for column in columns),
                links.get(row["id"], ""),
            )
            for row in exported
        ),
    )


def rows_of_record(record: MissionRecord, figure: ResultFigure, ids: Sequence[str]) -> Sequence[Json]:
    """Return rows of any table but those of opportunities, as they are exported; no query."""
    table = "buyers" if figure.code == "buyers" else figure.table
    known: dict[str, Json] = {row["id"]: row for row in ResultsExport(record, (), tuple, tuple).tables()[table]}
    if table == "costs":
        known = {id_: with_rate(record, row) for id_, row in known.items()}
    return [known[id_] for id_ in ids]


def _opportunities(
    _mission: rows.Mission, _record: MissionRecord, part: FigurePart, figure: ResultFigure
) -> Sequence[Json]:
    del figure
    return [
        {
            "id": id_,
            "about": opportunity.about,
            "firm": opportunity.firm,
            "buyer": opportunity.buyer,
            "opened_on": str(opportunity.opened_on or row.opened_at.astimezone(_mission.home_zone).date()),
        }
        for id_, (row, opportunity) in _opened(part.ids).items()
    ]


def _events(mission: rows.Mission, record: MissionRecord, part: FigurePart, figure: ResultFigure) -> Sequence[Json]:
    events = OpportunityEvent.objects.filter(pk__in=part.ids).values_list("pk", "opportunity_id", "document")
    of = {str(id_): (opportunity, str(document.get("number", ""))) for id_, opportunity, document in events}
    opened = {opportunity for opportunity, _number in of.values()}
    about = {id_: opportunity.about for id_, (_row, opportunity) in _opened(opened).items()}
    without = _without(mission, opened) if figure.code == BROUGHT_CODE else {}
    found = []
    for id_ in part.ids:
        said, (opportunity, number) = part.appendix[id_], of[id_]
        row = {
            "id": id_,
            "opportunity_id": str(opportunity),
            "about": about[str(opportunity)],
            "firm": said.firm,
            "buyer": said.buyer,
            "on": said.on,
            "number": number,
            "amount": said.amount,
            "currency": said.currency,
        }
        answer = without.get(opportunity)
        brought = {"without": answer.value, "share": f"{BROUGHT[answer]:f}"} if answer else {}
        found.append({**with_rate(record, row), "says_so": said.confirmation, **brought})
    return found


def _without(mission: rows.Mission, ids: Collection[UUID]) -> Mapping[UUID, WithoutMission]:
    """Return what firms say would have come without the mission, by opportunity."""
    return {
        opportunity.id: answer
        for opportunity in opportunities(mission, ids)
        if (answer := opportunity.history.without) is not None
    }


def _opened(ids: Collection[UUID | str]) -> Mapping[str, tuple[Opportunity, core.Opportunity]]:
    """Return opportunities as they were opened, by id."""
    found = Opportunity.objects.filter(pk__in=ids).order_by("id")
    return {str(row.pk): (row, from_document(core.Opportunity, row.document)) for row in found}


def _links(to: Actor, mission: rows.Mission, table: str, exported: Sequence[Json]) -> Mapping[str, str]:
    """Return where more is exported of rows, by id; at most one query."""
    if table == "firms":
        taking = rows.Participation.objects.filter(mission=mission, code__in=[row["id"] for row in exported])
        companies = taking.values_list("code", "company_id")
        return {code: reverse("companies-company", args=(company,)) for code, company in companies}
    if table == "people" and allowed(to.role, Policy.EDIT_MISSION):
        query = rows.Delegate.objects.filter(mission=mission, code__in=[row["id"] for row in exported])
        delegates = query.values_list("code", "pk")
        return {code: reverse("mission-delegate", args=(mission.pk, pk)) for code, pk in delegates}
    name, arguments = _PAGES.get(table, ("", lambda _row: ()))
    return {row["id"]: reverse(name, args=(mission.pk, *arguments(row))) for row in exported} if name else {}


_PAGES: Mapping[str, tuple[str, Callable[[Json], tuple[str, ...]]]] = {
    "opportunities": ("orders-opportunity", lambda row: (row["id"],)),
    "events": ("orders-opportunity", lambda row: (row["opportunity_id"],)),
    "meetings": ("timetable-day-of", lambda row: (Role.EXPORTER.value, row["firm"])),
    "visitors": ("capture-firm", lambda row: (row["firm"],)),
    "costs": ("mission-costs", lambda _row: ()),
    "agreements": ("orders-agreements", lambda _row: ()),
}
"""By table, the page that tells more of a row, and what its address names beside the mission."""
_UNSHOWN = frozenset({"id", "opportunity_id"})
_OF_ORDERS = {"opportunities": _opportunities, "events": _events}
