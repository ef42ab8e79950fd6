"""Sheets: columns and records for reading and writing them, problems found in them."""

from tearoad.paper.sheets.cells import Cell, Grid, cell_text, clean, folded
from tearoad.paper.sheets.columns import (
    LONGEST_CELL,
    LONGEST_LINE,
    LONGEST_NOTE,
    Choices,
    Column,
    ComposedWords,
    SheetSpec,
    SheetWords,
)
from tearoad.paper.sheets.directory import EVERYONE, PARTIES, Directory, Kind, Known
from tearoad.paper.sheets.problem import CellPlace, CellProblem, Severity, held_rows
from tearoad.paper.sheets.reading import Reading, chapter_exists
from tearoad.paper.sheets.record import Record, merged
from tearoad.paper.sheets.stored import StoredRows
from tearoad.paper.sheets.stored_ids import StoredIds
from tearoad.paper.sheets.writing import SheetRow, Table, Value
from tearoad.paper.sheets.written.calendar import FairCalendar

__all__ = [
    "EVERYONE",
    "LONGEST_CELL",
    "LONGEST_LINE",
    "LONGEST_NOTE",
    "PARTIES",
    "Cell",
    "CellPlace",
    "CellProblem",
    "Choices",
    "Column",
    "ComposedWords",
    "Directory",
    "FairCalendar",
    "Grid",
    "Kind",
    "Known",
    "Reading",
    "Record",
    "Severity",
    "SheetRow",
    "SheetSpec",
    "SheetWords",
    "StoredIds",
    "StoredRows",
    "Table",
    "Value",
    "cell_text",
    "chapter_exists",
    "clean",
    "folded",
    "held_rows",
    "merged",
]
