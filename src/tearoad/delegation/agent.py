"""The travel agent's spreadsheet: hotel, room and journey of people whom it names in its own way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tearoad.companies.name_columns import person_columns, read_person_name
from tearoad.delegation.delegate_columns import JOURNEY
from tearoad.delegation.delegates_sheet import near_fair
from tearoad.mission.mission import Mission
from tearoad.mission.sheet_reading import start_reading
from tearoad.names import PersonName
from tearoad.paper.sheets import (
    CellProblem,
    Column,
    ComposedWords,
    Grid,
    Record,
    Severity,
    SheetSpec,
    SheetWords,
    cell_text,
)
from tearoad.paper.sheets.headers import find_layout
from tearoad.rows.in_three import read_local
from tearoad.text import Text
from tearoad.values import Language, LocalText

_TITLE = re.compile(r"\s+(?:MR|MRS|MS|MISS|MSTR|DR|PROF)\.?$", re.IGNORECASE)
_NAMES = ("native", "latin", "local", "name")
_PASSENGER = SheetWords("sheet_words.passenger")
"""What agents call the column of names, beside what everybody does."""


def _with_passenger(column: Column) -> Column:
    def both(language: Language) -> tuple[str, ...]:
        return (*column.header.of(language), *_PASSENGER.of(language))

    return replace(column, header=ComposedWords(column.header.code, both)) if column.field == "name" else column


TRAVEL = SheetSpec(
    "travel",
    SheetWords("sheet_words.travel_of_agent"),
    (
        *map(_with_passenger, person_columns("")),
        Column(
            "arrives_at",
            SheetWords("sheet_words.arrives"),
        ),
        Column(
            "arrives_on",
            SheetWords("sheet_words.arrival_date"),
            about="arrives_at",
        ),
        Column(
            "arrives_clock",
            SheetWords("sheet_words.arrival_time"),
            about="arrives_at",
        ),
        Column(
            "leaves_at",
            SheetWords("sheet_words.leaves"),
        ),
        Column(
            "leaves_on",
            SheetWords("sheet_words.departure_date"),
            about="leaves_at",
        ),
        Column(
            "leaves_clock",
            SheetWords("sheet_words.departure_time"),
            about="leaves_at",
        ),
        *(column for field in JOURNEY for column in field.columns),
    ),
    needs=(_NAMES,),
    people=True,
)


@dataclass(frozen=True, slots=True)
class TravelLine:
    """One row of the agent's sheet, as far as it was understood."""

    row: int
    """Where it stands in the sheet, counted from 1."""
    name: PersonName
    hotel: LocalText = LocalText()
    room: str = ""
    room_with: tuple[str, ...] = ()
    """As written: names, seldom ids."""
    arrives_at: datetime | None = None
    arrives_by: str = ""
    leaves_at: datetime | None = None
    leaves_by: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A header of the sheet and as which column it was read; empty where it was not."""

    label: str
    field: str


@dataclass(frozen=True, slots=True)
class TravelSheet:
    """What the agent's sheet says."""

    lines: tuple[TravelLine, ...]
    headings: tuple[Heading, ...]
    problems: tuple[CellProblem, ...]
    grid: Grid
    """The sheet, passport numbers taken out: what may be kept."""


def read_travel(grid: Grid, mission: Mission, mapping: Mapping[str, str]) -> TravelSheet:
    """Read the agent's sheet; `mapping` says which of its own headers mean which column (empty: leave it out).

    Nothing that is wrong stops it; a row without a name is left out and told.
    """
    reading = start_reading(mission)
    records = reading.records(grid, TRAVEL, mapping)
    lines = []
    for record in records:
        record.needed(_NAMES)
        if record.held:
            continue
        lines.append(
            TravelLine(
                record.row,
                _plain(read_person_name(record, "", reading.home, reading.host)),
                read_local(record, "hotel"),
                record.text("room"),
                record.list("room_with"),
                _moment(record, "arrives"),
                record.text("arrives_by"),
                _moment(record, "leaves"),
                record.text("leaves_by"),
            )
        )
    return TravelSheet(
        tuple(lines), _headings(grid, mapping), tuple(reading.problems), reading.grids.get(TRAVEL.name, grid)
    )


def _plain(name: PersonName) -> PersonName:
    """Return a name as people say it: tickets write `WANG/SHILI MR`."""
    return replace(name, latin=_TITLE.sub("", name.latin.replace("/", " ")).strip())


def _moment(record: Record, which: str) -> datetime | None:
    """Return day and time from one cell or from two; a day without a time tells no bus when to come."""
    whole = record.moment(f"{which}_at") if f"{which}_at" in record else None
    if whole is not None:
        return near_fair(record, f"{which}_at", whole)
    on, at = record.date(f"{which}_on", Severity.WARNING), record.time(f"{which}_clock")
    if on and at:
        return near_fair(record, f"{which}_on", record.around.calendar.at(on, at).value)
    if on:
        record.warn(Text("delegation.no_time"), Text("delegation.no_time_hint"), f"{which}_on")
    return None


def _headings(grid: Grid, mapping: Mapping[str, str]) -> tuple[Heading, ...]:
    layout = find_layout(grid, TRAVEL, mapping)
    if layout is None:
        first = next((row for row in grid.rows[:12] if sum(bool(cell_text(cell)) for cell in row) > 1), ())
        return tuple(Heading(cell_text(cell), "") for cell in first if cell_text(cell))
    fields = {index: field for field, index in layout.columns.items()}
    row = grid.rows[layout.header_row]
    labels = ((index, cell_text(cell)) for index, cell in enumerate(row) if index not in layout.passports)
    return tuple(Heading(label, fields.get(index, "")) for index, label in labels if label)
