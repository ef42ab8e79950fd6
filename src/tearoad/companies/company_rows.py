"""One row a product, one row a want: put the rows of a company together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tearoad.companies.party_columns import COMPANY_NAME_FIELDS
from tearoad.paper.sheets import PARTIES, Kind, Known, Reading, Record, folded, merged
from tearoad.text import Text


@dataclass(slots=True)
class CompanyRows:
    """The rows of one company: the head holds what is said of the company, each record may hold one product or want."""

    id: str
    records: list[Record]
    names: set[str] = field(default_factory=set)
    joined: list[str] = field(default_factory=list)
    """Ids and names of rows of which a person said that they are this company."""
    head: Record | None = None


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
    last: CompanyRows | None = None

    def enter(self, record: Record) -> None:
        """Put a row to its company, or open a new one."""
        names = {folded(record.text(name)) for name in COMPANY_NAME_FIELDS if name in record} - {""}
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
            known.joined += [id_, *(record.text(name) for name in COMPANY_NAME_FIELDS if name in record)]
        elif names and known.names and not names & known.names:
            _clash(known.records[0], record, id_)
            self.last = CompanyRows(id_, [record], names)
            return
        else:
            known.names |= names
        known.records.append(record)
        self.last = known

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
        elif self.is_numbered_by_company and record.numbered:
            record.needed(COMPANY_NAME_FIELDS)
            self.last = CompanyRows(self.last.id, [record])
        elif self.companies[self.last.id] is not self.last:
            where = self.last.records[0].where
            record.error(Text("sheets.continues_held", where=where), Text("sheets.held_reference_hint"))
        else:
            self.last.records.append(record)

    def _made_up(self, record: Record, names: Collection[str]) -> str:
        id_ = record.id_for(self.prefix, self.taken, names)
        self.taken.add(id_)
        if not record.numbered:
            record.warn(Text("sheets.id_made_up", used=id_), Text("sheets.id_made_up_hint"), "id")
        return id_


def gather(
    records: Iterable[Record], kind: Kind, prefix: str, company_fields: Sequence[str], reading: Reading
) -> list[CompanyRows]:
    """Return the companies in the order of their first rows.

    A row continues a company when it repeats its id with the same name or none, or when it says neither id nor name (a
    merged cell), and in a sheet that numbers its companies no number either. The same id with another name clashes:
    both rows are held back. A row without an id gets that of a kept company with its name, else one from its running
    number or its place in the sheet, the latter with a warning.
    """
    records = tuple(records)
    numbered = {bool(record.numbered) for record in records}
    same = reading.same_companies.get(records[0].around.spec.name, {}) if records else {}
    book = _Book(prefix, is_numbered_by_company=len(numbered) > 1, same=same)
    book.taken.update(record.text("id") for record in records)
    for record in records:
        book.enter(record)
    companies = book.companies
    for company in companies.values():
        for record in company.records:
            record.key = company.records[0].key
        company.head = merged(company.records, [one for one in company_fields if one != "id" or not company.joined])
        company.head.held = company.records[0].held
        company.head.needed(COMPANY_NAME_FIELDS)
        _used_by_other_side(company, kind, reading)
    return list(companies.values())


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


def hold_or_keep(company: CompanyRows, items: Sequence[Record], kept: int) -> bool:
    """Whether the company enters: its own cells are good, and of its products or wants, if it has any, one is good."""
    head = company.head
    return head is not None and not head.held and (kept > 0 or not any(item.held for item in items))


def make_known(company: CompanyRows, kind: Kind, names: Sequence[str], reading: Reading, *, held: bool) -> None:
    """Let other sheets speak of the company, by id or by name."""
    reading.first_rows.setdefault(company.id, company.records[0])
    called = (*names, *company.joined, *dict.fromkeys(record.numbered for record in company.records))
    reading.directory.add(Known(kind, company.id, called, company.records[0].where, held))
