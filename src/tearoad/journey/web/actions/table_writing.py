"""Write what a table's edit comes to, remember it, and put it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    refuse_named(table, mission, [one for one in steps if one.after is None])
    moved = [one for one in steps if one.before and one.after and one.new_code not in {"", one.code}]
    steps_in_order = [*_parted(moved), *(one for one in steps if one not in moved)]
    _write(by, table, mission, steps_in_order)
    coming = [one for one in steps if one.after is not None and (one.before is None or one in moved)]
    made = _rows_by_code(table, mission, [one.new_code or one.code for one in coming]) if coming else {}
    for one in coming:
        one.row = made.get(one.new_code or one.code)
    for one in steps:
        one.row = None if one.after is None else one.row
    change: TableChange = TableChange.objects.create(
        mission=mission,
        kind=table.name,
        changes=[_step_json(one) for one in steps_in_order],
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
        RowStep("", one["code"], one["after"], one["before"], None, "", one["position"], one["company"])
        for one in reversed(change.changes)
    ]
    here = _rows_by_code(scene.table, mission, [one.code for one in steps])
    reasons = [*_changed_since(scene.table, steps, here)]
    if change.undone_at is not None or reasons:
        raise Conflict(
            Text("tables.cannot_undo", count=len(reasons), reasons=tuple(reasons[:_NAMED])),
            Text("tables.cannot_undo_hint"),
        )
    for one in steps:
        one.row = here.get(one.code)
    refuse_named(scene.table, mission, [one for one in steps if one.after is None])
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
        Text("journey_pages.still_named", row=label_of(table.name, one.code, one.before or {}), by=needed[one.code])
        for one in going
        if is_referred(table.name, one.code, needed)
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
        found |= {one: Text("journey_pages.named_by_programme", key=item.code) for one in said}
    return found


def _refuse_judged(going: Sequence[RowStep]) -> None:
    """Refuse to take out applications that the firm sent itself, that have points or of which something was decided.

    Raises:
        Conflict: there is one.

    """
    found = {one.row.pk: one for one in going if one.row is not None}
    sent = set(Revision.objects.filter(application__in=found).values_list("application_id", flat=True))
    missions = {one.row.mission_id for one in found.values()}
    points = set(Scoring.objects.filter(mission__in=missions).values_list("application", flat=True))
    stay = [
        label_of(APPLICATIONS.name, one.code, one.before or {})
        for key, one in found.items()
        if key in sent or one.code in points or one.row.decision != Decision.OPEN.value
    ]
    if stay:
        text = Text("tables.application_stays", rows=", ".join(stay[:_NAMED]))
        raise Conflict(text, Text("tables.application_stays_hint"))


def _parted(moved: Iterable[RowStep]) -> Iterator[RowStep]:
    """Yield a row that becomes another one as one that goes and one that comes."""
    for one in moved:
        yield RowStep(one.ref, one.code, one.before, None, one.row)
        yield RowStep(one.ref, one.new_code, None, one.after, None, position=one.row.position)


def _write(by: Actor, table: EditableTable, mission: Mission, steps: Sequence[RowStep]) -> None:
    """Write steps: what goes first, so that what comes may take its place."""
    going = [one for one in steps if one.after is None]
    for one in going:
        one.position, one.company = one.row.position, str(getattr(one.row, "company_id", "") or "")
    if table.mission_part:
        _write_part(by, table, mission, steps)
        return
    delete_rows(table.name, (one.row for one in going))
    changed = {one.code: one.after for one in steps if one.before is not None and one.after is not None}
    known = {one.code: one.row for one in steps if one.row is not None}
    change_rows(by, mission, table.name, changed, known)
    coming = [one for one in steps if one.before is None and one.after is not None]
    if table.name in PARTIES:
        _enter(by, table, mission, coming)
    else:
        make_rows(mission, table.name, {one.code: one.after for one in coming if one.after is not None})
        _put_in_place(table, mission, coming)


def _write_part(by: Actor, table: EditableTable, mission: Mission, steps: Iterable[RowStep]) -> None:
    """Write steps into the part of a mission's own document that holds the rows of a table."""
    now_said = core(mission)
    entries = keyed_entries(table, getattr(now_said, table.mission_part))
    for one in steps:
        if one.after is None:
            del entries[one.code]
    for one in sorted(steps, key=lambda step: step.position or 0):
        if one.after is not None:
            before = [*entries.items()]
            entries[one.code] = from_document(table.kind.core, one.after)
            if one.before is None and one.position is not None:
                before.insert(one.position, (one.code, entries[one.code]))
                entries = dict(before)
    part: dict[str, Any] = {table.mission_part: tuple(entries.values())}
    written = change_mission(by, mission, replace(now_said, **part))
    mission.document, mission.revision = written.document, written.revision


def _enter(by: Actor, table: EditableTable, mission: Mission, coming: Iterable[RowStep]) -> None:
    last = Participation.objects.filter(mission=mission).aggregate(last=Max("position"))["last"]
    behind = 0 if last is None else last + 1
    for one in coming:
        party = from_document(KINDS[table.name].core, one.after)
        company = enter(by, party, current_company(UUID(one.company)) if one.company else None)
        position = behind if one.position is None else one.position
        behind += 1
        Participation.objects.create(
            mission=mission,
            code=one.code,
            company=company,
            position=position,
            document=participation_document(party),
        )


def _put_in_place(table: EditableTable, mission: Mission, coming: Iterable[RowStep]) -> None:
    """Let rows that come back stand where they stood."""
    for one in coming:
        if one.position is not None:
            rows_of(table, mission).filter(code=one.code).update(position=one.position)


def _rows_by_code(table: EditableTable, mission: Mission, codes: Iterable[str]) -> dict[str, Any]:
    return {one.code: one for one in rows_of(table, mission).filter(code__in=set(codes))}


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
    for one in steps:
        row = here.get(one.code)
        if (row_document(table, row) if row is not None else None) != one.before:
            yield Text("journey_pages.changed_since", row=label_of(table.name, one.code, one.before or one.after or {}))


def _change_with(scene: TableScene, change_id: str) -> TableChange:
    missing = NotFoundError(Text("rows.no_such_change"), Text("rows.no_such_change_hint"))
    try:
        key = UUID(change_id)
    except ValueError:
        raise missing from None
    found: TableChange | None = TableChange.objects.filter(mission=scene.mission, kind=scene.table.name, pk=key).first()
    if found is None:
        raise missing
    return found


def _note(by: Actor, table: EditableTable, mission: Mission, what: str, steps: Sequence[RowStep]) -> None:
    facts = {
        "table": table.name,
        "made": sum(one.before is None for one in steps),
        "removed": sum(one.after is None for one in steps),
        "changed": sum(one.before is not None and one.after is not None for one in steps),
    }
    ledger.append(by, f"journey.table_{what}", "mission", mission.id, facts)
    if table.name in PLANNED_WITH:
        touch(mission)
