"""Which rows of a table hold what somebody looks for: in any column, in any script, a telephone in any spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, Replace
from django.db.models.lookups import IContains

from tearoad.journey.tables import EditableTable, texts_in
from tearoad.journey.web.queries.kinds import PARTIES
from tearoad.journey.web.queries.tables.mission_parts import MissionPartRows
from tearoad.journey.web.queries.tables.people import NamesInMission
from tearoad.journey.web.queries.tables.stored import lookup_of
from tearoad.journey.web.queries.tables.text_holds import WantedText, as_text, holds
from tearoad.names import fold, to_latin
from tearoad.values import Language
from tearoad.values.document import Document

_FIGURES = re.compile(r"[\d+()\s./-]+")
_LEAST_FIGURES = 5
"""So many figures in a row of signs are a telephone number."""
_MOST_FIELDS = 8
_MOST_NAMED = 12
"""Of so many who are called as somebody looks for, rows that name them are found as well."""


def holding(table: EditableTable, found: Any, words: str, names: NamesInMission) -> Any:
    """Return the rows in which every word stands, in any column and any script."""
    digits = _telephone(words)
    # The longest word is the rarest: whoever lacks it is asked for no other.
    for word in [words.strip()] if digits else sorted(words.split(), key=len, reverse=True):
        found = found.filter(_in_text(table, word, digits) | _elsewhere(table, word, names))
    return found


def part_rows_holding(
    table: EditableTable, found: MissionPartRows, words: str, names: NamesInMission
) -> MissionPartRows:
    """Return the same of rows that are in memory: every word stands in what a row says, or is called."""
    digits = _telephone(words)
    wanted = [] if digits else [_folded(word) for word in words.split()]
    kept = []
    for row in found:
        said = [row.code, *texts_in(row.document)]
        said += [names.by_id[one] for one in said if one in names.by_id]
        said += _chosen_words(table, row.document, names.language)
        text = _all_spellings(tuple(said))
        is_called = digits and any(digits in re.sub(r"\D", "", one) for one in said)
        if is_called or (not digits and all(any(one in text for one in spelled) for spelled in wanted)):
            kept.append(row.pk)
    return found.filter(pk__in=kept)


def _chosen_words(table: EditableTable, document: Document, language: Language) -> Iterator[str]:
    """Yield how the reader's language calls what was chosen."""
    for column in table.columns:
        choices = column.column.choices
        if choices is not None:
            said = document.get(column.field)
            yield from (choices.write(one, language) for one in choices.words if str(one) == said)


def _in_text(table: EditableTable, word: str, digits: str) -> Q:
    """Return the rows whose stored text holds a word, leaving names of fields aside that hold it as well."""
    named = sorted(key for key in table.document_keys if word.isascii() and word.casefold() in key)
    if len(named) > _MOST_FIELDS:  # a letter or two, which stand in almost every value as well
        named = []
    spellings = (*map(_as_stored, _spellings(word)), *filter(None, (digits,)))
    keys = tuple(f'"{key}": ' for key in named)
    columns = ("company__document", "document") if table.name in PARTIES else ("document",)
    return _text_holds(WantedText(spellings, word.isascii(), keys), columns)


def _text_holds(wanted: WantedText, columns: Sequence[str]) -> Q:
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite and (wanted.keys or not wanted.is_plain):  # one pattern, of plain letters, it finds faster by itself
        return Q(holds(wanted, columns))
    asked = Q(pk__in=[])
    for column in columns:
        text: Any = as_text(column) if is_sqlite else Cast(column, TextField())
        for key in wanted.keys:
            text = Replace(text, Value(key), Value(""), output_field=TextField())
        for one in wanted.spellings:
            asked |= Q(IContains(text, one))
    return asked


def _elsewhere(table: EditableTable, word: str, names: NamesInMission) -> Q:
    """Return the rows that are known by a word, or whose values are called so for the reader."""
    asked = Q(code__icontains=word)
    if table.name in PARTIES:
        asked |= reduce(or_, (Q(company__names__contains=one) for one in _folded(word)))
    return asked | _by_choices(table, word, names.language) | _by_names(word, names)


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


def _by_names(word: str, names: NamesInMission) -> Q:
    """Return the rows that name somebody who is called so, in any spelling."""
    if not names.kinds:
        return Q(pk__in=[])
    spelled = _folded(word)
    rows = names.rows
    called = [one.id for one in rows if any(part in _all_spellings(tuple(one.name.written)) for part in spelled)]
    stored = tuple(f'"{_as_stored(one)}"' for one in called[:_MOST_NAMED])
    # A company itself names nobody, its participation does.
    return _text_holds(WantedText(stored, is_plain=False, keys=()), ("document",)) if stored else Q(pk__in=[])


@lru_cache(maxsize=8192)
def _all_spellings(texts: tuple[str, ...]) -> str:
    return "\n".join((*map(fold, texts), *map(to_latin, texts)))


def _folded(word: str) -> set[str]:
    plain = fold(word)
    latin = to_latin(plain) if not plain.isascii() else plain
    return {one for one in (plain, latin) if one} or {word}


def _spellings(word: str) -> tuple[str, ...]:
    """Return the ways to write a word, the likely first, for a database that knows no cases of its letters."""
    if word.isascii():  # the cases of these letters are all the same
        return (word.lower(),)
    return tuple(dict.fromkeys((word, word.capitalize(), word.lower(), word.title(), word.upper())))


def _telephone(words: str) -> str:
    """Return the figures of a telephone number without what stands before the country or the city."""
    digits = re.sub(r"\D", "", words)
    if not _FIGURES.fullmatch(words.strip()) or len(digits) < _LEAST_FIGURES:
        return ""
    return digits.removeprefix("00").removeprefix("8" if len(digits) > 10 else "")  # 8 is dialled first


def _as_stored(word: str) -> str:
    """Return a word as it stands in a stored document: PostgreSQL keeps letters, SQLite their numbers."""
    return json.dumps(word, ensure_ascii=connection.vendor != "postgresql")[1:-1]
