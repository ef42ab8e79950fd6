"""Put letters that stand beside each other in rows, so that each row can be looked at alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tearoad.capture.cards.protocol import Box

_Belong = Callable[[Box, Box], bool]
_LEAST_HIGH, _MOST_HIGH = 15, 220
_GAP = 1.3
"""Letters of one row are nearer to each other than so many times their height."""


def rows_of(letters: Sequence[Box]) -> list[Box]:
    """Return the rows that letters stand in, from top to bottom.

    Time quadratic in the letters at worst; on a card they are some hundreds.
    """
    rows = _joined(sorted(letters, key=lambda box: box.left), _are_neighbours)
    # Parts of one Chinese character stand under each other; they meet when their rows do.
    rows = _joined(sorted(rows, key=lambda box: box.left), _are_one_row)
    kept = [row for row in rows if _LEAST_HIGH <= row.height <= _MOST_HIGH and row.right - row.left >= row.height]
    return sorted(kept, key=lambda box: (box.top, box.left))


def _are_neighbours(one: Box, other: Box) -> bool:
    high, low = max(one.height, other.height), min(one.height, other.height)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return low > 6 and high < 4 * low and shared >= 0.5 * low and _gap(one, other) < _GAP * high


def _are_one_row(one: Box, other: Box) -> bool:
    if one.over(other) > 0.3:
        return True
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.6 * min(one.height, other.height) and _gap(one, other) < max(one.height, other.height)


def _gap(one: Box, other: Box) -> int:
    return max(one.left, other.left) - min(one.right, other.right)


def _joined(boxes: list[Box], belong: _Belong) -> list[Box]:
    groups: list[list[Box]] = []
    for box in boxes:
        mine = [group for group in groups if any(belong(box, one) for one in group)]
        groups = [group for group in groups if all(group is not one for one in mine)]
        groups.append([box, *(one for group in mine for one in group)])
    return [around(group) for group in groups]


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
