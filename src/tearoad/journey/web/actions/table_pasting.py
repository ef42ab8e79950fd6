"""Take a pasted block or a file into a table whose rows no import brings: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from django.db import transaction

from tearoad.errors import InputError
from tearoad.journey.web.actions.imports import Upload, judge_uploads
from tearoad.journey.web.actions.tables import MOST_CELLS, begin_editing, end_editing
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.paper.sheets import CellProblem, Grid, Severity
from tearoad.paper.sheets.files.folder import read_grids
from tearoad.people import Actor
from tearoad.text import Text


@transaction.atomic
def take_pasted(by: Actor, scene: TableScene, uploads: Sequence[Upload]) -> int:
    """Write every row that the sheets say; return how many are different now.

    Raises:
        InputError: a sheet cannot be read, or something in it is wrong: nothing is written, the first few are told.
        Conflict: the mission is archived.

    """
    judge_uploads(uploads)
    editing = begin_editing(by, scene)
    here = {one.code: one for one in rows_of(scene.table, scene.mission).select_for_update()}
    wrong: list[CellProblem] = []
    for grid in _grids(uploads, scene):
        if sum(map(len, grid.rows)) > MOST_CELLS:
            text = Text("tables.too_many_cells", found=sum(map(len, grid.rows)), most=MOST_CELLS)
            raise InputError(text, Text("tables.too_many_cells_hint"))
        entries, problems = scene.judge.read_grid(grid, editing.ids.take)
        wrong += [one for one in problems if one.severity is Severity.ERROR or one.expected]
        for entry in entries:
            editing.take_read(entry, here)
    reasons = [*_faults_in_words(wrong), *(fault.text for _ref, fault in editing.outcome.faults)]
    if reasons:
        text = Text("tables.pasted_wrong", count=len(reasons), reasons=tuple(reasons[:_MOST_NAMED]))
        raise InputError(text, Text("tables.pasted_wrong_hint"))
    end_editing(by, editing)
    return len(editing.steps)


_MOST_NAMED = 5
"""So many faults are told at once."""


def _faults_in_words(wrong: Iterable[CellProblem]) -> Iterator[Text]:
    for one in wrong:
        yield Text("tables.in_line", line=one.row, what=one.text) if one.row else one.text


def _grids(uploads: Sequence[Upload], scene: TableScene) -> Iterator[Grid]:
    words = frozenset(word.casefold() for column in scene.table.spec.columns for word in column.header.every)
    with TemporaryDirectory() as folder:
        for upload in uploads:
            path = Path(folder) / f"sheet{PurePath(upload.name).suffix.lower()}"
            path.write_bytes(upload.content)
            yield from (grid for grid in read_grids(path, words) if any(grid.rows))
