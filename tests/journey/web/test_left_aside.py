"""A cell that nobody can read is left aside: what the mission holds there stays."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tearoad.companies.web.models import Company
from tearoad.journey.files import MissionFiles
from tearoad.journey.kinds import SHEETS
from tearoad.journey.read import Here, read_sheets
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.queries.kinds import PARTIES, PERSONS, Documents, incoming
from tearoad.journey.web.queries.rows_now import rows_now
from tearoad.journey.write_folder import as_tables
from tearoad.mission import Mission as CoreMission
from tearoad.mission.web.models import Mission
from tearoad.paper.sheets import SheetRow, StoredRows, Table
from tearoad.paper.sheets.files.folder import find_sheets
from tearoad.paper.sheets.writing import as_texts, write_csv
from tearoad.people import Actor
from tearoad.reference import hs_exists
from tearoad.values import Language
from tearoad.values.document import Document

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

Cell = tuple[str, int, str]
"""Sheet, row from 0 and field."""

EXPORTERS = """id,company name,stand,staff per day,languages,product,hs code,minimum order,price
E1,Example Tea,1A1,2,zh; ru,Green tea,090210,500 kg,USD 2.90/kg
,,,,,Black tea,090230,300 kg,USD 3.10/kg
"""


def stored_exporter(mission: Mission) -> Document:
    return rows_now(mission).documents["exporters"]["E1"]


@pytest.mark.parametrize(
    ("written", "nonsense", "where"),
    [
        ("1A1,2,", "1A1,zwei oder drei,", "exporters.csv › D2"),
        ("zh; ru", "zh; klingon", "exporters.csv › E2"),
        ("090210", "9999999", "exporters.csv › G2"),
        ("300 kg", "ein paar", "exporters.csv › H3"),
        ("USD 3.10/kg", "auf Anfrage", "exporters.csv › I3"),
    ],
)
def test_a_second_import_with_a_bad_cell_changes_nothing(
    officer: Actor, empty: Mission, hand_in: HandIn, written: str, nonsense: str, where: str
) -> None:
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS), Choice())
    before = stored_exporter(empty)
    again = hand_in(empty, exporters=EXPORTERS.replace(written, nonsense))
    (remaining,) = (problem for problem in again.found["problems"] if problem["found"] and problem["found"] in nonsense)
    assert (remaining["file"], remaining["severity"]) == (where.split(" › ", maxsplit=1)[0], "warning")
    assert again.found["kinds"]["exporters"]["counts"]["same"] == 1
    imports.apply(officer, again, Choice())
    assert (stored_exporter(empty), Company.objects.count()) == (before, 1)


def test_another_firm_with_the_same_id_takes_nothing_over(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS), Choice())
    other = "id,company name,staff per day,product,hs code\nE1,Sample Sauce,viele,Chili sauce,210390\n"
    again = hand_in(empty, exporters=other)
    assert again.found["kinds"]["exporters"]["counts"]["others"] == 1
    imports.apply(officer, again, Choice(replace_others=frozenset({("exporters", "E1")})))
    after = stored_exporter(empty)
    assert (after["name"], "staff_per_day" in after) == ({"latin": "Sample Sauce"}, False)


def test_a_product_nobody_had_takes_no_price_over(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS), Choice())
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS + ",,,,,Oolong,090220,5 kg,teuer\n"), Choice())
    products = stored_exporter(empty)["products"]
    assert [product.get("price", {}).get("money", {}).get("amount") for product in products] == ["2.90", "3.10", None]


@pytest.mark.parametrize("nonsense", ["¿?", "¿" * 40_000], ids=["nonsense", "too long"])
def test_no_column_of_any_sheet_is_emptied_by_what_cannot_be_read(
    tmp_path: Path, demo: MissionFiles, nonsense: str
) -> None:
    tables = as_tables(demo)

    def read(cells: Collection[Cell]) -> MissionFiles:
        return read_spoilt(demo.mission, tables, dict.fromkeys(cells, nonsense), tmp_path)

    before, tried = incoming(read(())), set[tuple[str, str]]()
    for cells in rounds(tables):
        spoilt = read(cells)
        places = {(problem.file, problem.row, problem.column) for problem in spoilt.problems}
        unread = {cell for cell in cells if place_of_cell(cell) in places}
        if unread:
            after = incoming(spoilt if unread == cells else read(unread))
            assert list(emptied(before, after, nonsense)) == []
        tried |= {(sheet, field) for sheet, _row, field in unread}
    assert len(tried) > 40


def emptied(before: Documents, after: Documents, nonsense: str) -> Iterator[tuple[str, str]]:
    """Tell of rows that say something else now; a phone is kept as it is written, and a row may be held back."""
    for kind, rows in before.items():
        for key, document in rows.items():
            now = after[kind].get(key, document)
            if now != document and nonsense[:2] not in json.dumps(now, ensure_ascii=False):
                yield kind, key


def rounds(tables: tuple[Table, ...]) -> Iterator[set[Cell]]:
    """Every filled cell a row can do without, a column once; of each row one cell at a time."""
    left = {(table.spec.name, field) for table in tables for field in table.spec.by_field.keys() - table.spec.essential}
    rows = {table.spec.name: [set(texts) for texts in as_texts(table)] for table in tables}
    filled = Counter((sheet, field) for sheet, texts in rows.items() for row in texts for field in row)
    while True:
        cells: set[Cell] = set()
        for sheet, texts in rows.items():
            for number, row in enumerate(texts):
                fields = [(filled[sheet, field], field) for field in row if (sheet, field) in left]
                if fields:
                    _, rarest = min(fields)  # what one row alone can show does not wait for what every row can
                    cells.add((sheet, number, rarest))
                    left.discard((sheet, rarest))
        if not cells:
            return
        yield cells


def place_of_cell(cell: Cell) -> tuple[str, int, int]:
    sheet, row, field = cell
    spec = next(spec for spec in SHEETS if spec.name == sheet)
    return f"{sheet}.csv", row + 2, [column.field for column in spec.written].index(field) + 1


def read_spoilt(
    mission: CoreMission, tables: Iterable[Table], spoilt: Mapping[Cell, str], folder: Path
) -> MissionFiles:
    """Read sheets in which some cells say something else, beside the rows that those sheets were written from."""
    tables = tuple(tables)
    for table in tables:
        rows = [
            SheetRow({field: spoilt.get((table.spec.name, number, field), said) for field, said in row.values.items()})
            for number, row in enumerate(table.rows)
        ]
        (folder / f"{table.spec.name}.csv").write_text(write_csv(Table(table.spec, tuple(rows)), Language.EN), "utf-8")
    stored = StoredRows(lambda: tables, PARTIES | PERSONS)
    return read_sheets(find_sheets(folder, SHEETS), "", mission, {}, hs_exists, Here(stored=stored))
