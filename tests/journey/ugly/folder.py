"""One ugly folder as an office sends it, and what must come of each of its odd cells: read rightly, told, or a stop.

What must come of a cell was written down before the reader was changed. Everybody in these folders is fictional.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tearoad.companies import Price, Quantity
from tearoad.journey.example import example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.run import NothingToPlanError, Options, prepare
from tearoad.journey.watch import Unwatched
from tearoad.matching import Strength
from tearoad.mission.toml import write_mission
from tearoad.values import Language, Window

Rows: TypeAlias = Sequence[Sequence[str]]
STOP = "stop"


@dataclass(frozen=True, slots=True)
class Ugly:
    """A folder: files with their rows, what is read from its odd cells, and everything that is told."""

    name: str
    files: Mapping[str, Rows]
    """By file name; of a workbook each sheet is a file of its own: `mission.xlsx/Requests`."""
    told: tuple[tuple[str, ...], ...] = ()
    """Cell and code of every remark, with STOP where nothing is planned before a person answers."""
    read: Mapping[str, str] | None = None
    """What is understood: `buyers B1 windows` -> `9 10:00-18:00`."""
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    mission: str = ""
    """What stands below the rest of mission.toml."""
    made: Callable[[Path], None] | None = None
    """Writes into the folder what rows of text cannot say: a workbook with merged cells, hidden rows, numbers."""

    @property
    def stops(self) -> bool:
        """Whether nothing may be planned."""
        return any(STOP in remark for remark in self.told)


@dataclass(frozen=True, slots=True)
class Came:
    """What really came of a folder."""

    told: tuple[tuple[str, ...], ...]
    stops: bool
    read: Mapping[str, str]


def came_of(ugly: Ugly) -> Came:
    """Read, screen and match a folder as `tearoad plan` does before it plans."""
    with TemporaryDirectory(prefix="tearoad-ugly-") as name:
        folder = lay(ugly, Path(name))
        files: MissionFiles | None = None
        try:
            files = prepare(folder, Options(), Unwatched()).files
            problems, stopped = files.problems, False
        except NothingToPlanError as nothing:
            problems, stopped = nothing.problems, bool(nothing.waits)
    remarks = tuple((problem.where, problem.text.code, *((STOP,) if problem.stops else ())) for problem in problems)
    wanted = ugly.read or {}
    return Came(remarks, stopped, {what: _fact(files, what) for what in wanted} if files else {})


def lay(ugly: Ugly, folder: Path) -> Path:
    """Write a folder to disk."""
    (folder / "mission.toml").write_text(_mission() + ugly.mission, encoding="utf-8")
    books: dict[str, dict[str, Rows]] = {}
    for name, rows in ugly.files.items():
        book, _, sheet = name.partition("/")
        if sheet:
            books.setdefault(book, {})[sheet] = rows
        else:
            text = io.StringIO()
            csv.writer(text, delimiter=ugly.delimiter).writerows(rows)
            (folder / name).write_bytes(text.getvalue().encode(ugly.encoding))
    for book, sheets in books.items():
        with xlsxwriter.Workbook(str(folder / book)) as workbook:
            for sheet, rows in sheets.items():
                _fill(workbook.add_worksheet(sheet), rows)
    if ugly.made:
        ugly.made(folder)
    return folder


def _fill(page: Worksheet, rows: Rows) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.startswith("="):  # a formula that ends in an error
                page.write_formula(number, column, cell, None, "#N/A")
            else:
                page.write_string(number, column, cell)


@cache
def _mission() -> str:
    with TemporaryDirectory(prefix="tearoad-ugly-") as name:
        path = Path(name) / "mission.toml"
        write_mission(example_mission(), path, Language.EN)
        return path.read_text(encoding="utf-8")


def path(what: str) -> str:
    """Return where a value is found, from a word: `buyers__B1__wants_0_volume` is `buyers B1 wants.0.volume`."""
    spaced = what.replace("__", " ").replace("_0_", ".0.")
    return spaced.replace("contact_person_", "contact.person.").replace("name_", "name.")


def _fact(files: MissionFiles, what: str) -> str:
    kind, id_, field = what.split(" ")
    if kind == "requests":
        return next((_said(getattr(request, field)) for request in files.requests if request.id == id_), "gone")
    if kind == "absences":
        return ", ".join(_said(absence.window) for absence in files.absences if absence.who == id_)
    rows: tuple[Any, ...] = getattr(files, kind)
    value: Any = next((row for row in rows if row.id == id_), None)
    for part in field.split(".") if value else ():
        value = value[int(part)] if part.isdigit() else getattr(value, part)
    return _said(value)


def _said(value: object) -> str:  # one line a type
    if isinstance(value, Window):
        return f"{value.start_at.day} {value.start_at:%H:%M}-{value.end_at:%H:%M}"
    if isinstance(value, Quantity):
        return f"{value.amount.normalize():f} {value.unit}"
    if isinstance(value, Price):
        return f"{value.money.amount.normalize():f} {value.money.currency}/{value.unit}"
    if isinstance(value, tuple):
        return ", ".join(map(_said, value))
    return value.value if isinstance(value, Strength) else str(value)
