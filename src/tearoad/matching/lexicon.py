"""Goods by their everyday names in three languages, and the words that tell their kinds apart.

Green tea, 绿茶 and зелёный чай are one good; dried, 干 and сушёный are one kind. Both lists (`lexicon.csv` and
`kinds.csv`) are this project's own: some 550 export goods with the HS code each belongs to, and some 180 kinds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from tearoad.names.fold import fold, has_han
from tearoad.values import HSCode

_LANGUAGES = ("en", "zh", "ru")


@dataclass(frozen=True, slots=True)
class Good:
    """A thing that is traded, with the HS code it belongs to."""

    id: str
    hs: HSCode
    lineage: frozenset[str] = field(default=frozenset(), compare=False)
    """The goods of which it is a sort, by id: of fermented chili sauce, chili sauce."""


@dataclass(frozen=True, slots=True)
class GoodKind:
    """What tells two sorts of a good apart, and in which respect: dried of a state, red of a colour."""

    id: str
    of: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a good or a kind."""

    means: Good | GoodKind
    stems: frozenset[str]
    """Beginnings of words, in any order; empty where the spelling is Chinese."""
    han: str = ""


@cache
def spellings() -> tuple[Spelling, ...]:
    """Return every spelling of every good and kind."""
    goods = {row["good"]: row for row in _rows("lexicon.csv")}
    found: list[Spelling] = []
    for row in goods.values():
        good = Good(row["good"], HSCode(row["hs"]), frozenset(_lineage(row["within"], goods)))
        found += _spelled(good, row)
    for row in _rows("kinds.csv"):
        found += _spelled(GoodKind(row["kind"], row["of"]), row)
    return tuple(found)


def _rows(name: str) -> list[dict[str, str]]:
    with (files("tearoad.matching") / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _lineage(within: str, goods: dict[str, dict[str, str]]) -> Iterator[str]:
    while within:
        yield within
        within = goods[within]["within"]


def _spelled(means: Good | GoodKind, row: dict[str, str]) -> Iterator[Spelling]:
    for name in filter(None, (name for language in _LANGUAGES for name in row[language].split("|"))):
        words = fold(name).split()
        han = "".join(words) if has_han(name) else ""
        yield Spelling(means, frozenset() if han else frozenset(map(stem, words)), han)


_ENDINGS: tuple[tuple[str, ...], ...] = (
    ("ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями"),
    ("ых", "их", "ым", "им", "ой", "ей", "ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий"),
    ("ую", "юю", "ах", "ях", "ов", "ев", "ам", "ям", "ом", "ем"),
    ("а", "о", "е", "и", "й", "у", "ы", "ь", "э", "ю", "я"),
)
"""Endings of Russian declension, the longest first."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its ending, roughly: enough to see that `чая` and `чай`, `teas` and `tea` are one.

    English loses its plural, Russian one ending of declension; three letters are left, or two with a vowel behind.
    """
    if word.isascii():
        word = word.replace("chilli", "chili")
        bare = word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
        return bare[:-2] + "i" if bare.endswith("ie") else bare[:-1] + "i" if bare.endswith("y") else bare
    if has_han(word):
        return word
    for ending in chain.from_iterable(_ENDINGS):
        rest = word.removesuffix(ending)
        if rest != word and (len(rest) >= 3 or (len(rest) == 2 and rest[-1] in "аеиоуыэюя")):
            return rest
    return word


@cache
def _by_stem() -> dict[str, tuple[Spelling, ...]]:
    """Return the spellings in words by the first of their stems, so that a text asks only for its own."""
    found: dict[str, list[Spelling]] = {}
    for spelling in spellings():
        if not spelling.han:
            found.setdefault(min(spelling.stems), []).append(spelling)
    return {first: tuple(some) for first, some in found.items()}


def spelled_in(stems: Iterable[str]) -> list[Spelling]:
    """Return the spellings whose words all stand among these, without those that a longer one says with more."""
    among = frozenset(stems)
    found = [spelling for first in sorted(among) for spelling in _by_stem().get(first, ()) if spelling.stems <= among]
    return [
        spelling
        for spelling in found
        if not any(spelling.stems < other.stems for other in found if _alike(spelling, other))
    ]


def _alike(spelling: Spelling, other: Spelling) -> bool:
    return isinstance(spelling.means, Good) == isinstance(other.means, Good)


@cache
def by_han() -> dict[str, Spelling]:
    """Return the Chinese spellings; where a good and a kind are written alike, the good."""
    return {spelling.han: spelling for spelling in reversed(spellings()) if spelling.han}
