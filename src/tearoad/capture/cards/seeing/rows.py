"""Put letters that stand beside each other in rows, so that each row can be looked at alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tearoad.capture.cards.protocol import Box

_MOST_UNLIKE = 2.6
_MOST_UNEVEN = 1.5
"""Two that belong together are not much higher together than the higher one is."""
_Group = tuple[Box, tuple[Box, ...]]
_LEAST_LETTERS = 6
"""A row of fewer tells nothing of how it slopes."""
_FAR = 0.06
_MOST_GROWTH = 0.0003
_Belong = Callable[[_Group, _Group], bool]
_LEAST_HIGH, _MOST_HIGH = 15, 220
_EDGE, _THIN = 1.7, 0.4
"""The card's edge is taller than so many times the letters beside it, and less wide than so many times its height."""
_GAP = 1.3
"""Letters of one row are nearer to each other than so many times their height."""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """Letters beside each other, and the box around them."""

    letters: tuple[Box, ...]
    box: Box


def rows_of(letters: Sequence[Box]) -> list[LetterRow]:
    """Return the rows that letters stand in, from top to bottom.

    Time quadratic in the letters at worst; on a card they are some hundreds.
    """
    rows = _joined([(box, (box,)) for box in sorted(letters, key=lambda box: box.left)], _are_neighbours)
    rows = _with_parts(_joined(sorted(rows, key=lambda row: row[0].left), _are_one_row))
    boxed = [(around(whole), whole) for _, parts in rows if len(whole := _without_edges(parts)) > 1]
    kept = [LetterRow(parts, box) for box, parts in boxed if _is_row(box)]
    return sorted(kept, key=lambda row: (row.box.top, row.box.left))


def _without_edges(parts: tuple[Box, ...]) -> tuple[Box, ...]:
    """Leave out what is thin and much taller than the letters of a row: a piece of the card's edge beside them."""
    tall = float(np.quantile([box.height for box in parts], 0.75))
    return tuple(box for box in parts if box.height <= _EDGE * tall or box.right - box.left > _THIN * box.height)


def _is_row(box: Box) -> bool:
    return _LEAST_HIGH <= box.height <= _MOST_HIGH and box.right - box.left >= box.height


def slope_of(rows: Sequence[LetterRow]) -> tuple[float, float]:
    """Return how rows slope: pixels down for each to the right at the top of the page, and how that grows downwards.

    A line is laid through the feet of each row's letters, and a second one through these slopes; rows and letters far
    from the rest count for nothing. Rows under a camera that stood askew slope each a little differently.
    """
    foot_lines = [(row.box.middle, *_foot_line(row)) for row in rows if len(row.letters) >= _LEAST_LETTERS]
    if not foot_lines:
        return 0.0, 0.0
    down, slopes, weights = (np.array(column) for column in zip(*foot_lines, strict=True))
    near = np.abs(slopes - np.median(slopes)) < _FAR
    down, slopes, weights = down[near], slopes[near], weights[near]
    if len(down) < 3 or np.ptp(down) < 150:
        return float(np.average(slopes, weights=weights)), 0.0
    growth, start = np.polyfit(down, slopes, 1, w=np.sqrt(weights))
    return float(start), float(np.clip(growth, -_MOST_GROWTH, _MOST_GROWTH))


def _foot_line(row: LetterRow) -> tuple[float, float]:
    """Return the slope of a row and how much it weighs: its length."""
    tall = float(np.median([box.height for box in row.letters]))
    whole = [box for box in row.letters if box.height > 0.6 * tall] or list(row.letters)
    across = np.array([(box.left + box.right) / 2 for box in whole])
    feet = np.array([box.bottom for box in whole], dtype=float)
    if np.ptp(across) < 3 * tall:
        return 0.0, 1.0
    for _ in range(3):
        slope, start = np.polyfit(across, feet, 1)
        off = np.abs(feet - slope * across - start)
        near = off <= max(0.12 * tall, float(np.median(off)))
        if near.sum() < 4 or near.all():
            break
        across, feet = across[near], feet[near]
    return float(slope), float(row.box.right - row.box.left)


def _are_neighbours(first: _Group, second: _Group) -> bool:
    box, other = first[0], second[0]
    high, low = max(box.height, other.height), min(box.height, other.height)
    alike = low > 6 and high < _MOST_UNLIKE * low and _whole(box, other) < _MOST_UNEVEN * high
    return alike and _shared(box, other) >= 0.5 * low and _gap(box, other) < _GAP * high


def _are_one_row(first: _Group, second: _Group) -> bool:
    box, other = first[0], second[0]
    high, low = max(box.height, other.height), min(box.height, other.height)
    alike = high < _MOST_UNEVEN * low and _whole(box, other) < _MOST_UNEVEN * high
    return alike and _shared(box, other) >= 0.6 * low and _gap(box, other) < high


def _with_parts(rows: list[_Group]) -> list[_Group]:
    """Give small parts to the row they lie in: dots, strokes of a Chinese character. A part is given once."""
    rows = sorted(rows, key=lambda row: len(row[1]))
    whole: list[_Group] = []
    for place, part in enumerate(rows):
        homes = [row for row in rows[place + 1 :] if _lies_in(part[0], row[0])]
        if homes:
            home = max(homes, key=lambda row: len(row[1]))
            at = rows.index(home, place + 1)
            rows[at] = (around((home[0], part[0])), home[1] + part[1])
        else:
            whole.append(part)
    return whole


def _lies_in(part: Box, row: Box) -> bool:
    return part.height < row.height and _whole(part, row) <= 1.2 * row.height and part.over(row) > 0.3


def _whole(box: Box, other: Box) -> int:
    return max(box.bottom, other.bottom) - min(box.top, other.top)


def _shared(box: Box, other: Box) -> int:
    return min(box.bottom, other.bottom) - max(box.top, other.top)


def _gap(box: Box, other: Box) -> int:
    return max(box.left, other.left) - min(box.right, other.right)


def _joined(rows: list[_Group], belong: _Belong) -> list[_Group]:
    groups: list[list[_Group]] = []
    for row in rows:
        mine = [group for group in groups if any(belong(row, member) for member in group)]
        groups = [group for group in groups if all(group is not joining for joining in mine)]
        groups.append([row, *(member for group in mine for member in group)])
    return [
        (around([box for box, _ in group]), tuple(part for _, parts in group for part in parts)) for group in groups
    ]


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
