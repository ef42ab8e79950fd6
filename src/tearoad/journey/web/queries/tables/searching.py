"""Which rows of a table hold what somebody looks for: in any column, in any script, a telephone in any spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, Replace

from tearoad.journey.tables import EditableTable
from tearoad.journey.web.queries.kinds import PARTIES
from tearoad.journey.web.queries.tables.people import NamesInMission
from tearoad.journey.web.queries.tables.stored import lookup_of
from tearoad.names import fold, to_latin
from tearoad.values import Language

_FIGURES = re.compile(r"[\d+()\s./-]+")
_LEAST_FIGURES = 5
"""So many figures in a row of signs are a telephone number."""
_MOST_FIELDS = 8
_MOST_NAMED = 12
"""Of so many who are called as somebody looks for, rows that name them are found as well."""


def holding(table: EditableTable, found: Any, words: str, names: NamesInMission) -> Any:
    """Return the rows in which every word stands, in any column and any script."""
    digits = _telephone(words)
    for number, word in enumerate([words.strip()] if digits else words.split()):
        texts = {f"text_{number}_{at}": one for at, one in enumerate(_texts(table, word))}
        found = found.alias(**texts)
        found = found.filter(_in_text(word, digits, texts) | _elsewhere(table, word, [*texts][-1], names))
    return found


def _texts(table: EditableTable, word: str) -> Iterator[Any]:
    """Yield what is stored of a row as text, without those names of fields that hold the word as well.

    Last comes what names others: a company itself names nobody, its participation does.
    """
    named = sorted(key for key in table.document_keys if word.isascii() and word.casefold() in key)
    if len(named) > _MOST_FIELDS:  # a letter or two, which stand in almost every value as well
        named = []
    for column in ("company__document", "document") if table.name in PARTIES else ("document",):
        text: Any = Cast(column, TextField())
        for key in named:
            text = Replace(text, Value(f'"{key}": '), Value(""), output_field=TextField())
        yield text


def _in_text(word: str, digits: str, columns: Mapping[str, Any]) -> Q:
    """Return the rows whose stored text holds a word."""
    asked = Q(pk__in=[])
    for column in columns:
        for one in _spellings(word):
            asked |= Q(**{f"{column}__{_contains()}": _as_stored(one)})
        if digits:
            asked |= Q(**{f"{column}__contains": digits})
    return asked


def _elsewhere(table: EditableTable, word: str, naming: str, names: NamesInMission) -> Q:
    """Return the rows that are known by a word, or whose values are called so for the reader."""
    asked = Q(code__icontains=word)
    if table.name in PARTIES:
        asked |= reduce(or_, (Q(company__names__contains=one) for one in _folded(word)))
    return asked | _by_choices(table, word, names.language) | _by_names(word, naming, names)


def _by_choices(table: EditableTable, word: str, language: Language) -> Q:
    """Return the rows with a value that the reader's language calls so."""
    asked = Q(pk__in=[])
    for column in table.columns:
        choices, lookup = column.column.choices, lookup_of(table, column)
        if choices is None or not lookup:
            continue
        meant = [str(one) for one in choices.words if fold(word) in fold(choices.write(one, language))]
        if meant:
            asked |= Q(**{f"{lookup}__in": meant})
    return asked


def _by_names(word: str, naming: str, names: NamesInMission) -> Q:
    """Return the rows that name somebody who is called so, in any spelling."""
    asked = Q(pk__in=[])
    if not names.kinds:
        return asked
    spelled = _folded(word)
    called = [one.id for one in names.rows if any(part in _all_spellings(one.name.written) for part in spelled)]
    for one in called[:_MOST_NAMED]:
        asked |= Q(**{f"{naming}__contains": f'"{_as_stored(one)}"'})
    return asked


def _all_spellings(written: Iterable[str]) -> str:
    texts = tuple(written)
    return "\n".join((*map(fold, texts), *map(to_latin, texts)))


def _folded(word: str) -> set[str]:
    plain = fold(word)
    latin = to_latin(plain) if not plain.isascii() else plain
    return {one for one in (plain, latin) if one} or {word}


def _spellings(word: str) -> tuple[str, ...]:
    """Return the ways to write a word, the likely first, for a database that knows no cases of its letters."""
    if word.isascii():  # of these letters every database knows the cases
        return (word,)
    return tuple(dict.fromkeys((word, word.capitalize(), word.lower(), word.title(), word.upper())))


def _telephone(words: str) -> str:
    """Return the figures of a telephone number without what stands before the country or the city."""
    digits = re.sub(r"\D", "", words)
    if not _FIGURES.fullmatch(words.strip()) or len(digits) < _LEAST_FIGURES:
        return ""
    return digits.removeprefix("00").removeprefix("8" if len(digits) > 10 else "")  # 8 is dialled first


def _contains() -> str:
    return "icontains" if connection.vendor == "postgresql" else "contains"


def _as_stored(word: str) -> str:
    """Return a word as it stands in a stored document: PostgreSQL keeps letters, SQLite their numbers."""
    return json.dumps(word, ensure_ascii=connection.vendor != "postgresql")[1:-1]
