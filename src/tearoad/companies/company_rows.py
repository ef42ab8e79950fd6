"""One row a product, one row a want: put the rows of a company together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from tearoad.companies.attendance import ATTENDANCE, with_attendance
from tearoad.companies.contacts import joined_contacts, odd_contacts
from tearoad.companies.duplicates import are_one_firms
from tearoad.companies.name_columns import COMPANY_NAME_FIELDS, person_columns
from tearoad.paper.sheets import (
    PARTIES,
    Kind,
    Known,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    Table,
    folded,
    merged,
)
from tearoad.rows import Field, RowKind, id_of
from tearoad.rows.in_three import three_fields
from tearoad.text import Text

R = TypeVar("R")
_NAMES = ("name_native", "name_latin", "name_local", "name")
_CONTACT = "other_contacts"
_PERSON_FIELDS = tuple(column.field for column in person_columns("contact_") if column.field != "contact_family")
_ADDRESS_FIELDS = ("phone", "email", "messenger")
_CONTACT_FIELDS = (*_PERSON_FIELDS, "contact_family", *three_fields("contact_title"), *_ADDRESS_FIELDS)


@dataclass(slots=True)
class CompanyRows:
    """The rows of one company: the head holds what is said of the company, each record may hold one product or want."""

    id: str
    records: list[Record]
    names: set[str] = field(default_factory=set)
    joined: list[str] = field(default_factory=list)
    """Ids and names of rows of which a person said that they are this company."""
    head: Record | None = None
    other_people: list[Record] = field(default_factory=list)
    """Further rows whose contact is another person than that of the first."""


@dataclass(slots=True)
class _Book:
    """The companies entered so far, by id and by name."""

    prefix: str
    is_numbered_by_company: bool
    """Whether the sheet has running numbers, and not on every row."""
    companies: dict[str, CompanyRows] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    by_name: dict[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    """Id of a row -> that of the company which it is, as a person said."""
    own_fields: Sequence[str] = ()
    """What is said of a company, not of a product or need."""
    last: CompanyRows | None = None

    def enter(self, record: Record) -> None:
        """Put a row to its company, or open a new one."""
        names = {folded(name) for name in _names_in(record)} - {""}
        id_ = record.text("id")
        if not id_ and not names:
            self._continue(record)
            return
        if not id_:
            id_ = next((self.by_name[name] for name in names if name in self.by_name), "") or self._made_up(
                record, names
            )
        meant = self._meant(id_)
        known = self.companies.setdefault(meant, CompanyRows(meant, []))
        self.by_name.update(dict.fromkeys(names, id_))
        if meant != id_:
            known.joined += [id_, *_names_in(record)]
        elif names and known.names and not names & known.names and not self._is_one_firm(record, known):
            _clash(known.records[0], record, id_)
            self.last = CompanyRows(id_, [record], names)
            return
        else:
            known.names |= names
        known.records.append(record)
        self.last = known

    @staticmethod
    def _is_one_firm(record: Record, known: CompanyRows) -> bool:
        """Whether a row that repeats an id calls the firm otherwise only in its legal form or script."""
        return are_one_firms(_names_in(record), [name for other in known.records for name in _names_in(other)])

    def _meant(self, id_: str) -> str:
        """Return the id of the company that a row is; who is said to be the same in a circle stays what it is."""
        passed = [id_]
        while (after := self.same.get(passed[-1])) and after not in passed:
            passed.append(after)
        return passed[-1] if after is None or not after else id_

    def _continue(self, record: Record) -> None:
        """A row that says neither id nor name goes on with the company above, even where that one was held back."""
        if self.last is None:
            record.error(Text("sheets.nobody"), Text("sheets.nobody_hint"))
        elif record.numbered and (self.is_numbered_by_company or self._says_otherwise(record)):
            record.needed(COMPANY_NAME_FIELDS)
            self.last = CompanyRows(self.last.id, [record])
        elif self.companies[self.last.id] is not self.last:
            where = self.last.records[0].where
            record.error(Text("sheets.continues_held", where=where), Text("sheets.held_reference_hint"))
        else:
            self.last.records.append(record)

    def _says_otherwise(self, record: Record) -> bool:
        """Whether a row with a number of its own says of its company what the one above does not say of its own."""
        if self.last is None or record.numbered == self.last.records[-1].numbered:
            return False
        return any(_differs(record, self.last.records, field) for field in self.own_fields)

    def _made_up(self, record: Record, names: Collection[str]) -> str:
        id_ = record.id_for(self.prefix, self.taken, names)
        self.taken.add(id_)
        if not record.numbered:
            record.warn(Text("sheets.id_made_up", used=id_), Text("sheets.id_made_up_hint"), "id")
        return id_


def _gather(
    records: Iterable[Record], kind: Kind, prefix: str, company_fields: Sequence[str], reading: Reading
) -> list[CompanyRows]:
    """Return the companies in the order of their first rows.

    A row continues a company when it repeats its id with the same name or none, or when it says neither id nor name
    (a merged cell), and in a sheet that numbers its companies no number either; nor where it has a number of its own
    and its cells say something else of the company. The same id with another name clashes: both rows are held back. A
    row without an id gets that of a kept company with its name, else one from its running number or its place in the
    sheet, the latter with a warning.
    """
    records = tuple(records)
    numbered = {bool(record.numbered) for record in records}
    same = reading.same_companies.get(records[0].around.spec.name, {}) if records else {}
    book = _Book(prefix, is_numbered_by_company=len(numbered) > 1, same=same, own_fields=company_fields)
    book.taken.update(record.text("id") for record in records)
    for record in records:
        book.enter(record)
    companies = book.companies
    for company in companies.values():
        for record in company.records:
            record.key = company.records[0].key
        company.other_people = _with_other_people(company.records) if _CONTACT in company_fields else []
        alone = [
            record.without(_CONTACT_FIELDS) if record in company.other_people else record for record in company.records
        ]
        company.head = merged(alone, [name for name in company_fields if name != "id" or not company.joined])
        company.head.held = company.records[0].held
        company.head.needed(COMPANY_NAME_FIELDS)
        if company.joined and not company.names:
            reading.kept_ids.joined.setdefault(records[0].around.spec.name, set()).add(company.id)
        _used_by_other_side(company, kind, reading)
    return list(companies.values())


def _with_other_people(records: Sequence[Record]) -> list[Record]:
    """Return further rows with a contact whose name, or whose addresses where they name nobody, no row above has."""
    above, found = [records[0]], list[Record]()
    for record in records[1:]:
        named = [name for name in _PERSON_FIELDS if name in record]
        fields = named or [name for name in _ADDRESS_FIELDS if name in record]
        (found if fields and all(_differs(record, above, text) for text in fields) else above).append(record)
    return found


def _names_in(record: Record) -> list[str]:
    return [record.text(name) for name in COMPANY_NAME_FIELDS if name in record]


def _differs(record: Record, above: Iterable[Record], field: str) -> bool:
    """Whether a row says something else of its company than each row above."""
    said = {folded(other.text(field)) for other in above if field in other}
    return field in record and bool(said) and folded(record.text(field)) not in said


def _clash(first: Record, second: Record, id_: str) -> None:
    hint = Text("sheets.ids_clash_hint")
    first.error(Text("sheets.ids_clash", found=id_, other=second.where), hint, "id")
    second.error(Text("sheets.ids_clash", found=id_, other=first.where), hint, "id")


def _used_by_other_side(company: CompanyRows, kind: Kind, reading: Reading) -> None:
    others = [known for known in reading.directory.with_id(company.id, PARTIES) if known.kind is not kind]
    other = reading.first_rows.get(company.id)
    if not others or other is None or company.head is None:
        return
    hint = Text("sheets.ids_clash_hint")
    company.head.error(Text("sheets.id_on_both_sides", found=company.id, other=other.where), hint, "id")
    other.error(Text("sheets.id_on_both_sides", found=company.id, other=company.head.where), hint, "id")


def _is_accepted(company: CompanyRows, items: Sequence[Record], kept: int) -> bool:
    """Whether the company enters: its own cells are good, and of its products or wants, if it has any, one is good."""
    head = company.head
    return head is not None and not head.held and (kept > 0 or not any(item.held for item in items))


def _make_known(company: CompanyRows, kind: Kind, names: Sequence[str], reading: Reading, *, held: bool) -> None:
    """Let other sheets speak of the company, by id or by name."""
    reading.first_rows.setdefault(company.id, company.records[0])
    called = (*names, *company.joined, *dict.fromkeys(record.numbered for record in company.records))
    reading.directory.add(Known(kind, company.id, called, company.records[0].where, held))


def _just_one(record: Record) -> tuple[Record, ...]:
    return (record,)


@dataclass(frozen=True, kw_only=True)
class CompanyKind(Generic[R]):
    """A kind of company: its own fields stand in its first row, and each of its products or needs in a row."""

    company: RowKind[R]
    item: RowKind[Any]
    items: str
    """The field of the company that holds its products or needs."""
    named_by: tuple[str, ...]
    """The columns that name a product or need."""
    side: Kind
    known_as: Kind | None
    """As what other sheets may name these companies."""
    several: Callable[[Record], Sequence[Record]] = _just_one
    """The products or needs that one row names."""

    @cached_property
    def spec(self) -> SheetSpec:
        """The sheet."""
        own = self.company.spec
        return SheetSpec(
            own.name,
            own.title,
            (*own.columns, *self.item.spec.columns),
            needs=(_NAMES,),
            items=self.named_by,
            may_be_numbered=own.may_be_numbered,
            strict=own.strict,
            refusing=own.refusing,
            refusals=own.refusals,
        )

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.company.name

    @property
    def core(self) -> type[R]:
        """What a company is."""
        return self.company.core

    @property
    def prefix(self) -> str:
        """Before the number of a company that was given no id."""
        return self.company.prefix

    @property
    def personal(self) -> frozenset[str] | None:
        """The fields that go when a person is erased."""
        return self.company.personal

    @property
    def seen_first(self) -> frozenset[str]:
        """The columns that a table shows at first in any case."""
        return self.company.seen_first

    @cached_property
    def field_of(self) -> Mapping[str, Field[Any]]:
        """The field to which each column belongs."""
        return {**self.company.field_of, **self.item.field_of}

    def read(self, records: Iterable[Record], reading: Reading) -> tuple[R, ...]:
        """Return the companies whose rows are good; what is wrong stands in the reading's problems."""
        return tuple(row for _head, row in self.placed(records, reading))

    def placed(self, records: Iterable[Record], reading: Reading) -> Iterator[tuple[Record, R]]:
        """Yield the companies whose rows are good, each with the cells that say so."""
        own, of_items = ([column.field for column in kind.spec.columns] for kind in (self.company, self.item))
        for rows in _gather(records, self.side, self.prefix, own, reading):
            if rows.head is None:
                continue
            items = [item for record in rows.records if record.any_of(of_items) for item in self.several(record)]
            read = [(record, self.item.row(record, reading)) for record in items]
            good = tuple(item for record, item in read if not record.held)
            if ATTENDANCE.name in self.spec.by_field:
                rows.head = with_attendance(rows.head, rows.records)
            said = self.company.values_of(rows.head, reading, id=rows.id, **{self.items: good})
            if _CONTACT in said:
                said |= self._contacts(rows, said, reading)
            is_kept = _is_accepted(rows, items, len(good))
            if self.known_as:
                _make_known(rows, self.side, said["name"].written, reading, held=not is_kept)
            if is_kept:
                company = self.core(**said)
                reading.origins.extend((self.name, record.row, company) for record in rows.records)
                yield rows.head, company

    def _contacts(self, rows: CompanyRows, said: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
        """Return the main contact of a company and the others, each person once; tell what is odd about them."""
        codec = self.company.field_of[_PERSON_FIELDS[0]].codec
        further = [codec.read(record, "contact", reading) for record in rows.other_people]
        main, *others = joined_contacts((said["contact"], *said[_CONTACT], *further)) or (said["contact"],)
        if rows.head is not None:
            for doubt in odd_contacts((main, *others)):
                rows.head.warn(doubt, Text("sheets.look_again"), _CONTACT)
        return {"contact": main, _CONTACT: tuple(others)}

    def write(self, companies: Iterable[R], zone: ZoneInfo) -> Table:
        """Return the sheet that reads back as these companies."""
        return Table(self.spec, tuple(row for company in companies for row in self._rows(company, zone)))

    def _rows(self, company: R, zone: ZoneInfo) -> Iterator[SheetRow]:
        cells = self.company.cells(company, zone)
        for item in getattr(company, self.items) or (None,):
            yield SheetRow({**cells, **(self.item.cells(item, zone) if item else {})})
            cells = {"id": id_of(company)}
