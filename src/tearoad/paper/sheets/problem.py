"""What is wrong with a sheet, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tearoad.text import Text


class Severity(StrEnum):
    """An error holds its row back; a warning keeps it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing to mend: where it stands, what was found, what is expected, what to do."""

    severity: Severity
    text: Text
    hint: Text | None
    file: str
    sheet: str = ""
    row: int | None = None
    """As the spreadsheet counts, from 1; None means the whole sheet or file."""
    column: int | None = None
    """From 1; None means the whole row."""
