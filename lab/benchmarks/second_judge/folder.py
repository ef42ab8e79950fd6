"""A mission's folder as rows of text: mission.toml, and the sheets of workbooks and CSV files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl

from lab.benchmarks.second_judge.documents import documented, plain

Row: TypeAlias = Mapping[str, str]
"""Field -> what stands there; an empty cell is left out."""
HEADER_WITHIN = 10
"""In so many first rows the header is looked for."""


class UnjudgedError(Exception):
    """Something of the folder or plan is not understood, so nothing is said about it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What the officer wrote."""

    mission: Mapping[str, Any]
    rows: Mapping[str, Sequence[Row]]
    """Kind of sheet -> its rows."""

    def of(self, kind: str) -> Sequence[Row]:
        """Return the rows of one kind of sheet."""
        return self.rows.get(kind, ())

    def by_id(self, kind: str) -> Iterator[Row]:
        """Return one row an id: what several rows say together, the first one first."""
        joined: dict[str, dict[str, str]] = {}
        for row in self.of(kind):
            known = joined.setdefault(row["id"], {})
            known.update({field: said for field, said in row.items() if field not in known})
        yield from joined.values()


def read_folder(folder: Path) -> Folder:
    """Read mission.toml and every sheet that the documents name."""
    rows: dict[str, list[Row]] = {}
    for path in sorted(folder.iterdir()):
        for name, lines in _pages(path):
            kind = next((text for text, sheet in documented().items() if plain(name) in sheet.names), None)
            if kind:
                rows.setdefault(kind, []).extend(_rows(kind, lines))
    mission = tomllib.loads((folder / "mission.toml").read_text(encoding="utf-8"))
    return Folder(mission, rows)


def _pages(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield path.stem, [[cell.strip() for cell in row] for row in csv.reader(file)]
    if path.suffix == ".xlsx":
        for page in openpyxl.load_workbook(path, data_only=True):
            if page.sheet_state == "visible":
                yield page.title, [[_text(cell) for cell in row] for row in page.iter_rows(values_only=True)]


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _rows(kind: str, lines: Sequence[Sequence[str]]) -> Iterable[Row]:
    sheet = documented()[kind]
    known = [[sheet.fields.get(plain(cell), "") for cell in line] for line in lines[:HEADER_WITHIN]]
    if not known:
        return
    best = max(range(len(known)), key=lambda number: sum(map(bool, known[number])))
    for line in lines[best + 1 :]:
        row = {field: _word(sheet.choices.get(field), cell) for field, cell in zip(known[best], line, strict=False)}
        row = {field: cell for field, cell in row.items() if field and cell}
        if row:
            yield row


def _word(choices: Mapping[str, str] | None, cell: str) -> str:
    return (choices or {}).get(plain(cell), cell)
