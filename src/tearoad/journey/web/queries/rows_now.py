"""A mission's rows as the sheets that would write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tearoad.call import SCORERS, Scoring
from tearoad.call.sheets.call_sheet import CALL
from tearoad.call.sheets.campaigns_sheet import CAMPAIGNS
from tearoad.call.sheets.history import CallHere
from tearoad.call.web import models as call_rows
from tearoad.call.web.queries.calls import applications, call_row, core_call, scorings
from tearoad.call.web.queries.campaigns import past_missions
from tearoad.companies.photos import FirmPhoto
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.costs.dossier_sheet import DOSSIER
from tearoad.costs.hours_sheet import HOURS
from tearoad.journey.call_sheets import CallFiles
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.queries.dossiers_now import dossiers_now
from tearoad.journey.web.queries.kinds import KINDS, KNOWN_AS, Documents, document_of, key_of
from tearoad.journey.web.queries.own_columns import OWN_COLUMNS
from tearoad.matching import Request
from tearoad.matching.web.models import Request as RequestRow
from tearoad.mission import Mission
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core, parties
from tearoad.mission.web.queries.photos import photos_of
from tearoad.mission.web.queries.stored_kinds import STORED_KINDS
from tearoad.paper.sheets import Kind, Known
from tearoad.screening import Decision, Ruling
from tearoad.screening.web.models import Decision as DecisionRow
from tearoad.timetable.pins_sheet import PINS
from tearoad.values import PartyId
from tearoad.values.document import Document, from_document


@dataclass(slots=True)
class RowsNow:
    """What a mission's rows say at this moment: documents and the rows they come from, by kind and key."""

    documents: Documents = field(default_factory=lambda: {kind: {} for kind in KINDS})
    rows: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def add(self, kind: str, key: str, document: Document, row: Any) -> None:
        """Put a row to its kind."""
        self.documents[kind][key] = document
        self.rows[kind][key] = row


def rows_now(mission: rows.Mission) -> RowsNow:
    """Return a mission's rows; nineteen queries."""
    now = RowsNow()
    for participation in rows.Participation.objects.filter(mission=mission).select_related("company"):
        is_exporter = participation.company.side == Side.EXPORTER
        kind = "exporters" if is_exporter else "buyers"
        party = (exporter_of if is_exporter else buyer_of)(participation.company, participation.document)
        now.add(kind, participation.code, document_of(KINDS[kind], party), participation)
    for name, sheet in KINDS.items():
        if sheet.model is not None:
            for stored in sheet.model.objects.filter(**sheet.whose(mission)):
                now.add(name, stored.code, sheet.outward(mission, stored.document), stored)
    settings = core(mission)
    for name, own in OWN_COLUMNS.items():
        for said, row in own.stored_rows(mission, settings):
            now.add(name, key_of(said), document_of(KINDS[name], said), row)
    for kept, part in dossiers_now(mission):
        now.add(DOSSIER.name, key_of(kept), document_of(KINDS[DOSSIER.name], kept), part)
    return now


def known_now(mission: rows.Mission, now: RowsNow) -> tuple[Known, ...]:
    """Return who takes part already, so that a sheet may name them without another sheet beside it."""
    found = []
    for kind, meant in KNOWN_AS.items():
        for key, document in now.documents[kind].items():
            spelled = document.get("name", {})
            names = (spelled.get(part, "") for part in ("native", "latin", "local", "banner"))
            found.append(Known(meant, key, tuple(filter(None, names)), mission.name))
    exporters = [from_document(KINDS["exporters"].core, document) for document in now.documents["exporters"].values()]
    places = with_own_stands(core(mission), exporters).places
    return (*found, *(Known(Kind.PLACE, place.id, place.name.written, mission.name) for place in places))


def files_now(mission: rows.Mission) -> MissionFiles:
    """Return a mission's rows as the files that read back as them; 23 queries."""
    found = parties(mission)
    requests = RequestRow.objects.filter(mission=mission)
    others = {part: kind for name, kind in STORED_KINDS.items() if not hasattr(found, part := KINDS[name].kind.part)}
    stored: dict[str, Any] = {part: tuple(map(kind.read, kind.rows_of(mission))) for part, kind in others.items()}
    return MissionFiles(
        mission=found.mission,
        exporters=found.exporters,
        buyers=found.buyers,
        delegates=found.delegates,
        programme=found.programme,
        requests=tuple(from_document(Request, request.document) for request in requests),
        interpreters=found.interpreters,
        absences=found.absences,
        decisions=decisions_now(mission),
        pins=_own(PINS.name, mission, found.mission),
        problems=(),
        hours=_own(HOURS.name, mission, found.mission),
        dossier=tuple(kept for kept, _rows in dossiers_now(mission)),
        call=call_now(mission),
        photos=tuple(FirmPhoto(firm, content) for firm, content in sorted(photos_of(mission).items())),
        **stored,
    )


def call_now(mission: rows.Mission) -> CallFiles:
    """Return what the sheets of the call say."""
    return CallFiles(
        applications(mission),
        _points_of_sheets(mission),
        past_missions(),
        _outward(CALL.name, mission, call_rows.Call.objects.filter(mission=mission)),
        _outward(CAMPAIGNS.name, mission, call_rows.Campaign.objects.all()),
    )


def call_here(mission: rows.Mission) -> CallHere:
    """Return what sheets of the call are judged by."""
    row = call_row(mission)
    return CallHere(
        core_call(row) if row else None,
        {application.id: application for application in applications(mission)},
        _points_of_sheets(mission),
    )


def _points_of_sheets(mission: rows.Mission) -> tuple[Scoring, ...]:
    """Return the points that sheets tell.

    Points that only one person has given stay out: whoever has not given theirs would read them there.
    """
    given = scorings(mission)
    people = Counter(scoring.application for scoring in given)
    return tuple(scoring for scoring in given if people[scoring.application] >= SCORERS)


def _outward(kind: str, mission: rows.Mission, found: Iterable[Any]) -> tuple[Any, ...]:
    sheet = KINDS[kind]
    return tuple(from_document(sheet.core, sheet.outward(mission, row.document)) for row in found)


def _own(sheet: str, mission: rows.Mission, settings: Mission) -> tuple[Any, ...]:
    return tuple(said for said, _row in OWN_COLUMNS[sheet].stored_rows(mission, settings))


def decisions_now(mission: rows.Mission) -> tuple[Decision, ...]:
    """Return the rulings in force on this mission's companies; two queries."""
    codes: dict[UUID, list[str]] = {}  # a merged company may take part under two ids
    for company, code in rows.Participation.objects.filter(mission=mission).values_list("company_id", "code"):
        codes.setdefault(company, []).append(code)
    ruled = DecisionRow.objects.filter(company_id__in=codes, replaced_at=None).order_by("decided_at")
    return tuple(
        Decision(
            PartyId(code),
            decision_row.entry_id,
            Ruling(decision_row.ruling),
            decision_row.by,
            decision_row.decided_at.date(),
            decision_row.why,
        )
        for decision_row in ruled
        for code in codes[decision_row.company_id]
    )
