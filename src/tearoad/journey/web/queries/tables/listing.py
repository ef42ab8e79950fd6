"""Which rows of a table somebody looks at, and in which order: a constant number of queries, whatever the size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import itemgetter, or_
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from tearoad.journey.tables import EditableTable, TableColumn, matches, sort_key
from tearoad.journey.web.queries.kinds import PARTIES
from tearoad.journey.web.queries.tables.people import NamesInMission
from tearoad.journey.web.queries.tables.stored import lookup_of, rows_of
from tearoad.mission.web.models import Mission
from tearoad.names import fold, to_latin
from tearoad.rows import Widget
from tearoad.values import Language

PER_PAGE = 50
_FIGURES = re.compile(r"[\d+()\s./-]+")
_LEAST_FIGURES = 5
"""So many figures in a row of signs are a telephone number."""
_KEYS = re.compile(r'"[a-z_0-9]+": ?(?=["\[{\dtfn-])')
_MOST_NAMED = 12
"""Of so many who are called as somebody looks for, rows that name them are found as well."""
EMPTY, FILLED = "=", "*"
"""What a filter looks for that looks for empty or for filled cells."""


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What somebody wants to see of a table."""

    words: str = ""
    sort: str = ""
    descending: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    """By field, what its cells must hold."""

    @property
    def is_plain(self) -> bool:
        """Whether all rows are wanted in the officer's own order."""
        return not (self.words.strip() or self.sort or self.filters)


class ListedKeys:
    """The primary keys of the rows that somebody wants, in their order; counted and sliced, as pages need them."""

    def __init__(self, table: EditableTable, mission: Mission, query: TableQuery, names: NamesInMission) -> None:
        """Ask for those rows; one query, and one or two for each word that is looked for."""
        self._found = rows_of(table, mission)
        if query.words.strip():
            self._found = _holding(table, self._found, query.words, names)
        wanted = _columns_of(table, query)
        self._keys = _in_order(table, self._found, query, names) if wanted else None

    def __len__(self) -> int:
        """Return how many there are."""
        return self.count()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._keys) if self._keys is not None else int(self._found.count())

    def __getitem__(self, part: slice) -> list[UUID]:
        """Return some of them."""
        if self._keys is not None:
            return [UUID(one) for one in self._keys[part]]
        return list(self._found.values_list("pk", flat=True)[part])


def _in_order(table: EditableTable, found: Any, query: TableQuery, names: NamesInMission) -> list[str]:
    """Return the keys of rows as texts: of twenty thousand only those of one page become keys."""
    wanted = _columns_of(table, query)
    lookups = sorted({lookup_of(table, column) for column in wanted})
    valued = {f"value_{at}": _value(lookup) for at, lookup in enumerate(lookups)}
    rows = list(found.annotate(key=Cast("pk", TextField()), **valued).values_list("key", *valued))
    at = {lookup: index + 1 for index, lookup in enumerate(lookups)}
    for column in wanted:
        if column.field in query.filters:
            index, text = at[lookup_of(table, column)], query.filters[column.field]
            rows = [one for one in rows if _fits(column, _plain(one[index]), text, names)]
    sorted_by = table.by_field.get(query.sort)
    if sorted_by is None or not sorted_by.path:
        return [one[0] for one in rows]
    index, said = at[lookup_of(table, sorted_by)], _said(sorted_by, names)
    keyed = [(sort_key(_plain(one[index]), said), one[0]) for one in rows]
    filled = sorted((one for one in keyed if one[0]), key=itemgetter(0), reverse=query.descending)
    return [key for _, key in filled] + [key for text, key in keyed if not text]


def _value(lookup: str) -> Any:
    """Return a value of a document as text: what is none is JSON."""
    before, document, path = lookup.rpartition("document__")
    if not document:
        return F(lookup)
    *inner, last = path.split("__")
    around: Any = f"{before}document"
    for key in inner:
        around = KeyTransform(key, around)
    return KeyTextTransform(last, around)


def _plain(written: Any) -> Any:
    """Return what a value says that came as text."""
    if isinstance(written, str) and written[:1] in {"{", "["}:
        return json.loads(written)
    return written


def _columns_of(table: EditableTable, query: TableQuery) -> list[TableColumn]:
    """Return the columns that are sorted or filtered by."""
    fields = {query.sort, *query.filters}
    return [one for one in table.columns if one.field in fields and one.path]


def _said(column: TableColumn, names: NamesInMission) -> Mapping[str, str]:
    """Return how the values of a column are called where a reader sees something else."""
    if column.names:
        return names.by_id
    if column.column.choices is None:
        return {}
    return {str(member): column.column.choices.write(member, names.language) for member in column.column.choices.words}


def _fits(column: TableColumn, value: Any, wanted: str, names: NamesInMission) -> bool:
    if wanted in {EMPTY, FILLED}:
        return (value in (None, "", [], {})) == (wanted == EMPTY)
    if column.widget is Widget.CHOICE or (column.widget is Widget.PARTY and wanted in names.by_id):
        return str(value or "") == wanted
    return matches(value, wanted, _said(column, names))


def _holding(table: EditableTable, found: Any, words: str, names: NamesInMission) -> Any:
    """Return the rows in which every word stands, in any column and any script."""
    stored = ("company__document", "document") if table.name in PARTIES else ("document",)
    found = found.annotate(**{f"text_{at}": Cast(one, TextField()) for at, one in enumerate(stored)})
    columns = [f"text_{at}" for at in range(len(stored))]
    digits = _telephone(words)
    for word in [words.strip()] if digits else words.split():
        in_text, elsewhere = _in_text(word, digits, columns), _elsewhere(table, word, columns, names)
        if word.isascii() and any(word.casefold() in key for key in table.document_keys):
            holding = _without_field_names(found.filter(in_text), word, columns)
            found = found.filter(pk__in=holding | set(found.filter(elsewhere).values_list("pk", flat=True)))
        else:
            found = found.filter(in_text | elsewhere)
    return found


def _in_text(word: str, digits: str, columns: Sequence[str]) -> Q:
    """Return the rows whose stored text holds a word."""
    asked = Q(pk__in=[])
    for column in columns:
        for one in _spellings(word):
            asked |= Q(**{f"{column}__{_contains()}": _as_stored(one)})
        if digits:
            asked |= Q(**{f"{column}__contains": digits})
    return asked


def _elsewhere(table: EditableTable, word: str, columns: Sequence[str], names: NamesInMission) -> Q:
    """Return the rows that are known by a word, or whose values are called so for the reader."""
    asked = Q(code__icontains=word)
    if table.name in PARTIES:
        asked |= reduce(or_, (Q(company__names__contains=one) for one in _folded(word)))
    return asked | _by_choices(table, word, names.language) | _by_names(word, columns, names)


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


def _by_names(word: str, columns: Sequence[str], names: NamesInMission) -> Q:
    """Return the rows that name somebody who is called so, in any spelling."""
    asked = Q(pk__in=[])
    if not names.kinds:
        return asked
    spelled = _folded(word)
    called = [one.id for one in names.rows if any(part in _all_spellings(one.name.written) for part in spelled)]
    for one in called[:_MOST_NAMED]:
        for column in columns:
            asked |= Q(**{f"{column}__contains": f'"{_as_stored(one)}"'})
    return asked


def _all_spellings(written: Iterable[str]) -> str:
    texts = tuple(written)
    return "\n".join((*map(fold, texts), *map(to_latin, texts)))


def _folded(word: str) -> set[str]:
    plain = fold(word)
    latin = to_latin(plain) if not plain.isascii() else plain
    return {one for one in (plain, latin) if one} or {word}


def _spellings(word: str) -> set[str]:
    """Return the ways to write a word that a database without our letters' cases must be asked for."""
    return {word, word.lower(), word.upper(), word.title(), word.capitalize()}


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


def _without_field_names(found: Any, word: str, columns: Sequence[str]) -> set[Any]:
    """Return which of the rows hold a word in a value, not in the name of a field alone."""
    return {
        key
        for key, *texts in found.values_list("pk", *columns)
        if word.casefold() in _KEYS.sub("", "\n".join(texts)).casefold()
    }
