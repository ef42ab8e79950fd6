"""A row that two people changed at once: what each changed is kept; where both did, both values are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tearoad.journey.tables.columns import EditableTable
from tearoad.journey.tables.judging import CellAt, RowLine
from tearoad.paper.sheets.cells import is_blank


@dataclass(frozen=True, slots=True)
class CellVersions:
    """A cell that two people changed, each in another way."""

    theirs: str
    mine: str


@dataclass(slots=True)
class MergedLine:
    """One line of a row: what it says, and who changed what in it."""

    cells: dict[str, str]
    mine: set[str] = field(default_factory=set)
    theirs: set[str] = field(default_factory=set)
    clashes: dict[str, CellVersions] = field(default_factory=dict)
    is_lost: bool = False
    """Whether somebody took it out while this person changed it."""


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row as it would be saved; at a clash stands what this person entered."""

    lines: list[dict[str, str]]
    mine: frozenset[CellAt] = frozenset()
    """The cells that this person changed."""
    theirs: frozenset[CellAt] = frozenset()
    """Those that somebody else changed since."""
    clashes: Mapping[CellAt, CellVersions] = field(default_factory=dict)
    lost: frozenset[int] = frozenset()
    """Products or needs that somebody took out while this person changed them."""

    @property
    def is_to_be_settled(self) -> bool:
        """Whether the person has to choose before anything is saved."""
        return bool(self.clashes or self.lost)

    def says_else_than(self, stored: Sequence[RowLine]) -> bool:
        """Whether there is anything to save."""
        return _filled(self.lines) != _filled(stored)


def merged_row(
    table: EditableTable, as_opened: Sequence[RowLine], sent: Sequence[RowLine], stored: Sequence[RowLine]
) -> MergedRow:
    """Return a row of which a form showed one version, was sent back with a second, and finds a third stored.

    A cell that the form did not hold stays as it is stored.
    """
    own = [column.field for column in table.columns if column.is_edited and not column.is_item]
    items = [column.field for column in table.columns if column.is_edited and column.is_item]
    of_items = {column.field for column in table.columns if column.is_item}
    before = {name: text for name, text in _at(stored, 0).items() if name not in of_items}
    first = _merged_cells(own, _at(as_opened, 0), _at(sent, 0), before)
    there = [{name: text for name, text in row_line.items() if name in of_items} for row_line in stored]
    parts = [*_merged_items(items, as_opened, sent, there)] if items else []
    lines = [first]
    if parts:
        lines = [_together(first, parts[0]), *parts[1:]]
        for line in lines[1:]:
            line.cells = {"id": before.get("id", "")} | line.cells
    return MergedRow(
        [merged_line.cells for merged_line in lines],
        frozenset((at, name) for at, merged_line in enumerate(lines) for name in merged_line.mine),
        frozenset((at, name) for at, merged_line in enumerate(lines) for name in merged_line.theirs),
        {(at, name): both for at, merged_line in enumerate(lines) for name, both in merged_line.clashes.items()},
        frozenset(at for at, merged_line in enumerate(lines) if merged_line.is_lost),
    )


def _merged_cells(fields: Iterable[str], as_opened: RowLine, sent: RowLine, stored: RowLine) -> MergedLine:
    line = MergedLine(dict(stored))
    for name in fields:
        then, now = _plain(as_opened.get(name, "")), stored.get(name, "")
        mine = _plain(sent.get(name, then))
        if then != _plain(now):
            line.theirs.add(name)
        if mine in (then, _plain(now)):
            continue
        line.cells[name] = mine
        line.mine.add(name)
        if name in line.theirs:
            line.clashes[name] = CellVersions(now, mine)
    return line


def _merged_items(
    fields: Sequence[str], as_opened: Sequence[RowLine], sent: Sequence[RowLine], stored: Sequence[RowLine]
) -> Iterator[MergedLine]:
    """Yield the products or needs that there are, then those that somebody took out meanwhile, then new ones."""
    stands_at = _places(fields, as_opened, stored)
    opened_at = {there: at for at, there in stands_at.items()}
    further: list[MergedLine] = []
    for at in range(max(len(as_opened), len(sent))):
        if at not in stands_at:
            then = _at(as_opened, at)
            cells = {name: _plain(_at(sent, at).get(name, then.get(name, ""))) for name in fields}
            mine = {name for name in fields if cells[name] != _plain(then.get(name, ""))}
            if mine and _says_anything(fields, cells):
                further.append(MergedLine(cells, mine, is_lost=_says_anything(fields, then)))
    for place, line in enumerate(stored):
        if not _says_anything(fields, line):
            continue
        if place not in opened_at:
            yield MergedLine(dict(line), theirs={name for name in fields if not is_blank(line.get(name, ""))})
            continue
        at = opened_at[place]
        merged = _merged_cells(fields, _at(as_opened, at), _at(sent, at), line)
        if merged.clashes or _says_anything(fields, merged.cells):
            yield merged
    yield from sorted(further, key=lambda merged_line: not merged_line.is_lost)


def _places(fields: Sequence[str], as_opened: Sequence[RowLine], stored: Sequence[RowLine]) -> dict[int, int]:
    """Return where each product or need that was shown stands now; one that is not there any more is left out."""
    old = [at for at, line in enumerate(as_opened) if _says_anything(fields, line)]
    new = [at for at, line in enumerate(stored) if _says_anything(fields, line)]
    before = [tuple(_plain(as_opened[at].get(name, "")) for name in fields) for at in old]
    after = [tuple(_plain(stored[at].get(name, "")) for name in fields) for at in new]
    found: dict[int, int] = {}
    for _tag, top, bottom, left, right in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if bottom - top == right - left:
            found |= {old[top + step]: new[left + step] for step in range(bottom - top)}
            continue
        free = list(range(left, right))
        for at in range(top, bottom):
            likest = max(free, key=lambda place: _alike(before[at], after[place]), default=None)
            if likest is not None and _alike(before[at], after[likest]):
                found[old[at]] = new[likest]
                free.remove(likest)
    return found


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    return sum(text == other and not is_blank(text) for text, other in zip(first, second, strict=True))


def _together(own: MergedLine, item: MergedLine) -> MergedLine:
    return MergedLine(
        own.cells | item.cells, own.mine | item.mine, own.theirs | item.theirs, own.clashes | item.clashes, item.is_lost
    )


def _says_anything(fields: Iterable[str], line: RowLine) -> bool:
    return any(not is_blank(line.get(name, "")) for name in fields)


def _filled(lines: Iterable[RowLine]) -> list[dict[str, str]]:
    return [{name: text for name, text in line.items() if text} for line in lines]


def _at(lines: Sequence[RowLine], at: int) -> RowLine:
    return lines[at] if at < len(lines) else {}


def _plain(text: str) -> str:
    """Return a text as a browser sends it back."""
    return text.replace("\r\n", "\n").strip()
