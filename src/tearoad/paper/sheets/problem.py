"""What is wrong with a sheet, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tearoad.text import Text


class Severity(StrEnum):
    """An error holds its row back; a warning keeps it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands and what is in it, for what is found wrong only after the sheet was read."""

    file: str
    sheet: str
    row: int
    """As the spreadsheet counts, from 1."""
    column: int | None
    found: str = ""

    def error(self, text: Text, hint: Text) -> CellProblem:
        """Return the error that stands in this cell."""
        return CellProblem(Severity.ERROR, text, hint, self.file, self.sheet, self.row, self.column, self.found)

    def warning(self, text: Text, hint: Text) -> CellProblem:
        """Return the warning that stands in this cell."""
        return CellProblem(Severity.WARNING, text, hint, self.file, self.sheet, self.row, self.column, self.found)


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
    found: str = ""
    """The cell as it stands, where one cell is meant."""
    expected: Text | None = None
    stops: bool = False
    """A "no" may stand here: nothing is planned before it is mended, or a person says what is meant."""

    @property
    def cell(self) -> str:
        """The place as a spreadsheet names it: `C7`, `7` for a whole row, empty for a whole sheet or file."""
        return (column_letters(self.column) if self.column else "") + (str(self.row) if self.row else "")

    @property
    def where(self) -> str:
        """The whole place: `mission.xlsx › Buyers › C12`, without a sheet that is named like its file."""
        sheet = self.sheet if self.sheet and self.sheet not in self.file else ""
        return " › ".join(part for part in (self.file, sheet, self.cell) if part)


def held_rows(problems: Iterable[CellProblem]) -> int:
    """Return how many rows errors hold back; an error of a whole sheet or file counts as one."""
    return len(
        {(problem.file, problem.sheet, problem.row) for problem in problems if problem.severity is Severity.ERROR}
    )


def column_letters(number: int) -> str:
    """Return the letters of a column that is counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
