"""What a wording says: which good it names, of which kind, and what of it is not understood.

The good is the head of the words: in `tea packing machine` the machine, in `джем из киви` the jam. What only stands
beside the head (tea, kiwi) tells its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tearoad.matching.lexicon import Good, GoodKind, Spelling, by_han, spelled_in, stem
from tearoad.names.fold import fold, has_cyrillic, has_han

_PREPOSITIONS = frozenset({
    "for", "with", "from", "of", "in", "on", "to", "by", "without",
    "для", "с", "со", "из", "в", "на", "от", "без", "к", "под", "по",
})  # fmt: skip
_EMPTY = _PREPOSITIONS | {"and", "the", "a", "an", "и"}
_CUT = re.compile(r"[,;:(/，；：（、]")
_ADJECTIVE = re.compile(r"^(?!.*(?:ние|тие|лие)$)\w{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
_PRAISE = "praise"
_LONGEST_HAN = 12


@dataclass(frozen=True, slots=True)
class Understood:
    """A wording, taken apart; two that are equal say the same."""

    head: Good | None
    """None where the head of the words is not in the lexicon."""
    head_word: str
    """The head as written, without its ending, where the lexicon does not know it."""
    kinds: frozenset[GoodKind]
    beside: frozenset[str]
    """Other goods named beside the head, by id."""
    rest: frozenset[str]
    """Words that nothing is known of, in Chinese runs of characters."""

    @property
    def whole(self) -> bool:
        """Whether every word is understood."""
        return self.head is not None and not self.rest


@lru_cache(maxsize=16384)
def understood(text: str) -> Understood:
    """Take a wording apart; its head stands before the first comma or bracket. Texts are remembered."""
    first = _CUT.split(text, maxsplit=1)[0]
    return _in_chinese(text, first) if has_han(text) else _in_words(text, first)


def _in_words(text: str, first: str) -> Understood:
    stems = frozenset(map(stem, fold(text).split()))
    found = spelled_in(stems)
    goods = [spelling for spelling in found if isinstance(spelling.means, Good)]
    kind_words = frozenset().union(*(spelling.stems for spelling in found if isinstance(spelling.means, GoodKind)))
    head, head_word = _head(_before_preposition(fold(first).split()), goods, kind_words)
    taken = head.stems if head else frozenset()
    kinds = [spelling for spelling in spelled_in(stems - taken) if isinstance(spelling.means, GoodKind)]
    beside = [
        spelling
        for spelling in goods
        if spelling is not head and not spelling.stems <= taken.union(*(kind.stems for kind in kinds))
    ]
    known = taken.union(*(spelling.stems for spelling in (*kinds, *beside)))
    return _understood(head, head_word, kinds, beside, stems - known - _EMPTY)


def _before_preposition(words: list[str]) -> list[str]:
    cut = next((place for place, word in enumerate(words) if place and word in _PREPOSITIONS), len(words))
    return words[:cut]


def _head(words: list[str], goods: list[Spelling], kind_words: frozenset[str]) -> tuple[Spelling | None, str]:
    """Return the spelling that holds the head, or the unknown head: Russian puts it first, English last."""
    russian = any(has_cyrillic(word) for word in words)
    for word in words if russian else reversed(words):
        tells_kind = stem(word) in kind_words or any(letter.isdigit() for letter in word)
        holding = max(
            (spelling for spelling in goods if stem(word) in spelling.stems),
            key=lambda spelling: len(spelling.stems),
            default=None,
        )
        # `мороженый` is frozen before a noun; `мороженое` alone is ice cream.
        if holding and not (tells_kind and len(holding.stems) == 1 and len(words) > 1):
            return holding, ""
        if not tells_kind and not (russian and _ADJECTIVE.match(word)):
            return None, stem(word)
    return None, ""


def _in_chinese(text: str, first: str) -> Understood:
    pieces = [_pieces("".join(fold(part).split())) for part in _CUT.split(text) if fold(part)]
    found = [spelling for part in pieces for spelling in part if isinstance(spelling, Spelling)]
    head, head_word = _chinese_head(pieces[0] if pieces and fold(first) else [])
    kinds = [spelling for spelling in found if isinstance(spelling.means, GoodKind)]
    beside = [spelling for spelling in found if isinstance(spelling.means, Good) and spelling is not head]
    rest = frozenset(piece for part in pieces for piece in part if isinstance(piece, str))
    return _understood(head, head_word, kinds, beside, rest)


def _chinese_head(pieces: list[Spelling | str]) -> tuple[Spelling | None, str]:
    for piece in reversed(pieces):
        if isinstance(piece, str):
            if not piece.isascii():
                return None, piece
        elif isinstance(piece.means, Good):
            return piece, ""
    return None, ""


def _pieces(run: str) -> list[Spelling | str]:
    """Return the spellings in a run of characters and what is left between, as few left and as few pieces as can be."""
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(run) + 1):
        left, parts, _ = best[end - 1]
        ways = [(left + 1, parts + 1, end - 1)]
        ways += [
            (best[start][0], best[start][1] + 1, start)
            for start in range(max(0, end - _LONGEST_HAN), end)
            if run[start:end] in by_han()
        ]
        best.append(min(ways))
    found: list[Spelling | str] = []
    end = len(run)
    while end:
        start = best[end][2]
        spelling = by_han().get(run[start:end])
        if spelling is None and found and isinstance(found[-1], str):
            found[-1] = run[start:end] + found[-1]
        else:
            found.append(spelling or run[start:end])
        end = start
    return found[::-1]


def _understood(
    head: Spelling | None, head_word: str, kinds: list[Spelling], beside: Iterable[Spelling], rest: frozenset[str]
) -> Understood:
    good = head.means if head and isinstance(head.means, Good) else None
    others = [spelling.means for spelling in beside if isinstance(spelling.means, Good)]
    # `绿茶袋泡茶` names tea last and green tea before: the sort is what it is about.
    sort = next((other for other in others if good is not None and good.id in other.lineage), None) or next(
        (
            other
            for other in others
            if good is not None and other.hs.digits.startswith(good.hs.digits) and other.hs != good.hs
        ),
        None,
    )
    good = sort or good
    return Understood(
        good,
        head_word,
        frozenset(kind.means for kind in kinds if isinstance(kind.means, GoodKind) and kind.means.of != _PRAISE),
        frozenset(other.id for other in others if good is None or other.id not in {good.id, *good.lineage}),
        rest,
    )
