"""A folder of watch lists: every file recognised by its content, every broken one named."""

from __future__ import annotations

import stat
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from tearoad.errors import InputError
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.screening.lists import goods, headed, ofac, united_nations
from tearoad.screening.lists.completeness import (
    ACCEPTED,
    digest_of,
    gaps_since,
    kinds_of,
    known_gaps,
    read_accepted,
    series,
)
from tearoad.screening.lists.content import broken, read_rows, read_text
from tearoad.screening.lists.goods import GoodsRow
from tearoad.screening.lists.workbook import workbook_rows
from tearoad.screening.verdict import EntryKind, ListEntry
from tearoad.text import Text

_NO_LISTS = frozenset({"thumbs.db", "desktop.ini", ACCEPTED, "readme.txt", "readme.md"})
"""What systems leave in folders, and what a fresh folder explains itself with."""


@dataclass(frozen=True, slots=True)
class ListSource:
    """A file that was read: its name, its form, how many rows or entries it gave."""

    file: str
    form: str
    count: int


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything a folder of lists holds."""

    entries: tuple[ListEntry, ...] = ()
    goods: tuple[GoodsRow, ...] = ()
    sources: tuple[ListSource, ...] = ()
    problems: tuple[CellProblem, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every list could be read: without that nobody may claim "no hit", and nothing may be planned."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


@dataclass(slots=True)
class _Gathered:
    treasury: ofac.OfacFiles = field(default_factory=ofac.OfacFiles)
    published: list[ListEntry] = field(default_factory=list)
    own: list[ListEntry] = field(default_factory=list)
    goods: list[GoodsRow] = field(default_factory=list)
    sources: list[ListSource] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)


def read_lists(folder: Path, *, is_judged: bool = False) -> Lists:
    """Read every list of a folder, in the order of the files' names; a folder that is not there holds no lists.

    A file that is no list (a web page, a cut-off download, a table of something else) is an error that names the file
    and what was found in it; it is never passed over. A link out of the folder is an error too and is not opened.
    Entries of one publisher with one id are made one; the ids of an own table belong to that table. A list that lacks
    what it is known to have, or much of what `accepted.csv` says of the one before, is an error until a manager's
    reason stands there; `is_judged`: that was asked when each was taken into use.
    """
    gathered = _Gathered()
    root = folder.resolve()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith((".", "~$")) or path.name.lower() in _NO_LISTS:
            continue
        try:
            _refuse_what_is_no_file(path, root)
            _read(path, gathered)
        except InputError as fault:
            gathered.problems.append(CellProblem(Severity.ERROR, fault.text, fault.hint, path.name))
    _note_lone_aliases(gathered)
    published = _merged((*ofac.entries(gathered.treasury), *gathered.published))
    entries = (*published, *_with_own_ids(gathered.own, published))
    if not is_judged:
        _judge_completeness(folder, entries, gathered)
    return Lists(entries, tuple(gathered.goods), tuple(gathered.sources), tuple(gathered.problems))


def _judge_completeness(folder: Path, entries: tuple[ListEntry, ...], gathered: _Gathered) -> None:
    try:
        accepted = read_accepted(folder)
    except InputError as fault:
        gathered.problems.append(CellProblem(Severity.ERROR, fault.text, fault.hint, ACCEPTED))
        accepted = {}
    for source in gathered.sources:
        own = _entries_of(source, entries, gathered)
        lines, digest = accepted.get(series(source.file), ()), digest_of(folder / source.file)
        kinds = kinds_of(own, source.count)
        before = [line.entries for line in lines if line.sha256 != digest]
        gaps = known_gaps(source.form, source.file, own) + gaps_since(source.file, kinds, {"": max(before, default=0)})
        reason = next((line for line in lines if line.sha256 == digest and line.who and line.why), None)
        for gap in gaps:
            if reason is not None:
                text = Text("screening.list_accepted", gap=gap, who=reason.who, why=reason.why)
                gathered.problems.append(CellProblem(Severity.WARNING, text, None, source.file))
            else:
                line = f"{source.file},{sum(kinds.values())},{digest},,"
                hint = Text("screening.list_gap_hint", line=line, accepted=ACCEPTED)
                gathered.problems.append(CellProblem(Severity.ERROR, gap, hint, source.file))


def _entries_of(source: ListSource, entries: tuple[ListEntry, ...], gathered: _Gathered) -> tuple[ListEntry, ...]:
    """Return the entries of one file, also where another file of the folder has them too."""
    if source.form != "ofac_primary":
        return tuple(entry for entry in entries if entry.source == source.file)
    rows = {
        number: own
        for number, every in gathered.treasury.primary.items()
        if (own := [each for each in every if each[0] == source.file])
    }
    return ofac.entries(ofac.OfacFiles(primary=rows))


def _refuse_what_is_no_file(path: Path, root: Path) -> None:
    """Refuse what must not be opened: a link to outside, a folder, and a pipe or device, which would be waited for."""
    try:
        outside = not path.resolve(strict=True).is_relative_to(root)
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as fault:  # a link to nothing, a ring of links
        raise broken("list_unreadable", path) from fault
    if outside:
        raise broken("list_link_outside", path)
    if stat.S_ISDIR(mode):
        raise broken("list_is_folder", path)
    if not stat.S_ISREG(mode):
        raise broken("list_not_a_file", path)


def _read(path: Path, gathered: _Gathered) -> None:
    if path.suffix.lower() in {".xlsx", ".ods"}:
        _read_table(path, workbook_rows(path), gathered)
        return
    try:
        text = read_text(path)
    except OSError as fault:
        raise broken("list_unreadable", path) from fault
    if united_nations.looks_like_xml(text):
        found = united_nations.entries(text, path)
        gathered.published.extend(found)
        gathered.sources.append(ListSource(path.name, "un", len(found)))
    else:
        _read_table(path, read_rows(text, path), gathered)


def _read_table(path: Path, rows: list[list[str]], gathered: _Gathered) -> None:
    kind = ofac.kind_of(rows)
    where = headed.columns(rows) if kind is None else None
    if kind is not None:
        bad = ofac.add_file(gathered.treasury, kind, rows, path.name)
        form = f"ofac_{kind}"
    elif where is not None:
        entries, bad = headed.entries(rows, where, path.name)
        gathered.own.extend(entries)
        form = "table"
    elif goods.is_goods_list(rows):
        codes, bad = goods.goods(rows, path.name)
        gathered.goods.extend(codes)
        form = "goods"
    else:
        raise broken("list_other_table", path, found=", ".join(rows[0])[:120] if rows else "")
    _keep(path, form, len(rows) - len(bad), bad, gathered)


def _keep(path: Path, form: str, count: int, bad: tuple[int, ...], gathered: _Gathered) -> None:
    if not count or (form in {"table", "goods"} and count == 1):
        raise broken("list_without_entries", path)
    gathered.sources.append(ListSource(path.name, form, count))
    gathered.problems.extend(
        CellProblem(
            Severity.ERROR,
            Text("screening.list_row", file=path.name, row=row),
            Text("screening.list_row_hint"),
            path.name,
            row=row,
        )
        for row in bad
    )


def _note_lone_aliases(gathered: _Gathered) -> None:
    known = gathered.treasury.primary.keys()
    lone = {alias.entry for _, alias in gathered.treasury.aliases if alias.entry not in known}
    if lone:
        file = next(source for source, alias in gathered.treasury.aliases if alias.entry in lone)
        text = Text("screening.lone_aliases", file=file, count=len(lone))
        gathered.problems.append(CellProblem(Severity.WARNING, text, Text("screening.lone_aliases_hint"), file))


def _merged(entries: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
    found: dict[str, ListEntry] = {}
    for entry in entries:
        first = found.get(entry.id)
        found[entry.id] = entry if first is None else _merged_entry(first, entry)
    return tuple(found.values())


def _with_own_ids(entries: list[ListEntry], published: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
    """Return the entries of own tables, each for itself: an id that another entry has too gets the table's name.

    Rows of one table with one id and one kind are one entry: further names of it.
    """
    each: dict[tuple[str, str, EntryKind], ListEntry] = {}
    for entry in entries:
        key = entry.id, entry.source, entry.kind
        each[key] = _merged_entry(each[key], entry) if key in each else entry
    times = Counter(entry.id for entry in (*published, *each.values()))
    in_table = Counter((entry.id, entry.source) for entry in each.values())

    def own_id(entry: ListEntry) -> str:
        if times[entry.id] == 1:
            return entry.id
        kind = f" {entry.kind}" if in_table[entry.id, entry.source] > 1 else ""
        return f"{entry.source} {entry.id}{kind}"

    return tuple(replace(entry, id=own_id(entry)) for entry in each.values())


def _merged_entry(first: ListEntry, second: ListEntry) -> ListEntry:
    return replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        weak_names=tuple(dict.fromkeys((*first.weak_names, *second.weak_names))),
        countries=tuple(dict.fromkeys((*first.countries, *second.countries))),
        numbers=tuple(dict.fromkeys((*first.numbers, *second.numbers))),
    )
