"""What decision 0040 says: a cell of a table is told the same as that cell of a sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tearoad.journey.example import example_files, example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.tables import TABLE_KINDS, RowJudge
from tearoad.mission.sheet_reading import start_reading
from tearoad.paper.sheets import Grid, Kind, Known, Reading
from tearoad.reference import hs_exists
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
    ("exporters", "email", "lushan@"),
    ("buyers", "email", "alma(at)kz"),
    ("buyers", "phone", "+861371111111"),
    ("buyers", "want", "0902, 2103"),
    ("buyers", "windows", "2-3"),
    ("interpreters", "hours", "2-3"),
    ("interpreters", "hours", "до 6 часов в день"),
)
KEPT_AS_WRITTEN = {"sheets.bad_phone", "sheets.unknown_reference", "sheets.unknown_reference_near"}
"""What a sheet tells and keeps: a telephone may be all there is, and who is named may come with a later sheet."""
TYPED = (
    *("lushan@", "alma(at)kz", "+861371111111", "0902, 2103", "2-3", "%", "Atlantis", "31.02.2027", "да", "nobody"),
    *("русский", "USD 9.50/kg", "Tue 14-17", "20 t", "E01", "=1+1"),
)


@pytest.mark.parametrize(("table", "field", "text"), CELLS)
def test_a_cell_is_told_the_same_in_a_table_and_in_a_sheet(
    read_sheets: Callable[..., MissionFiles], table: str, field: str, text: str
) -> None:
    row = ROWS[table] | {field: text}
    files = read_sheets(**{table: ";".join(row) + "\n" + ";".join(f'"{cell}"' for cell in row.values()) + "\n"})
    in_sheet = {problem.text for problem in files.problems if problem.file == f"{table}.csv"}
    judged = RowJudge(TABLE_KINDS[table], example_mission(), tuple, Language.EN).judge([row], {(0, field)})
    assert {fault.text for fault in (*judged.faults, *judged.remarks)} == in_sheet


@pytest.mark.parametrize("table", TABLE_KINDS)
def test_what_a_table_takes_a_sheet_takes_and_what_it_refuses_no_sheet_keeps(table: str) -> None:
    kind, files = TABLE_KINDS[table], example_files(Language.EN)
    rows = getattr(files, table, ()) or ()
    row = rows[0] if rows and isinstance(rows, tuple) else None
    judge = RowJudge(kind, files.mission, lambda: _known(files), Language.EN)
    base = judge.lines_of(row)[0] if row is not None else dict(ROWS.get(table, {}))
    for column in (table_column for table_column in kind.columns if table_column.is_edited):
        for text in TYPED:
            line = base | {column.field: text}
            on_page = judge.judge([line], {(0, column.field)}, base.get("id", ""))
            reading, entries = _as_a_sheet(judge, line)
            found_codes = {problem.text.code for problem in reading.problems if problem.column}
            if any(code.endswith("_elsewhere") for code in found_codes):  # a sheet knows the other's column
                continue
            here = [fault for fault in (*on_page.faults, *on_page.remarks) if fault.field == column.field]
            assert {fault.text.code for fault in here} <= found_codes, (column.field, text)
            if on_page.entries:
                assert entries == on_page.entries, (column.field, text)
            elif entries and not (found_codes & KEPT_AS_WRITTEN or column.field in kind.spec.refusing):
                after = judge.lines_of(entries[0])[0].get(column.field, "")
                assert after != text or not here, (column.field, text)


def _as_a_sheet(judge: RowJudge, line: dict[str, str]) -> tuple[Reading, tuple[object, ...]]:
    reading = start_reading(judge.mission, hs_exists)
    for entry in judge.known:
        reading.directory.add(entry)
    titles = tuple(column.title(Language.EN) for column in judge.table.spec.written)
    cells = tuple(line.get(column.field, "") for column in judge.table.spec.written)
    records = reading.records(Grid("sheet.csv", "", (titles, cells)), judge.table.spec, {})
    entries = tuple(judge.table.read(records, reading))
    reading.look_up_now()
    return reading, entries


def _known(files: MissionFiles) -> tuple[Known, ...]:
    people = ((Kind.EXPORTER, files.exporters), (Kind.BUYER, files.buyers), (Kind.DELEGATE, files.delegates))
    found = [Known(kind, str(person.id), person.name.written, "there") for kind, those in people for person in those]
    return (
        *found,
        *(
            Known(Kind.INTERPRETER, str(interpreter.id), interpreter.name.written, "there")
            for interpreter in files.interpreters
        ),
    )
