"""What the values of a column are called in each language: who looks for a language, a country or a choice finds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.units import unit_code
from tearoad.journey.tables import TABLE_KINDS, EditableTable, TableColumn
from tearoad.mission.interpreters_sheet import pairs_in_words
from tearoad.mission.web.models import Mission
from tearoad.names import fold
from tearoad.paper.sheets.written.numbers import NO, YES
from tearoad.reference.countries import country_names
from tearoad.reference.languages import language_names
from tearoad.rows import Field
from tearoad.rows.codecs import COUNTRY, LANGUAGES_SPOKEN
from tearoad.values import Language
from tearoad.words import catalogue

_MARKS = re.compile(r"[\s;；,，、/|↔→()（）«»“”\"·=＝：]+|(?<=\d:\d\d)[-–](?=\d\d?:\d\d)")
"""What stands between the words of a cell; between two times also a dash."""
_FURTHER = re.compile(r"…\s*\+\d+\s*$|…$")
"""Behind the first names of a long list: how many there are besides."""
_ZEROS = re.compile(r"\d+\.\d*0")
_CODE = re.compile(r"\d{4}(?:\.\d{2}){1,3}")
_AROUND = 7
"""Days before and behind the fair of which cells speak."""
TRUE, FALSE = "true", "false"
"""How a database writes yes and no."""


def words_in(written: str) -> list[str]:
    """Return the words of what somebody looks for, as they may stand in a cell."""
    found = (word.rstrip(":") or word for word in _MARKS.split(_FURTHER.sub("", written)))
    return list(dict.fromkeys(word for word in found if word)) or written.split()


def also_written(word: str) -> tuple[str, ...]:
    """Return how else a word may be stored: `кг` as `kg`, plain figures for wide ones, `0902.20` without marks."""
    plain = unicodedata.normalize("NFKC", word)
    found = [plain, unit_code(plain)]
    if plain == "24:00":
        found.append("00:00")
    if _CODE.fullmatch(plain):
        found.append(plain.replace(".", ""))
    if _ZEROS.fullmatch(plain):
        found.append(plain.rstrip("0").rstrip("."))
    return tuple(fromkey for fromkey in dict.fromkeys(found) if fromkey and fromkey != word)


def days_called(mission: Mission, word: str) -> list[str]:
    """Return the days about the fair that some language writes with a word, as they are stored: `Wed` or `2月10日`."""
    wanted = fold(word)
    if not wanted or wanted.isdecimal():
        return []
    return [day for day, said in _days(mission.starts_on, mission.ends_on).items() if wanted in said]


@lru_cache(maxsize=64)
def _days(first: date, last: date) -> Mapping[str, str]:
    days = (first + timedelta(at) for at in range(-_AROUND, (last - first).days + _AROUND + 1))
    return _folded({day.isoformat(): [catalogue.day(day, language) for language in Language] for day in days})


def called_so(table: EditableTable, column: TableColumn, word: str) -> list[str]:
    """Return the stored values of a column that some language calls by a word."""
    wanted = fold(word)
    return [code for code, names in names_of_values(table.name, column.field).items() if wanted and wanted in names]


def stands_for_nothing(table: EditableTable, column: TableColumn) -> str:
    """Return what a row of whose document a column says nothing means; empty where that is nothing."""
    return _absent(table.name, column.field)


@lru_cache(maxsize=1024)
def names_of_values(table: str, field: str) -> Mapping[str, str]:
    """Return the names of the values of a column in all languages, folded; empty where values are what they say."""
    choices = TABLE_KINDS[table].by_field[field].column.choices
    if choices is not None:
        return _folded({str(word): [choices.write(word, language) for language in Language] for word in choices.words})
    found = _field(TABLE_KINDS[table], field)
    if found is None:
        return {}
    if found.codec.read is LANGUAGES_SPOKEN.read or found.codec.in_words is pairs_in_words:
        return _folded(language_names())
    if found.codec.read is COUNTRY.read:
        return _folded(country_names())
    if found.codec.is_yes_no:
        return _folded({TRUE: YES.every, FALSE: NO.every})
    return {}


@lru_cache(maxsize=1024)
def _absent(table: str, field: str) -> str:
    found = _field(TABLE_KINDS[table], field)
    kind = TABLE_KINDS[table]
    is_item = kind.by_field[field].is_item and isinstance(kind.said, CompanyKind)
    core = kind.said.item.core if is_item and isinstance(kind.said, CompanyKind) else kind.kind.core
    defaults = {core_field.name: core_field.default for core_field in fields(core)}
    default = defaults.get(field, defaults.get(found.name) if found is not None else None)
    if isinstance(default, bool):
        return TRUE if default else FALSE
    if isinstance(default, tuple):
        return " ".join(map(str, default))
    is_chosen = isinstance(default, StrEnum) or str(default) in names_of_values(table, field)
    return str(default) if is_chosen else ""


def _field(table: EditableTable, field: str) -> Field[Any] | None:
    found: Field[Any] | None = table.said.field_of.get(field)
    return found


def _folded(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {code: "\n".join(map(fold, those)) for code, those in names.items()}
