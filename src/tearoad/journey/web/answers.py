"""What scripts of tables and imports send and are told, called alike on both sides."""

from __future__ import annotations

from dataclasses import dataclass

SPOKEN = ("failed", "leaving", "theirs", "mine", "keep_theirs", "put_mine", "gone", "changed")
"""What a table's script says by itself; the catalogue has each as `tables.say_…`."""
SAID = (*SPOKEN, "over_edge", "too_many", "most")
"""With the sentences about a block that goes beyond the table or is too large, and of how many cells one may be."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell as somebody filled it in."""

    row: str
    """The row's primary key; `new-1` for a row that is not there yet."""
    line: int
    field: str
    text: str
    was: str | None = None
    """What it showed before; None where nobody looked."""


@dataclass(frozen=True, slots=True)
class CellClash:
    """A cell that somebody else changed since it was shown."""

    row: str
    line: int
    field: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class CellNow:
    """A cell as it is now: as it is edited, and as it is shown."""

    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class RowNow:
    """A row of a table as it is now."""

    row: str
    code: str
    mark: str
    lines: tuple[dict[str, CellNow], ...]
    """By field."""
    ref: str = ""
    """How the request called a row that is new."""


@dataclass(frozen=True, slots=True)
class CellSays:
    """What is told at a cell."""

    row: str
    line: int
    field: str
    says: str


@dataclass(frozen=True, slots=True)
class CellsAnswer:
    """What became of cells that were sent."""

    saved: tuple[RowNow, ...]
    gone: tuple[str, ...]
    faults: tuple[CellSays, ...]
    remarks: tuple[CellSays, ...]
    clashes: tuple[CellClash, ...]
    change: str
    says: str
    count: int


@dataclass(frozen=True, slots=True)
class FreshAnswer:
    """What changed on a page since it was loaded."""

    rows: tuple[RowNow, ...]
    gone: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class MendClash:
    """A cell of an import that somebody else was faster with."""

    now: str
    text: str


@dataclass(frozen=True, slots=True)
class MendAnswer:
    """What became of a cell of an import."""

    clashes: tuple[MendClash, ...]
