"""The kinds of rows that sheets bring: how each is named, written and compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from tearoad.companies import Buyer, Exporter
from tearoad.companies.buyers_sheet import BUYERS
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.journey.call_sheets import CALL_SHEETS
from tearoad.journey.files import MissionFiles
from tearoad.matching import Request
from tearoad.matching.requests_sheet import REQUESTS
from tearoad.matching.web.models import Request as RequestRow
from tearoad.mission import Absence, Delegate, Interpreter, ProgrammeItem
from tearoad.mission.availability_sheet import AVAILABILITY
from tearoad.mission.call import Application, Call, Campaign, PastMission, Scoring
from tearoad.mission.call.sheets.applications_sheet import APPLICATIONS
from tearoad.mission.call.sheets.call_sheet import CALL
from tearoad.mission.call.sheets.campaigns_sheet import CAMPAIGNS, HERE
from tearoad.mission.call.sheets.past_missions_sheet import PAST_MISSIONS
from tearoad.mission.call.sheets.scores_sheet import SCORES
from tearoad.mission.checklist import DiplomaticPost, Sample, Task
from tearoad.mission.checklist.sheets.checklist_sheet import CHECKLIST
from tearoad.mission.checklist.sheets.posts_sheet import POSTS
from tearoad.mission.checklist.sheets.samples_sheet import SAMPLES
from tearoad.mission.costs import CostItem, ExchangeRate, WorkedHours
from tearoad.mission.costs.costs_sheet import COSTS
from tearoad.mission.costs.dossier_sheet import DOSSIER
from tearoad.mission.costs.hours_sheet import HOURS
from tearoad.mission.costs.kept import KeptPart
from tearoad.mission.costs.rates_sheet import RATES
from tearoad.mission.delegates_sheet import DELEGATES
from tearoad.mission.interpreters_sheet import INTERPRETERS
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.meetings.precedences_sheet import PRECEDENCES
from tearoad.mission.meetings.quotas_sheet import QUOTAS
from tearoad.mission.programme_sheet import PROGRAMME
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.call.calls import columns_of, made_up_address
from tearoad.paper.sheets import SheetSpec
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.pins_sheet import PINS
from tearoad.values.document import Document, from_document, to_document

Documents: TypeAlias = "dict[str, dict[str, Document]]"
"""By kind, then by key."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of rows."""

    spec: SheetSpec
    core: type[Any]
    model: type[Any] | None
    """Its rows; None for companies, and for rows that have no document: they are written in their own way."""
    of: Callable[[MissionFiles], Iterable[Any]]
    columns: Callable[[Any], dict[str, Any]] = lambda _one: {}
    """The columns a row has beside its document."""
    whose: Callable[[rows.Mission], dict[str, Any]] = lambda mission: {"mission": mission}
    """The columns by which a mission's rows are found; posts belong to its country, whatever the mission."""
    outward: Callable[[rows.Mission, Document], Document] = lambda _mission, document: document
    """What a sheet says of a row: without what is the site's own."""
    inward: Callable[[rows.Mission, Any, Document], Document] = lambda _mission, _row, document: document
    """What a row keeps of a sheet: with what is the site's own."""

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.spec.name


def _named(one: Delegate | Interpreter) -> dict[str, Any]:
    return {"name": one.name.written[0] if one.name.written else ""}


def _scored(one: Scoring) -> dict[str, Any]:
    return {"application": one.application}


def _asked(one: Request) -> dict[str, Any]:
    return {"asker": one.asker, "asked": one.asked, "strength": one.strength.value}


def _opened(call: Call) -> dict[str, Any]:
    return {"opens_at": call.opens_at, "closes_at": call.closes_at}


def _call_out(mission: rows.Mission, document: Document) -> Document:
    """Leave the public address out, and tell the fair's time, as every sheet does."""
    call = from_document(Call, document)
    opens, closes = (at.astimezone(mission.fair_zone) for at in (call.opens_at, call.closes_at))
    plain: Document = json.loads(json.dumps(to_document(replace(call, address="", opens_at=opens, closes_at=closes))))
    return plain


def _call_in(_mission: rows.Mission, row: rows.Call, document: Document) -> Document:
    """Keep the public address, or make one up that nobody guesses: of all organisations only one may have it."""
    row.address = row.address or made_up_address()
    _turned(row)
    return document | {"address": row.address}


def _campaign_out(mission: rows.Mission, document: Document) -> Document:
    """Say which planned mission this one is; the ids of others mean something on this site alone."""
    here = str(mission.id)
    planned = [one | {"mission": HERE if one.get("mission") == here else ""} for one in document.get("missions", [])]
    return document | {"missions": [_bare(one) for one in planned]} if planned else document


def _campaign_in(mission: rows.Mission, row: rows.Campaign, document: Document) -> Document:
    """Put the ids back: of this mission, and of those whose line was there before."""
    known = {json.dumps(one["title"]): one.get("mission", "") for one in (row.document or {}).get("missions", [])}
    here = str(mission.id)
    planned = []
    for one in document.get("missions", []):
        before = known.get(json.dumps(one["title"]), "")
        meant = here if one.get("mission") == HERE else "" if before == here else before
        planned.append(_bare(one | {"mission": meant}))
    _turned(row)
    return document | {"missions": planned} if planned else document


def _bare(planned: Document) -> Document:
    return planned if planned["mission"] else {name: said for name, said in planned.items() if name != "mission"}


def _turned(row: rows.Call | rows.Campaign) -> None:
    """Let a form that was opened before the import find that something changed."""
    row.revision += 1


def _of_country(mission: rows.Mission) -> dict[str, Any]:
    return {"country": mission.country}


KINDS: Mapping[str, SheetKind] = {
    kind.name: kind
    for kind in (
        SheetKind(EXPORTERS, Exporter, None, lambda files: files.exporters),
        SheetKind(BUYERS, Buyer, None, lambda files: files.buyers),
        SheetKind(DELEGATES, Delegate, rows.Delegate, lambda files: files.delegates, _named),
        SheetKind(INTERPRETERS, Interpreter, rows.Interpreter, lambda files: files.interpreters, _named),
        SheetKind(PROGRAMME, ProgrammeItem, rows.ProgrammeItem, lambda files: files.programme),
        SheetKind(REQUESTS, Request, RequestRow, lambda files: (*files.requests, *files.outweighed), _asked),
        SheetKind(AVAILABILITY, Absence, rows.Absence, lambda files: files.absences),
        SheetKind(PINS, PinnedMeeting, None, lambda files: files.pins),
        SheetKind(QUOTAS.spec, MeetingQuota, rows.MeetingQuota, lambda files: files.quotas),
        SheetKind(PRECEDENCES.spec, MeetingPrecedence, rows.MeetingPrecedence, lambda files: files.precedences),
        SheetKind(CHECKLIST, Task, rows.ChecklistTask, lambda files: files.tasks),
        SheetKind(SAMPLES.spec, Sample, rows.Sample, lambda files: files.samples),
        SheetKind(POSTS.spec, DiplomaticPost, rows.DiplomaticPost, lambda files: files.posts, whose=_of_country),
        SheetKind(COSTS.spec, CostItem, rows.CostItem, lambda files: files.costs),
        SheetKind(RATES.spec, ExchangeRate, rows.ExchangeRate, lambda files: files.rates),
        SheetKind(HOURS.spec, WorkedHours, None, lambda files: files.hours),
        SheetKind(DOSSIER, KeptPart, None, lambda files: files.dossier),
        SheetKind(CALL, Call, rows.Call, lambda files: files.call.calls, _opened, outward=_call_out, inward=_call_in),
        SheetKind(APPLICATIONS, Application, rows.Application, lambda files: files.call.applications, columns_of),
        SheetKind(SCORES, Scoring, rows.Scoring, lambda files: files.call.scorings, _scored),
        SheetKind(
            CAMPAIGNS,
            Campaign,
            rows.Campaign,
            lambda files: files.call.campaigns,
            lambda one: {"year": one.year},
            whose=lambda _mission: {},
            outward=_campaign_out,
            inward=_campaign_in,
        ),
        SheetKind(
            PAST_MISSIONS.spec,
            PastMission,
            rows.PastMission,
            lambda files: files.call.past_missions,
            lambda one: {"year": one.year},
            whose=lambda _mission: {},
        ),
    )
}
"""In the order in which one may name the other; decisions are made on the page of screening."""
PARTIES = frozenset({EXPORTERS.name, BUYERS.name})
PERSONS = frozenset({DELEGATES.name, INTERPRETERS.name})
NEVER_REMOVED = frozenset({DOSSIER.name, *(sheet.name for sheet in CALL_SHEETS)})
"""A sheet may hold a part of them: what only one person has scored yet stands in none; files are taken out by hand."""
APART_FROM_PLANS = frozenset({COSTS.name, RATES.name, HOURS.name}) | NEVER_REMOVED
"""What no plan depends on: a change of it makes no plan out of date."""


_TITLED = {
    PROGRAMME.name: "title",
    CHECKLIST.name: "title",
    SAMPLES.name: "item",
    POSTS.name: "name",
    CAMPAIGNS.name: "title",
    COSTS.name: "what",
}
"""Kinds whose rows are called by a text in three languages."""


def incoming(files: MissionFiles, kinds: Iterable[str] = tuple(KINDS)) -> Documents:
    """Return what sheets say, by kind and key, in the order of the sheets."""
    return {name: keyed(KINDS[name], KINDS[name].of(files)) for name in KINDS if name in set(kinds)}


def keyed(kind: SheetKind, found: Iterable[Any]) -> dict[str, Document]:
    """Return the documents of one kind by key; what says the same of the same twice is numbered."""
    documents: dict[str, Document] = {}
    for one in found:
        key = base = key_of(one)
        number = 2
        while key in documents:
            key, number = f"{base}#{number}", number + 1
        documents[key] = document_of(kind, one)
    return documents


def key_of(one: Any) -> str:  # noqa: ANN401  # one of the cores above
    """Return under which key a row is found again: its id, or what it is about where it has none."""
    if isinstance(one, Absence):
        return one.key
    if isinstance(one, PinnedMeeting):
        return f"{one.exporter}/{one.buyer}"
    if isinstance(one, WorkedHours | KeptPart):
        return one.id
    if isinstance(one, Call):
        return CALL.name
    return str(one.id)[:_LONGEST]


def document_of(kind: SheetKind, one: object) -> Document:
    """Return a row as plain JSON data, without what screening says and where it stood in a sheet."""
    document = to_document(one)
    for name in ("standing",) if kind.name in PARTIES else ("pair_at", "start_at_cell", "written_at"):
        document.pop(name, None)
    plain: Document = json.loads(json.dumps(document))
    return plain


def label_of(kind: str, key: str, document: Document) -> str:
    """Return how a row is called where the reader is not known: its name, or its title in the first language there."""
    said = called(kind, key, document)
    return said if isinstance(said, str) else next(said[tag] for tag in ("zh", "ru", "en") if tag in said)


def called(kind: str, key: str, document: Document) -> str | dict[str, str]:
    """Return how a row is called in a list: its name where it has one, its title in every language that is there."""
    name = document.get("name", {})
    if isinstance(name, str):
        return name
    if kind in PARTIES | PERSONS | {APPLICATIONS.name}:
        found = (name.get(part) for part in ("banner", "native", "latin", "local"))
        return next((part for part in found if part), key)
    if kind in _TITLED:
        title = {tag: said for tag, said in document.get(_TITLED[kind], {}).items() if said}
        return title or key
    if kind == "requests":
        return f"{document.get('asker')} → {document.get('asked')}"
    return str(document.get("who") or document.get("what") or key)
