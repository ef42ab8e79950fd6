"""Quantities and percentages of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tearoad.market.facts.document import Exactness, StatedNumber
from tearoad.market.facts.vocabulary import FactVocabulary

_NUMERALS = re.compile("(?<![数几第上])[一二两三四五六七八九十百千]+")
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_HUNDRED = Decimal(100)
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
    found: list[NumberInSentence] = []
    for made in (*_in_figures(sentence, words, taken), *_in_words(sentence, words)):
        known = (*taken, *((number.start, number.end) for number in found))
        if not any(made.start < end and start < made.end for start, end in known):
            found.append(made)
    yield from found


def _in_figures(sentence: str, words: FactVocabulary, taken: tuple[tuple[int, int], ...]) -> Iterator[NumberInSentence]:
    behind = 0
    for match in words.patterns["number"].finditer(sentence):
        if match.start() < behind or any(start <= match.start() < end for start, end in taken):
            continue
        made = _span(sentence, match, words) or _number(sentence, match, words)
        if made is not None:
            behind = made.end
            yield made


def _in_words(sentence: str, words: FactVocabulary) -> Iterator[NumberInSentence]:
    """Return numbers that are written as words: with a unit, as a part of a hundred, or as how many times."""
    for match, value in _amounts_in_words(sentence, words):
        front = sentence[max(0, match.start() - _BEFORE) : match.start()]
        end, factor = _scale(sentence, match.end(), words)
        unit, end = _unit(sentence, end, words)
        if unit:
            number = _limited(value, _value_and_step(str(value), words)[1], front, words, factor)
            yield NumberInSentence(match.start(), end, number, unit, percentage=False, base=False)
    for pattern, value in words.fractions:
        for match in pattern.finditer(sentence):
            direction = _direction(sentence, *match.span(), words)
            number = StatedNumber(value * (direction or 1), Decimal(10))
            unit = "change" if direction else "share"
            yield NumberInSentence(*match.span(), number, unit, percentage=True, base=False)
    for pattern, times in words.multiples:
        for match in pattern.finditer(sentence):
            falls = times < 0 or _direction(sentence, *match.span(), words) < 0
            change = (1 / abs(times) if falls else times) * 100 - 100
            front = sentence[max(0, match.start() - _BEFORE) : match.start()]
            number = _limited(change, Decimal(10), front, words)
            yield NumberInSentence(*match.span(), number, "change", percentage=True, base=False)


def _amounts_in_words(sentence: str, words: FactVocabulary) -> Iterator[tuple[re.Match[str], Decimal]]:
    """Return numbers that are written as words; Chinese ones are put together of their signs."""
    for pattern, value in words.number_words:
        yield from ((match, value) for match in pattern.finditer(sentence))
    for match in _NUMERALS.finditer(sentence):
        whole = part = 0
        for sign in match.group():
            if sign in _TENS:
                whole, part = whole + (part or 1) * _TENS[sign], 0
            else:
                part = _DIGITS[sign]
        if whole + part > 1:
            yield match, Decimal(whole + part)


def _multiple(sentence: str, match: re.Match[str], begin: int, words: FactVocabulary) -> NumberInSentence | None:
    """Return `2.5 times` as the change that it is; None where it is none."""
    times = words.patterns["times"].match(sentence, match.end())
    value, step = _value_and_step(match.group(1), words)
    if times is None or value <= 0:
        return None
    direction = _direction(sentence, begin, times.end(), words)
    if times.group() == "倍":
        change, width = value * 100, step * 100  # 增长2倍: twice as much on top
        if direction < 1:
            return None
    else:
        falls = direction < 0
        change = (1 / value if falls else value) * 100 - 100
        width = step / (value * value) * 100 if falls else step * 100
    return NumberInSentence(begin, times.end(), StatedNumber(change, width), "change", percentage=True, base=False)


def _span(sentence: str, match: re.Match[str], words: FactVocabulary) -> NumberInSentence | None:
    """Return `12 to 15 days` as one number that leaves open which of them; None where it is no such pair."""
    between = words.patterns["range"].match(sentence, match.end())
    second = words.patterns["number"].match(sentence, between.end()) if between else None
    made = _number(sentence, second, words, match.start()) if second else None
    if made is None or second is None:
        return None
    low, high = (_value_and_step(found.group(1), words)[0] for found in (match, second))
    if low >= high:
        return None
    factor = abs(made.number.value) / high
    middle, width = (low + high) / 2 * factor, (high - low) * factor
    number = StatedNumber(middle.copy_sign(made.number.value), width)
    return replace(made, number=number, base=False)


def _number(
    sentence: str, match: re.Match[str], words: FactVocabulary, begin: int | None = None
) -> NumberInSentence | None:
    """Return a number with what it counts; it stands from `begin` on, where another one in front belongs to it."""
    begin = match.start() if begin is None else begin
    value, step = _value_and_step(match.group(1), words)
    front = sentence[max(0, begin - _BEFORE) : begin]
    percent = words.patterns["percent"].match(sentence, match.end())
    if percent:
        limited = _limited(value, min(step, Decimal(1)), front, words)
        direction = _direction_of_percent(sentence, begin, percent.end(), words)
        signed = StatedNumber(-limited.value, limited.step, _mirrored(limited.exactness)) if direction < 0 else limited
        unit = "change" if direction else "share"
        base = bool(words.patterns["base"].search(front)) and not direction
        return NumberInSentence(begin, percent.end(), signed, unit, percentage=True, base=base)
    if (multiple := _multiple(sentence, match, begin, words)) is not None:
        return multiple
    end, factor = _scale(sentence, match.end(), words)
    beyond = words.patterns["beyond"].match(sentence, end)
    end = beyond.end() if beyond else end
    start, currency = _currency(sentence, begin, words)
    unit, end = (currency, end) if currency else _unit(sentence, end, words)
    if not unit:
        unit, end = _counted(sentence, end, words)
    if not unit:
        return None
    front = sentence[max(0, start - _BEFORE) : start]
    number = _limited(value, step, front, words, factor)
    if beyond:
        number = StatedNumber(number.value, step * factor, Exactness.ABOVE)
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


def _limited(
    value: Decimal, step: Decimal, front: str, words: FactVocabulary, factor: Decimal = Decimal(1)
) -> StatedNumber:
    for exactness, name in ((Exactness.BELOW, "below"), (Exactness.ABOVE, "above")):
        if words.patterns[name].search(front):
            return StatedNumber(value * factor, step * factor, exactness)
    if value >= _HUNDRED:  # 100 is told to its second digit, as 150 beside it is
        step = min(step, Decimal(1).scaleb(value.adjusted() - 1))
    return StatedNumber(value * factor, step * factor)


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
    """Return the unit behind a number, also with words between them that say more of it: `18 Chinese tea companies`."""
    gap = re.compile(r"[\s\u00a0\u202f-]?").match(sentence, place)
    front = words.patterns["between"].match(sentence, place)
    ends = [found.end() for found in (gap, front) if found is not None]
    if front is not None and gap is not None and (inside := sentence[gap.end() : front.end()]).count(" ") > 1:
        ends.insert(1, gap.end() + inside.index(" ") + 1)
    for end in ends:
        for unit, pattern in words.units:
            match = pattern.match(sentence, end)
            if match:
                return unit, match.end()
    return "", place


def _counted(sentence: str, place: int, words: FactVocabulary) -> tuple[str, int]:
    """Return what else is counted: the noun behind a number, where it looks like one."""
    match = words.patterns["counted"].match(sentence, place)
    return (match.group().strip(), match.end()) if match else ("", place)


def _direction_of_percent(sentence: str, start: int, end: int, words: FactVocabulary) -> int:
    """Return the direction of a percentage: by its sign, none for a level (`to 10 %`), else by the words around it."""
    front = sentence[:start].rstrip()
    if front[-1:] in {"+", "−", "-"} and not front[-2:-1].isdigit():
        return 1 if front[-1] == "+" else -1
    if words.patterns["level"].search(sentence[max(0, start - _BEFORE) : start]):
        return 0
    return _direction(sentence, start, end, words)


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
