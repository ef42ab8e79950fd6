"""Dates and places of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale

from tearoad.market.facts.document import StatedDate
from tearoad.market.facts.vocabulary import FactVocabulary, vocabulary
from tearoad.reference.towns import town_names
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class DateInSentence:
    """A date, where it stands, and whether something holds from then on."""

    start: int
    end: int
    date: StatedDate
    since: bool


def dates_of(sentence: str, words: FactVocabulary, on: date | None) -> Iterator[DateInSentence]:
    """Return the dates of a sentence; those without a year are put near the text's own day, if it is known."""
    for match in words.patterns["dates"].finditer(sentence):
        parts = {re.sub(r"\d+$", "", name): text for name, text in match.groupdict().items() if text}
        if "weekday" in parts:
            yield DateInSentence(*match.span(), StatedDate(weekday=words.weekdays[parts["weekday"]]), since=False)
            continue
        if "part" in parts:
            year = int(parts["year"]) if "year" in parts else None
            yield DateInSentence(*match.span(), StatedDate(year, part=words.part_of_year(parts["part"])), since=False)
            continue
        month = words.month(parts["month"]) if "month" in parts else None
        day = int(parts["day"]) if "day" in parts else None
        if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
            continue
        made = StatedDate(int(parts["year"]) if "year" in parts else None, month, day)
        since = bool(words.patterns["since"].search(sentence[: match.start()]))
        since = since or sentence[match.end() : match.end() + 2].startswith(("起", "以来", "之后", "后"))
        yield DateInSentence(match.start(), match.end(), made.near(on) if on else made, since)


def places_of(sentence: str, words: FactVocabulary, language: Language) -> Iterator[tuple[int, int]]:
    """Return where places are named: countries and larger towns by name, others by the words around them."""
    taken = [found.span() for found in _country_pattern(language).finditer(sentence)]
    spans = [match.span("place") for match in words.patterns["places"].finditer(sentence)]
    spans += [match.span() for match in words.patterns["place_alone"].finditer(sentence)]
    spans += [match.span() for match in _town_pattern(language).finditer(sentence)]
    for start, end in spans:
        first = re.split(r"[ -]", sentence[start:end])[0]
        other = first in words.weekdays or any(name.fullmatch(first.lower()) for name, _ in words.months)
        other = other or any(name.fullmatch(first) for name, _ in words.months)
        other = other or bool(words.patterns["organisation"].search(sentence[start:end]))
        if not other and not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
    yield from sorted(taken)


@lru_cache
def _country_pattern(language: Language) -> re.Pattern[str]:
    """Return what finds countries by name."""
    territories = Locale.parse(language.habits.locale).territories
    names = {str(name) for code, name in territories.items() if len(code) == 2 and code.isalpha()} - {"UN"}
    return _named(names, vocabulary(language).country, language)


@lru_cache
def _town_pattern(language: Language) -> re.Pattern[str]:
    """Return what finds larger towns by name."""
    return _named(town_names(language) | vocabulary(language).towns, vocabulary(language).town, language)


def _named(names: Iterable[str], around: str, language: Language) -> re.Pattern[str]:
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    ending = vocabulary(language).ending
    return re.compile(around.replace("NAMES", "|".join(re.escape(_stem(name, ending)) for name in ordered)))


def _stem(name: str, ending: re.Pattern[str] | None) -> str:
    return ending.sub("", name) if ending is not None and len(name) > 4 else name
