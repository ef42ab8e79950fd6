"""Whatever stands in a file that somebody hands in: its reader returns something, or says in words what is wrong."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tearoad.capture.fair import read_fair_list
from tearoad.demo.make import make_mission
from tearoad.errors import InputError
from tearoad.journey.kinds import SHEETS
from tearoad.journey.plan_file import SCHEMA, read_previous_plan
from tearoad.mission.toml.read import read_header_mapping, read_mission
from tearoad.mission.toml.template import mission_toml
from tearoad.paper.sheets.files.folder import read_grids
from tearoad.values import Language
from tests.nonsense import mutants

FEW = settings(
    max_examples=60,
    deadline=timedelta(seconds=10),
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Some two seconds of a processor each."""
PIECES = [b"", b"\x00", b"\xff\xfe", b"<", b">", b'"', b"&#0;", b"&#x110000;", b"A0", b"XFE1048577", b"-1", b"1e999"]
ODD = st.sampled_from([*PIECES, b"9" * 400, b"\xed\xa0\x80"]) | st.binary(max_size=8)


@cache
def xlsx() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Exporters")
        sheet.write_row(0, 0, ["Code", "Name", "Day", "Share"])
        sheet.write_row(1, 0, ["E01", "茶", 46062.5, 0.5], book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.merge_range(2, 0, 2, 1, "merged")
        sheet.write_formula(3, 0, "=1+1", None, 2)
    return made.getvalue()


@cache
def ods() -> bytes:
    made, table = OpenDocumentSpreadsheet(), Table(name="Buyers")
    row = TableRow()
    for value in ("B01", "Чай"):
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=value))
        row.addElement(cell)
    table.addElement(row)
    made.spreadsheet.addElement(table)
    content = io.BytesIO()
    made.write(content)
    return content.getvalue()


@cache
def written() -> bytes:
    return mission_toml(make_mission().mission, Language.RU).encode()


def reads(read: Callable[[], object]) -> None:
    """Let it be read: whatever is raised otherwise fails the test."""
    with suppress(InputError):
        read()


def spoilt(packed: bytes, data: st.DataObject) -> bytes:
    """Return an archive with a few places of one member changed, whole as an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as was, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as now:
        names = sorted(name for name in was.namelist() if name.endswith((".xml", ".rels")))
        chosen = data.draw(st.sampled_from(names))
        for name in was.namelist():
            content = was.read(name)
            now.writestr(name, changed(content, data) if name == chosen else content)
    return made.getvalue()


def changed(content: bytes, data: st.DataObject) -> bytes:
    """Return bytes with a few places replaced."""
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 12)))
        content = content[:start] + data.draw(ODD) + content[end:]
    return content


def read_sheets(path: Path) -> None:
    for grid in read_grids(path):
        reads(lambda grid=grid: read_fair_list(grid))  # type: ignore[misc]  # bound now


@pytest.mark.parametrize(("name", "made"), [("a.xlsx", xlsx), ("a.ods", ods)])
@FEW
@given(data=st.data())
def test_any_workbook_is_read_or_refused(
    tmp_path: Path, name: str, made: Callable[[], bytes], data: st.DataObject
) -> None:
    is_inside = data.draw(st.booleans())
    path = tmp_path / name
    path.write_bytes(spoilt(made(), data) if is_inside else changed(made(), data))
    reads(lambda: read_sheets(path))


@FEW
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_table_of_text_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    reads(lambda: read_sheets(path))


@FEW
@given(data=st.data())
def test_any_mission_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "mission.toml"
    path.write_bytes(changed(written(), data))
    reads(lambda: read_mission(path, SHEETS))
    reads(lambda: read_header_mapping(path, SHEETS))


PLAN: dict[str, Any] = {
    "schema": SCHEMA,
    "names": {"E01": "Tea", "B01": "Чай"},
    "names_in": {"en": {"E01": "Tea"}, "ru": {"E01": "Чай"}},
    "told": [
        {
            "wish": "W1",
            "exporter": "E01",
            "buyer": "B01",
            "starts_at": "2027-02-09T10:00:00+03:00",
            "ends_at": "2027-02-09T10:30:00+03:00",
            "place": "Stand 1",
            "interpreter": None,
        }
    ],
    "programme": [],
}


def test_any_plan_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    for _where, mutant in mutants(PLAN):
        path.write_text(json.dumps(mutant))
        reads(lambda: read_previous_plan(path))


@FEW
@given(data=st.data())
def test_any_bytes_of_a_plan_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(changed(json.dumps(PLAN).encode(), data))
    reads(lambda: read_previous_plan(path))
