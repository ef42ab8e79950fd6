"""The kinds of rows that sheets bring: how each is named, written and compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from tearoad.call import Call, Campaign, PastMission, Scoring
from tearoad.call.sheets.applications_sheet import APPLICATIONS
from tearoad.call.sheets.call_sheet import CALL
from tearoad.call.sheets.campaigns_sheet import CAMPAIGNS, HERE
from tearoad.call.sheets.past_missions_sheet import PAST_MISSIONS
from tearoad.call.sheets.scores_sheet import SCORES
from tearoad.call.web import models as call_rows
from tearoad.call.web.queries.calls import columns_of, random_address
from tearoad.checklist.sheets.checklist_sheet import CHECKLIST
from tearoad.companies.buyers_sheet import BUYERS
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.costs import WorkedHours
from tearoad.costs.costs_sheet import COSTS
from tearoad.costs.dossier_folder import FolderPart
from tearoad.costs.dossier_sheet import DOSSIER
from tearoad.costs.hours_sheet import HOURS
from tearoad.costs.rates_sheet import RATES
from tearoad.journey.call_sheets import CALL_SHEETS
from tearoad.journey.files import MissionFiles
from tearoad.journey.kinds import KINDS as SHEET_KINDS
from tearoad.journey.kinds import MISSION_PARTS, SheetKind
from tearoad.matching import Request
from tearoad.matching.requests_sheet import REQUESTS
from tearoad.matching.web.models import Request as RequestRow
from tearoad.mission import Absence, Interpreter
from tearoad.mission.availability_sheet import AVAILABILITY
from tearoad.mission.interpreters_sheet import INTERPRETERS
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.stored_kinds import STORED_KINDS
from tearoad.paper.sheets import PARTIES as EITHER_SIDE
from tearoad.programme.programme_sheet import PROGRAMME
from tearoad.rows import RowKind
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.pins_sheet import PINS
from tearoad.values import IN_COLUMNS
from tearoad.values.document import Document, from_document, to_document
from tearoad.web.clock import now

Documents: TypeAlias = "dict[str, dict[str, Document]]"
"""By kind, then by key."""
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSheet:
    """How the rows of one kind stand in the database."""

    kind: SheetKind
    model: type[Any] | None = None
    """Its rows; None for companies, and for rows that have no document: they are written in their own way."""
    columns: Callable[[Any], dict[str, Any]] = lambda _one: {}
    """The columns a row has beside its document."""
    whose: Callable[[rows.Mission], dict[str, Any]] = lambda mission: {"mission": mission}
    """The columns by which a mission's rows are found; posts belong to its country, whatever the mission."""
    outward: Callable[[rows.Mission, Document], Document] = lambda _mission, document: document
    """What a sheet says of a row: without what is the site's own."""
    begins: Callable[[rows.Mission], dict[str, str]] = lambda _mission: {}
    """The cells with which a row begins that a person adds to its table."""
    inward: Callable[[rows.Mission, Any, Document], Document] = lambda _mission, _row, document: document
    """What a row keeps of a sheet: with what is the site's own."""

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.kind.name

    @property
    def core(self) -> type[Any]:
        """What a row is."""
        return self.kind.core


def _named(interpreter: Interpreter) -> dict[str, Any]:
    return {"name": interpreter.name.written[0] if interpreter.name.written else ""}


def _scored(scoring: Scoring) -> dict[str, Any]:
    return {"application": scoring.application}


def _request_document(request: Request) -> dict[str, Any]:
    return {"asker": request.asker, "asked": request.asked, "strength": request.strength.value}


def _opened(call: Call) -> dict[str, Any]:
    return {"opens_at": call.opens_at, "closes_at": call.closes_at}


def _call_out(mission: rows.Mission, document: Document) -> Document:
    """Leave the public address out, and tell the fair's time, as every sheet does."""
    call = from_document(Call, document)
    opens, closes = (at.astimezone(mission.fair_zone) for at in (call.opens_at, call.closes_at))
    plain: Document = json.loads(json.dumps(to_document(replace(call, address="", opens_at=opens, closes_at=closes))))
    return plain


def _call_in(_mission: rows.Mission, row: call_rows.Call, document: Document) -> Document:
    """Keep the public address, or make one up that nobody guesses: of all organisations only one may have it."""
    row.address = row.address or random_address()
    _turned(row)
    return document | {"address": row.address}


def _campaign_out(mission: rows.Mission, document: Document) -> Document:
    """Say which planned mission this one is; the ids of others mean something on this site alone."""
    here = str(mission.id)
    planned = [line | {"mission": HERE if line.get("mission") == here else ""} for line in document.get("missions", [])]
    return document | {"missions": [_bare(line) for line in planned]} if planned else document


def _campaign_in(mission: rows.Mission, row: call_rows.Campaign, document: Document) -> Document:
    """Put the ids back: of this mission, and of those whose line was there before."""
    known = {json.dumps(line["title"]): line.get("mission", "") for line in (row.document or {}).get("missions", [])}
    here = str(mission.id)
    planned = []
    for line in document.get("missions", []):
        before = known.get(json.dumps(line["title"]), "")
        meant = here if line.get("mission") == HERE else "" if before == here else before
        planned.append(_bare(line | {"mission": meant}))
    _turned(row)
    return document | {"missions": planned} if planned else document


def _received_now(mission: rows.Mission) -> dict[str, str]:
    """Let an application that an officer types in be received at this moment, as the fair's clock shows it."""
    return {"received_at": f"{now().astimezone(mission.fair_zone):%Y-%m-%d %H:%M}"}


def _bare(planned: Document) -> Document:
    return planned if planned["mission"] else {name: said for name, said in planned.items() if name != "mission"}


def _turned(row: call_rows.Call | call_rows.Campaign) -> None:
    """Let a form that was opened before the import find that something changed."""
    row.revision += 1


def _by_year(campaign: Campaign | PastMission) -> dict[str, Any]:
    return {"year": campaign.year}


def _of_all(_mission: rows.Mission) -> dict[str, Any]:
    return {}


_STORED: Mapping[str, dict[str, Any]] = {
    EXPORTERS.name: {},
    BUYERS.name: {},
    INTERPRETERS.name: {"model": rows.Interpreter, "columns": _named},
    REQUESTS.name: {"model": RequestRow, "columns": _request_document},
    AVAILABILITY.name: {"model": rows.Absence},
    PINS.name: {},
    HOURS.name: {},
    DOSSIER.name: {},
    CALL.name: {"model": call_rows.Call, "columns": _opened, "outward": _call_out, "inward": _call_in},
    APPLICATIONS.name: {"model": call_rows.Application, "columns": columns_of, "begins": _received_now},
    SCORES.name: {"model": call_rows.Scoring, "columns": _scored},
    CAMPAIGNS.name: {
        "model": call_rows.Campaign,
        "columns": _by_year,
        "whose": _of_all,
        "outward": _campaign_out,
        "inward": _campaign_in,
    },
    PAST_MISSIONS.name: {"model": call_rows.PastMission, "columns": _by_year, "whose": _of_all},
    **{
        name: {"model": kind.model, "whose": kind.belongs_to, "columns": kind.columns}
        for name, kind in STORED_KINDS.items()
    },
}
"""Of each kind what its rows have beside a document; decisions are made on the page of screening."""
KINDS: Mapping[str, StoredSheet] = {
    kind.name: StoredSheet(kind=kind, **_STORED[kind.name]) for kind in SHEET_KINDS if kind.name in _STORED
}
"""In the order in which one may name the other."""
KNOWN_AS = {kind.name: kind.said.known_as for kind in SHEET_KINDS if kind.said is not None and kind.said.known_as}
"""Kinds whose rows others name by id or by name, and as what."""
PARTIES = frozenset(name for name, kind in KNOWN_AS.items() if kind in EITHER_SIDE)
PERSONS = frozenset(KNOWN_AS) - PARTIES
NEVER_REMOVED = frozenset({DOSSIER.name, *(sheet.name for sheet in CALL_SHEETS)})
"""A sheet may hold a part of them: what only one person has scored yet stands in none; files are taken out by hand."""
APART_FROM_PLANS = frozenset({COSTS.name, RATES.name, HOURS.name}) | NEVER_REMOVED
"""What no plan depends on: a change of it makes no plan out of date."""


_TITLED = {
    PROGRAMME.name: "title",
    CHECKLIST.name: "title",
    CAMPAIGNS.name: "title",
    **{
        kind.name: kind.said.titled_by
        for kind in MISSION_PARTS
        if isinstance(kind.said, RowKind) and kind.said.titled_by
    },
    **{name: kind.kind.titled_by for name, kind in STORED_KINDS.items() if kind.kind.titled_by},
}
"""Kinds whose rows are called by a text in three languages."""


def incoming(files: MissionFiles, kinds: Iterable[str] = tuple(KINDS)) -> Documents:
    """Return what sheets say, by kind and key, in the order of the sheets."""
    return {name: keyed(KINDS[name], KINDS[name].kind.of(files)) for name in KINDS if name in set(kinds)}


def keyed(kind: StoredSheet, found: Iterable[Any]) -> dict[str, Document]:
    """Return the documents of one kind by key; what says the same of the same twice is numbered."""
    documents: dict[str, Document] = {}
    for row in found:
        key = base = key_of(row)
        number = 2
        while key in documents:
            key, number = f"{base}#{number}", number + 1
        documents[key] = document_of(kind, row)
    return documents


def key_of(row: Any) -> str:
    """Return under which key a row is found again: its id, or what it is about where it has none."""
    if isinstance(row, Absence):
        return row.key
    if isinstance(row, PinnedMeeting):
        return f"{row.exporter}/{row.buyer}"
    if isinstance(row, WorkedHours | FolderPart):
        return row.id
    if isinstance(row, Call):
        return CALL.name
    return str(row.id)[:_LONGEST]


def document_of(kind: StoredSheet, row: object) -> Document:
    """Return a row as plain JSON data, without what screening says and where it stood in a sheet."""
    document = to_document(row)
    for name in ("standing",) if kind.name in PARTIES else ("pair_at", "start_at_cell", "written_at"):
        document.pop(name, None)
    plain: Document = json.loads(json.dumps(document))
    return plain


def label_of(kind: str, key: str, document: Document) -> str:
    """Return how a row is called where the reader is not known: its name, or its title in the first language there."""
    said = called(kind, key, document)
    return said if isinstance(said, str) else next(said[column.code] for column in IN_COLUMNS if column.code in said)


def called(kind: str, key: str, document: Document) -> str | dict[str, str]:
    """Return how a row is called in a list: its name where it has one, its title in every language that is there."""
    name = document.get("name", {})
    if isinstance(name, str):
        return name
    if not isinstance(name, dict):  # what was kept of a change may be anything
        return key
    if kind in PARTIES | PERSONS | {APPLICATIONS.name}:
        found = (name.get(part) for part in ("banner", "native", "latin", "local"))
        return next((part for part in found if part), key)
    if kind in _TITLED:
        said_of = document.get(_TITLED[kind])
        title = {tag: said for tag, said in said_of.items() if said} if isinstance(said_of, dict) else {}
        return title or key
    if kind == "requests":
        return f"{document.get('asker')} → {document.get('asked')}"
    return str(document.get("who") or document.get("what") or key)
