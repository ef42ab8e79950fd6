"""Goods by their everyday names in three languages: green tea, 绿茶 and зелёный чай are one thing.

The list (`lexicon.csv`) is this project's own: about 200 export goods with the HS code each belongs to.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Spelling:
    good: Good
    stems: tuple[str, ...]
    """Beginnings of words, in any order; empty where the spelling is Chinese."""
    han: str = ""


@cache
def _spellings() -> tuple[_Spelling, ...]:
    with (files("tearoad.matching") / "lexicon.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    found: list[_Spelling] = []
    for row in rows:
        good = Good(row["good"], HSCode(row["hs"]))
        for name in (name for language in _LANGUAGES for name in row[language].split("|")):
            words = fold(name).split()
            han = "".join(words) if has_han(name) else ""
            found.append(_Spelling(good, () if han else tuple(map(stem, words)), han))
    return tuple(found)


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


@lru_cache(maxsize=16384)
def goods_in(text: str) -> tuple[Good, ...]:
    """Return the goods named in a text, the most particular ones: in `green tea` green tea, not tea as well.

    Words may stand in any order and be inflected. Linear in the lexicon for each new text; texts are remembered.
    """
    folded = fold(text)
    stems = {stem(word) for word in folded.split()}
    found = [spelling for spelling in _spellings() if _stands_in(spelling, folded, stems)]
    kept = [one for one in found if not any(_says_more(other, one) for other in found)]
    return tuple(dict.fromkeys(spelling.good for spelling in kept))


def says_only(text: str, good: Good) -> bool:
    """Whether a text is a good's everyday name and nothing more: `зелёный чай`, but not `зелёный чай листовой`."""
    folded = fold(text)
    stems, han = {stem(word) for word in folded.split()}, folded.replace(" ", "")
    own = (spelling for spelling in _spellings() if spelling.good == good)
    return any(spelling.han == han if spelling.han else set(spelling.stems) == stems for spelling in own)


def _stands_in(spelling: _Spelling, folded: str, stems: set[str]) -> bool:
    return spelling.han in folded if spelling.han else stems.issuperset(spelling.stems)


def _says_more(other: _Spelling, one: _Spelling) -> bool:
    if one.han:
        return len(other.han) > len(one.han) and one.han in other.han
    return len(other.stems) > len(one.stems) and set(one.stems) < set(other.stems)
