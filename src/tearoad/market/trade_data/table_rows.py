"""The rows of a table in whatever file it came: CSV, Parquet, Stata, a workbook, JSON of the World Bank, SDMX.

Every cell is text; what a cell means is judged by whoever reads the rows.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tearoad.market.trade_data.sdmx_json import is_sdmx_json, sdmx_json_observations

if TYPE_CHECKING:
    import duckdb

TableRows: TypeAlias = Iterator[tuple[int, list[str]]]
"""Line and cells; one of the first rows has the headers."""
_SEPARATORS = ",;\t|"
_OLD_STATA, _BYTE_ORDERS = (b"q", b"r", b"s"), (b"\x01", b"\x02")
"""With which files of Stata 8 to 12 begin; a header may begin with such a letter, too."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_AT_ONCE = 10_000
MOST_WHOLE = 200_000_000
"""Bytes of a file that can only be read as a whole."""
WORLD_BANK_ANSWER = ("countryiso3code", "date", "indicatorcode", "value")
SDMX_HEADERS = ("REPORTER", "PARTNER", "PRODUCTCODE", "TIME_PERIOD", "OBS_VALUE", "TARIFFTYPE")
_SDMX_NAMES = {"PRODUCT": "PRODUCTCODE", "VALUE": "OBS_VALUE", "DUTYTYPE": "TARIFFTYPE"}


def table_rows(engine: duckdb.DuckDBPyConnection, path: Path) -> TableRows:
    """Give the rows of a file, its headers among the first; nothing where it is no table that is read here."""
    ending = path.suffix.lower()
    with gzip.open(path) if ending == ".gz" else path.open("rb") as opened:
        start = opened.read(2000)
    if ending == ".parquet" or start.startswith(b"PAR1"):
        return _parquet_rows(engine, path)
    if _is_stata(start):
        return _stata_rows(path)
    if start.startswith(_WORKBOOKS):
        return _workbook_rows(path)
    begin = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if (ending == ".json" or begin.startswith(b"[")) and path.stat().st_size <= MOST_WHOLE:
        return _sdmx_json_rows(path) if is_sdmx_json(path) else _answer_rows(path)
    return _sdmx_rows(path) if is_sdmx(start) else _text_rows(path)


def read_as_whole(start: bytes, ending: str) -> bool:
    """Whether a file of this beginning is of a kind that is only read as a whole: Stata, a workbook."""
    return ending != ".parquet" and (_is_stata(start) or (start.startswith(_WORKBOOKS) and ending != ".zip"))


def _is_stata(start: bytes) -> bool:
    return start.startswith(b"<stata_dta>") or (start[:1] in _OLD_STATA and start[1:2] in _BYTE_ORDERS)


def is_sdmx(start: bytes) -> bool:
    """Whether a file begins as XML of the statistical exchange format SDMX."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"sdmx" in start.lower()


def _text_rows(path: Path) -> TableRows:
    with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as opened:
        text = io.TextIOWrapper(opened, encoding="utf-8-sig", errors="replace", newline="")
        first = Counter(sign for line in islice(text, 8) for sign in line if sign in _SEPARATORS)
        text.seek(0)
        lines = csv.reader(text, delimiter=max(_SEPARATORS, key=lambda sign: first[sign]))
        for cells in lines:
            yield lines.line_num, cells


def _parquet_rows(engine: duckdb.DuckDBPyConnection, path: Path) -> TableRows:
    yield 1, [str(name) for name in engine.read_parquet(str(path)).columns]
    line = 1
    with engine.cursor() as cursor:
        cursor.execute("FROM read_parquet(?)", [str(path)])
        while some := cursor.fetchmany(_AT_ONCE):
            for cells in some:
                line += 1
                yield line, [_cell(cell) for cell in cells]


def _stata_rows(path: Path) -> TableRows:
    table = import_module("pandas").read_stata(path, convert_categoricals=False)  # it has no types of its own
    yield 1, [str(name) for name in table.columns]
    for line, cells in enumerate(table.itertuples(index=False, name=None), 2):
        yield line, [_cell(cell) for cell in cells]


def _workbook_rows(path: Path) -> TableRows:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  # only where a workbook is read

    for line, cells in enumerate(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(), 1):
        yield line, [_cell(int(cell) if isinstance(cell, float) and cell.is_integer() else cell) for cell in cells]


def _answer_rows(path: Path) -> TableRows:
    """Give the rows of an answer of the World Bank: a list of what was asked and the list of figures."""
    content = path.read_bytes()
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):  # an answer of UN Comtrade is an object
        return
    answer = json.loads(content)
    if not isinstance(answer, list) or len(answer) != 2 or not isinstance(answer[0], dict):
        return
    yield 1, list(WORLD_BANK_ANSWER)
    for number, row in enumerate(answer[1] or [], 1):
        area, series = row.get("countryiso3code") or _id_of(row.get("country")), _id_of(row.get("indicator"))
        yield number, [_cell(cell) for cell in (area, row.get("date"), series, row.get("value"))]


def _id_of(named: object) -> str:
    return str(named.get("id", "")) if isinstance(named, Mapping) else ""


def _sdmx_rows(path: Path) -> TableRows:
    """Give the observations of an SDMX file, whether its keys are attributes of a series or elements of their own."""
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415  # only where a file is XML

    yield 1, list(SDMX_HEADERS)
    series: dict[str, str] = {}
    seen: dict[str, str] = {}
    number = 0
    for event, element in iterparse(path, events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            if tag == "Series":
                series, seen = _keys(element.attrib), {}
            elif tag == "Obs":
                series, seen = series | seen, _keys(element.attrib)
            continue
        if tag in {"Value", "ObsDimension", "ObsValue", "Time"}:
            seen |= _keys(_generic(tag, element))
        elif tag == "Obs":
            number += 1
            found = series | seen
            yield number, [found.get(name, "") for name in SDMX_HEADERS]
            seen = {}
            element.clear()
        elif tag == "Series":
            element.clear()


def _sdmx_json_rows(path: Path) -> TableRows:
    yield 1, list(SDMX_HEADERS)
    for number, observation in enumerate(sdmx_json_observations(path), 1):
        found = _keys(observation)
        yield number, [found.get(name, "") for name in SDMX_HEADERS]


def _generic(tag: str, element: object) -> Mapping[str, str]:
    attributes: Mapping[str, str] = element.attrib  # type: ignore[attr-defined]  # an element of the parser
    value = attributes.get("value", getattr(element, "text", None) or "")
    names = {"ObsDimension": "TIME_PERIOD", "ObsValue": "OBS_VALUE", "Time": "TIME_PERIOD"}
    return {names.get(tag) or attributes.get("id", attributes.get("concept", "")): value}


def _keys(attributes: Mapping[str, str]) -> dict[str, str]:
    return {_SDMX_NAMES.get(name.upper(), name.upper()): value for name, value in attributes.items()}


def _cell(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124  # not a number is no figure
