"""Quantities and percentages of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tearoad.market.facts.document import Exactness, StatedNumber
from tearoad.market.facts.vocabulary import FactVocabulary

_BEFORE = 24
"""So many characters in front of a number may limit it."""
_AROUND = 60
"""So far from a percentage a word may say that it is a rise or a fall."""


@dataclass(frozen=True, slots=True)
class NumberInSentence:
    """A quantity or percentage and where it stands."""

    start: int
    end: int
    number: StatedNumber
    unit: str
    percentage: bool
    base: bool
    """Whether it is given as what was there before."""


def numbers_of(sentence: str, words: FactVocabulary, taken: tuple[tuple[int, int], ...]) -> Iterator[NumberInSentence]:
    """Return what is counted in a sentence; numbers inside dates, which are taken, are left out."""
    for match in words.patterns["number"].finditer(sentence):
        if any(start <= match.start() < end for start, end in taken):
            continue
        made = _number(sentence, match, words)
        if made is not None:
            yield made


def _number(sentence: str, match: re.Match[str], words: FactVocabulary) -> NumberInSentence | None:
    value, step = _value_and_step(match.group(1), words)
    front = sentence[max(0, match.start() - _BEFORE) : match.start()]
    percent = words.patterns["percent"].match(sentence, match.end())
    if percent:
        limited = _limited(value, min(step, Decimal(1)), front, words)
        direction = _direction(sentence, match.start(), percent.end(), words)
        signed = StatedNumber(-limited.value, limited.step, _mirrored(limited.exactness)) if direction < 0 else limited
        unit = "change" if direction else "share"
        return NumberInSentence(match.start(), percent.end(), signed, unit, percentage=True, base=False)
    end, factor = _scale(sentence, match.end(), words)
    start, currency = _currency(sentence, match.start(), words)
    unit, end = (currency, end) if currency else _unit(sentence, end, words)
    if not unit:
        return None
    front = sentence[max(0, start - _BEFORE) : start]
    number = _limited(value * factor, step * factor, front, words)
    base = bool(words.patterns["base"].search(front))
    return NumberInSentence(start, end, number, unit, percentage=False, base=base)


def _value_and_step(written: str, words: FactVocabulary) -> tuple[Decimal, Decimal]:
    """Return a number and the place of its last digit that is not a filling zero."""
    parted = written.translate({ord(text): None for text in (words.thousands, " ", "\u00a0", "\u202f")})
    plain = parted.replace(words.decimal, ".")
    whole, _, part = plain.partition(".")
    if part:
        return Decimal(plain), Decimal(1).scaleb(-len(part))
    filling = len(whole) - len(whole.rstrip("0")) if len(whole) > 2 and whole.strip("0") else 0
    return Decimal(plain), Decimal(1).scaleb(filling)


def _limited(value: Decimal, step: Decimal, front: str, words: FactVocabulary) -> StatedNumber:
    for exactness, name in ((Exactness.BELOW, "below"), (Exactness.ABOVE, "above")):
        if words.patterns[name].search(front):
            return StatedNumber(value, step, exactness)
    return StatedNumber(value, step)


def _mirrored(exactness: Exactness) -> Exactness:
    return {Exactness.BELOW: Exactness.ABOVE, Exactness.ABOVE: Exactness.BELOW}.get(exactness, exactness)


def _scale(sentence: str, place: int, words: FactVocabulary) -> tuple[int, Decimal]:
    for pattern, factor in words.scales:
        match = pattern.match(sentence, place)
        if match:
            return match.end(), factor
    return place, Decimal(1)


def _currency(sentence: str, place: int, words: FactVocabulary) -> tuple[int, str]:
    for pattern, unit in words.currencies:
        match = pattern.search(sentence[:place])
        if match:
            return match.start(), unit
    return place, ""


def _unit(sentence: str, place: int, words: FactVocabulary) -> tuple[str, int]:
    for unit, pattern in words.units:
        match = pattern.match(sentence, place)
        if match:
            return unit, match.end()
    return "", place


def _direction(sentence: str, start: int, end: int, words: FactVocabulary) -> int:
    """Return 1 for a rise, -1 for a fall, 0 where no word of the same clause says; the nearest word decides."""
    nearest: list[tuple[int, int]] = []
    for sign, name in ((1, "rise"), (-1, "fall")):
        for match in words.patterns[name].finditer(sentence):
            gap = start - match.end() if match.end() <= start else match.start() - end
            between = sentence[min(match.end(), end) : max(match.start(), start)]
            if 0 <= gap <= _AROUND and not re.search(r"[;；。]", between):
                # A word in front of the number belongs to it sooner than one behind it.
                nearest.append((gap + (0 if match.end() <= start else 25), sign))
    return min(nearest)[1] if nearest else 0
