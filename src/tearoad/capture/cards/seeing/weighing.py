"""Which of several readings of a row to believe."""

from __future__ import annotations

from collections.abc import Sequence

from tearoad.capture.cards.protocol import Box, Word, WordLine
from tearoad.names.fold import has_cyrillic, has_han

_NOTHING = 35
"""A word that is no surer than this is worth nothing."""
_SURE, _CLEAR, _CLEAR_HAN = 75, 86, 91
"""Words at least so sure. Two Chinese characters are more easily taken for each other than words of letters."""
_ENDS = 0.6
"""A line that is read whole ends where its row ends, give or take so many times its height."""
_LEAST_HAN = 4
"""A side with fewer Chinese characters is none of a Chinese card: two may be a seal, or a shape taken for one."""
_LEAST_LETTERS = 25
"""A card with fewer clear letters may be one that stands on its head."""


def sureness(words: Sequence[Word]) -> int:
    """Return how much was read clearly; a Chinese character counts as two letters."""
    return sum((word.confidence - _NOTHING) * len(word.text) * (2 if has_han(word.text) else 1) for word in words)


def is_legible(words: Sequence[Word], share: float = 0.7) -> bool:
    """Whether so large a share of the letters is sure, and there are enough of them."""
    sure = sum(len(word.text) for word in words if word.confidence >= _SURE)
    return sure >= _LEAST_LETTERS and sure >= share * sum(len(word.text) for word in words)


def is_latin(words: Sequence[Word]) -> bool:
    """Whether nearly all that is sure is in Latin letters."""
    sure = "".join(word.text for word in words if word.confidence >= _SURE)
    latin = sum("a" <= char.lower() <= "z" for char in sure)
    other = sum(has_cyrillic(char) or 3 * has_han(char) for char in sure)
    return latin > 15 * other


def is_cyrillic(words: Sequence[Word]) -> bool:
    """Whether much of what is sure is in Russian letters."""
    sure = "".join(word.text for word in words if word.confidence >= _SURE)
    return sum(map(has_cyrillic, sure)) > 0.25 * sum(map(str.isalpha, sure))


def by_row(rows: Sequence[Box], words: Sequence[Word]) -> list[WordLine | None]:
    """Return for each row the words that stand in it, from left to right; None where there are none."""
    lines: list[list[Word]] = [[] for _ in rows]
    for word in words:
        fits = [_fit(word, row) for row in rows]
        if not any(fits) and word.confidence >= _CLEAR and len(word.text) > 1:
            fits = [_fit(word, row, beside=True) for row in rows]
        best = max(fits, default=0.0)
        if best > 0.4:
            lines[fits.index(best)].append(word)
    return [_line(sorted(mine, key=lambda word: word.box.left)) for mine in lines]


def _fit(word: Word, row: Box, *, beside: bool = False) -> float:
    """Return how well a word fits the height of a row, 0 to 1; one beside it fits only where that is asked for."""
    across = (word.box.left + word.box.right) / 2
    away = max(row.left - across, across - row.right)
    if away > (6 * row.height if beside else 0):
        return 0.0
    shared = min(word.box.bottom, row.bottom) - max(word.box.top, row.top)
    return max(0, shared) / (max(word.box.bottom, row.bottom) - min(word.box.top, row.top))


def _line(words: Sequence[Word]) -> WordLine | None:
    """Return words as a line, without those that were read twice: letters seen once alone and once in their word."""
    kept = [word for word in words if not any(_is_part(word, other) for other in words)]
    return WordLine(tuple(kept)) if kept else None


def _is_part(word: Word, other: Word) -> bool:
    shared = min(word.box.right, other.box.right) - max(word.box.left, other.box.left)
    longer = len(other.text) > len(word.text)
    return longer and word.text in other.text and shared > 0.5 * (word.box.right - word.box.left)


def is_clear(row: Box, line: WordLine | None) -> bool:
    """Whether a line says surely what stands in the whole of a row, and nothing of what stands beside it."""
    if line is None:
        return False
    sure = all(word.confidence >= _SURE for word in line.words)
    sure = sure and line.confidence >= (_CLEAR_HAN if has_han(line.text) else _CLEAR)
    ends = max(abs(row.left - line.box.left), abs(line.box.right - row.right))
    covered = sum(word.box.right - word.box.left for word in line.words)
    return sure and ends < _ENDS * row.height and covered >= 0.7 * (row.right - row.left)


def surest(row: Box, lines: Sequence[WordLine | None]) -> WordLine | None:
    """Return the line that tells most of a row. What a line has read beyond the row counts against it."""
    read = [line for line in lines if line is not None]
    return max(read, key=lambda line: _worth(row, line), default=None)


def _worth(row: Box, line: WordLine) -> float:
    beyond = max(0, row.left - line.box.left) + max(0, line.box.right - row.right)
    wide = max(1, row.right - row.left)
    return sureness(line.words) * (1.0 if beyond < row.height // 2 else max(0.3, 0.9 - beyond / wide))


def sure_letters(words: Sequence[Word]) -> int:
    """Return how many letters are sure: upside down hardly any is, whatever is taken for letters there."""
    return sum(len(word.text) for word in words if word.confidence >= _CLEAR)


def is_chinese(words: Sequence[Word]) -> bool:
    """Whether there are Chinese characters among what is sure."""
    return sum(map(has_han, "".join(word.text for word in words if word.confidence >= _SURE))) >= _LEAST_HAN


def is_certain(row: Box, line: WordLine | None) -> bool:
    """Whether a line that was read from a row alone says surely what stands in most of it."""
    if line is None:
        return False
    covered = sum(word.box.right - word.box.left for word in line.words)
    return line.confidence >= _CLEAR_HAN and covered >= 0.6 * (row.right - row.left)
