"""Items of the programme as rows."""

from __future__ import annotations

import re
from uuid import UUID

from tearoad.errors import NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.programme.web import models as rows
from tearoad.text import Text


def item(mission: mission_rows.Mission, item_id: UUID) -> mission_rows.ProgrammeItem:
    """Return an item's row.

    Raises:
        NotFoundError: the programme has no such item.

    """
    found: mission_rows.ProgrammeItem | None = (
        mission_rows.ProgrammeItem.objects.filter(mission=mission, pk=item_id).select_related("mission").first()
    )
    if found is None:
        raise NotFoundError(Text("programme_pages.no_such_item"), Text("programme_pages.no_such_item_hint"))
    return found


def removed_item(mission: mission_rows.Mission, removed_id: UUID) -> rows.RemovedItem:
    """Return an item that was taken out.

    Raises:
        NotFoundError: it was put back already, or never was.

    """
    found: rows.RemovedItem | None = (
        rows.RemovedItem.objects.filter(mission=mission, pk=removed_id).select_related("mission").first()
    )
    if found is None:
        raise NotFoundError(Text("programme_pages.no_such_item"), Text("programme_pages.no_such_item_hint"))
    return found


def next_code(mission: mission_rows.Mission) -> str:
    """Return the next free id: one never given before, so that no calendar takes a new item for an old one."""
    given = {
        code
        for kind in (mission_rows.ProgrammeItem, rows.RemovedItem, rows.ProgrammeRevision)
        for code in kind.objects.filter(mission=mission).values_list("code", flat=True)
    }
    numbers = [int(found[1]) for found in (re.fullmatch(r"P(\d{1,6})", code) for code in given) if found]
    return f"P{max(numbers, default=0) + 1:02d}"
