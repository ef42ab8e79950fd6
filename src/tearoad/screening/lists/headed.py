"""Lists with a header row: the organisation's own, and the US consolidated screening list."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.paper.sheets.files.decoding import is_readable
from tearoad.screening.verdict import EntryKind, ListEntry

_HEADERS = {
    "id": ("id", "编号", "序号", "номер", "ид", "№", "entity_number", "_id"),
    "kind": ("kind", "type", "类型", "类别", "тип", "вид"),
    "name": ("name", "名称", "姓名", "имя", "название", "наименование"),
    "aliases": ("aliases", "alias", "alt_names", "别名", "其他名称", "псевдонимы", "другие названия", "другие имена"),
    "country": ("country", "countries", "国家", "страна", "страны", "nationalities"),
    "numbers": ("numbers", "number", "号码", "注册号", "номера", "ids"),
    "programme": ("programme", "program", "programs", "项目", "制裁项目", "программа"),
    "remark": ("remark", "remarks", "备注", "примечание", "комментарий"),
    "source": ("source",),
}
_COLUMN = {header: column for column, headers in _HEADERS.items() for header in headers}
_KINDS = {
    EntryKind.PERSON: ("person", "individual", "个人", "自然人", "лицо", "физическое лицо", "физлицо", "человек"),
    EntryKind.FIRM: ("firm", "company", "entity", "organisation", "organization", "企业", "公司", "实体", "机构",
                     "фирма", "компания", "организация", "юридическое лицо", "юрлицо"),
    EntryKind.VESSEL: ("vessel", "ship", "船舶", "судно"),
    EntryKind.AIRCRAFT: ("aircraft", "航空器", "飞机", "воздушное судно", "самолет"),
}  # fmt: skip
_KIND = {word: kind for kind, words in _KINDS.items() for word in words}
WORDS = frozenset((*_COLUMN, *_KIND))
"""Words of headers and kinds, by which the encoding of a table is told."""


def columns(rows: list[list[str]]) -> Mapping[str, int] | None:
    """Return which column holds what, where the first row is such a header; None otherwise."""
    found: dict[str, int] = {}
    for place, cell in enumerate(rows[0] if rows else []):
        column = _COLUMN.get(cell.strip().lower())
        if column is not None:
            found.setdefault(column, place)
    return found if {"id", "kind", "name"} <= found.keys() else None


def entries(
    rows: list[list[str]], where: Mapping[str, int], source: str
) -> tuple[tuple[ListEntry, ...], tuple[int, ...]]:
    """Return the entries, and the numbers of rows without a name that can be read (the header is row 1)."""
    found: list[ListEntry] = []
    bad: list[int] = []
    for number, row in enumerate(rows[1:], 2):
        if not row:
            continue
        cells = {column: row[place] if place < len(row) else "" for column, place in where.items()}
        entry = _entry(cells, number, source)
        if all(map(is_readable, entry.names)):
            found.append(entry)
        else:
            bad.append(number)
    return tuple(found), tuple(bad)


def _entry(cells: Mapping[str, str], row: int, source: str) -> ListEntry:
    own = cells.get("source", "")
    return ListEntry(
        id=f"{own} {cells['id']}".strip() if cells["id"] else f"{source} {row}",
        source=source,
        kind=_KIND.get(cells["kind"].lower(), EntryKind.UNKNOWN),
        names=tuple(dict.fromkeys([cells["name"], *_parts(cells.get("aliases", ""))])),
        countries=_parts(cells.get("country", "")),
        numbers=_parts(cells.get("numbers", "")),
        programme=cells.get("programme", ""),
        remark=cells.get("remark", ""),
    )


def _parts(cell: str) -> tuple[str, ...]:
    for mark in ("|", "；", "\n"):
        cell = cell.replace(mark, ";")
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))
