"""How each language writes numbers, dates, places and speakers: `vocabulary.toml`, made into patterns once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class FactVocabulary:
    """The patterns of one language."""

    patterns: dict[str, re.Pattern[str]]
    scales: tuple[tuple[re.Pattern[str], Decimal], ...]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    number_words: tuple[tuple[re.Pattern[str], Decimal], ...]
    """Numbers that are written as words; they count where a unit follows."""
    fractions: tuple[tuple[re.Pattern[str], Decimal], ...]
    """`a third` and the like, in percent."""
    multiples: tuple[tuple[re.Pattern[str], Decimal], ...]
    """`doubled` and the like: how many times it is; negative for how many times less."""
    currencies: tuple[tuple[re.Pattern[str], str], ...]
    months: tuple[tuple[re.Pattern[str], int], ...]
    year_parts: tuple[tuple[re.Pattern[str], str], ...]
    """Quarters and halves of a year: `Q1`, `H2`."""
    weekdays: dict[str, int]
    thousands: str
    decimal: str
    country: str
    """How a country's name stands in a sentence: `NAMES` is where the names go."""
    town: str
    towns: frozenset[str]
    """Places of trade that are no towns of time zones."""
    ending: re.Pattern[str] | None
    """What a name loses before an ending of a case; None where names do not change."""

    def month(self, written: str) -> int:
        """Return the number of a month: by its name, else as it is written."""
        return next((number for name, number in self.months if name.fullmatch(written)), 0) or int(written)

    def part_of_year(self, written: str) -> str:
        """Return a quarter or a half of a year: `Q1`."""
        return next(part for name, part in self.year_parts if name.fullmatch(written))


@lru_cache
def vocabulary(language: Language) -> FactVocabulary:
    """Return the patterns of a language."""
    every = tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    said: dict[str, Any] = every.get(language.code, every[Language.EN.code])
    simple = {name: text for name, text in said.items() if isinstance(text, str) and name not in _PLAIN}
    weekday = f"(?P<weekday>{'|'.join(said['weekdays'])})"
    simple["dates"] = f"{_dates(said)}|{weekday}"
    simple["places"] = f"{said['place_before']}(?P<place>{said['place_name']}{said['place_after']})"
    simple["between"] = rf"[\s\u00a0\u202f-]?{said['words']}"
    for part, text in said["parts"].items():
        simple = {name: pattern.replace(f"<{part}>", text) for name, pattern in simple.items()}
    return FactVocabulary(
        patterns={name: re.compile(text) for name, text in simple.items()},
        scales=tuple((re.compile(rf"[\s\u00a0\u202f]?{name}"), Decimal(by)) for name, by in said["scales"].items()),
        units=tuple((unit, re.compile(text)) for unit, text in said["units"].items()),
        number_words=_amounts(said["number_words"], r"(?<!\w)(?:{})(?!\w)" if said["words"] else "(?:{})"),
        fractions=_amounts(said["fractions"], "{}"),
        multiples=_amounts(said["multiples"], "{}"),
        currencies=tuple((re.compile(f"(?:{sign})$"), unit) for sign, unit in said["currencies"].items()),
        months=tuple((re.compile(name), number) for name, number in said["months"].items()),
        year_parts=tuple((re.compile(name), part) for name, part in said["year_parts"].items()),
        weekdays={name: number for number, names in enumerate(said["weekdays"], 1) for name in names.split("|")},
        thousands=said["thousands"],
        decimal=said["decimal"],
        country=said["country"],
        town=said["town"],
        towns=frozenset(said["towns"].split("|")),
        ending=re.compile(said["ending"]) if "ending" in said else None,
    )


_PLAIN = frozenset(
    {"thousands", "decimal", "place_before", "place_name", "place_after", "country", "town", "towns", "ending", "words"}
)
_WRITTEN_ALIKE = (
    r"(?P<year81>\d{4})-(?P<month81>\d{1,2})-(?P<day81>\d{1,2})(?!\d)",
    r"(?P<year82>\d{4})/(?P<month82>\d{1,2})/(?P<day82>\d{1,2})(?!\d)",
    r"(?P<day83>\d{1,2})\.(?P<month83>\d{1,2})\.(?P<year83>\d{4})(?!\d)",
)
"""Dates in figures, alike in every language."""


def _dates(said: dict[str, Any]) -> str:
    """Return what finds dates: in figures, by names of months (also short ones beside a day), and parts of years."""
    full = "|".join(name for name in said["months"] if not name.endswith(r"\.?"))
    named = said["dates"]["full"].replace("MONTHS", "|".join(said["months"])).replace("FULL", full)
    figures = "|".join(rf"(?<![\d.]){form}" for form in _WRITTEN_ALIKE)
    return f"{figures}|{named.replace('PARTS', '|'.join(said['year_parts']))}"


def _amounts(table: dict[str, Any], form: str) -> tuple[tuple[re.Pattern[str], Decimal], ...]:
    return tuple((re.compile(form.replace("{}", name)), Decimal(amount)) for name, amount in table.items())


def language_of(text: str) -> Language:
    """Return the language that a sentence is written in, by its letters."""
    counts = {
        language: len(letters.findall(text)) * (3 if language.habits.breaks_words else 1)
        for language in Language
        if (letters := language.habits.letters) is not None
    }
    return max((Language.EN, *counts), key=(counts | {Language.EN: len(re.findall("[a-z]", text.lower()))}).__getitem__)
