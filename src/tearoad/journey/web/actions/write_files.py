"""Write what was read from sheets into a mission's rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from tearoad.companies import Buyer, Exporter
from tearoad.companies.web.actions import enter
from tearoad.companies.web.queries import participation_document
from tearoad.journey.files import MissionFiles
from tearoad.matching.web.models import Request
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Absence, Delegate, Interpreter, Mission, Participation, ProgrammeItem
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.timetable.web.models import Pin
from tearoad.values.document import to_document


@transaction.atomic
def write_files(by: Actor, mission: Mission, files: MissionFiles) -> None:
    """Bring a mission's rows up to what its sheets say, all or nothing; settings of the mission are not touched."""
    require(by, Policy.IMPORT_SHEETS)
    _write_parties(by, mission, (*files.exporters, *files.buyers))
    _write_rows(mission, Delegate, ((one.id, one, {"name": _first(one.name.written)}) for one in files.delegates))
    _write_rows(mission, Interpreter, ((one.id, one, {"name": _first(one.name.written)}) for one in files.interpreters))
    _write_rows(mission, ProgrammeItem, ((one.id, one, {}) for one in files.programme))
    _write_rows(mission, Absence, ((str(n), one, {}) for n, one in enumerate(files.absences, 1)))
    _write_rows(
        mission,
        Request,
        (
            (one.id, one, {"asker": one.asker, "asked": one.asked, "strength": one.strength.value})
            for one in files.requests
        ),
    )
    Pin.objects.filter(mission=mission).delete()
    Pin.objects.bulk_create(
        Pin(
            mission=mission,
            exporter=pin.exporter,
            buyer=pin.buyer,
            start_at=pin.start_at,
            place=pin.place or "",
            interpreter=pin.interpreter or "",
        )
        for pin in files.pins
    )
    touch(mission)
    ledger.append(by, "journey.sheets_written", "mission", mission.id, {"requests": len(files.requests)})


def _write_parties(by: Actor, mission: Mission, parties: Sequence[Exporter | Buyer]) -> None:
    known = {one.code: one for one in Participation.objects.filter(mission=mission).select_related("company")}
    for position, party in enumerate(parties):
        row = known.get(party.id)
        company = enter(by, party, row.company if row else None)
        row = row or Participation(mission=mission, code=party.id)
        row.company, row.position, row.document = company, position, participation_document(party)
        row.save()


def _write_rows(mission: Mission, model: type[Any], rows: Iterable[tuple[str, object, dict[str, Any]]]) -> None:
    """Replace a mission's rows of one kind."""
    model.objects.filter(mission=mission).delete()
    model.objects.bulk_create(
        model(mission=mission, code=code, position=position, document=to_document(one), **columns)
        for position, (code, one, columns) in enumerate(rows)
    )


def _first(written: Sequence[str]) -> str:
    return written[0] if written else ""
