"""Cells and grids: what a file holds before anybody asks what it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from tearoad.paper.sheets.problem import CellProblem
from tearoad.values.letters import seen

Cell: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta"

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_LIKE_A_HEADER = 120
"""Longer texts, which somebody wrote once, are not remembered."""
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
NOTHING_WRITTEN = frozenset({"", "-", "–", "—", "/", "n/a", "н/д"})
"""What people put into a cell to say that there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as values, from cell A1 on. `sheet` is empty for a CSV file."""

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    flaws: tuple[CellProblem, ...] = ()
    """What is wrong whatever the sheet is about: errors of formulas, formulas without a value."""
    is_hidden: bool = False
    """Whether the workbook hides the sheet; then its rows are not read."""
    kind: str = ""
    """The sheet of ours whose headers it has, where it is no sheet of its own and has no name that says so."""
    merged: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    """What a cell says that stands over several rows: by each further row and its column, counted from 0."""
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What people wrote beside cells, by row and column."""
    struck: frozenset[tuple[int, int]] = frozenset()
    """The cells whose text is struck through, by row and column."""

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    @property
    def is_filled(self) -> bool:
        """Whether any cell says anything."""
        return any(not is_blank(cell) for row in self.rows for cell in row)


def clean(text: str) -> str:
    """Return a text without invisible characters and doubled blanks; blanks at the ends of lines go as well."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most cells, some hundred thousand a mission
        return text.strip()
    text = seen(text).replace("\r\n", "\n").replace("\r", "\n")
    text = _BLANKS.sub(" ", _CONTROL.sub("", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def cell_text(cell: Cell) -> str:  # one line a type
    """Return a cell as its writer sees it: 3.0 is `3`, a date is `2023-02-07`."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, blanks, or a dash."""
    return isinstance(cell, str) and (
        not cell or ((len(cell) < 10 or cell.isspace()) and clean(cell).casefold() in NOTHING_WRITTEN)
    )


def folded_words(text: str) -> str:
    """Return a text in which only its words count, each as it is folded."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def folded(text: str) -> str:
    """Return a key that is the same for all ways to write a header or a choice: no case, blanks, punctuation."""
    return _fold(text) if len(text) <= _LIKE_A_HEADER else _fold.__wrapped__(text)


@lru_cache(maxsize=16384)  # headers and choices are the same in every row
def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return "".join(c for c in text if c.isalnum())
