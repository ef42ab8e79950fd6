"""The small example mission as a folder on disk, ways to break it, and one run of the real command line on it."""

from __future__ import annotations

import atexit
import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal, TypeAlias

import openpyxl
import pytest

from tearoad.cli.app import run as tearoad
from tearoad.errors import InputError
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.run import NothingToPlanError, Options, prepare
from tearoad.journey.watch import Unwatched
from tearoad.journey.write_folder import write_folder
from tearoad.mission.toml import write_mission
from tearoad.paper.sheets import CellProblem, Grid
from tearoad.paper.sheets.problems_workbook import tab_names
from tearoad.values import Language
from tearoad.words import say
from tests.journey.papers_once import papers_set_once

Form = Literal["csv", "xlsx"]
RED, AMBER = "FFF4B6B0", "FFFBE3A6"


@cache
def _base(form: Form) -> Path:
    folder = Path(mkdtemp(prefix="tearoad-example-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_mission(example_mission(), folder / "mission.toml", Language.EN)
    write_folder(example_files(Language.EN), folder, Language.EN, form)
    return folder


def example_folder(at: Path, form: Form = "csv") -> Path:
    """Lay a fresh copy of the example folder: 2 exporters, 3 buyers, 3 requests, all of it plannable."""
    shutil.copytree(_base(form), at, dirs_exist_ok=True)
    return at


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def write_rows(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def set_cell(folder: Path, sheet: str, row: int, header: str, value: str) -> None:
    """Write one cell of a CSV sheet; rows count as a spreadsheet counts them."""
    path = folder / f"{sheet}.csv"
    rows = rows_of(path)
    rows[row - 1][rows[0].index(header)] = value
    write_rows(path, rows)


def add_row(folder: Path, sheet: str, **cells: str) -> None:
    """Add a row below a CSV sheet; headers are written with _ for a blank."""
    path = folder / f"{sheet}.csv"
    rows = rows_of(path)
    named = {header.replace("_", " "): value for header, value in cells.items()}
    assert named.keys() <= set(rows[0]), named.keys() - set(rows[0])
    write_rows(path, [*rows, [named.get(header, "") for header in rows[0]]])


def in_mission(folder: Path, old: str, new: str) -> None:
    """Change a line of mission.toml from its beginning; the line must be there."""
    path = folder / "mission.toml"
    text = path.read_text(encoding="utf-8")
    assert f"\n{old}" in text, old
    path.write_text(text.replace(f"\n{old}", f"\n{new}", 1), encoding="utf-8")


def lay_list(folder: Path, name: str, content: str | bytes) -> None:
    """Put a watch list into the folder."""
    (folder / "lists").mkdir(exist_ok=True)
    (folder / "lists" / name).write_bytes(content.encode() if isinstance(content, str) else content)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Pack members as a workbook is packed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of `tearoad plan` left behind."""

    code: int
    figures: Mapping[str, object]
    said: str
    problems: tuple[tuple[str, str], ...]
    """Every problem: where it stands and the code of its text."""

    @property
    def told(self) -> tuple[int, object, tuple[tuple[str, str], ...]]:
        """Exit code, rows and parties held back, problems."""
        return self.code, self.figures["held_back"], self.problems


def plan(folder: Path, capsys: pytest.CaptureFixture[str], *options: str, out: Path | None = None) -> Ran:
    """Plan a folder with the real command line and hold the files it left against what the reading found."""
    out = out or folder.parent / "out"
    capsys.readouterr()
    with papers_set_once():
        code = tearoad(["plan", str(folder), "--out", str(out), "--effort", "1", "--json", "--strict", *options])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    assert not [path for path in folder.parent.rglob("*") if path.name.startswith(".") or ".new-" in path.name]
    figures = json.loads(printed.out.splitlines()[-1])
    if code in {0, 1, 3}:
        left = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
        assert left == set(figures["files"])
    problems, grids = _found(folder, refuse_errors="--refuse-errors" in options)
    _holds(out / "problems.xlsx", problems, grids)
    return Ran(code, figures, printed.err, tuple((problem.where, problem.text.code) for problem in problems))


def _found(folder: Path, *, refuse_errors: bool) -> tuple[tuple[CellProblem, ...], tuple[Grid, ...]]:
    try:
        ready = prepare(folder, Options(refuse_errors=refuse_errors), Unwatched())
    except NothingToPlanError as nothing:
        return nothing.problems, nothing.grids
    except InputError:
        return (), ()
    return ready.files.problems, ready.files.grids


def _holds(workbook: Path, problems: tuple[CellProblem, ...], grids: tuple[Grid, ...]) -> None:
    """Hold problems.xlsx to its promise: each problem in the list, each bad cell coloured and explained."""
    if not problems:
        assert not workbook.exists()
        return
    book = openpyxl.load_workbook(workbook)
    listed = [[cell.value or "" for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [row[1:4] + row[5:6] for row in listed] == [
        [problem.file, problem.sheet, problem.cell, say(problem.text, Language.EN)] for problem in problems
    ]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    tabs = tab_names(grids, book.sheetnames[0])
    for problem in problems:
        tab = tabs.get((problem.file, problem.sheet))
        if tab is None or problem.row is None:
            continue
        cell = book[tab].cell(problem.row, problem.column or 1)
        assert say(problem.text, Language.EN) in cell.comment.text
        assert cell.fill.fgColor.rgb in ({RED} if problem.severity == "error" else {RED, AMBER})


Break: TypeAlias = Callable[[Path], None]
Case: TypeAlias = tuple[int, int, tuple[tuple[str, str], ...]]
"""Exit code, rows and parties held back, and every problem: where it stands and the code of its text."""


def named(param: Break | Case) -> str:
    """Name a case by what was done to the folder."""
    return "" if isinstance(param, tuple) else param.__name__
