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
    currencies: tuple[tuple[re.Pattern[str], str], ...]
    months: tuple[tuple[re.Pattern[str], int], ...]
    weekdays: dict[str, int]
    thousands: str
    decimal: str
    country: str
    """How a country's name stands in a sentence: `NAMES` is where the names go."""
    country_ending: re.Pattern[str] | None
    """What a name loses before an ending of a case; None where names do not change."""

    def month(self, written: str) -> int:
        """Return the number of a month: by its name, else as it is written."""
        return next((number for name, number in self.months if name.fullmatch(written)), 0) or int(written)


@lru_cache
def vocabulary(language: Language) -> FactVocabulary:
    """Return the patterns of a language."""
    every = tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    said: dict[str, Any] = every.get(language.code, every[Language.EN.code])
    simple = {name: text for name, text in said.items() if isinstance(text, str) and name not in _PLAIN}
    weekday = f"(?P<weekday>{'|'.join(said['weekdays'])})"
    simple["dates"] = said["dates"]["full"].replace("MONTHS", "|".join(said["months"])) + f"|{weekday}"
    simple["places"] = f"{said['place_before']}(?P<place>{said['place_name']}{said['place_after']})"
    return FactVocabulary(
        patterns={name: re.compile(text) for name, text in simple.items()},
        scales=tuple((re.compile(rf"[\s\u00a0\u202f]?{name}"), Decimal(by)) for name, by in said["scales"].items()),
        units=tuple((unit, re.compile(rf"[\s\u00a0\u202f-]?(?:{text})")) for unit, text in said["units"].items()),
        currencies=tuple((re.compile(f"(?:{sign})$"), unit) for sign, unit in said["currencies"].items()),
        months=tuple((re.compile(name), number) for name, number in said["months"].items()),
        weekdays={name: number for number, names in enumerate(said["weekdays"], 1) for name in names.split("|")},
        thousands=said["thousands"],
        decimal=said["decimal"],
        country=said["country"],
        country_ending=re.compile(said["country_ending"]) if "country_ending" in said else None,
    )


_PLAIN = frozenset({"thousands", "decimal", "place_before", "place_name", "place_after", "country", "country_ending"})


def language_of(text: str) -> Language:
    """Return the language that a sentence is written in, by its letters."""
    counts = {
        language: len(letters.findall(text)) * (3 if language.habits.breaks_words else 1)
        for language in Language
        if (letters := language.habits.letters) is not None
    }
    return max((Language.EN, *counts), key=(counts | {Language.EN: len(re.findall("[a-z]", text.lower()))}).__getitem__)
