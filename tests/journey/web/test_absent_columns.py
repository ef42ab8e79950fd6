"""A sheet that lacks a column leaves what it does not say as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tearoad.journey.kinds import KINDS
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice, write_files
from tearoad.journey.web.queries.rows_now import files_now, rows_now
from tearoad.journey.write_folder import as_tables
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.paper.sheets import Column, SheetSpec, Table
from tearoad.paper.sheets.writing import write_csv
from tearoad.people import Actor
from tearoad.values import Language
from tests.journey.small_demo import small_demo
from tests.suite.scenes import made_once

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

NOTHING = Choice()
SAID = {kind.name for kind in KINDS if kind.said is not None}


def sheets_with(mission: Mission, keeps: Callable[[int, Column, SheetSpec], bool]) -> dict[str, str]:
    """Return a mission's sheets with some of their columns."""
    written = [table for table in as_tables(files_now(mission)) if table.rows and table.spec.name in SAID]
    return {table.spec.name: write_csv(_narrow(table, keeps), Language.EN) for table in written}


def _narrow(table: Table, keeps: Callable[[int, Column, SheetSpec], bool]) -> Table:
    spec = table.spec
    kept = [column for at, column in enumerate(spec.written) if keeps(at, column, spec)]
    return Table(SheetSpec(spec.name, spec.title, tuple(kept)), table.rows)


def _is_needed(column: Column, spec: SheetSpec) -> bool:
    return column.field == "id" or column.field in spec.essential or any(column.field in need for need in spec.needs)


PATTERNS: dict[str, Callable[[int, Column, SheetSpec], bool]] = {
    "what a row needs": lambda _at, column, spec: _is_needed(column, spec),
    "every second column": lambda at, column, spec: at % 2 == 0 or _is_needed(column, spec),
    "the other columns": lambda at, column, spec: at % 2 == 1 or _is_needed(column, spec),
}


@pytest.mark.parametrize("keeps", PATTERNS.values(), ids=PATTERNS.keys())
def test_sheets_that_lack_columns_change_nothing_they_do_not_say(
    officer: Actor, hand_in: HandIn, keeps: Callable[[int, Column, SheetSpec], bool]
) -> None:
    mission = _demo(officer)
    before = rows_now(mission).documents
    found = hand_in(mission, **sheets_with(mission, keeps))
    changed = {kind: said["changed"] for kind, said in found.found["kinds"].items() if said["changed"]}
    new = {kind: said["new"] for kind, said in found.found["kinds"].items() if said["new"]}
    assert (changed, new) == ({}, {})
    assert len(found.found["kinds"]) > 10
    imports.apply(officer, found, NOTHING)
    assert rows_now(mission).documents == before


def _demo(officer: Actor) -> Mission:
    def make_rows() -> Mission:
        files = small_demo()
        row = make(officer, files.mission)
        write_files(officer, row, files)
        row.refresh_from_db()
        return row

    return made_once("small demo with all its sheets", make_rows)


FIRM = "id,company name,city,phone,product,hs code\nE1,Example Tea,Anhui,+86 551 1234 5678,Green tea,090210\n"


def test_what_a_narrower_sheet_says_is_changed_and_all_else_stays(
    officer: Actor, hand_in: HandIn, empty: Mission
) -> None:
    imports.apply(officer, hand_in(empty, exporters=FIRM), NOTHING)
    before = rows_now(empty).documents["exporters"]["E1"]
    imports.apply(officer, hand_in(empty, exporters="id,company name,city\nE1,Example Tea,Hefei\n"), NOTHING)
    assert rows_now(empty).documents["exporters"]["E1"] == before | {"city": "Hefei"}


def test_an_empty_cell_of_a_column_that_is_there_empties_the_field(
    officer: Actor, hand_in: HandIn, empty: Mission
) -> None:
    imports.apply(officer, hand_in(empty, exporters=FIRM), NOTHING)
    before = rows_now(empty).documents["exporters"]["E1"]
    imports.apply(officer, hand_in(empty, exporters="id,company name,city\nE1,Example Tea,\n"), NOTHING)
    after = rows_now(empty).documents["exporters"]["E1"]
    assert after == {name: said for name, said in before.items() if name != "city"}


def test_nothing_of_a_firm_passes_to_another_that_takes_its_id(officer: Actor, hand_in: HandIn, empty: Mission) -> None:
    imports.apply(officer, hand_in(empty, exporters=FIRM), NOTHING)
    found = hand_in(empty, exporters="id,company name,product\nE1,Sample Sauce,Chili sauce\n")
    assert [other[0] for other in found.found["kinds"]["exporters"]["others"]] == ["E1"]
    imports.apply(officer, found, Choice(replace_others=frozenset({("exporters", "E1")})))
    assert "city" not in rows_now(empty).documents["exporters"]["E1"]


def test_a_row_without_an_id_in_a_narrower_sheet_is_no_further_row(
    officer: Actor, hand_in: HandIn, empty: Mission
) -> None:
    whole = "Item,Category,For,Amount,Currency,Invoice\nStand rent,stand,all,1200,EUR,A-17\n"
    imports.apply(officer, hand_in(empty, costs=whole), NOTHING)
    before = rows_now(empty).documents["costs"]
    imports.apply(officer, hand_in(empty, costs="Item,Amount\nStand rent,1200\n"), NOTHING)
    assert rows_now(empty).documents["costs"] == before
