"""What a workbook says beside its cells: comments on them, and text that is struck through.

The reader of workbooks hands over values alone. Somebody who does not come is often only struck out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tearoad.paper.sheets.files.markup import MAIN, OFFICE, TABLE, column_number, parsed, sheet_parts
from tearoad.paper.sheets.problems_workbook import AUTHOR

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINE_THROUGH = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}text-line-through-style"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(?:<(?:\w+:)?v>(\d+)</)?")
_PLACE, _STYLE_OF, _IS_SHARED = re.compile(rb'\br="([A-Z]+)(\d+)"'), re.compile(rb'\bs="(\d+)"'), b't="s"'
_REF = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Marks:
    """The comments of a sheet by place, and the places whose text is struck through."""

    comments: Mapping[Place, str] = field(default_factory=dict)
    struck: frozenset[Place] = frozenset()


def marks_of_xlsx(members: Mapping[str, bytes]) -> dict[str, Marks]:
    """Return the marks of each sheet by the sheet's name; without comments and struck text the XML is not walked."""
    styles = _struck_styles(members.get("xl/styles.xml", b""))
    texts = _struck_texts(members.get("xl/sharedStrings.xml", b""))
    found = {}
    for name, part in sheet_parts(members):
        xml = members.get(part, b"")
        struck = {*_struck_cells(xml, styles, texts)} if styles or texts else set[Place]()
        found[name] = Marks(dict(_comments(members, part)), frozenset(struck | {*_struck_inline(xml)}))
    return found


def _struck_styles(xml: bytes) -> frozenset[int]:
    """Return the numbers of cell styles whose font is struck through."""
    if b"strike" not in xml:
        return frozenset()
    sheet = parsed(xml)
    fonts = [any(map(_is_on, font.iter(f"{MAIN}strike"))) for font in sheet.iterfind(f"{MAIN}fonts/{MAIN}font")]
    styles = (int(style.get("fontId", 0)) for style in sheet.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
    return frozenset(number for number, font in enumerate(styles) if font < len(fonts) and fonts[font])


def _struck_texts(xml: bytes) -> frozenset[int]:
    """Return the numbers of shared texts of which every part is struck through."""
    if b"strike" not in xml:
        return frozenset()
    return frozenset(number for number, text in enumerate(parsed(xml).iterfind(f"{MAIN}si")) if _is_struck(text))


def _is_struck(text: Element) -> bool:
    parts = [part for part in text.iterfind(f"{MAIN}r") if "".join(part.itertext()).strip()]
    return bool(parts) and all(any(map(_is_on, part.iter(f"{MAIN}strike"))) for part in parts)


def _is_on(strike: Element) -> bool:
    return strike.get("val", "1") in {"1", "true"}


def _struck_cells(xml: bytes, styles: frozenset[int], texts: frozenset[int]) -> Iterator[Place]:
    for attributes, value in _CELL.findall(xml):
        place, style = _PLACE.search(attributes), _STYLE_OF.search(attributes)
        is_struck = (style and int(style[1]) in styles) or (_IS_SHARED in attributes and value and int(value) in texts)
        if place and is_struck:
            yield int(place[2]) - 1, column_number(place[1]) - 1


def _struck_inline(xml: bytes) -> Iterator[Place]:
    """Yield the places of texts that stand in the sheet itself, and of which every part is struck through."""
    for cell in parsed(xml).iter(f"{MAIN}c") if b"strike" in xml else ():
        text, place = cell.find(f"{MAIN}is"), _REF.fullmatch(cell.get("r", ""))
        if place and text is not None and _is_struck(text):
            yield int(place[2]) - 1, column_number(place[1].encode()) - 1


def _comments(members: Mapping[str, bytes], part: str) -> Iterator[tuple[Place, str]]:
    folder, name = posixpath.split(part)
    relations = members.get(f"{folder}/_rels/{name}.rels", b"")
    if b"/comments" not in relations:
        return
    for relation in parsed(relations):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if not relation.get("Type", "").endswith("/comments") or path not in members:
            continue
        sheet = parsed(members[path])
        authors = ["".join(author.itertext()) for author in sheet.iterfind(f"{MAIN}authors/{MAIN}author")]
        for comment in sheet.iter(f"{MAIN}comment"):
            place, author = _REF.fullmatch(comment.get("ref", "")), int(comment.get("authorId", 0))
            if place and authors[author : author + 1] != [AUTHOR]:
                text = "".join(piece.text or "" for piece in comment.iter(f"{MAIN}t"))
                yield (int(place[2]) - 1, column_number(place[1].encode()) - 1), text.strip()


def marks_of_ods(members: Mapping[str, bytes]) -> dict[str, Marks]:
    """Return the marks of each sheet of an OpenDocument workbook by the sheet's name."""
    xml = members.get("content.xml", b"")
    if b"annotation" not in xml and b"line-through" not in xml + members.get("styles.xml", b""):
        return {}
    content = parsed(xml)
    styles = [*content.iter(f"{_STYLE}style")]
    if b"line-through" in (more := members.get("styles.xml", b"")):
        styles += parsed(more).iter(f"{_STYLE}style")
    struck = frozenset(
        style.get(f"{_STYLE}name")
        for style in styles
        if any(part.get(_LINE_THROUGH, "none") != "none" for part in style.iter())
    )
    return {table.get(f"{TABLE}name", ""): _ods_marks(table, struck) for table in content.iter(f"{TABLE}table")}


def _ods_marks(table: Element, struck: frozenset[str | None]) -> Marks:
    comments: dict[Place, str] = {}
    through: set[Place] = set()
    number = 0
    for row in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in row:
            note = cell.find(f"{OFFICE}annotation")
            if note is not None:
                creator = "".join(note.findtext(_CREATOR, ""))
                text = "\n".join("".join(line.itertext()) for line in note if not line.tag.startswith("{http://purl"))
                comments |= {(number, column): text.strip()} if creator != AUTHOR else {}
            if _is_struck_in_ods(cell, struck):
                through.add((number, column))
            column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
        number += int(row.get(f"{TABLE}number-rows-repeated", 1))
    return Marks(comments, frozenset(through))


def _is_struck_in_ods(cell: Element, struck: frozenset[str | None]) -> bool:
    """Whether the style of a cell strikes it through, or that of each part of its text."""
    if not len(cell):
        return False
    spans = [part for part in cell.iter() if part.tag.endswith("}span") and "".join(part.itertext()).strip()]
    names = [next((value for key, value in span.attrib.items() if key.endswith("style-name")), None) for span in spans]
    inside = "".join(text for span in spans for text in span.itertext())
    lines = "".join(text for line in cell if line.tag.endswith("}p") for text in line.itertext())
    return cell.get(f"{TABLE}style-name") in struck or (bool(names) and inside == lines and struck.issuperset(names))
