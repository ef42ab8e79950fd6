"""Compare two names, across scripts and in any order, and say why they are or are not alike.

The method is a soft, weighted overlap of words (soft TF-IDF: Cohen, Ravikumar and Fienberg 2003, "A comparison of
string distance metrics for name-matching tasks") on transliterated words, with rules for what people and firms do:
patronymics left out, initials, parted and joined words, legal forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tearoad.names.align import Alignment, WordPair, align
from tearoad.names.latin import Reading, Scheme
from tearoad.names.name import FirmName, PersonName
from tearoad.names.parsed import ParsedName, parse_firm, parse_person
from tearoad.names.rarity import EVEN, Rarity
from tearoad.names.word_lists import business_words
from tearoad.text import Text
from tearoad.values import Reason, Score

_PATRONYMIC = re.compile(r"(?:[oe]vi?ch|[oe]vna|[oe]vn[ay]|ichna|inichna|ivna|uly|kyzy|ovych)$")
_PATRONYMIC_WEIGHT = 0.3
"""What a patronymic counts where the other side has none."""
_SHORTER = 0.75
"""The side that says less must be covered; the other may say more."""
_TOO_LITTLE = 0.8
"""A single name is no evidence for a person of several names, nor one word for a firm of several."""
_SHORT_WORD = 4
_ONE_INITIAL = 2
"""Pairs: a family name and an initial."""
_EXACT_NAMES = frozenset({Scheme.PINYIN, Scheme.PALLADIUS})
_WHOLE_NAMES = frozenset({Scheme.PINYIN, Scheme.KOREAN, Scheme.PALLADIUS})
_NONE = Score(0, ())


def compare_persons(ours: str, theirs: str, rarity: Rarity = EVEN) -> Score:
    """Return how likely two names are one person's, 0 to 1000, with reasons. Symmetric but for the reasons' order."""
    return compare(parse_person(ours), parse_person(theirs), rarity)


def compare_firms(ours: str, theirs: str, rarity: Rarity = EVEN) -> Score:
    """Return how likely two names are one firm's, 0 to 1000, with reasons; the legal form does not count."""
    return compare(parse_firm(ours), parse_firm(theirs), rarity)


def closest_firms(ours: FirmName, theirs: FirmName, rarity: Rarity = EVEN) -> Score:
    """Return the best score over all spellings of two firms' names."""
    return max(
        (compare_firms(text, other, rarity) for text in ours.written for other in theirs.written),
        key=lambda score: score.value,
        default=_NONE,
    )


def closest_persons(ours: PersonName, theirs: PersonName, rarity: Rarity = EVEN) -> Score:
    """Return the best score over all spellings of two persons' names."""
    return max(
        (compare_persons(text, other, rarity) for text in ours.written for other in theirs.written),
        key=lambda score: score.value,
        default=_NONE,
    )


def compare(ours: ParsedName, theirs: ParsedName, rarity: Rarity = EVEN) -> Score:
    """Compare two parsed names of the same kind: the best of their readings counts. Deterministic.

    The points of the reasons add up to the score, up to rounding: what is alike gives points, what only one side says
    takes them away from 1000.
    """
    best: _Weighed | None = None
    for reading in ours.readings:
        for other in theirs.readings:
            weighed = _weigh(reading, other, rarity, person=ours.person)
            if best is None or weighed.value > best.value:
                best = weighed
    return _NONE if best is None or not best.alignment.pairs else _score(best, ours, theirs)


@dataclass(frozen=True, slots=True)
class _Weighed:
    value: float
    one: Reading
    other: Reading
    alignment: Alignment


def _weigh(reading: Reading, other: Reading, rarity: Rarity, *, person: bool) -> _Weighed:
    alignment = align(reading.words, other.words, rarity)
    alike = sum(pair.weight * pair.likeness for pair in alignment.pairs)
    whole = sum(pair.weight for pair in alignment.pairs)
    left = _left(reading.words, alignment.left_ours, other.words, rarity, person=person)
    their_left = _left(other.words, alignment.left_theirs, reading.words, rarity, person=person)
    if not whole:
        return _Weighed(0.0, reading, other, alignment)
    fuller, shorter = sorted((alike / (whole + left), alike / (whole + their_left)))
    # A Chinese or Korean name has no part that may be left out.
    for_shorter = 1 - _SHORTER if person and {reading.scheme, other.scheme} & _WHOLE_NAMES else _SHORTER
    value = for_shorter * shorter + (1 - for_shorter) * fuller
    most = _most_for_person(reading, other, alignment) if person else _most_for_firm(reading, other, alignment)
    return _Weighed(min(value, most), reading, other, alignment)


def _most_for_person(reading: Reading, other: Reading, alignment: Alignment) -> float:
    """Return what one name alone, or with one initial, can prove of a person who has several."""
    if {reading.scheme, other.scheme} & _EXACT_NAMES:
        # A letter more or less is another Chinese name: ming is not hong.
        return min((pair.likeness for pair in alignment.pairs), default=0.0)
    full = [
        pair
        for pair in alignment.pairs
        if len(reading.words[pair.ours[0]]) > 1 and len(other.words[pair.theirs[0]]) > 1
    ]
    if len(full) == 1 and len(alignment.pairs) == _ONE_INITIAL:
        return _TOO_LITTLE
    if min(len(reading.words), len(other.words)) > 1 or len(reading.words) == len(other.words):
        return 1.0
    joined = any(len(pair.ours) + len(pair.theirs) > 2 for pair in alignment.pairs)
    return 1.0 if joined else _TOO_LITTLE


def _most_for_firm(reading: Reading, other: Reading, alignment: Alignment) -> float:
    """Return what the words can prove: those that many firms share prove nothing, a single word not much."""
    shared = business_words().english
    telling = [pair for pair in alignment.pairs if reading.words[pair.ours[0]] not in shared]
    left = [reading.words[place] for place in alignment.left_ours] + [
        other.words[place] for place in alignment.left_theirs
    ]
    if len(telling) > 1 or (not left and not telling):
        return 1.0
    if not telling:
        return _TOO_LITTLE
    length = len("".join(reading.words[place] for place in telling[0].ours))
    is_little = any(word not in shared for word in left) or (left and length <= _SHORT_WORD)
    return _TOO_LITTLE if is_little else telling[0].likeness


def _left(
    words: tuple[str, ...], places: tuple[int, ...], against: tuple[str, ...], rarity: Rarity, *, person: bool
) -> float:
    """Weigh what one side says alone; a patronymic that the other side simply leaves out weighs little."""
    both = person and any(_PATRONYMIC.search(word) for word in against)
    total = 0.0
    for place in places:
        weight = rarity.weight(words[place])
        if person and not both and len(words) > 2 and _PATRONYMIC.search(words[place]):
            weight *= _PATRONYMIC_WEIGHT
        total += weight
    return total


def _score(best: _Weighed, ours: ParsedName, theirs: ParsedName) -> Score:
    value = round(1000 * best.value)
    reasons = [*_pair_reasons(best, value), *_left_reasons(best), *_reading_reasons(best, ours, theirs)]
    return Score(value, tuple(sorted(reasons, key=lambda reason: -reason.points)))


def _pair_reasons(best: _Weighed, value: int) -> list[Reason]:
    pairs = best.alignment.pairs
    alike = sum(pair.weight * pair.likeness for pair in pairs)
    shares = [round(value * pair.weight * pair.likeness / alike) for pair in pairs]
    shares[0] += value - sum(shares)
    return [Reason(_pair_text(pair, best), points) for pair, points in zip(pairs, shares, strict=True)]


def _pair_text(pair: WordPair, best: _Weighed) -> Text:
    ours = " ".join(best.one.words[place] for place in pair.ours)
    theirs = " ".join(best.other.words[place] for place in pair.theirs)
    if ours == theirs:
        return Text("names.word_equal", word=ours)
    if len(ours) == 1 or len(theirs) == 1:
        return Text("names.initial", ours=ours, theirs=theirs)
    return Text("names.word_alike", ours=ours, theirs=theirs, percent=round(100 * pair.likeness))


def _left_reasons(best: _Weighed) -> list[Reason]:
    ours = " ".join(best.one.words[place] for place in best.alignment.left_ours)
    theirs = " ".join(best.other.words[place] for place in best.alignment.left_theirs)
    texts = [Text("names.only_ours", words=ours)] if ours else []
    texts += [Text("names.only_theirs", words=theirs)] if theirs else []
    return [Reason(text, 0) for text in texts]


def _reading_reasons(best: _Weighed, ours: ParsedName, theirs: ParsedName) -> list[Reason]:
    read = [(name, reading) for name, reading in ((ours, best.one), (theirs, best.other)) if _is_read(reading)]
    return [
        Reason(Text(f"names.read_{reading.scheme.value}", written=name.written, latin=" ".join(reading.words)), 0)
        for name, reading in read
    ]


def _is_read(reading: Reading) -> bool:
    return reading.scheme is not Scheme.AS_WRITTEN
