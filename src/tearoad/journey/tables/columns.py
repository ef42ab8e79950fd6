"""Which kinds of rows are edited as tables, and what stands in each column of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, TypeAlias, get_args, get_type_hints
from zoneinfo import ZoneInfo

from tearoad.companies.company_rows import CompanyKind
from tearoad.journey.kinds import KINDS, MISSION_PARTS, SheetKind
from tearoad.paper.sheets import Column, Kind, Reading, Record, SheetSpec, Table
from tearoad.rows import CellParts, Refusal, RowKind, Widget
from tearoad.values import BY_CODE, Language

Path: TypeAlias = "tuple[str | int, ...]"

_FEW = 10
"""A table with so few columns shows all of them at first."""
_AT_FIRST = 9
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column of a table."""

    column: Column
    widget: Widget
    """What a person fills its cells in with."""
    path: Path
    """Where its value stands in the document of a row; empty where nothing can be sorted by it."""
    names: frozenset[Kind] = frozenset()
    """Whom its cells name."""
    is_list: bool = False
    """Whether a cell names several."""
    is_item: bool = False
    """Whether it belongs to a product or need, of which a company may have several."""
    tag: str = ""
    """Of a text in three languages, which one the column holds."""
    set_elsewhere: bool = False
    """Whether another page sets it."""
    in_words: Callable[[str, Language], str] | None = None
    """How a reader sees a cell, where that is not how it is written."""
    parts: CellParts | None = None
    """Of what each thing that a cell lists is made, where a form has a field for each part."""

    @property
    def is_edited(self) -> bool:
        """Whether a person fills its cells in."""
        return self.field != "id" and not self.set_elsewhere

    @property
    def field(self) -> str:
        """How addresses and requests name it."""
        return self.column.field


@dataclass(frozen=True, kw_only=True)
class EditableTable:
    """A kind of rows as a table: how its rows are read and written, and its columns."""

    kind: SheetKind
    said: RowKind[Any] | CompanyKind[Any]

    @property
    def name(self) -> str:
        """How addresses name it; the name of its sheet."""
        return self.kind.name

    @property
    def mission_part(self) -> str:
        """The part of a mission's own document that holds its rows; empty where they have a table of their own."""
        return self.kind.part.partition("mission.")[2]

    @property
    def spec(self) -> SheetSpec:
        """Its sheet."""
        return self.kind.spec

    @property
    def prefix(self) -> str:
        """Before the number of a new row's id."""
        return self.said.prefix

    @property
    def has_ids(self) -> bool:
        """Whether its rows are known by an id, not by what they say."""
        return "id" in self.spec.by_field

    @property
    def refusal(self) -> Callable[..., Refusal | None] | None:
        """Why a row cannot stand beside the others, where that depends on what they say."""
        is_judged = isinstance(self.said, RowKind) and self.said.is_judged_beside_others
        return self.said.refusal if isinstance(self.said, RowKind) and is_judged else None

    def key_of(self, entry: Any) -> str:  # noqa: ANN401  # a row of whatever kind the table holds
        """Return by what a row is known: its id, or what it says where it has none."""
        return (self.said.key(entry) if isinstance(self.said, RowKind) else str(entry.id))[:_LONGEST_KEY]

    def read(self, records: Iterable[Record], reading: Reading) -> tuple[Any, ...]:
        """Return what lines say."""
        return tuple((self.kind.read or self.said.read)(records, reading))

    def write(self, rows: Iterable[Any], zone: ZoneInfo) -> Table:
        """Return the lines that read back as these rows."""
        return self.said.write(rows, zone)

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        """All columns, in the order of the sheet."""
        return tuple(map(self._column, self.spec.written))

    @cached_property
    def by_field(self) -> Mapping[str, TableColumn]:
        """The columns by the names of their fields."""
        return {column.field: column for column in self.columns}

    @cached_property
    def document_keys(self) -> frozenset[str]:
        """The names of fields in the documents of its rows: whoever looks for one of them means a value."""
        return frozenset(_keys_in(self.kind.core))

    def shown_at_first(self, language: Language) -> tuple[TableColumn, ...]:
        """Return the columns that a reader sees who has chosen none: their own language, the first of the rest."""
        own = [
            column
            for column in self.columns
            if column.field != "id" and (not column.tag or BY_CODE[column.tag] is language)
        ]
        if len(own) <= _FEW:
            return tuple(own)
        items = [column for column in own if column.is_item][:3]
        rest = [column for column in own if not column.is_item][: _AT_FIRST - len(items)]
        wanted = {column.field for column in (*rest, *items)} | (self.said.seen_first & self.by_field.keys())
        return tuple(column for column in own if column.field in wanted)

    def _column(self, column: Column) -> TableColumn:
        stem, _, tag = column.field.rpartition("_")
        tag = tag if tag in BY_CODE and stem else ""
        field = self.said.field_of.get(column.field)
        names = field.codec.kinds if field and column.choices is None and not tag else frozenset[Kind]()
        is_list = bool(names) and field is not None and field.codec.names_several
        return TableColumn(
            column=column,
            widget=Widget.PARTY if names and not is_list else self._widget(column),
            path=self._path(column.field, tag),
            names=names,
            is_list=is_list,
            is_item=isinstance(self.said, CompanyKind) and column.field in self.said.item.field_of,
            tag=tag,
            set_elsewhere=field is not None and field.set_elsewhere,
            in_words=field.codec.in_words if field else None,
            parts=field.codec.parts if field else None,
        )

    def _widget(self, column: Column) -> Widget:
        if column.choices is not None:
            return Widget.CHOICE
        field = self.said.field_of.get(column.field)
        widget = field.codec.widgets.get(column.field, field.codec.widget) if field else Widget.LINE
        return widget if widget in {Widget.NOTE, Widget.DAY} else Widget.LINE

    def _path(self, column: str, tag: str) -> Path:
        """Return where the value of a column stands in the document of its row."""
        field = self.said.field_of.get(column)
        if field is None:
            return (column,)
        before: Path = ()
        core = self.kind.core
        if isinstance(self.said, CompanyKind) and column in self.said.item.field_of:
            before, core = (self.said.items, 0), self.said.item.core
        known = {core_field.name for core_field in fields(core)}
        inside = field.codec.inside
        if inside:
            return (*before, field.name, *inside[column]) if column in inside else ()
        if field.stands_at or column in known:
            return (*before, *(field.stands_at or (column,)))
        if field.name in known and (tag or len(field.columns) == 1):
            return (*before, field.name, *((tag,) if tag else ()))
        return ()


def _keys_in(kind: object) -> Iterator[str]:
    """Yield the fields of a dataclass and of those inside it."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield field.name
            yield from _keys_in(hints[field.name])
    for inner in get_args(kind):
        yield from _keys_in(inner)


TABLE_KINDS: Mapping[str, EditableTable] = {
    kind.name: EditableTable(kind=kind, said=kind.said)
    for kind in (*KINDS, *MISSION_PARTS)
    if kind.is_table and kind.said is not None
}
"""The kinds that are edited as tables, in the order in which one may name the other."""
