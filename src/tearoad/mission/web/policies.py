"""What may be done in a mission: nothing in an archived one but to take it out again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission
from tearoad.text import Text

_View = TypeVar("_View", bound=Callable[..., Any])


def refuse_archived(row: Mission) -> None:
    """Refuse to change anything in a mission that was put away.

    Raises:
        Conflict: it is archived.

    """
    if row.archived_at is not None:
        raise Conflict(Text("mission_pages.is_archived"), Text("mission_pages.is_archived_hint"))


def even_archived(view: _View) -> _View:
    """Let a page's form be sent in an archived mission too; written right above the view."""
    view.even_archived = True  # type: ignore[attr-defined]  # read by the guard
    return view
