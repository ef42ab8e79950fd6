"""The CSV files of the US Treasury: SDN and consolidated (primary), ALT (other names), ADD (addresses).

Format: "Specially Designated Nationals List – data formats", Office of Foreign Assets Control. Rows of 12, 5 and 6
fields without a header, `-0-` for empty, joined by the first field. A header row in front is accepted as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tearoad.screening.verdict import EntryKind, ListEntry

PRIMARY_FIELDS, ALT_FIELDS, ADD_FIELDS = 12, 5, 6
_KINDS = {
    "": EntryKind.FIRM,
    "individual": EntryKind.PERSON,
    "entity": EntryKind.FIRM,
    "vessel": EntryKind.VESSEL,
    "aircraft": EntryKind.AIRCRAFT,
}
_ALIAS_KINDS = frozenset({"aka", "fka", "nka"})
_WEAK = re.compile(r"[afn]\.k\.a\. '([^']+)'")
_NUMBER_LABELS = (
    "Tax ID No.", "Registration Number", "Registration ID", "Registration No.", "National ID No.", "Company Number",
    "Company ID", "Commercial Registry Number", "Business Registration Number", "Business Number", "V.A.T. Number",
    "R.F.C.", "RFC", "C.R. No.", "Identification Number", "Trade License No.", "Legal Entity Number", "D-U-N-S Number",
    "Government Gazette Number", "Unified Social Credit Code (USCC)", "Enterprise Number", "Matricula Mercantil No",
    "Fiscal Code", "Economic Register Number (CBLS)", "Public Registration Number", "Registered Charity No.", "License",
    "Central Registration System Number", "Cedula No.", "NIT #", "C.U.R.P.", "UAE Identification", "SWIFT/BIC",
    "BIK (RU)",
)  # fmt: skip
_NUMBER = re.compile(
    rf"(?:{'|'.join(map(re.escape, _NUMBER_LABELS))})\s+(?!IMO)([A-Z0-9][A-Z0-9./ -]*?\d[A-Z0-9./-]*)", re.IGNORECASE
)
_COUNTRY = re.compile(r"(?:nationality|citizen|alt\. nationality|alt\. citizen) ([A-Z][A-Za-z ,]+?)(?=[;.]|$)")
_IN_BRACKETS = re.compile(r"\d\S* \(([A-Z][A-Za-z, ]{3,})\)")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entry."""

    entry: str
    name: str


@dataclass(slots=True)
class OfacFiles:
    """The rows of every file of this form in a folder, before they are joined by number."""

    primary: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)
    aliases: list[tuple[str, Alias]] = field(default_factory=list)
    countries: dict[str, list[str]] = field(default_factory=dict)


def kind_of(rows: list[list[str]]) -> str | None:
    """Return `primary`, `alt` or `add` where the rows have that form, None otherwise."""
    body = _body(rows)
    if not body:
        return None
    sample = [row for row in body[:50] if row]
    width = max(map(len, sample))
    if not all(row[0].isdigit() for row in sample) or any(len(row) != width for row in sample):
        return None
    if width == PRIMARY_FIELDS and all(row[2].lower() in _KINDS for row in sample):
        return "primary"
    if width == ALT_FIELDS and all(row[2].lower() in _ALIAS_KINDS for row in sample):
        return "alt"
    return "add" if width == ADD_FIELDS and all(row[1].isdigit() for row in sample) else None


def _body(rows: list[list[str]]) -> list[list[str]]:
    has_header = bool(rows) and not rows[0][0].isdigit() and any(cell.lower() in {"name", "id"} for cell in rows[0])
    return rows[1:] if has_header else rows


def add_file(files: OfacFiles, kind: str, rows: list[list[str]], source: str) -> tuple[int, ...]:
    """Take the rows of one file; return the numbers of rows that could not be read, counted from 1."""
    bad: list[int] = []
    first = 1 + len(rows) - len(_body(rows))
    width = {"primary": PRIMARY_FIELDS, "alt": ALT_FIELDS, "add": ADD_FIELDS}[kind]
    for number, row in enumerate(_body(rows), first):
        if not row:
            continue
        if len(row) != width or not row[0].isdigit():
            bad.append(number)
        elif kind == "primary":
            files.primary.setdefault(row[0], []).append((source, row))
        elif kind == "alt":
            files.aliases.append((source, Alias(row[0], row[3])))
        elif row[4]:
            files.countries.setdefault(row[0], []).append(row[4])
    return tuple(bad)


def entries(files: OfacFiles) -> tuple[ListEntry, ...]:
    """Join the files by number. Other names without an entry of their own become entries of unknown kind."""
    aliases: dict[str, list[str]] = {}
    origin: dict[str, str] = {}
    for source, alias in files.aliases:
        aliases.setdefault(alias.entry, []).append(alias.name)
        origin.setdefault(alias.entry, source)
    found = [_entry(number, files, aliases.get(number, [])) for number in files.primary]
    lone = [number for number in aliases if number not in files.primary]
    found += [
        ListEntry(
            f"OFAC {n}", origin[n], EntryKind.UNKNOWN, _each_once(aliases[n]), _each_once(files.countries.get(n, []))
        )
        for n in lone
    ]
    return tuple(found)


def _entry(number: str, files: OfacFiles, aliases: list[str]) -> ListEntry:
    # A number may stand in lists of several days: every name it ever had counts, the rest is the first file's.
    source, row = files.primary[number][0]
    remark = row[11]
    remarks = "; ".join(dict.fromkeys(each[11] for _, each in files.primary[number]))
    countries = [*_COUNTRY.findall(remarks), *_IN_BRACKETS.findall(remarks), *files.countries.get(number, [])]
    return ListEntry(
        id=f"OFAC {number}",
        source=source,
        kind=_KINDS.get(row[2].lower(), EntryKind.UNKNOWN),
        names=_each_once([*(each[1] for _, each in files.primary[number]), *aliases]),
        countries=_each_once(countries),
        numbers=_each_once(match.strip(" .") for match in _NUMBER.findall(remarks)),
        weak_names=_each_once(_WEAK.findall(remarks)),
        programme=row[3].replace("] [", ", "),
        remark=remark,
    )


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
