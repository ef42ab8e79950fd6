from __future__ import annotations

import pytest

from tearoad.delegation.delegates_sheet import DELEGATES
from tearoad.journey.example import example_mission
from tearoad.journey.kinds import SHEETS
from tearoad.mission.sheet_reading import start_reading
from tearoad.paper.sheets import Grid, Severity
from tearoad.paper.sheets.columns import LONGEST_CELL, LONGEST_LINE, LONGEST_NOTE

LENGTHS = {f"{sheet.name}.{column.field}": column.longest for sheet in SHEETS for column in sheet.columns}


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("delegates.hotel_en", LONGEST_LINE),
        ("exporters.name_latin", LONGEST_LINE),
        ("programme.title_ru", LONGEST_LINE),
        ("buyers.contact_name", LONGEST_LINE),
        ("costs.note", LONGEST_NOTE),
        ("programme.must", LONGEST_NOTE),
        ("programme.points_en", LONGEST_NOTE),
        ("exporters.languages", LONGEST_NOTE),
        ("applications.answers", LONGEST_CELL),
    ],
)
def test_a_line_is_shorter_than_a_note(field: str, most: int) -> None:
    assert LENGTHS[field] == most


@pytest.mark.parametrize(("length", "too_long"), [(LONGEST_LINE, False), (LONGEST_LINE + 1, True), (32_000, True)])
def test_a_cell_that_is_too_long_is_named_and_left_aside_alone(length: int, too_long: bool) -> None:  # noqa: FBT001  # a case
    reading = start_reading(example_mission())
    grid = Grid("delegates.csv", "", (("ID", "Name", "Hotel"), ("D01", "Li Wei", "h" * length)))
    (record,) = reading.records(grid, DELEGATES.spec, {})
    assert (record.held, "hotel" in record) == (False, not too_long)
    found = [(problem.severity, problem.text.code, problem.cell, len(problem.found)) for problem in reading.problems]
    assert found == ([(Severity.WARNING, "sheets.text_too_long", "C2", 81)] if too_long else [])


def test_a_name_that_is_too_long_holds_its_row() -> None:
    reading = start_reading(example_mission())
    grid = Grid("delegates.csv", "", (("ID", "Name"), ("D01", "L" * (LONGEST_LINE + 1))))
    (record,) = reading.records(grid, DELEGATES.spec, {})
    assert record.held
    assert [(problem.severity, problem.cell) for problem in reading.problems] == [(Severity.ERROR, "B2")]
