"""What the mission's page shows of its plan."""

from __future__ import annotations

from typing import Any

from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.web.queries.planning.plan_standing import PlanStanding, PlanStatus, plan_standings
from tearoad.timetable.web.queries.publishing.lacking import lacking

_BADGES = {
    PlanStatus.PLANNING: ("info", Text("board_pages.state_planning")),
    PlanStatus.FAILED: ("bad", Text("board_pages.state_failed")),
    PlanStatus.CANCELLED: ("quiet", Text("board_pages.state_cancelled")),
    PlanStatus.READY: ("good", Text("board_pages.state_ready")),
    PlanStatus.OUT_OF_DATE: ("warn", Text("board_pages.out_of_date")),
    PlanStatus.IN_FORCE: ("good", Text("board_pages.card_is_in_force")),
    PlanStatus.AHEAD: ("warn", Text("board_pages.state_ahead")),
    PlanStatus.CHANGED_SINCE: ("warn", Text("board_pages.out_of_date")),
    PlanStatus.REPLACED: ("quiet", Text("board_pages.state_replaced")),
}


def plan_card(_request: object, mission: Mission) -> dict[str, Any]:
    """Return the newest draft and what to do next; two queries, one more before it is published."""
    standing = plan_standings([mission])[mission.pk]
    return {
        "standing": standing,
        "badge": _BADGES.get(standing.status),
        "sentence": _sentence(standing),
        "lacking": lacking(mission) if standing.waits else (),
    }


def _sentence(standing: PlanStanding) -> Text:
    status, draft, plan = standing.status, standing.draft, standing.plan
    failed = Text("board_pages.card_failed", number=draft)
    if plan:
        failed = Text("board_pages.card_failed_in_force", number=draft, plan=plan)
    return {
        PlanStatus.NONE: Text("board_pages.card_none"),
        PlanStatus.PLANNING: Text("board_pages.card_planning"),
        PlanStatus.FAILED: failed,
        PlanStatus.CANCELLED: failed,
        PlanStatus.READY: Text("board_pages.card_ready", number=draft),
        PlanStatus.OUT_OF_DATE: Text("board_pages.card_out_of_date"),
        PlanStatus.IN_FORCE: Text("board_pages.card_in_force", number=draft, plan=plan),
        PlanStatus.AHEAD: Text("board_pages.card_ahead", number=draft),
        PlanStatus.CHANGED_SINCE: Text("board_pages.card_changed_since", number=draft),
        PlanStatus.REPLACED: Text("board_pages.card_replaced", number=draft, became=standing.became, plan=plan),
    }[status]
