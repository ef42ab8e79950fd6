"""What decision 0040 says: a cell of a table is told the same as that cell of a sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tearoad.journey.example import example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.tables import TABLE_KINDS, RowJudge
from tearoad.values import Language

ROWS = {
    "exporters": {"id": "E1", "name_latin": "Example Tea", "product_latin": "Green tea", "hs": "090210"},
    "buyers": {"id": "B1", "name_latin": "Example Trade", "want": "tea", "want_hs": "090210", "country": "Russia"},
    "interpreters": {"id": "I1", "native": "Примерова Анна", "pairs": "zh<>ru"},
    "delegates": {"id": "D1", "native": "李示例"},
}
CELLS = (
    ("exporters", "hs", "tea"),
    ("exporters", "hs", "0902.10, 2103.90"),
    ("exporters", "staff_per_day", "2-3人"),
    ("exporters", "staff_per_day", "many"),
    ("exporters", "ownership", "somebody's"),
    ("exporters", "do_not_meet", "B77"),
    ("buyers", "country", "Atlantis"),
    ("buyers", "email", "nobody at all"),
    ("buyers", "languages", "русский, Klingonian"),
    ("buyers", "windows", "sometime"),
    ("buyers", "target_price", "cheap"),
    ("interpreters", "pairs", "中文、俄语"),
    ("interpreters", "pairs", "zh"),
    ("interpreters", "max_hours", "6-8"),
    ("interpreters", "max_hours", "8-6"),
    ("interpreters", "email", "anna@example.com"),
    ("interpreters", "email", "at example"),
    ("interpreters", "rate", "a lot"),
    ("delegates", "email", "li@example.com"),
    ("delegates", "email", "at example"),
    ("delegates", "arrives_at", "soon"),
    ("delegates", "firm", "E77"),
)


@pytest.mark.parametrize(("table", "field", "text"), CELLS)
def test_a_cell_is_told_the_same_in_a_table_and_in_a_sheet(
    read_sheets: Callable[..., MissionFiles], table: str, field: str, text: str
) -> None:
    row = ROWS[table] | {field: text}
    files = read_sheets(**{table: ";".join(row) + "\n" + ";".join(f'"{cell}"' for cell in row.values()) + "\n"})
    in_sheet = {one.text for one in files.problems if one.file == f"{table}.csv"}
    judged = RowJudge(TABLE_KINDS[table], example_mission(), tuple, Language.EN).judge([row], {(0, field)})
    assert {one.text for one in (*judged.faults, *judged.remarks)} == in_sheet
