"""Keep ways to look at a table under a name, one's own or everybody's."""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict

from tearoad.errors import InputError
from tearoad.journey.tables import EditableTable
from tearoad.journey.web.models import SavedTableView
from tearoad.journey.web.queries.tables.stored import saved_view
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text

MOST_LETTERS = 80
MOST_ADDRESS = 2_000
_LEFT_OUT = ("page",)
"""Where somebody was is no part of how they look."""


@transaction.atomic
def save_view(by: Actor, table: EditableTable, name: str, address: str, *, is_shared: bool) -> SavedTableView:
    """Keep what a page shows under a name; the same name again takes the place of the one before.

    Raises:
        InputError: it has no name, or one that is too long; or so much is chosen that no address holds it.

    """
    require(by, Policy.EDIT_MISSION)
    name = " ".join(name.split())
    if not name or len(name) > MOST_LETTERS:
        raise InputError(Text("tables.bad_view_name", most=MOST_LETTERS), Text("tables.bad_view_name_hint"))
    said = QueryDict(address, mutable=True)
    for text in _LEFT_OUT:
        said.pop(text, None)
    kept = said.urlencode()
    if len(kept) > MOST_ADDRESS:
        raise InputError(Text("tables.view_too_long"), Text("tables.view_too_long_hint"))
    owner = None if is_shared else by.user
    view, _is_new = SavedTableView.objects.update_or_create(
        kind=table.name, name=name, owner=owner, defaults={"address": kept}
    )
    _note(by, view, "saved")
    table_view: SavedTableView = view
    return table_view


@transaction.atomic
def drop_view(by: Actor, table: EditableTable, view_id: str) -> None:
    """Forget a view; who finds it gone has nothing to do."""
    require(by, Policy.EDIT_MISSION)
    table_view = saved_view(by, table, view_id)
    if table_view is not None:
        _note(by, table_view, "dropped")
        table_view.delete()


def _note(by: Actor, view: SavedTableView, what: str) -> None:
    facts = {"table": view.kind, "name": view.name}
    ledger.append(by, f"journey.table_view_{what}", "table_view", view.pk, facts)
