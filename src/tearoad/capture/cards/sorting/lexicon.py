"""The word lists cards are sorted by: words of titles in three languages, Chinese family names."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from tearoad.names import fold

_HERE = files("tearoad.capture.cards.sorting")
_FATHERS = ("ович", "евич", "ьич", "мич", "кич", "лыч", "овна", "евна", "ична", "оглы", "кызы", "улы")
_FAMILY = re.compile(r"\w{2,}(?:[оеё]ва?|[иы]на?|[цс]кий|[цс]кая|[иы]х|ко|у?к|ян|дзе|швили|[еио]й|ая|ич)")


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    with (_HERE / "titles.csv").open(encoding="utf-8") as lines:
        return {row["language"]: tuple(row["words"].split("|")) for row in csv.DictReader(lines)}


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    single, double = (_HERE / "surnames.txt").read_text(encoding="utf-8").splitlines()[:2]
    return frozenset(single), frozenset(double.split())


def is_title(text: str) -> bool:
    """Whether a word of an office or a trade stands in the text, in any of the three languages."""
    words = fold(text).split()
    titles = _titles()
    if any(word in text for word in titles["zh"]):
        return True
    return any(word in titles["en"] or (len(word) > 1 and word.startswith(titles["ru"])) for word in words)


def chinese_family(name: str) -> str:
    """Return the family name a Chinese name begins with, of two characters or one; empty where none is known."""
    single, double = _surnames()
    if name[:2] in double:
        return name[:2]
    return name[:1] if name[:1] in single else ""


def is_fathers_name(word: str) -> bool:
    """Whether a Russian word is a father's name: `Иванович`, `Петровна`, and a few of their neighbours' kind."""
    folded = fold(word)
    return len(folded) > 4 and folded.endswith(_FATHERS)


def is_family_ending(word: str) -> bool:
    """Whether a Russian word ends as family names do."""
    return _FAMILY.fullmatch(fold(word)) is not None
