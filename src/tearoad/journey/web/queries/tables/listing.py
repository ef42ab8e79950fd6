"""Which rows of a table somebody looks at, and in which order: a constant number of queries, whatever the size."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from tearoad.companies.web.queries.register import stands_in_brief
from tearoad.journey.tables import EditableTable, TableColumn, sort_keys
from tearoad.journey.web.queries.kinds import PARTIES
from tearoad.journey.web.queries.tables.filtering import ColumnFilter
from tearoad.journey.web.queries.tables.mission_parts import MissionPartRow, MissionPartRows
from tearoad.journey.web.queries.tables.people import NamesInMission
from tearoad.journey.web.queries.tables.searching import holding, part_rows_holding
from tearoad.journey.web.queries.tables.stored import lookup_of, rows_of, value_of
from tearoad.mission.web.models import Mission

PER_PAGE = 50
_BESIDE_DOCUMENT = frozenset({"city", "country", "registration_number"})


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
        """Ask for those rows; one query, where they are narrowed or sorted: what it costs to look is paid once."""
        self._found = rows_of(table, mission)
        if isinstance(self._found, MissionPartRows):
            self._found = part_rows_holding(table, self._found, query.words, names)
        elif query.words.strip():
            self._found = holding(table, self._found, query.words, names)
        self._keys = None if query.is_plain else _in_order(table, self._found, query, names)

    def __len__(self) -> int:
        """Return how many there are."""
        return self.count()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._keys) if self._keys is not None else int(self._found.count())

    def __getitem__(self, part: slice) -> list[UUID]:
        """Return some of them."""
        if self._keys is not None:
            return [UUID(key) for key in self._keys[part]]
        return list(self._found.values_list("pk", flat=True)[part])


def _in_order(table: EditableTable, found: Any, query: TableQuery, names: NamesInMission) -> list[str]:
    """Return the keys of rows as texts: of twenty thousand only those of one page become keys."""
    filters = [ColumnFilter(table, table.by_field[name], text, names) for name, text in query.filters.items()]
    sorted_by = table.by_field[query.sort] if query.sort else None
    lookups = sorted(
        {column_filter.lookup for column_filter in filters}
        | ({_sorting_lookup(table, sorted_by)} if sorted_by else set())
    )
    if isinstance(found, MissionPartRows):
        rows = [(str(part_row.pk), *(_value_in(part_row, lookup) for lookup in lookups)) for part_row in found]
    else:
        valued = {f"value_{at}": value_of(lookup) for at, lookup in enumerate(lookups)}
        rows = list(found.annotate(key=Cast("pk", TextField()), **valued).values_list("key", *valued))
    at = {lookup: index + 1 for index, lookup in enumerate(lookups)}
    for one_filter in filters:
        index = at[one_filter.lookup]
        kept = {written: one_filter.keeps(_plain(written)) for written in {row[index] for row in rows}}
        rows = [row for row in rows if kept[row[index]]]
    if sorted_by is None:
        return [row[0] for row in rows]
    index, said = at[_sorting_lookup(table, sorted_by)], _names_of_values(sorted_by, names)
    written = [row[index] for row in rows]
    different = list(dict.fromkeys(written))  # of twenty thousand cells many hold the same
    keys = dict(zip(different, sort_keys(map(_plain, different), said), strict=True)) if rows else {}
    keyed = [(keys[text], row[0]) for text, row in zip(written, rows, strict=True)]
    filled = sorted((pair for pair in keyed if pair[0]), key=itemgetter(0), reverse=query.descending)
    return [key for _, key in filled] + [key for text, key in keyed if not text]


def _sorting_lookup(table: EditableTable, column: TableColumn) -> str:
    """Return where a column is sorted by: what a company has beside its whole document takes half as long to read."""
    if table.name not in PARTIES or not column.path:
        return lookup_of(table, column)
    if len(column.path) == 1 and column.path[0] in _BESIDE_DOCUMENT:
        return f"company__{column.path[0]}"
    if stands_in_brief(column.path):
        return "__".join(("company__brief_document", *map(str, column.path)))
    return lookup_of(table, column)


def _value_in(row: MissionPartRow, lookup: str) -> Any:
    """Return the value of a row that is in memory already."""
    if lookup == "code":
        return row.code
    found: Any = row.document
    for step in lookup.split("__")[1:]:
        found = found.get(step) if isinstance(found, dict) else None
    return json.dumps(found) if isinstance(found, dict | list) else found


def _plain(written: Any) -> Any:
    """Return what a value says that came as text; a text of somebody's may begin as a list does."""
    if not isinstance(written, str) or written[:1] not in {"{", "["}:
        return written
    try:
        return json.loads(written)
    except ValueError:
        return written


def _names_of_values(column: TableColumn, names: NamesInMission) -> Mapping[str, str]:
    """Return how the values of a column are called where a reader sees something else."""
    if column.names:
        return names.by_id
    if column.column.choices is None:
        return {}
    return {str(member): column.column.choices.write(member, names.language) for member in column.column.choices.words}
