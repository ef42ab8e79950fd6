"""Change the rows of a table: cells, whole rows, several at once; each change can be undone as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.journey.tables.judging import RowLine, filled_cells
from tearoad.journey.tables.merging import MergedRow, merged_row
from tearoad.journey.web.actions.imports import Upload, judge_uploads
from tearoad.journey.web.actions.table_editing import TableEditing, TableOutcome
from tearoad.journey.web.actions.table_writing import RowStep, write_steps
from tearoad.journey.web.answers import CellEdit
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import mark_of, policy_to_edit, row_document, rows_of
from tearoad.mission.web.policies import open_mission
from tearoad.paper.sheets import CellProblem, Grid, Severity
from tearoad.paper.sheets.files.folder import read_grids
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.saving import stale

MOST_CELLS = 5_000
"""So many cells are taken in one block; more is a sheet, and comes by import."""
MOST_TOLD = 5
"""So many rows are named in a message."""
NEW = "new-"
"""How a request calls a row that is not there yet: `new-1`."""


@transaction.atomic
def change_cells(by: Actor, scene: TableScene, edits: Sequence[CellEdit]) -> TableOutcome:
    """Write cells, row by row: a row with a bad cell stays as it was, all others are saved.

    Raises:
        InputError: more cells than are taken at once.
        Conflict: the mission is archived.

    """
    editing = _begin(by, scene)
    if len(edits) > MOST_CELLS:
        text = Text("tables.too_many_cells", found=len(edits), most=MOST_CELLS)
        raise InputError(text, Text("tables.too_many_cells_hint"))
    by_row: dict[str, list[CellEdit]] = defaultdict(list)
    for edit in edits:
        by_row[edit.row].append(edit)
    stored = _stored_rows(scene, by_row)
    for ref, cells in by_row.items():
        if ref in stored:
            editing.change_row(ref, stored[ref], cells)
        elif ref.startswith(NEW):
            editing.new_row_of_cells(ref, cells)
        else:
            editing.outcome.gone.append(ref)
    return _end(by, editing)


@transaction.atomic
def change_row(
    by: Actor, scene: TableScene, row_id: str, sent: Sequence[RowLine], opened_as: Sequence[RowLine] | str
) -> tuple[MergedRow | None, TableOutcome]:
    """Write a row as its form says it; what somebody else changed meanwhile in other cells stays.

    Nothing is written where both changed one cell. The merged row is None where somebody took the row out.

    Args:
        by: who changes it.
        scene: the table, its mission and the reader's language.
        row_id: its primary key.
        sent: what the form says.
        opened_as: what it showed before; only the mark of it where the form did not say.

    Raises:
        Stale: somebody changed the row, and the form did not say what it showed.
        Conflict: the mission is archived.

    """
    editing = _begin(by, scene)
    row = _stored_rows(scene, [row_id]).get(row_id)
    if row is None:
        return None, editing.outcome
    stored = scene.lines_of(row)
    if isinstance(opened_as, str):
        stale.require_unchanged(opened_as, row_document(scene.table, row))
        opened_as = stored
    merged = merged_row(scene.table, opened_as, sent, stored)
    if merged.says_else_than(stored) and not merged.is_to_be_settled:
        editing.take(row_id, row, scene.judge.judge(merged.lines, merged.mine, row.code))
    return merged, _end(by, editing)


@transaction.atomic
def remove_unchanged_row(by: Actor, scene: TableScene, row_id: str, read: str) -> bool:
    """Take out a row that says what its form showed; return whether it was there.

    Raises:
        Stale: somebody changed it since.
        Conflict: the mission is archived, or the row is still named by something.

    """
    _begin(by, scene)
    for row in _stored_rows(scene, [row_id]).values():
        stale.require_unchanged(read, row_document(scene.table, row))
        remove_rows(by, scene, [row_id])
        return True
    return False


@transaction.atomic
def add_row(by: Actor, scene: TableScene, lines: Sequence[RowLine]) -> TableOutcome:
    """Add a row as a form says it, line by line.

    Raises:
        Conflict: the mission is archived.

    """
    editing = _begin(by, scene)
    editing.new_row(NEW, lines, tuple(filled_cells(lines)))
    return _end(by, editing)


@transaction.atomic
def remove_rows(by: Actor, scene: TableScene, ids: Iterable[str]) -> TableChange | None:
    """Take rows out; who is named elsewhere stays, and that is told.

    Raises:
        Conflict: the mission is archived, or a row is still named by something.

    """
    editing = _begin(by, scene)
    for row in _stored_rows(scene, ids).values():
        editing.steps.append(RowStep("", row.code, row_document(scene.table, row), None, row))
    return _end(by, editing).change


@transaction.atomic
def duplicate_rows(by: Actor, scene: TableScene, ids: Iterable[str]) -> TableOutcome:
    """Make a further row of each that says the same, under the next free id.

    Raises:
        Conflict: the mission is archived.

    """
    editing = _begin(by, scene)
    left_out = {"id"} | {column.field for column in scene.table.columns if column.set_elsewhere}
    for number, row in enumerate(_stored_rows(scene, ids).values()):
        lines = [{name: text for name, text in line.items() if name not in left_out} for line in scene.lines_of(row)]
        editing.new_row(f"{NEW}{number}", lines, ())
    return _end(by, editing)


@transaction.atomic
def take_pasted(by: Actor, scene: TableScene, uploads: Sequence[Upload]) -> int:
    """Write every row that the sheets say; return how many are different now.

    Raises:
        InputError: a sheet cannot be read, or something in it is wrong: nothing is written, the first few are told.
        Conflict: the mission is archived.

    """
    editing = _begin(by, scene)
    judge_uploads(uploads)
    here = {row.code: row for row in rows_of(scene.table, scene.mission).select_for_update()}
    wrong: list[CellProblem] = []
    for grid in _grids(uploads, scene):
        if sum(map(len, grid.rows)) > MOST_CELLS:
            text = Text("tables.too_many_cells", found=sum(map(len, grid.rows)), most=MOST_CELLS)
            raise InputError(text, Text("tables.too_many_cells_hint"))
        entries, problems = scene.judge.read_grid(grid, editing.ids.take)
        wrong += [problem for problem in problems if problem.severity is Severity.ERROR or problem.expected]
        for entry in entries:
            editing.take_read(entry, here)
    reasons = [*_faults_in_words(wrong), *(fault.text for _ref, fault in editing.outcome.faults)]
    if reasons:
        text = Text("tables.pasted_wrong", count=len(reasons), reasons=tuple(reasons[:MOST_TOLD]))
        raise InputError(text, Text("tables.pasted_wrong_hint"))
    _end(by, editing)
    return len(editing.steps)


def require_ticked_unchanged(by: Actor, scene: TableScene, marks: Mapping[str, str]) -> None:
    """Refuse ticked rows that say something else than the page did; part of the caller's transaction.

    Raises:
        Conflict: somebody changed one of them, or the mission is archived.

    """
    _begin(by, scene)
    changed = [row.code for ref, row in _stored_rows(scene, marks).items() if mark_of(scene.table, row) != marks[ref]]
    if changed:
        text = Text("tables.ticked_changed", count=len(changed), rows=", ".join(changed[:MOST_TOLD]))
        raise Conflict(text, Text("tables.ticked_changed_hint"))


def _begin(by: Actor, scene: TableScene) -> TableEditing:
    require(by, Policy.EDIT_MISSION)
    require(by, policy_to_edit(scene.table))
    open_mission(scene.mission)
    return TableEditing(scene)


def _end(by: Actor, editing: TableEditing) -> TableOutcome:
    outcome = editing.outcome
    outcome.change = write_steps(by, editing.scene, editing.steps)
    outcome.saved = {step.ref: step.row.pk for step in editing.steps if step.row is not None}
    return outcome


def _stored_rows(scene: TableScene, ids: Iterable[str]) -> dict[str, Any]:
    """Return the rows of some primary keys, in the order asked for, held until the end; one query."""
    keys = [uuid for uuid in map(_key, dict.fromkeys(ids)) if uuid is not None]
    held = rows_of(scene.table, scene.mission).select_for_update().filter(pk__in=keys)
    found = {row.pk: row for row in held}
    return {str(key): found[key] for key in keys if key in found}


def _key(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _faults_in_words(wrong: Iterable[CellProblem]) -> Iterator[Text]:
    for problem in wrong:
        yield Text("tables.in_line", line=problem.row, what=problem.text) if problem.row else problem.text


def _grids(uploads: Sequence[Upload], scene: TableScene) -> Iterator[Grid]:
    words = frozenset(word.casefold() for column in scene.table.spec.columns for word in column.header.every)
    with TemporaryDirectory() as folder:
        for upload in uploads:
            path = Path(folder) / f"sheet{PurePath(upload.name).suffix.lower()}"
            path.write_bytes(upload.content)
            yield from (grid for grid in read_grids(path, words) if any(grid.rows))
