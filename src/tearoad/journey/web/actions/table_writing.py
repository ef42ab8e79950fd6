"""Write what a table's edit comes to, remember it, and put it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad.call import Decision
from tearoad.call.sheets.applications_sheet import APPLICATIONS
from tearoad.call.web.models import Revision, Scoring
from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.queries.register import current_company, participation_document
from tearoad.errors import Conflict, NotFoundError
from tearoad.journey.tables import EditableTable
from tearoad.journey.web.actions.write_files import change_rows, delete_rows, is_referred, make_rows
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.differences import referred
from tearoad.journey.web.queries.kinds import KINDS, PARTIES, PERSONS, label_of
from tearoad.journey.web.queries.rows_now import rows_now
from tearoad.journey.web.queries.tables.mission_parts import keyed_entries
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import PLANNED_WITH, policy_to_edit, row_document, rows_of
from tearoad.matching.requests_sheet import REQUESTS
from tearoad.matching.web.actions.following import followed_by_meetings
from tearoad.mission.places_sheet import PLACES
from tearoad.mission.web.actions.missions import change as change_mission
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission, Participation, ProgrammeItem
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries import core
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import Document, from_document
from tearoad.web.clock import now
from tearoad.web.registry import Json

_NAMED = 5
"""So many reasons are told."""


@dataclass(slots=True)
class RowStep:
    """What one row said and is to say."""

    ref: str
    """How the request calls the row."""
    code: str
    before: Document | None
    """None where there was no row."""
    after: Document | None
    """None where it goes."""
    row: Any
    """The row; None until it is made."""
    new_code: str = ""
    """By what it is known afterwards, where that is something else."""
    position: int | None = None
    """Where it stood, of a row that goes or comes back."""
    company: str = ""
    """Of a firm that went: its company in the register, which stays."""


def write_steps(by: Actor, scene: TableScene, steps: Sequence[RowStep]) -> TableChange | None:
    """Write what an edit comes to and keep what undoes it; None where nothing is different.

    Raises:
        Conflict: a row that is to go is still named by something.

    """
    if not steps:
        return None
    table, mission = scene.table, scene.mission
    refuse_named(table, mission, [row_step for row_step in steps if row_step.after is None])
    moved = [
        row_step
        for row_step in steps
        if row_step.before and row_step.after and row_step.new_code not in {"", row_step.code}
    ]
    steps_in_order = [*_parted(moved), *(row_step for row_step in steps if row_step not in moved)]
    _write(by, table, mission, steps_in_order)
    coming = [
        row_step for row_step in steps if row_step.after is not None and (row_step.before is None or row_step in moved)
    ]
    made = _rows_by_code(table, mission, [row_step.new_code or row_step.code for row_step in coming]) if coming else {}
    for step in coming:
        step.row = made.get(step.new_code or step.code)
    for step in steps:
        step.row = None if step.after is None else step.row
    change: TableChange = TableChange.objects.create(
        mission=mission,
        kind=table.name,
        changes=[_step_json(row_step) for row_step in steps_in_order],
        changed_at=now(),
        changed_by=by.name,
    )
    _note(by, table, mission, "changed", steps)
    return change


@transaction.atomic
def undo_table_change(by: Actor, scene: TableScene, change_id: str) -> None:
    """Put back everything that one change of a table changed.

    Raises:
        NotFoundError: there is no such change.
        Conflict: it is undone already, a row was changed since, or something refers to what would go.

    """
    require(by, Policy.EDIT_MISSION)
    require(by, policy_to_edit(scene.table))
    mission = open_mission(scene.mission)
    change = _change_with(scene, change_id)
    steps = [
        RowStep(
            "", changed["code"], changed["after"], changed["before"], None, "", changed["position"], changed["company"]
        )
        for changed in reversed(change.changes)
    ]
    here = _rows_by_code(scene.table, mission, [row_step.code for row_step in steps])
    reasons = [*_changed_since(scene.table, steps, here)]
    if change.undone_at is not None or reasons:
        raise Conflict(
            Text("tables.cannot_undo", count=len(reasons), reasons=tuple(reasons[:_NAMED])),
            Text("tables.cannot_undo_hint"),
        )
    for step in steps:
        step.row = here.get(step.code)
    refuse_named(scene.table, mission, [row_step for row_step in steps if row_step.after is None])
    _write(by, scene.table, mission, steps)
    change.undone_at = now()
    change.save()
    _note(by, scene.table, mission, "undone", steps)


def refuse_named(table: EditableTable, mission: Mission, going: Sequence[RowStep]) -> None:
    """Refuse to take out who is named by a plan, a request, the programme or anything else.

    Raises:
        Conflict: somebody is.

    """
    if going and table.name == APPLICATIONS.name:
        _refuse_judged(going)
    if not going or table.name not in PARTIES | PERSONS | {PLACES.name}:
        return
    needed = referred(mission, rows_now(mission))
    if table.name == PLACES.name:
        needed |= _places_named(mission)
    reasons = [
        Text("journey_pages.still_named", row=label_of(table.name, step.code, step.before or {}), by=needed[step.code])
        for step in going
        if is_referred(table.name, step.code, needed)
    ]
    if reasons:
        text = Text("tables.still_named", count=len(reasons), reasons=tuple(reasons[:_NAMED]))
        raise Conflict(text, Text("tables.still_named_hint"))


def _places_named(mission: Mission) -> dict[str, Text]:
    """Return by id which places must stay, and what names them: ways, and items of the programme."""
    found = {
        end: Text("journey_pages.named_by_walks", here=walk.here, there=walk.there)
        for walk in core(mission).walks
        for end in (walk.here, walk.there)
    }
    for item in ProgrammeItem.objects.filter(mission=mission):
        said = {*(item.document.get("place") or {}).values()}
        found |= {place_id: Text("journey_pages.named_by_programme", key=item.code) for place_id in said}
    return found


def _refuse_judged(going: Sequence[RowStep]) -> None:
    """Refuse to take out applications that the firm sent itself, that have points or of which something was decided.

    Raises:
        Conflict: there is one.

    """
    found = {step.row.pk: step for step in going if step.row is not None}
    sent = set(Revision.objects.filter(application__in=found).values_list("application_id", flat=True))
    missions = {step.row.mission_id for step in found.values()}
    points = set(Scoring.objects.filter(mission__in=missions).values_list("application", flat=True))
    stay = [
        label_of(APPLICATIONS.name, step.code, step.before or {})
        for key, step in found.items()
        if key in sent or step.code in points or step.row.decision != Decision.OPEN.value
    ]
    if stay:
        text = Text("tables.application_stays", rows=", ".join(stay[:_NAMED]))
        raise Conflict(text, Text("tables.application_stays_hint"))


def _parted(moved: Iterable[RowStep]) -> Iterator[RowStep]:
    """Yield a row that becomes another one as one that goes and one that comes."""
    for step in moved:
        yield RowStep(step.ref, step.code, step.before, None, step.row)
        yield RowStep(step.ref, step.new_code, None, step.after, None, position=step.row.position)


def _write(by: Actor, table: EditableTable, mission: Mission, steps: Sequence[RowStep]) -> None:
    """Write steps; meetings follow what is said of requests."""
    with followed_by_meetings(by, mission) if table.name == REQUESTS.name else nullcontext():
        _write_in_order(by, table, mission, steps)


def _write_in_order(by: Actor, table: EditableTable, mission: Mission, steps: Sequence[RowStep]) -> None:
    """Write steps: what goes first, so that what comes may take its place."""
    going = [row_step for row_step in steps if row_step.after is None]
    for step in going:
        step.position, step.company = step.row.position, str(getattr(step.row, "company_id", "") or "")
    if table.mission_part:
        _write_part(by, table, mission, steps)
        return
    delete_rows(table.name, (row_step.row for row_step in going))
    changed = {
        row_step.code: row_step.after
        for row_step in steps
        if row_step.before is not None and row_step.after is not None
    }
    known = {row_step.code: row_step.row for row_step in steps if row_step.row is not None}
    change_rows(by, mission, table.name, changed, known)
    coming = [row_step for row_step in steps if row_step.before is None and row_step.after is not None]
    if table.name in PARTIES:
        _enter(by, table, mission, coming)
    else:
        make_rows(
            mission, table.name, {row_step.code: row_step.after for row_step in coming if row_step.after is not None}
        )
        _put_in_place(table, mission, coming)


def _write_part(by: Actor, table: EditableTable, mission: Mission, steps: Iterable[RowStep]) -> None:
    """Write steps into the part of a mission's own document that holds the rows of a table."""
    now_said = core(mission)
    entries = keyed_entries(table, getattr(now_said, table.mission_part))
    for row_step in steps:
        if row_step.after is None:
            del entries[row_step.code]
    for row_step in sorted(steps, key=lambda step: step.position or 0):
        if row_step.after is not None:
            before = [*entries.items()]
            entries[row_step.code] = from_document(table.kind.core, row_step.after)
            if row_step.before is None and row_step.position is not None:
                before.insert(row_step.position, (row_step.code, entries[row_step.code]))
                entries = dict(before)
    part: dict[str, Any] = {table.mission_part: tuple(entries.values())}
    written = change_mission(by, mission, replace(now_said, **part))
    mission.document, mission.revision = written.document, written.revision


def _enter(by: Actor, table: EditableTable, mission: Mission, coming: Iterable[RowStep]) -> None:
    last = Participation.objects.filter(mission=mission).aggregate(last=Max("position"))["last"]
    behind = 0 if last is None else last + 1
    for step in coming:
        party = from_document(KINDS[table.name].core, step.after)
        company = enter(by, party, current_company(UUID(step.company)) if step.company else None)
        position = behind if step.position is None else step.position
        behind += 1
        Participation.objects.create(
            mission=mission,
            code=step.code,
            company=company,
            position=position,
            document=participation_document(party),
        )


def _put_in_place(table: EditableTable, mission: Mission, coming: Iterable[RowStep]) -> None:
    """Let rows that come back stand where they stood."""
    for step in coming:
        if step.position is not None:
            rows_of(table, mission).filter(code=step.code).update(position=step.position)


def _rows_by_code(table: EditableTable, mission: Mission, codes: Iterable[str]) -> dict[str, Any]:
    return {row.code: row for row in rows_of(table, mission).filter(code__in=set(codes))}


def _step_json(step: RowStep) -> Json:
    return {
        "code": step.code,
        "before": step.before,
        "after": step.after,
        "position": step.position,
        "company": step.company,
    }


def _changed_since(table: EditableTable, steps: Iterable[RowStep], here: Mapping[str, Any]) -> Iterator[Text]:
    """Name every row that no longer says what the change wrote."""
    for step in steps:
        row = here.get(step.code)
        if (row_document(table, row) if row is not None else None) != step.before:
            yield Text(
                "journey_pages.changed_since", row=label_of(table.name, step.code, step.before or step.after or {})
            )


def _change_with(scene: TableScene, change_id: str) -> TableChange:
    missing = NotFoundError(Text("rows.no_such_change"), Text("rows.no_such_change_hint"))
    try:
        key = UUID(change_id)
    except ValueError:
        raise missing from None
    change: TableChange | None = TableChange.objects.filter(
        mission=scene.mission, kind=scene.table.name, pk=key
    ).first()
    if change is None:
        raise missing
    return change


def _note(by: Actor, table: EditableTable, mission: Mission, what: str, steps: Sequence[RowStep]) -> None:
    facts = {
        "table": table.name,
        "made": sum(step.before is None for step in steps),
        "removed": sum(step.after is None for step in steps),
        "changed": sum(step.before is not None and step.after is not None for step in steps),
    }
    ledger.append(by, f"journey.table_{what}", "mission", mission.id, facts)
    if table.name in PLANNED_WITH:
        touch(mission)
