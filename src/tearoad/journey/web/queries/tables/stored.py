"""How the rows of each table stand in the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import OF_THE_MISSION, party_of
from tearoad.errors import NotFoundError
from tearoad.journey.tables import TABLE_KINDS, EditableTable, TableColumn
from tearoad.journey.web.models import SavedTableView, TableChange
from tearoad.journey.web.queries.former_ids import former_ids
from tearoad.journey.web.queries.kinds import KINDS, PARTIES, PERSONS, StoredSheet, document_of
from tearoad.journey.web.queries.tables.mission_parts import MissionPartRows
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Policy, allowed
from tearoad.text import Text
from tearoad.values.document import Document, from_document
from tearoad.web.saving.stale import version_of

_COSTS = frozenset({"costs", "rates"})
_CALL = frozenset({"applications"})
PLANNED_WITH = frozenset(
    {
        *("exporters", "buyers", "delegates", "interpreters", "programme"),
        *("requests", "availability", "quotas", "precedences"),
    }
)
"""Tables that plans are made from."""


def table_called(to: Actor, name: str) -> EditableTable:
    """Return a table that somebody may see.

    Raises:
        NotFoundError: there is none of that name, or it is not for them.

    """
    table = TABLE_KINDS.get(name)
    if table is None or not allowed(to.role, policy_to_see(table)):
        raise NotFoundError(Text("tables.no_such_table"), Text("tables.no_such_table_hint"))
    return table


def policy_to_see(table: EditableTable) -> Policy:
    """Return who sees a table."""
    if table.name in _CALL:
        return Policy.SEE_CALL
    return Policy.SEE_COSTS if table.name in _COSTS else Policy.SEE_MISSIONS


def policy_to_edit(table: EditableTable) -> Policy:
    """Return who changes a table's rows."""
    if table.name in _COSTS:
        return Policy.EDIT_COSTS
    if table.name in _CALL:
        return Policy.RUN_CALL
    return Policy.IMPORT_SHEETS if table.name in PARTIES else Policy.EDIT_MISSION


def rows_of(table: EditableTable, mission: rows.Mission) -> Any:
    """Return a mission's rows of a table, in the officer's order."""
    if table.name in PARTIES:
        side = Side.EXPORTER if table.name == "exporters" else Side.BUYER
        return rows.Participation.objects.filter(mission=mission, company__side=side).select_related("company")
    if table.mission_part:
        return MissionPartRows.of(table, mission)
    sheet = KINDS[table.name]
    model: Any = sheet.model
    return model.objects.filter(**sheet.whose(mission))


def sheet_of(table: EditableTable) -> StoredSheet:
    """Return how the rows of a table are written and compared."""
    return KINDS[table.name] if table.name in KINDS else StoredSheet(kind=table.kind)


def entry_of(table: EditableTable, row: Any) -> Any:
    """Return what a row says."""
    if table.name in PARTIES:
        return party_of(row.company, row.document)
    return from_document(table.kind.core, row.document)


def row_document(table: EditableTable, row: Any) -> Document:
    """Return the whole document of a row, as imports and undoing compare it."""
    return document_of(sheet_of(table), entry_of(table, row))


def mark_of(table: EditableTable, row: Any) -> str:
    """Return the mark of what a row says now."""
    return mark_of_entry(table, entry_of(table, row))


def mark_of_entry(table: EditableTable, entry: object) -> str:
    """Return the same of a row that is read already."""
    return version_of(document_of(sheet_of(table), entry))


def lookup_of(table: EditableTable, column: TableColumn) -> str:
    """Return how the database finds the value of a column; empty where it has none of its own."""
    if not column.path:
        return ""
    if column.field == "id":
        return "code"
    stored = "document"
    if table.name in PARTIES and column.path[0] not in OF_THE_MISSION:
        stored = "company__document"
    return "__".join((stored, *map(str, column.path)))


def value_of(lookup: str) -> Any:
    """Return a value of a document as text: what is none is JSON."""
    before, document, path = lookup.rpartition("document__")
    if not document:
        return F(lookup)
    if connection.vendor == "sqlite":  # reads the document once for each row, Django's own way three times
        steps = "".join(f"[{text}]" if text.isdecimal() else f'."{text}"' for text in path.split("__"))
        return Func(F(f"{before}document"), Value(f"${steps}"), function="JSON_EXTRACT", output_field=TextField())
    *inner, last = path.split("__")
    around: Any = f"{before}document"
    for key in inner:
        around = KeyTransform(key, around)
    return KeyTextTransform(last, around)


def last_table_change(table: EditableTable, mission: rows.Mission) -> TableChange | None:
    """Return the last change of a table that can still be undone; one query."""
    query = TableChange.objects.filter(mission=mission, kind=table.name)
    last: TableChange | None = query.filter(undone_at=None).first()
    return last


def free_ids(table: EditableTable, mission: rows.Mission) -> FreeIds:
    """Return what gives new rows their ids; three queries."""
    taken = set(rows_of(table, mission).values_list("code", flat=True))
    if table.name in PARTIES:  # a firm of one side does not get an id of the other
        taken |= set(rows.Participation.objects.filter(mission=mission).values_list("code", flat=True))
    former = former_ids(mission) if table.name in PARTIES | PERSONS else frozenset[str]()
    return FreeIds(table.prefix, taken, former)


class FreeIds:
    """Gives ids that no row has or had, behind the highest number there is."""

    def __init__(self, prefix: str, taken: set[str], former: frozenset[str] = frozenset()) -> None:
        """Keep which ids are taken, and which were."""
        self.prefix, self.taken = prefix, taken
        self.made_up: set[str] = set()
        numbers = [text.removeprefix(prefix) for text in taken | former if text.startswith(prefix)]
        plain = [number for number in numbers if number.isascii() and number.isdecimal()]
        self.width = max((len(text) for text in plain), default=2)
        self.last = max(map(int, plain), default=0)

    def take(self) -> str:
        """Return the next free id."""
        while True:
            self.last += 1
            text = f"{self.prefix}{self.last:0{self.width}d}"
            if text not in self.taken:
                self.taken.add(text)
                self.made_up.add(text)
                return text


NAMES: Mapping[str, Text] = {name: Text(f"tables.name_{name}") for name in TABLE_KINDS}
"""How each table is called."""


@dataclass(frozen=True, slots=True)
class TableInList:
    """A table in the list of all of them."""

    name: str
    title: Text
    count: int


def tables_of(to: Actor, mission: rows.Mission) -> list[TableInList]:
    """Return the tables that somebody may see, each with how many rows it has; a query a table."""
    return [
        TableInList(name, NAMES[name], rows_of(table, mission).count())
        for name, table in TABLE_KINDS.items()
        if allowed(to.role, policy_to_see(table))
    ]


def is_key(written: str) -> bool:
    """Whether something may be the primary key of a row."""
    try:
        UUID(written)
    except ValueError:
        return False
    return True


def saved_views(to: Actor, table: EditableTable) -> Any:
    """Return the views of a table that somebody may open: everybody's and their own."""
    return SavedTableView.objects.filter(Q(owner=None) | Q(owner=to.user), kind=table.name)


def saved_view(to: Actor, table: EditableTable, view_id: str) -> SavedTableView | None:
    """Return one of them; None where there is none."""
    try:
        key = UUID(view_id)
    except ValueError:
        return None
    table_view: SavedTableView | None = saved_views(to, table).filter(pk=key).first()
    return table_view
