"""The cases of a folder of matchmaking events."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tearoad.errors import InputError, NotFoundError
from tearoad.text import Text
from tearoad_lab.matchmaking import Event, read_dzn
from tearoad_lab.timetable.made_up_events import Size, made_up_event, size_of

IMPOSSIBLE = "UNSAT"
"""What a table of known optima says where no plan holds all meetings."""
_COLUMNS = ("instance", "fairness_d", "best_known")


@dataclass(frozen=True, slots=True)
class Case:
    """A file or the size of an event to be made, the fairness asked for, and what is known of it."""

    source: Path | Size
    spread: int | None = None
    known: str = ""

    @property
    def name(self) -> str:
        """What it is called in a table."""
        return self.source.name if isinstance(self.source, Size) else self.source.stem

    def event(self, spread: int | None, seed: int) -> Event:
        """Return the event, read or made.

        Raises:
            OSError, UnicodeDecodeError, InputError: it cannot be read or made.

        """
        if isinstance(self.source, Size):
            return made_up_event(self.source, seed, spread)
        return read_dzn(self.source.read_text(encoding="utf-8"), spread=spread)


def cases(folder: Path, optima: Path | None, spread: int | None) -> list[Case]:
    """Return a case for each row of the table whose file is there and, at `spread`, for each file it does not name.

    Raises:
        NotFoundError: there is no such folder, or no event in it.
        InputError: the table lacks a column, or a number in it is none.

    """
    files = {path.stem: path for path in sorted(folder.rglob("*.dzn"))} if folder.is_dir() else {}
    if not files:
        raise NotFoundError(Text("bench.no_instances", folder=str(folder)), Text("bench.no_instances_hint"))
    rows = list(_rows(optima)) if optima is not None else []
    found = [
        Case(files[row["instance"]], _whole(row["fairness_d"], optima), row["best_known"].strip())
        for row in rows
        if row["instance"] in files
    ]
    named = {row["instance"] for row in rows}
    return found + [Case(path, spread) for name, path in files.items() if name not in named]


def size_cases(sizes: Sequence[str], spread: int | None) -> list[Case]:
    """Return a case for each size.

    Raises:
        InputError: a text is no size, or none that can be made.

    """
    return [Case(size_of(text), spread) for text in sizes]


def _rows(optima: Path) -> Iterator[Mapping[str, str]]:
    try:
        with optima.open(encoding="utf-8-sig", newline="") as table:
            rows = csv.DictReader(table)
            missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise InputError(Text("bench.optima_columns", path=str(optima), columns=", ".join(missing)))
            yield from rows
    except FileNotFoundError as gone:
        raise NotFoundError(Text("bench.no_optima", path=str(optima)), Text("bench.no_optima_hint")) from gone
    except (OSError, UnicodeDecodeError, csv.Error) as broken:
        raise InputError(Text("bench.optima_unreadable", path=str(optima)), Text("bench.no_optima_hint")) from broken


def _whole(text: str, optima: Path | None) -> int | None:
    if not text.strip():
        return None
    try:
        return int(text)
    except ValueError as wrong:
        raise InputError(Text("bench.optima_number", path=str(optima), found=text)) from wrong
