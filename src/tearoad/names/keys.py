"""Keys that bring alike words together, so that nothing is compared with everything.

A word is reduced (the spellings of one sound become one), its skeleton is the consonants left, and its keys are the
skeleton and the skeleton with each one letter left out (deletion neighbourhood, as in W. Garbe's SymSpell): two words
one consonant apart share a key, whatever their vowels do.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS: tuple[tuple[str, str], ...] = (
    ("shch", "sh"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("dzh", "j"), ("dsch", "j"), ("dj", "j"),
    ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("zh", "z"), ("sh", "s"), ("ch", "\u0001"), ("tz", "ts"), ("ts", "\u0002"), ("ck", "k"),
    ("cz", "\u0001"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("off$"), "ov"),
    (re.compile("eff$"), "ev"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"h(?![aeiou])"), ""),
    (re.compile(r"i{2,}"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?:ie|ei|ai)"), "e"),
    (re.compile(r"(?<=[^aeiou])io"), "e"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SINGLE = str.maketrans({"\u0001": "c", "\u0002": "z"})
_VOWELS = re.compile("[aeiou]")


@lru_cache(maxsize=131072)
def reduce(word: str) -> str:
    """Return a Latin word with the spellings of one sound made one: `Yevgeniy`, `Evgenii` and `Evgeny` are `evgeni`."""
    for spelled, sound in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, sound)
    for pattern, to in _STEPS:
        word = pattern.sub(to, word)
    return word.translate(_SINGLE)


@lru_cache(maxsize=131072)
def skeleton(word: str) -> str:
    """Return the consonants of a word after reduction; a vowel in front is kept as `a`."""
    reduced = reduce(word)
    if not reduced:
        return ""
    return ("a" if reduced[0] in "aeiou" else reduced[0]) + _VOWELS.sub("", reduced[1:])


def keys(word: str) -> tuple[str, ...]:
    """Return the keys of a Latin word; words one letter apart share one. Linear in the word's length squared."""
    if len(word) < 3 or word.isdigit():
        return (word,)
    bones, reduced = skeleton(word), reduce(word)
    found = {bones: None, "=" + reduced: None}
    if len(bones) >= 3:
        found |= dict.fromkeys(_without_one(bones))
    if 4 <= len(reduced) <= 5:
        found |= dict.fromkeys("=" + part for part in _without_one(reduced))
    return tuple(found)


def _without_one(text: str) -> list[str]:
    return [text[:place] + text[place + 1 :] for place in range(len(text))]
