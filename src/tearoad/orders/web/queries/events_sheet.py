"""A sheet of events that somebody hands in, read against what a mission holds; computes, writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from uuid import UUID

from django.http import HttpRequest

from tearoad import orders as core
from tearoad.companies.web.models import Side
from tearoad.mission.sheet_reading import start_reading
from tearoad.mission.web import models as rows
from tearoad.mission.web.forms.upload import on_the_page
from tearoad.mission.web.queries import core as mission_of
from tearoad.mission.web.queries.same_company import same_in
from tearoad.orders.events_sheet import SHEET, EventOfSheet, read_events
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, opportunities
from tearoad.orders.web.queries.parties import goods_in, parties
from tearoad.orders.web.queries.uploaded_sheets import UploadedGrid, uploaded_grid
from tearoad.paper.sheets import CellProblem, Kind, Known, Severity
from tearoad.reference import hs_exists
from tearoad.text import Text
from tearoad.values import Language, PartyId

MOST_NEW = 300
"""Rows that are written at once: the database waits for them."""
_KINDS = {Side.EXPORTER: Kind.EXPORTER, Side.BUYER: Kind.BUYER}


def read_ahead(request: HttpRequest) -> None:
    """Read an uploaded file before anything is locked."""
    request.events_grid = uploaded_grid(request, SHEET)  # type: ignore[attr-defined]  # for the view


@dataclass(frozen=True, slots=True)
class ReadEvents:
    """What a sheet says that does not stand yet, and what is wrong with it."""

    new: tuple[EventOfSheet, ...]
    standing: int
    """Rows that say what stands already."""
    problems: tuple[CellProblem, ...]


def read_sheet(mission: rows.Mission, uploaded: UploadedGrid) -> ReadEvents:
    """Read an uploaded table; ten queries."""
    if uploaded.grid is None:
        return ReadEvents((), 0, uploaded.problems)
    found = opportunities(mission)
    reading = start_reading(mission_of(mission), hs_exists)
    for known in _known(mission, found):
        reading.directory.add(known)
    standing = {str(event.id): event for opportunity in found for event in opportunity.history.events}
    records = reading.records(uploaded.grid, SHEET, {})
    said = read_events(records, standing)
    held = {problem.row for problem in reading.problems if problem.severity is Severity.ERROR}
    placed, problems = _placed(said, found, same_in(mission), _goods(mission, found))
    new = _surplus(placed, found)
    known_rows = len(records) - len(said) - len(held)
    problems = (*uploaded.problems, *on_the_page(reading.problems, Text("call_pages.rename_column")), *problems)
    if len(new) > MOST_NEW:
        text = Text("orders.sheet_many", count=len(new), most=MOST_NEW)
        wrong = CellProblem(Severity.ERROR, text, Text("orders.sheet_many_hint", most=MOST_NEW), uploaded.grid.file)
        problems = (*problems, wrong)
    return ReadEvents(new, max(known_rows, 0) + len(placed) - len(new), problems)


def _known(mission: rows.Mission, found: Iterable[FollowedOpportunity]) -> Iterable[Known]:
    """Return whom a row may name: of a company under two ids only one by name; who left meanwhile by id."""
    known, same = parties(mission, Language.EN), same_in(mission)
    for party in known.values():
        names = () if PartyId(party.id) in same else party.spellings
        yield Known(_KINDS[party.side], party.id, names, "")
    for kind, gone in (
        (Kind.EXPORTER, {opportunity.row.firm for opportunity in found} - set(known)),
        (Kind.BUYER, {opportunity.row.buyer for opportunity in found} - set(known)),
    ):
        yield from (Known(kind, party, (), "") for party in sorted(gone))


def _placed(
    said: Iterable[EventOfSheet],
    found: Iterable[FollowedOpportunity],
    same: Mapping[PartyId, PartyId],
    goods: Mapping[UUID, frozenset[str]],
) -> tuple[tuple[EventOfSheet, ...], tuple[CellProblem, ...]]:
    """Return rows with the opportunity that they are of, where there is one already."""
    by_id = {opportunity.id: opportunity for opportunity in found}
    placed, problems = [], []
    for row in said:
        fitting = [opportunity for opportunity in by_id.values() if _fits(row, opportunity, same, goods)]
        if row.opportunity is not None and not fitting:
            problems.append(row.place.error(Text("orders.sheet_not_of_these"), Text("orders.sheet_opportunity_hint")))
        elif len(fitting) > 1:
            problems.append(row.place.error(Text("orders.sheet_several"), Text("orders.sheet_several_hint")))
        elif not fitting and not row.about:
            problems.append(row.place.error(Text("orders.sheet_no_goods"), Text("orders.sheet_no_goods_hint")))
        else:
            placed.append(replace(row, opportunity=fitting[0].id if fitting else None))
    return tuple(placed), tuple(problems)


def _goods(mission: rows.Mission, found: Iterable[FollowedOpportunity]) -> Mapping[UUID, frozenset[str]]:
    """Return what the goods of each opportunity are called, folded: as written, and in every language of a table."""
    every = [parties(mission, language) for language in Language]
    goods = {}
    for followed in found:
        about, firm = followed.opportunity.about, followed.row.firm
        goods[followed.id] = frozenset(
            {about.casefold(), *(goods_in(known, firm, about).casefold() for known in every)}
        )
    return goods


def _fits(
    row: EventOfSheet,
    opportunity: FollowedOpportunity,
    same: Mapping[PartyId, PartyId],
    goods: Mapping[UUID, frozenset[str]],
) -> bool:
    if row.opportunity is not None and row.opportunity != opportunity.id:
        return False
    for written, has in ((row.firm, opportunity.row.firm), (row.buyer, opportunity.row.buyer)):
        if written and same.get(PartyId(written), written) != same.get(PartyId(has), has):
            return False
    return not row.about or row.about.casefold() in goods[opportunity.id]


def _surplus(said: Iterable[EventOfSheet], found: Iterable[FollowedOpportunity]) -> tuple[EventOfSheet, ...]:
    """Return the rows that do not stand yet: a sheet that is handed in twice adds nothing the second time."""
    standing = Counter(
        (opportunity.id, _cells_of(event)) for opportunity in found for event in opportunity.history.standing
    )
    new = []
    for row in said:
        if row.opportunity is not None and standing[row.opportunity, _cells_of(row.event)] > 0:
            standing[row.opportunity, _cells_of(row.event)] -= 1
        else:
            new.append(row)
    return tuple(new)


def _cells_of(event: core.OrderEvent) -> tuple[object, ...]:
    """Return all that a row of a sheet can say of an event."""
    return tuple(getattr(event, field.name) for field in fields(event) if field.name not in {"id", "about"})
