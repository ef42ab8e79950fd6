"""Look at a workbook's XML before it is parsed: how large are its sheets, which formulas have no value.

The reader keeps every sheet as one dense block, so that a single cell in the last row and column of a sheet would fill
the memory; and it hands over neither errors nor missing values. Both stand in the XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tearoad.errors import UnsafeFile
from tearoad.text import Text

MAX_ROWS = 100_000
MAX_COLUMNS = 1000
MAX_CELLS = 6_000_000
MAX_TEXT = 40_000
"""Letters in a cell; Excel stops at 32,767."""
MAX_LETTERS = 400_000_000
"""In all cells of a sheet: one long text that a million cells share would fill the memory."""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FILLED = re.compile(rb'\br="([A-Z]+)(\d+)"[^>]*(?<!/)>')
_REF = re.compile(rb'\br="([A-Z]+)(\d+)"')
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_SHARED = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="s"[^>]*><(?:\w+:)?v>(\d+)<')
_SUSPECT = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>((?:(?!</(?:\w+:)?c>).)*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>([^<]*)<")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell without a usable value: an error such as `#REF!`, or (empty) a formula that was never calculated."""

    row: int
    column: int
    error: str = ""


def look_at_xlsx(members: Mapping[str, bytes]) -> dict[str, tuple[Flaw, ...]]:
    """Return the flaws of each sheet by the sheet's name.

    Raises:
        UnsafeFile: a sheet is too large, or the workbook's parts do not fit together.

    """
    shared = _shared_lengths(members.get("xl/sharedStrings.xml", b""))
    found = {}
    for name, part in sheet_parts(members):
        xml = members.get(part, b"")
        _refuse_large(xml, shared)
        found[name] = tuple(_flaws(xml))
    return found


def sheet_parts(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the member in which it stands."""
    workbook = parsed(members.get("xl/workbook.xml", b""))
    relations = parsed(members.get("xl/_rels/workbook.xml.rels", b""))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in workbook.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(_REL), "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def parsed(xml: bytes) -> Element:
    """Return XML as a tree.

    Raises:
        UnsafeFile: it is damaged.

    """
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415  # only where a workbook is read

    try:
        return fromstring(xml)
    except ParseError as error:
        raise UnsafeFile(Text("sheets.damaged"), Text("sheets.damaged_hint")) from error


def _shared_lengths(xml: bytes) -> list[int]:
    lengths = [len(item) for item in re.split(rb"</(?:\w+:)?si>", xml)]
    if max(lengths, default=0) > 8 * MAX_TEXT:
        raise UnsafeFile(Text("sheets.cell_too_long", most=MAX_TEXT), Text("sheets.cell_too_long_hint"))
    return lengths


def _refuse_large(xml: bytes, shared: list[int]) -> None:
    """Refuse a sheet by the place of its last filled cell, not by what it says of itself."""
    filled = _FILLED.findall(xml)
    rows = max((int(row[:9]) for row in {row for _, row in filled}), default=0)
    columns = max((column_number(letters) for letters in {letters for letters, _ in filled}), default=0)
    if re.search(rb'<(?:\w+:)?c(?=[\s/>])(?![^>]*\br=")', xml):  # cells that say no place stand one after the other
        lines = _ROW.split(xml)
        rows, columns = max(rows, len(lines) - 1), max(columns, *(len(_CELL.findall(line)) for line in lines))
    refuse_size(rows, columns)
    if len(filled) * max(shared, default=0) > MAX_LETTERS:
        letters = sum(shared[int(n)] for n in _SHARED.findall(xml) if int(n) < len(shared))
        if letters > MAX_LETTERS:
            raise UnsafeFile(Text("sheets.cell_too_long", most=MAX_TEXT), Text("sheets.cell_too_long_hint"))


def refuse_size(rows: int, columns: int) -> None:
    """Refuse a sheet with too many rows or columns.

    Raises:
        UnsafeFile: naming what was found and the limit.

    """
    if columns > MAX_COLUMNS:
        text = Text("sheets.too_many_columns", found=columns, most=MAX_COLUMNS)
        raise UnsafeFile(text, Text("sheets.too_many_columns_hint"))
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        raise UnsafeFile(Text("sheets.too_many_rows", found=rows, most=MAX_ROWS), Text("sheets.too_many_rows_hint"))


def column_number(letters: bytes) -> int:
    """Return the number of a column, counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number


def _flaws(xml: bytes) -> Iterator[Flaw]:
    if not (_FORMULA.search(xml) or b't="e"' in xml):
        return
    for match in _SUSPECT.finditer(xml):
        attributes, inside = match.groups()
        error = b't="e"' in attributes
        if not error and not _FORMULA.search(inside):
            continue
        value = _VALUE.search(inside)
        place = _REF.search(attributes)
        written = value[1].decode("utf-8", "replace") if value else ""
        if place and (error or (not written and b't="str"' not in attributes)):
            yield Flaw(int(place[2]), column_number(place[1]), written if error else "")


def look_at_ods(members: Mapping[str, bytes]) -> dict[str, tuple[Flaw, ...]]:
    """Return the flaws of each sheet of an OpenDocument workbook by the sheet's name.

    Raises:
        UnsafeFile: a sheet is too large once its repeated cells are laid out, or the file is encrypted.

    """
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise UnsafeFile(Text("sheets.encrypted"), Text("sheets.encrypted_hint"))
    return {
        table.get(f"{TABLE}name", ""): tuple(_ods_flaws(table))
        for table in parsed(members.get("content.xml", b"")).iter(f"{TABLE}table")
    }


def _ods_flaws(table: Element) -> Iterator[Flaw]:
    row_number = 0
    for row in table.iter(f"{TABLE}table-row"):
        repeated, width, filled = int(row.get(f"{TABLE}number-rows-repeated", 1)), 0, 0
        for cell in row:
            width += int(cell.get(f"{TABLE}number-columns-repeated", 1))
            if len(cell) or cell.get(f"{OFFICE}value-type") or cell.get(f"{TABLE}formula"):
                filled = width
                yield from _ods_flaw(cell, row_number + 1, width)
        row_number += repeated
        if filled:
            refuse_size(row_number, filled)


def _ods_flaw(cell: Element, row: int, column: int) -> Iterator[Flaw]:
    if not cell.get(f"{TABLE}formula"):
        return
    text = "".join(cell.itertext()).strip()
    if text.startswith(("#", "Err:")):
        yield Flaw(row, column, text)
    elif not cell.get(f"{OFFICE}value-type"):
        yield Flaw(row, column)
