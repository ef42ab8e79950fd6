"""Items of the programme as rows."""

from __future__ import annotations

from uuid import UUID

from tearoad.errors import NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.text import Text


def item(mission: mission_rows.Mission, item_id: UUID) -> mission_rows.ProgrammeItem:
    """Return an item's row.

    Raises:
        NotFoundError: the programme has no such item.

    """
    programme_item: mission_rows.ProgrammeItem | None = (
        mission_rows.ProgrammeItem.objects.filter(mission=mission, pk=item_id).select_related("mission").first()
    )
    if programme_item is None:
        raise NotFoundError(Text("programme_pages.no_such_item"), Text("programme_pages.no_such_item_hint"))
    return programme_item
