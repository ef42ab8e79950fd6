"""What a sheet has no column for stays as it is: of a row that is there only what the sheet says is changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from tearoad.companies.company_rows import CompanyKind
from tearoad.journey.kinds import KINDS as SHEET_KINDS
from tearoad.journey.tables import EditableTable
from tearoad.journey.tables.columns import Path
from tearoad.journey.web.queries.kinds import PARTIES, PERSONS, Documents
from tearoad.journey.web.queries.rows_now import RowsNow
from tearoad.names import fold
from tearoad.rows import Field, RowKind
from tearoad.values.document import Document, from_document

PresentColumns: TypeAlias = "Mapping[str, frozenset[str]]"
"""By kind, the fields for which its sheet has a column."""
_TABLES: Mapping[str, EditableTable] = {
    kind.name: EditableTable(kind=kind, said=kind.said) for kind in SHEET_KINDS if kind.said is not None
}
_TO_ITEM = 2
"""So many steps of a path lead to a product or need of a company."""
_ANY_ZONE = ZoneInfo("UTC")


@dataclass(slots=True)
class AbsentParts:
    """Where a document says what its sheet has no column for."""

    whole: list[Path] = field(default_factory=list)
    """Of fields of which the sheet has no column at all."""
    partly: list[Path] = field(default_factory=list)
    """Of fields that it says in another column, such as a name in one script of three."""
    mixed: list[Field[Any]] = field(default_factory=list)
    """Fields of which some columns are absent that have no place of their own in the document."""


def with_absent_columns(now: RowsNow, said: Documents, present: PresentColumns) -> Documents:
    """Return what sheets say, where rows that are there keep what their sheet has no column for."""
    return {
        kind: {
            key: completed(kind, before, document, present[kind])
            if (before := now.documents[kind].get(key))
            else document
            for key, document in rows.items()
        }
        for kind, rows in said.items()
    }


def completed(kind: str, before: Document, said: Document, present: frozenset[str]) -> Document:
    """Return what a sheet with some columns says of a row, beside what the row says already."""
    table = _TABLES.get(kind)
    if table is None or present >= table.by_field.keys() or _is_somebody_else(kind, before, said):
        return said
    made: Document = json.loads(json.dumps(said))
    if isinstance(table.said, RowKind):
        _complete(_absent(table, table.said, present), table.kind.core, before, made, present)
        return made
    _complete(_absent(table, table.said.company, present), table.kind.core, before, made, present)
    _complete_items(table, table.said, before, made, present)
    return made


def _is_somebody_else(kind: str, before: Document, said: Document) -> bool:
    """Whether an id stands for another firm or person than before: nothing of the one belongs to the other."""
    first, second = (_spellings(document.get("name")) for document in (before, said))
    return kind in PARTIES | PERSONS and bool(first and second) and first.isdisjoint(second)


def _complete_items(
    table: EditableTable, kind: CompanyKind[Any], before: Document, made: Document, present: frozenset[str]
) -> None:
    """Complete the products or needs of a company that are called as they were; a sheet without any leaves all."""
    if present.isdisjoint(kind.item.field_of):
        _put(made, (kind.items,), before.get(kind.items))
        return
    absent = _absent(table, kind.item, present)
    named = {str(path[0]) for text in kind.named_by if (path := _path(table, text))}
    left = list(before.get(kind.items, ()))
    for item in made.get(kind.items, ()):
        same = next((former for former in left if _called(former, named) & _called(item, named)), None)
        if same is not None:
            left.remove(same)
            _complete(absent, kind.item.core, same, item, present)


def _absent(table: EditableTable, kind: RowKind[Any], present: frozenset[str]) -> AbsentParts:
    parts = AbsentParts()
    for row_field in kind.fields:
        absent = [column.field for column in row_field.columns if column.field not in present]
        paths = [_path(table, name) for name in absent]
        if len(absent) == len(row_field.columns):
            parts.whole += paths if all(paths) else [row_field.stands_at or (row_field.name,)]
            parts.whole += [(name,) for name in row_field.also_at]
        else:
            parts.partly += [path for path in paths if path]
            parts.mixed += [] if all(paths) else [row_field]
    return parts


def _path(table: EditableTable, name: str) -> Path:
    """Return where a row, or a product or need by itself, says a column; empty where it has no place of its own."""
    column = table.by_field.get(name)
    path = column.path if column else ()
    return path[_TO_ITEM:] if column and column.is_item else path


def _complete(absent: AbsentParts, core: type[Any], before: Document, made: Document, present: frozenset[str]) -> None:
    for path in absent.whole:
        _put(made, path, _at(before, path))
    for path in absent.partly:
        if _at(made, path) is None and (standing := _at(before, path)) is not None:
            _put(made, path, standing)
    for row_field in absent.mixed:
        here, there = before.get(row_field.name), made.get(row_field.name)
        if isinstance(here, list):
            _put(made, (row_field.name,), _listed(row_field, core, (before, made), present) or None)
        elif isinstance(there, dict) or row_field.stem not in present:
            _put(made, (row_field.name,), _merged(here or {}, there or {}) or None)


def _listed(
    row_field: Field[Any], core: type[Any], rows: tuple[Document, Document], present: frozenset[str]
) -> list[Document]:
    """Return the parts of a value of several: those said, and those that stand where the sheet has no column."""
    order = [column.field for column in row_field.columns]
    found: dict[str, Document] = {}
    for number, row in enumerate(rows):
        values = getattr(from_document(core, row), row_field.name)
        for value, document in zip(values, row.get(row_field.name, ()), strict=True):
            (column,) = row_field.codec.cells((value,), row_field.stem, _ANY_ZONE)
            if number == 1 or column not in present:
                found[column] = document
    return [found[column] for column in order if column in found]


def _merged(here: Document, there: Document) -> Document:
    """Return a value with what is said of it, and with what stands where nothing is said."""
    both = {
        name: _merged(here[name], said) if isinstance(said, dict) and isinstance(here.get(name), dict) else said
        for name, said in there.items()
    }
    return here | both


def _at(document: Any, path: Path) -> Any:  # any value of a document
    for step in path:
        document = document.get(step) if isinstance(document, dict) else None
    return document


def _put(document: Document, path: Path, value: Any) -> None:  # any value of a document
    """Write a value where it stands, or take out what stands there where a row says nothing."""
    *inner, last = path
    if value is None:
        around = _at(document, tuple(inner))
        if isinstance(around, dict):
            around.pop(str(last), None)
        return
    for step in inner:
        document = document.setdefault(str(step), {})
    document[str(last)] = value


def _called(item: Document, named: Collection[str]) -> set[str]:
    """Return how a product or need is called, in any language."""
    return set[str]().union(*(_spellings(item.get(name)) for name in named))


def _spellings(name: Any) -> set[str]:  # a text, or one in several scripts
    texts = name.values() if isinstance(name, dict) else (name,)
    return {fold(text) for text in texts if isinstance(text, str)} - {""}
