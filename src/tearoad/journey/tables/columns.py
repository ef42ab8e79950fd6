"""Which kinds of rows are edited as tables, and what stands in each column of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, TypeAlias, get_args, get_type_hints
from zoneinfo import ZoneInfo

from tearoad.checklist.sheets.checklist_sheet import write_tasks
from tearoad.checklist.sheets.posts_sheet import POSTS
from tearoad.checklist.sheets.samples_sheet import SAMPLES
from tearoad.companies.buyers_sheet import read_buyers, write_buyers
from tearoad.companies.exporters_sheet import read_exporters, write_exporters
from tearoad.costs.costs_sheet import COSTS
from tearoad.costs.rates_sheet import RATES
from tearoad.delegation.delegates_sheet import write_delegates
from tearoad.journey.kinds import KINDS, SheetKind
from tearoad.matching.requests_sheet import read_requests, write_requests
from tearoad.mission.availability_sheet import write_absences
from tearoad.mission.interpreters_sheet import write_interpreters
from tearoad.mission.meetings.precedences_sheet import PRECEDENCES
from tearoad.mission.meetings.quotas_sheet import QUOTAS
from tearoad.paper.sheets import EVERYONE, PARTIES, Column, Kind, Reading, Record, SheetSpec, Table
from tearoad.programme.programme_sheet import write_programme
from tearoad.rows import Refusal, RowKind, Widget
from tearoad.values import BY_CODE, Language

Reader: TypeAlias = Callable[[Iterable[Record], Reading], Iterable[Any]]
Writer: TypeAlias = Callable[[Iterable[Any], ZoneInfo], Table]
Path: TypeAlias = "tuple[str | int, ...]"

_FEW = 10
"""A table with so few columns shows all of them at first."""
_AT_FIRST = 9
_NOTES = frozenset(
    {"note", "why", "certificates", "must", "may", "food", "windows", "hours", "address", "points", "asks"}
)
_DAYS = frozenset({"due_on", "done_on", "retrieved_on", "on", "day", "passport_expires_on"})
_LISTS = frozenset({"do_not_meet", "not_for", "must", "may", "speaks", "hosts", "interpreters", "firms", "room_with"})
"""Cells that name several."""
_NAMES: Mapping[str, frozenset[Kind]] = {
    "do_not_meet": PARTIES,
    "not_for": PARTIES,
    "attached_to": frozenset({Kind.EXPORTER}),
    "asker": PARTIES,
    "asked": PARTIES,
    "person": frozenset({Kind.DELEGATE}),
    "who": EVERYONE,
    "whom": PARTIES | {Kind.DELEGATE, Kind.INTERPRETER},
    "firm": frozenset({Kind.EXPORTER}),
    "firms": frozenset({Kind.EXPORTER}),
    "exporter": frozenset({Kind.EXPORTER}),
    "then_exporter": frozenset({Kind.EXPORTER}),
    "buyer": frozenset({Kind.BUYER}),
    "then_buyer": frozenset({Kind.BUYER}),
    "must": EVERYONE - {Kind.PLACE},
    "may": EVERYONE - {Kind.PLACE},
    "speaks": EVERYONE - {Kind.PLACE},
    "hosts": EVERYONE - {Kind.PLACE},
    "interpreters": frozenset({Kind.INTERPRETER}),
    "desk": frozenset({Kind.PLACE}),
    "room_with": frozenset({Kind.DELEGATE}),
}
"""Whom the cells of a column may name."""
_PATHS: Mapping[str, tuple[Path, ...]] = {
    **{f"name_{part}": (("name", part),) for part in ("native", "latin", "local")},
    **{part: (("name", part),) for part in ("native", "latin", "local", "family", "banner")},
    **{f"contact_{part}": (("contact", "person", part),) for part in ("native", "latin", "local", "family")},
    **{f"contact_title_{tag}": (("contact", "title", tag),) for tag in BY_CODE},
    **{part: (("contact", part),) for part in ("phone", "email", "messenger")},
    **{f"product_{part}": (("products", 0, "name", part),) for part in ("native", "latin", "local", "banner")},
    **{f"want_{tag}": (("wants", 0, "said", tag),) for tag in BY_CODE},
    "want": (("wants", 0, "product"),),
    "want_hs": (("wants", 0, "hs"),),
    "volume": (("wants", 0, "volume"),),
    "target_price": (("wants", 0, "price"),),
    "private_label": (("wants", 0, "private_label"),),
    "hs": (("products", 0, "hs"),),
    "local_code": (("products", 0, "local_code"),),
    "minimum_order": (("products", 0, "minimum_order"),),
    "price": (("products", 0, "price"),),
    "min_hours": (("min_hours_per_day",),),
    "max_hours": (("max_hours_per_day",),),
    "paper_language": (("language",),),
    "day": (("window", "start_at"),),
    "start": (("window", "start_at"),),
    "end": (("window", "end_at"),),
    "when": (("window", "start_at"),),
    "amount": (("money", "amount"),),
    "currency": (("money", "currency"),),
}
"""Where a column stands in the document of its row, where it is not the field of its own name."""


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

    @property
    def field(self) -> str:
        """How addresses and requests name it."""
        return self.column.field


@dataclass(frozen=True, kw_only=True)
class EditableTable:
    """A kind of rows as a table: how its rows are read and written, and its columns."""

    kind: SheetKind
    read: Reader
    write: Writer
    prefix: str = ""
    """Before the number of a new row's id."""
    items_from: str = ""
    """The first column that belongs to a product or need."""
    refusal: Callable[..., Refusal | None] | None = None
    """Why a row cannot stand beside the others, where that depends on what they say."""
    row_kind: RowKind[Any] | None = None
    """The kind, where it is said once."""

    @property
    def name(self) -> str:
        """How addresses name it; the name of its sheet."""
        return self.kind.name

    @property
    def spec(self) -> SheetSpec:
        """Its sheet."""
        return self.kind.spec

    @property
    def has_ids(self) -> bool:
        """Whether its rows are known by an id, not by what they say."""
        return "id" in self.spec.by_field

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        """All columns, in the order of the sheet."""
        written = self.spec.written
        order = [column.field for column in written]
        first = order.index(self.items_from) if self.items_from else len(order)
        return tuple(self._column(column, is_item=at >= first) for at, column in enumerate(written))

    @cached_property
    def by_field(self) -> Mapping[str, TableColumn]:
        """The columns by the names of their fields."""
        return {one.field: one for one in self.columns}

    @cached_property
    def document_keys(self) -> frozenset[str]:
        """The names of fields in the documents of its rows: whoever looks for one of them means a value."""
        return frozenset(_keys_in(self.kind.core))

    def shown_at_first(self, language: Language) -> tuple[TableColumn, ...]:
        """Return the columns that a reader sees who has chosen none: their own language, the first of the rest."""
        own = [one for one in self.columns if one.field != "id" and (not one.tag or BY_CODE[one.tag] is language)]
        if len(own) <= _FEW:
            return tuple(own)
        items = [one for one in own if one.is_item][:3]
        rest = [one for one in own if not one.is_item][: _AT_FIRST - len(items)]
        wanted = {one.field for one in (*rest, *items)} | (_WANTED.get(self.name, frozenset()) & self.by_field.keys())
        return tuple(one for one in own if one.field in wanted)

    def _column(self, column: Column, *, is_item: bool) -> TableColumn:
        stem, _, tag = column.field.rpartition("_")
        return TableColumn(
            column=column,
            widget=self._widget(column),
            path=self._path(column.field),
            names=_NAMES.get(column.field, frozenset()),
            is_list=column.field in _LISTS,
            is_item=is_item,
            tag=tag if tag in BY_CODE and stem else "",
        )

    def _widget(self, column: Column) -> Widget:
        if column.choices is not None:
            return Widget.CHOICE
        if column.field in _NAMES and column.field not in _LISTS:
            return Widget.PARTY
        said = self.row_kind.field_of.get(column.field) if self.row_kind else None
        if said is not None and said.codec.widget in {Widget.NOTE, Widget.DAY}:
            return said.codec.widget
        stem = column.field.rpartition("_")[0] or column.field
        if column.field in _DAYS:
            return Widget.DAY
        return Widget.NOTE if column.field in _NOTES or stem in _NOTES else Widget.LINE

    def _path(self, field: str) -> Path:
        known = {one.name for one in fields(self.kind.core)}
        stem, _, tag = field.rpartition("_")
        if field in known:
            return (field,)
        if stem in known and tag in BY_CODE:
            return (stem, tag)
        if self.row_kind is not None and field in self.row_kind.field_of:
            name = self.row_kind.field_of[field].name
            return (name,) if name in known else self._elsewhere(field, known)
        return self._elsewhere(field, known)

    @staticmethod
    def _elsewhere(field: str, known: set[str]) -> Path:
        return next((path for path in _PATHS.get(field, ()) if path[0] in known), ())


_WANTED: Mapping[str, frozenset[str]] = {
    "exporters": frozenset({"name_native", "name_latin", "phone", "email", "languages", "stand"}),
    "buyers": frozenset({"name_native", "name_latin", "country", "phone", "email", "languages", "windows"}),
    "delegates": frozenset({"native", "latin", "firm", "phone", "languages", "arrives_at", "leaves_at"}),
    "interpreters": frozenset({"native", "latin", "pairs", "phone", "email", "hours", "attached_to"}),
    "programme": frozenset({"day", "start", "end", "must", "may"}),
}
"""Columns that are seen at first in any case."""


def _keys_in(kind: object) -> Iterator[str]:
    """Yield the fields of a dataclass and of those inside it."""
    if is_dataclass(kind):
        for name, hint in get_type_hints(kind).items():
            yield name
            yield from _keys_in(hint)
    for inner in get_args(kind):
        yield from _keys_in(inner)


def _without_zone(write: Callable[[Iterable[Any]], Table]) -> Writer:
    return lambda rows, _zone: write(rows)


def _read_requests(records: Iterable[Record], reading: Reading) -> Iterable[Any]:
    """Return the requests of a sheet, those too that a "no" of the other side silences."""
    found = read_requests(records, reading)
    return (*found.requests, *found.outweighed)


_BY_NAME = {kind.name: kind for kind in KINDS}


def _own(name: str, write: Writer, prefix: str = "", read: Reader | None = None, items_from: str = "") -> EditableTable:
    kind = _BY_NAME[name]
    reads = read or kind.read
    if reads is None:
        raise LookupError(name)
    return EditableTable(kind=kind, read=reads, write=write, prefix=prefix, items_from=items_from)


def _said_once(kind: RowKind[Any], refusal: Callable[..., Refusal | None] | None = None) -> EditableTable:
    sheet = _BY_NAME[kind.name]
    return EditableTable(
        kind=sheet, read=kind.read, write=kind.write, prefix=kind.prefix, refusal=refusal, row_kind=kind
    )


TABLE_KINDS: Mapping[str, EditableTable] = {
    table.name: table
    for table in (
        _own("exporters", _without_zone(write_exporters), "E", read_exporters, "product_native"),
        _own("buyers", write_buyers, "B", read_buyers, "want"),
        _own("requests", write_requests, "R", _read_requests),
        _own("interpreters", write_interpreters, "I"),
        _own("delegates", write_delegates, "D"),
        _own("availability", write_absences),
        _own("programme", write_programme, "P"),
        _own("checklist", _without_zone(write_tasks), "K"),
        _said_once(SAMPLES),
        _said_once(POSTS),
        _said_once(QUOTAS, QUOTAS.refusal),
        _said_once(PRECEDENCES, PRECEDENCES.refusal),
        _said_once(COSTS),
        _said_once(RATES),
    )
}
"""The kinds that are edited as tables, in the order of the work."""
