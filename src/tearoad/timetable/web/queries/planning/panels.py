"""What the mission's page shows of its plan."""

from __future__ import annotations

from typing import Any

from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.web.models import DraftState
from tearoad.timetable.web.queries.planning import drafts
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.publishing.lacking import lacking


def plan_card(_request: object, mission: Mission) -> dict[str, Any]:
    """Return the newest draft and what to do next; two queries."""
    newest = drafts.newest(mission)
    state = drafts.state_of(newest) if newest else None
    known = in_force(mission, whole=False)
    is_published = known is not None and newest is not None and known.draft_id == newest.pk
    is_ahead = known is not None and newest is not None and known.draft_revision != newest.revision
    return {
        "published": known if is_published else None,
        "is_ahead": is_published and is_ahead,
        "lacking": lacking(mission) if state is DraftState.READY and not is_published else (),
        "draft": newest,
        "state": state.value if state else "none",
        "state_text": Text(f"board_pages.state_{state.value}") if state else None,
        "ready": state is DraftState.READY,
        "out_of_date": newest is not None and newest.mission_revision != mission.revision,
    }
