"""A kind of row said once: its fields, from which its sheet, its form and its reading and writing follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from tearoad.paper.sheets import (
    LONGEST_LINE,
    Choices,
    Column,
    Kind,
    Known,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
    Value,
)
from tearoad.rows.with_ids import with_ids
from tearoad.text import Text
from tearoad.values import Language

T = TypeVar("T")
R = TypeVar("R")
NO_WORDS = SheetWords("")
"""Of what has no header of its own."""


class Widget(StrEnum):
    """What a person fills a cell in with."""

    LINE = "line"
    NOTE = "note"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    PARTY = "party"
    """Chosen among those whom the mission knows."""
    PARTIES = "parties"
    """Several of them."""
    PHONE = "phone"


@dataclass(frozen=True, kw_only=True)
class CellParts:
    """Of a cell that lists several things of parts, the parts: a form has a field for each."""

    headers: tuple[SheetWords, ...]
    split: Callable[[str], Sequence[str]]
    """The parts of one thing as it stands in the cell."""
    join: Callable[[Sequence[str]], str]
    """The one thing as it stands in the cell, of its parts."""


@dataclass(frozen=True, kw_only=True)
class Codec(Generic[T]):
    """How values of one type stand in the cells of a row: read from them, written into them, filled in on a page."""

    read: Callable[[Record, str, Reading], T]
    """What the cells of a field say; what is wrong is told to the record."""
    cells: Callable[[T, str, ZoneInfo], Mapping[str, Value]] = lambda value, name, _zone: {name: value}  # type: ignore[dict-item]  # a value that a cell takes as it is
    """The cells of a value, by column; times are those of the zone."""
    columns: Callable[[Field[T]], tuple[Column, ...]] = lambda row_field: row_field.one_column()
    widget: Widget = Widget.LINE
    longest: int = LONGEST_LINE
    """How many letters a cell may hold."""
    choices: Choices[Any] | None = None
    kinds: frozenset[Kind] = frozenset()
    """Whom a cell may name."""
    binds: bool = True
    """Whether those whom a cell names cannot go while a row names them."""
    inside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a value in several columns, where inside the value each of them stands."""
    widgets: Mapping[str, Widget] = field(default_factory=dict)
    """Of a value in several columns, those that are filled in with something else."""
    in_words: Callable[[str, Language], str] | None = None
    """How a reader sees a cell on a page, where that is not how it is written."""
    is_yes_no: bool = False
    parts: CellParts | None = None
    """Of what each thing that the cell lists is made, where it is of several parts."""

    @property
    def names_several(self) -> bool:
        """Whether a cell may name more than one."""
        return bool(self.kinds) and self.widget is not Widget.PARTY


@dataclass(frozen=True)
class Field(Generic[T]):
    """One field of a kind of row; `name` is the dataclass's own, unless the kind builds its rows by itself."""

    name: str
    codec: Codec[T]
    header: SheetWords = NO_WORDS
    """Empty where the codec's columns have headers of their own."""
    _: KW_ONLY
    column: str = ""
    """Its column, or how its columns begin; the name where empty."""
    example: str | SheetWords = ""
    about: str = ""
    """The last part of the explanation's code; the column where empty."""
    width: int = 16
    needed: bool = False
    essential: bool = False
    """A bad cell holds its row back, for the rest of the row would mean something else."""
    refusing: bool = False
    """A "no" may stand in it: what cannot be read there stops everything until a person answers."""
    not_blank: frozenset[str] = frozenset()
    """Marks that say nothing elsewhere, and may say "no" here: they are read."""
    joined: bool = False
    """A list: the cells of rows that continue a company are put together."""
    fixed: bool = False
    """A person does not fill it in."""
    set_elsewhere: bool = False
    """Another page sets it, with all that follows from it; a table shows it."""
    value_of: Callable[[Any], T] | None = None
    """How a row says it; None: as the attribute of its name."""
    stands_at: tuple[str, ...] = ()
    """Where a row's document says it; empty: at its name."""
    also_at: tuple[str, ...] = ()
    """Further parts of a row that its cells say as well."""

    @property
    def stem(self) -> str:
        """Its column, or how its columns begin."""
        return self.column or self.name

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns in the sheet."""
        return self.codec.columns(self)

    def one_column(self) -> tuple[Column, ...]:
        """Return the column of a field that stands in one cell."""
        return (
            Column(
                self.stem,
                self.header,
                self.example,
                choices=self.codec.choices,
                joined=self.joined,
                about=self.about,
                width=self.width,
                longest=self.codec.longest,
                not_blank=self.not_blank,
            ),
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row cannot stand beside others: what is wrong, what to do, and in which column it stands."""

    text: Text
    hint: Text
    field: str


def id_of(row: object) -> str:
    """Return the id of a row of a kind that has one."""
    return str(row.id)  # type: ignore[attr-defined]  # every such kind has one


def _is_fine(row: R, _record: Record, _reading: Reading) -> R:
    """Find nothing wrong."""
    return row


def _as_read(rows: tuple[R, ...], _reading: Reading) -> tuple[R, ...]:
    """Leave rows as they were read."""
    return rows


def _fits(_row: object, _others: Sequence[object], _where: Callable[[Any], str]) -> Refusal | None:
    """Let every row stand beside every other."""
    return None


def refuse_second(code: str, hint: str, field: str) -> Callable[..., Refusal | None]:
    """Return the refusal of a row that is known by the same as another one; the text is told `found` and `other`."""

    def refusal(row: R, others: Sequence[R], where: Callable[[R], str]) -> Refusal | None:
        other = next((other for other in others if id_of(other) == id_of(row)), None)
        return Refusal(Text(code, found=id_of(row), other=where(other)), Text(hint), field) if other else None

    return refusal


@dataclass(frozen=True, kw_only=True)
class RowKind(Generic[R]):
    """A kind of row: a dataclass, and how each of its fields is read, written and filled in.

    What the fields alone do not say is said by four functions: `build` makes a row of what its fields say and tells
    the record why it cannot; `judge` tells what is wrong with a row that was made, and mends it; `refusal` says whether
    it can stand beside other rows, which `where` names as the reader finds them; `finish` sees all rows of a sheet.
    """

    name: str
    title: SheetWords = NO_WORDS
    core: type[R]
    fields: tuple[Field[Any], ...]
    id: Column | None = None
    """The column of ids; None where a row is known by what it says."""
    prefix: str = ""
    """Before the number of a row that was given no id: `S03`."""
    announces_ids: bool = False
    """Whether the giving of an id is told."""
    key: Callable[[R], str] = id_of
    """By what a row is known."""
    needs: tuple[tuple[str, ...], ...] = ()
    """Groups of columns, beside the fields that are needed each: of each group one must be filled."""
    build: Callable[[Mapping[str, Any], Record], R | None] | None = None
    judge: Callable[[R, Record, Reading], R] = _is_fine
    refusal: Callable[[R, Sequence[R], Callable[[R], str]], Refusal | None] = _fits
    finish: Callable[[tuple[R, ...], Reading], tuple[R, ...]] = _as_read
    located_at: str = ""
    """The column whose place in its file a row remembers as `written_at`."""
    marked: frozenset[str] = field(default_factory=frozenset)
    """Codes of warnings with which a row is kept on a page too, and marked in its list."""
    personal: frozenset[str] | None = None
    """The fields that go when a person is erased, none where rows tell of nobody; None: that was not thought of."""
    seen_first: frozenset[str] = field(default_factory=frozenset)
    """Columns that a table shows at first in any case."""
    people: bool = False
    """Its rows are about persons: a passport number may hide in them."""
    may_be_numbered: bool = False
    """Whether others speak of its rows by name too, so that running numbers need not be ids."""
    known_as: Kind | None = None
    """As what rows of other kinds may name these by id or by name."""
    refusals: frozenset[str] = field(default_factory=frozenset)
    """The words for "no", folded."""

    @cached_property
    def spec(self) -> SheetSpec:
        """Its sheet."""
        return SheetSpec(
            self.name,
            self.title,
            (*((self.id,) if self.id else ()), *(column for row_field in self.fields for column in row_field.columns)),
            needs=(*(_names(row_field) for row_field in self.fields if row_field.needed), *self.needs),
            may_be_numbered=self.may_be_numbered,
            people=self.people,
            strict=frozenset(name for row_field in self.fields if row_field.essential for name in _names(row_field)),
            refusing=frozenset(name for row_field in self.fields if row_field.refusing for name in _names(row_field)),
            refusals=self.refusals,
        )

    @cached_property
    def field_of(self) -> Mapping[str, Field[Any]]:
        """The field to which each column belongs."""
        return {column.field: row_field for row_field in self.fields for column in row_field.columns}

    @property
    def is_judged_beside_others(self) -> bool:
        """Whether a row may be refused because of what others say."""
        return self.refusal is not _fits

    @cached_property
    def titled_by(self) -> str:
        """The text in three languages by which a row is called; empty where it has none."""
        return next(
            (row_field.name for row_field in self.fields if row_field.needed and len(row_field.columns) > 1), ""
        )

    @cached_property
    def naming(self) -> tuple[str, ...]:
        """The fields that name companies or people, who cannot go while a row names them."""
        return tuple(row_field.name for row_field in self.fields if row_field.codec.kinds and row_field.codec.binds)

    def read(self, records: Iterable[Record], reading: Reading) -> tuple[R, ...]:
        """Return the rows that are good; what is wrong with the others is told to their records."""
        good: list[R] = []
        places: dict[str, str] = {}
        for record, id_ in self._named(records):
            row = self._row(record, id_, reading)
            if row is None:
                continue
            row = self.judge(row, record, reading)
            wrong = None if record.held else self.refusal(row, good, lambda other: places[self.key(other)])
            if wrong is not None:
                record.error(wrong.text, wrong.hint, wrong.field)
            if not record.held:
                good.append(row)
                reading.origins.append((self.name, record.row, row))
                places[self.key(row)] = record.where
        return self.finish(tuple(good), reading)

    def values_of(self, record: Record, reading: Reading, **given: object) -> dict[str, Any]:
        """Return what a record says, field by field; what is `given` is not read again."""
        for group in self.spec.needs:
            record.needed(group)
        fields = (row_field for row_field in self.fields if row_field.name not in given)
        return {
            **given,
            **{row_field.name: row_field.codec.read(record, row_field.stem, reading) for row_field in fields},
        }

    def row(self, record: Record, reading: Reading) -> R:
        """Return what a record says as a row without an id, held or not."""
        return self.judge(self.core(**self.values_of(record, reading)), record, reading)

    def cells(self, row: R, zone: ZoneInfo) -> dict[str, Value]:
        """Return the cells of a row, by column."""
        cells: dict[str, Value] = {"id": id_of(row)} if self.id else {}
        for row_field in self.fields:
            value = row_field.value_of(row) if row_field.value_of else getattr(row, row_field.name)
            cells |= row_field.codec.cells(value, row_field.stem, zone)
        return cells

    def _named(self, records: Iterable[Record]) -> Iterable[tuple[Record, str]]:
        if self.id is None:
            return ((record, "") for record in records)
        return with_ids(records, self.prefix, silent=not self.announces_ids)

    def _row(self, record: Record, id_: str, reading: Reading) -> R | None:
        said = self.values_of(record, reading)
        if self.id:
            said["id"] = id_
        if self.located_at:
            said["written_at"] = record.place(self.located_at)
        if self.known_as:
            names = (*said["name"].written, record.numbered)
            reading.directory.add(Known(self.known_as, id_, names, record.where, record.held))
        if self.build is None:
            return self.core(**said)
        return None if record.held else self.build(said, record)

    def write(self, rows: Iterable[R], zone: ZoneInfo) -> Table:
        """Return the sheet that reads back as these rows."""
        return Table(self.spec, tuple(SheetRow(self.cells(row, zone)) for row in rows))


def _names(row_field: Field[Any]) -> tuple[str, ...]:
    return tuple(column.field for column in row_field.columns)
