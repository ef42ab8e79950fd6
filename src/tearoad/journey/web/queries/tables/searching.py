"""Which rows of a table hold what somebody looks for: in any column, in any script, a telephone in any spelling."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import StrEnum
from functools import lru_cache, reduce
from itertools import chain, islice
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, Replace
from django.db.models.lookups import IContains

from tearoad.companies.web.queries.register import spelled
from tearoad.journey.tables import EditableTable, texts_in
from tearoad.journey.web.queries.kinds import PARTIES, PERSONS
from tearoad.journey.web.queries.tables.called import (
    FALSE,
    TRUE,
    also_written,
    called_so,
    days_called,
    names_of_values,
    stands_for_nothing,
    words_in,
)
from tearoad.journey.web.queries.tables.mission_parts import MissionPartRows
from tearoad.journey.web.queries.tables.people import NamesInMission
from tearoad.journey.web.queries.tables.stored import lookup_of, rows_of, value_of
from tearoad.journey.web.queries.tables.text_holds import WantedText, as_text, holds, names_one_of
from tearoad.mission.web.models import Mission
from tearoad.names import PersonName, fold, to_latin
from tearoad.values.document import Document, from_document

_FIGURES = re.compile(r"[\d+()\s./-]+")
_LEAST_FIGURES = 5
"""So many figures in a row of signs are a telephone number."""
_MOST_FIELDS = 8
_MOST_DOTTED = 4
_MOST_NAMED = 12
"""Of so many who are called as somebody looks for, rows that name them are looked for one by one."""


def holding(table: EditableTable, found: Any, words: str, names: NamesInMission) -> Any:
    """Return the rows in which every word stands, in any column and any script, as any language calls it."""
    digits = _telephone(words)
    # The longest word is the rarest: whoever lacks it is asked for no other.
    for word in [words.strip()] if digits else sorted(words_in(words), key=len, reverse=True):
        found = found.filter(_in_text(table, word, digits, names.mission) | _elsewhere(table, word, names))
    return found


def part_rows_holding(
    table: EditableTable, rows: MissionPartRows, words: str, names: NamesInMission
) -> MissionPartRows:
    """Return the same of rows that are in memory: every word stands in what a row says, or is called."""
    digits = _telephone(words)
    wanted = (
        []
        if digits
        else [
            {*chain(*map(_folded, (word, *also_written(word), *days_called(names.mission, word))))}
            for word in words_in(words)
        ]
    )
    kept = []
    for row in rows:
        said = [row.code, *texts_in(row.document)]
        said += [names.by_id[cell] for cell in said if cell in names.by_id]
        text = "\n".join((_all_spellings(tuple(said)), *_called_in(table, row.document)))
        is_called = digits and any(digits in re.sub(r"\D", "", cell) for cell in said)
        if is_called or (not digits and all(any(spelling in text for spelling in spelled) for spelled in wanted)):
            kept.append(row.pk)
    return rows.filter(pk__in=kept)


def _called_in(table: EditableTable, document: Document) -> Iterator[str]:
    """Yield how any language calls what a row in memory says, or leaves unsaid."""
    for column in table.columns:
        said = document.get(str(column.path[0])) if column.path else None
        names = names_of_values(table.name, column.field)
        for text in texts_in(said) if said is not None else (stands_for_nothing(table, column),):
            yield names.get(TRUE if text == "True" else FALSE if text == "False" else text, "")


def _in_text(table: EditableTable, word: str, digits: str, mission: Mission) -> Q:
    """Return the rows whose stored text holds a word, leaving names of fields aside that hold it as well."""
    named = sorted(key for key in table.document_keys if word.isascii() and word.casefold() in key)
    if len(named) > _MOST_FIELDS:  # a letter or two, which stand in almost every value as well
        named = []
    written = (word, *also_written(word), *days_called(mission, word))
    spellings = (*(_as_stored(spelling) for each in written for spelling in _spellings(each)), *filter(None, (digits,)))
    keys = tuple(f'"{key}": ' for key in named)
    columns = ("company__document", "document") if table.name in PARTIES else ("document",)
    return _text_holds(WantedText(spellings, word.isascii(), keys), columns)


def _text_holds(wanted: WantedText, columns: Sequence[str]) -> Q:
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite and (wanted.keys or not wanted.is_plain):  # one pattern, of plain letters, it finds faster by itself
        return Q(holds(wanted, columns))
    condition = Q(pk__in=[])
    for column in columns:
        text: Any = as_text(column) if is_sqlite else Cast(column, TextField())
        for key in wanted.keys:
            text = Replace(text, Value(key), Value(""), output_field=TextField())
        for spelling in wanted.spellings:
            condition |= Q(IContains(text, spelling))
    return condition


def _elsewhere(table: EditableTable, word: str, names: NamesInMission) -> Q:
    """Return the rows that are known by a word, or whose values are called so."""
    condition = Q(code__icontains=word)
    if table.name in PARTIES:
        columns = ("company__names", "company__contact_names")
        condition |= reduce(or_, (Q(**{f"{column}__contains": text}) for column in columns for text in _folded(word)))
    elif table.name in PERSONS:
        condition |= Q(code__in=_people_called(table, word, names.mission))
    return condition | _by_values(table, word) | _by_names(table, word, names)


def _people_called(table: EditableTable, word: str, mission: Mission) -> list[str]:
    """Return the people of a table whose name holds a word, in any spelling or as it may stand in Latin letters."""
    named = rows_of(table, mission).values_list("code", "document__name")
    wanted = _folded(word)
    return [
        code
        for code, name in named
        if any(text in line for line in spelled(from_document(PersonName, name or {})) for text in wanted)
    ]


def _by_values(table: EditableTable, word: str) -> Q:
    """Return the rows with a value that some language calls so, said or left unsaid."""
    condition = Q(pk__in=[])
    for column in table.columns:
        lookup = lookup_of(table, column)
        meant = called_so(table, column, word) if lookup else []
        if not meant:
            continue
        if column.column.choices is not None:
            condition |= Q(**{f"{lookup}__in": meant})
        elif TRUE in meant or FALSE in meant:
            condition |= Q(**{f"{lookup}__in": [text == TRUE for text in meant]})
        else:
            condition |= reduce(or_, (Q(IContains(value_of(lookup), f'"{text}"')) for text in meant))
        if stands_for_nothing(table, column) in meant:
            condition |= Q(**{f"{lookup}__isnull": True})
    return condition | _left_unsaid(table, word)


def _left_unsaid(table: EditableTable, word: str) -> Q:
    """Return the rows in which a word goes without saying, beside what a column says: pay is for an hour."""
    condition = Q(pk__in=[])
    beside = {name for field in table.said.field_of.values() for name in field.also_at}
    for core_field in fields(table.kind.core) if beside else ():
        if (
            core_field.name in beside
            and isinstance(core_field.default, StrEnum)
            and fold(word) == fold(str(core_field.default))
        ):
            condition |= Q(**{f"document__{core_field.name}__isnull": True})
    return condition


def _by_names(table: EditableTable, word: str, names: NamesInMission) -> Q:
    """Return the rows that name somebody who is called so, in any spelling."""
    if not names.kinds:
        return Q(pk__in=[])
    spelled = _folded(word)
    rows = names.rows
    called = [row.id for row in rows if any(part in _all_spellings(tuple(row.name.written)) for part in spelled)]
    if len(called) > _MOST_NAMED:
        lookups = {lookup_of(table, column) for column in table.columns if column.names} - {""}
        return reduce(or_, (Q(names_one_of(value_of(lookup), called)) for lookup in sorted(lookups)), Q(pk__in=[]))
    stored = tuple(f'"{_as_stored(text)}"' for text in called)
    # A company itself names nobody, its participation does.
    return _text_holds(WantedText(stored, is_plain=False, keys=()), ("document",)) if stored else Q(pk__in=[])


@lru_cache(maxsize=8192)
def _all_spellings(texts: tuple[str, ...]) -> str:
    return "\n".join((*map(fold, texts), *map(to_latin, texts)))


def _folded(word: str) -> set[str]:
    plain = fold(word)
    latin = to_latin(plain) if not plain.isascii() else plain
    return {text for text in (plain, latin) if text} or {word}


def _spellings(word: str) -> tuple[str, ...]:
    """Return the ways to write a word, the likely first, for a database that knows no cases of its letters."""
    if word.isascii():  # the cases of these letters are all the same
        return (word.lower(),)
    forms = (word, *_with_and_without_dots(word.lower()))
    cases = (str.capitalize, str.lower, str.title, str.upper)
    return tuple(dict.fromkeys((word, *(case(form) for form in forms for case in cases))))


def _with_and_without_dots(word: str) -> Iterator[str]:
    """Yield a Russian word as it is written with its one `ё` or without: who looks for `Петр` means `Пётр` as well."""
    plain = word.replace("ё", "е")
    yield plain
    for match in islice(re.finditer("е", plain), _MOST_DOTTED):
        yield f"{plain[: match.start()]}ё{plain[match.end() :]}"


def _telephone(words: str) -> str:
    """Return the figures of a telephone number without what stands before the country or the city."""
    plain = unicodedata.normalize("NFKC", words).strip()
    digits = re.sub(r"\D", "", plain)
    if not _FIGURES.fullmatch(plain) or len(digits) < _LEAST_FIGURES:
        return ""
    return digits.removeprefix("00").removeprefix("8" if len(digits) > 10 else "")  # 8 is dialled first


def _as_stored(word: str) -> str:
    """Return a word as it stands in a stored document: PostgreSQL keeps letters, SQLite their numbers."""
    return json.dumps(word, ensure_ascii=connection.vendor != "postgresql")[1:-1]
