"""What the mission's page shows of its plan."""

from __future__ import annotations

from typing import Any

from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.web.models import DraftState
from tearoad.timetable.web.queries.planning import drafts


def plan_card(_request: object, mission: Mission) -> dict[str, Any]:
    """Return the newest draft and what to do next; one query."""
    newest = drafts.newest(mission)
    state = drafts.state_of(newest) if newest else None
    return {
        "draft": newest,
        "state": state.value if state else "none",
        "state_text": Text(f"board_pages.state_{state.value}") if state else None,
        "ready": state is DraftState.READY,
        "out_of_date": newest is not None and newest.mission_revision != mission.revision,
    }


def plan_tab(request: Any, _mission: Mission) -> dict[str, Any]:
    """Return whether the tab is the page one is on; no query."""
    path: str = request.path
    return {"here": "/plan/" in path or "/board/" in path}
