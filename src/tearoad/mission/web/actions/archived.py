"""What every action in a mission asks first."""

from __future__ import annotations

from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission
from tearoad.text import Text


def refuse_archived(row: Mission) -> None:
    """Refuse to change anything in a mission that was put away.

    Raises:
        Conflict: it is archived.

    """
    if row.archived_at is not None:
        raise Conflict(Text("mission_pages.is_archived"), Text("mission_pages.is_archived_hint"))
