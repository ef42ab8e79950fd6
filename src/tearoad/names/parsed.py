"""A name made ready for comparison: its readings in Latin words, without legal form, title and small words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tearoad.names.fold import fold, has_han
from tearoad.names.latin import Reading, readings
from tearoad.names.legal_forms import FirmParts, split_legal_form
from tearoad.names.word_lists import LegalForm, business_words

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "professor",
        "sheikh",
        "shaikh",
        "haji",
        "hajji",
        "mullah",
        "maulvi",
        "mawlawi",
        "general",
        "gen",
        "colonel",
        "col",
        "capt",
        "captain",
        "sir",
        "don",
        "dona",
        "president",
        "г",
        "н",
        "господин",
        "госпожа",
        "гн",
        "гжа",
        "д",
        "р",
        "проф",
        "первыи",
    ]
)
_SMALL = frozenset(
    [
        "and",
        "of",
        "the",
        "for",
        "de",
        "la",
        "le",
        "les",
        "del",
        "der",
        "die",
        "das",
        "und",
        "y",
        "et",
        "e",
        "i",
        "s",
        "с",
        "и",
        "в",
        "по",
        "для",
        "имени",
        "im",
        "им",
        "o",
        "об",
        "на",
    ]
)
_DIGITS = str.maketrans("0135", "oies")
_MANY_WORDS = 12


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name with its readings. `person` tells by which rules it is compared."""

    written: str
    person: bool
    readings: tuple[Reading, ...]
    form: LegalForm | None = None


@lru_cache(maxsize=4096)
def parse_person(written: str) -> ParsedName:
    """Make a person's name ready: titles fall away, every script gives its Latin readings. Any order of the parts."""
    found: dict[tuple[str, ...], Reading] = {}
    for text in written.split("/"):
        folded = tuple(map(_with_letters, fold(text).split()))
        kept = tuple(word for word in folded if word not in _TITLES) or folded
        for reading in readings(kept[:_MANY_WORDS], person=True) if kept else ():
            found.setdefault(reading.words, reading)
    return ParsedName(written, person=True, readings=tuple(found.values()))


def _with_letters(word: str) -> str:
    """Put letters for the digits that look like them: no person is called `Ig0r`."""
    return word if word.isdigit() else word.translate(_DIGITS)


@lru_cache(maxsize=4096)
def parse_firm(written: str) -> ParsedName:
    """Make a firm's name ready: the legal form falls away, words that many firms share become one English word."""
    # Lists write two names of one firm with a stroke between them; A/S and c/o have no spaces around it.
    parts = [split_legal_form(text) for text in written.split(" / ")]
    found: dict[tuple[str, ...], Reading] = {}
    for reading in (reading for part in parts for reading in _firm_readings(part)):
        found.setdefault(reading.words, reading)
    return ParsedName(written, person=False, readings=tuple(found.values()), form=parts[0].form)


def _firm_readings(parts: FirmParts) -> Iterator[Reading]:
    kept = _initials_joined([word for word in parts.core if word not in _SMALL] or list(parts.core))
    plain = tuple(english for word in kept[:_MANY_WORDS] for english in _in_business_words(word))
    for reading in readings(plain, person=False) if plain else ():
        yield Reading(tuple(_business_word(word) for word in reading.words), reading.scheme)


def _initials_joined(words: list[str]) -> tuple[str, ...]:
    """Write `a b c` as `abc`: a firm's initials are one word."""
    joined: list[str] = []
    was_letter = False
    for word in words:
        is_letter = len(word) == 1 and word.isalpha() and not has_han(word)
        if is_letter and was_letter:
            joined[-1] += word
        else:
            joined.append(word)
        was_letter = is_letter
    return tuple(joined)


def _in_business_words(word: str) -> tuple[str, ...]:
    """Cut a Chinese word at the words many firms share, the first of the table first; a word not Chinese stays whole.

    Linear in the word's length for each entry of the table.
    """
    if not has_han(word):
        return (_business_word(word),)
    # A piece is a part not cut yet and the English word that follows it.
    pieces: list[tuple[str, str]] = [(word, "")]
    for han, english in business_words().han:
        if han in word:
            pieces = [cut for part, after in pieces for cut in _cut(part, after, han, english)]
    return tuple(text for piece in pieces for text in piece if text)


def _cut(part: str, after: str, han: str, english: str) -> Iterator[tuple[str, str]]:
    *front, last = part.split(han)
    yield from ((text, english) for text in front)
    yield last, after


@lru_cache(maxsize=65536)
def _business_word(word: str) -> str:
    table = business_words()
    whole = table.whole.get(word)
    if whole is not None:
        return whole
    for start, english in table.starts:
        # An ending of a few letters is grammar; more is another word.
        if word.startswith(start) and len(word) - len(start) <= 4:
            return english
    return word
