"""Several tables under one another in one sheet: each is read by itself, with the rows where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tearoad.paper.sheets.cells import Cell, Grid, cell_text, folded, is_blank
from tearoad.paper.sheets.columns import SheetSpec
from tearoad.paper.sheets.running_numbers import may_number

_LEAST_HEADERS = 3
_SHARE = 0.6
_LONGEST_HEADER = 40
_SEARCHED_ROWS = 12


@dataclass(frozen=True, slots=True)
class _Head:
    """A row of headers within a sheet."""

    row: int
    title: int
    """The row in which the table begins: a title of its own may stand above its headers."""
    labels: frozenset[str]
    kind: str
    """The sheet whose headers these are; empty where several have as many of them."""


def tables_of(grid: Grid, specs: Sequence[SheetSpec]) -> Iterator[Grid]:
    """Yield the tables of a sheet; all but the first are named by their title, or by the row of their headers.

    A further table has a row of known headers of its own, after a blank row or a title. Headers that are said again,
    as at the top of each printed page, begin no table and are left out.
    """
    heads = [*_heads(grid, specs)]
    first = heads[:1]
    again = [head.row for head in heads[1:] if head.labels == first[0].labels]
    others = [head for head in heads[1:] if head.labels != first[0].labels]
    starts = [0, *(head.title for head in others)]
    ends = [*starts[1:], len(grid.rows)]
    names: set[str] = {grid.sheet}
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = _part(grid, start, end, again) if others or again else grid
        if number:
            head = others[number - 1]
            title = next((cell_text(cell) for cell in grid.rows[head.title] if not is_blank(cell)), "")
            name = title if head.title < head.row and title not in names else f"{grid.sheet} {head.row + 1}".strip()
            names.add(name)
            part = replace(
                part, sheet=name, kind=head.kind, flaws=tuple(replace(flaw, sheet=name) for flaw in part.flaws)
            )
        yield part


def _heads(grid: Grid, specs: Sequence[SheetSpec]) -> Iterator[_Head]:
    is_first = True
    for number, row in enumerate(grid.rows):
        above = [*_filled(grid.rows[number - 1])] if number else []
        if (is_first and number >= _SEARCHED_ROWS) or (not is_first and len(above) > 1):
            continue
        filled = [cell_text(cell) for cell in row if not is_blank(cell)]
        if len(filled) < _LEAST_HEADERS or any(len(text) > _LONGEST_HEADER for text in filled):
            continue
        hits = {spec.name: _hits(filled, spec) for spec in specs}
        most = max(hits.values(), default=0)
        if most < max(_LEAST_HEADERS, _SHARE * len(filled)):
            continue
        best = [name for name, count in hits.items() if count == most]
        title = number - 1 if len(above) == 1 and not is_first else number
        yield _Head(number, title, frozenset(map(folded, filled)), best[0] if len(best) == 1 else "")
        is_first = False


def _hits(labels: Sequence[str], spec: SheetSpec) -> int:
    """Return how many labels are headers of a sheet; none where a column is missing that it cannot do without."""
    found = {spec.by_header.get(folded(label)) for label in labels} - {None}
    if any(found.isdisjoint(group) for group in spec.needs):
        return 0
    return len(found) + sum(may_number(label) and folded(label) not in spec.by_header for label in labels)


def _filled(row: Iterable[Cell]) -> Iterator[Cell]:
    return (cell for cell in row if not is_blank(cell))


def _part(grid: Grid, start: int, end: int, left_out: Sequence[int]) -> Grid:
    """Return the rows from one to another, each where it stands in the file."""
    rows = tuple(
        row if start <= number < end and number not in left_out else () for number, row in enumerate(grid.rows[:end])
    )
    flaws = tuple(flaw for flaw in grid.flaws if (not flaw.row and not start) or start < (flaw.row or 0) <= end)
    merged = {place: cell for place, cell in grid.merged.items() if start <= place[0] < end}
    comments = {place: text for place, text in grid.comments.items() if start <= place[0] < end}
    return replace(grid, rows=rows, flaws=flaws, merged=merged, comments=comments)
