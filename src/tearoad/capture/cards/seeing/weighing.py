"""Which of two readings of the same page to believe, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from tearoad.capture.cards.protocol import Box, Line, Word
from tearoad.names.fold import has_cyrillic, has_han

_NOTHING = 35
"""A word that is no surer than this is worth nothing."""
_SURE = 75
_CLEAR = 85
_CLEAR_HAN = 93
"""Two Chinese characters are more easily taken for each other than words of letters."""
_LEAST_LETTERS = 25
"""A card with fewer clear letters may be one that stands on its head."""


def sureness(lines: Sequence[Line]) -> int:
    """Return how much was read clearly: letters of words that are sure, less those of words that are not."""
    return sum(_weight(line) for line in lines)


def _weight(line: Line) -> int:
    return sum(
        (word.confidence - _NOTHING) * len(word.text) * (2 if has_han(word.text) else 1)
        for word in line.words
        if len(word.text) > 1 or has_han(word.text)
    )


def is_legible(lines: Sequence[Line], share: float = 0.7) -> bool:
    """Whether so large a share of the letters is sure, and there are enough of them."""
    words = [word for line in lines for word in line.words if line.box.height > 12]
    sure = sum(len(word.text) for word in words if word.confidence >= _SURE)
    return sure >= _LEAST_LETTERS and sure >= share * sum(len(word.text) for word in words)


def is_latin(lines: Sequence[Line]) -> bool:
    """Whether nearly all that is sure on a page is in Latin letters."""
    sure = "".join(word.text for line in lines for word in line.words if word.confidence >= _SURE)
    latin = sum("a" <= char.lower() <= "z" for char in sure)
    other = sum(has_cyrillic(char) or 3 * has_han(char) for char in sure)
    return latin > 15 * other


def unclear(rows: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """Return the rows of letters on which no line, or none that is sure, was read."""
    return [row for row in rows if not _is_clear(row, lines)]


def _is_clear(row: Box, lines: Sequence[Line]) -> bool:
    words = [word for line in lines for word in line.words if word.box.over(row) > 0.4]
    covered = sum(word.box.right - word.box.left for word in words if word.confidence >= _CLEAR)
    return covered >= 0.75 * (row.right - row.left) and all(word.confidence >= _least(word) for word in words)


def _least(word: Word) -> int:
    return _CLEAR_HAN if has_han(word.text) else _SURE


def merged(first: Sequence[Line], second: Sequence[Line]) -> list[Line]:
    """Return for each place on the page the lines of the reading that is surer there, from top to bottom."""
    chosen: list[Line] = []
    for mine, theirs in _places(first, second):
        chosen += mine if sureness(mine) >= sureness(theirs) else theirs
    return sorted(chosen, key=lambda line: (line.box.top, line.box.left))


def _places(first: Sequence[Line], second: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Put lines that lie on each other together; a line of one reading may be two of the other."""
    places: list[tuple[list[Line], list[Line]]] = []
    for side, lines in enumerate((first, second)):
        for line in lines:
            touched = [place for place in places if any(line.box.over(one.box) > 0.4 for part in place for one in part)]
            places = [place for place in places if all(place is not one for one in touched)]
            joined: tuple[list[Line], list[Line]] = (
                [one for place in touched for one in place[0]],
                [one for place in touched for one in place[1]],
            )
            joined[side].append(line)
            places.append(joined)
    return places
