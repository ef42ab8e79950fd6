"""How a mission stands with its plan: one judgement, which every page that speaks of it goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tearoad.mission.web.models import Mission
from tearoad.timetable.web.models import Draft, DraftState, Published
from tearoad.timetable.web.queries.planning.drafts import state_of


class PlanStatus(StrEnum):
    """What there is to say of the newest draft that is no repair."""

    NONE = "none"
    PLANNING = "planning"
    FAILED = "failed"
    CANCELLED = "cancelled"
    READY = "ready"
    OUT_OF_DATE = "out_of_date"
    """The mission has changed since; it was not published."""
    IN_FORCE = "in_force"
    AHEAD = "ahead"
    """In force, and changed on the board since."""
    CHANGED_SINCE = "changed_since"
    """In force, and the mission has changed since."""
    REPLACED = "replaced"
    """It was published, and a repair or an earlier plan is in force instead."""


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """The newest draft and the plan in force; a number is 0 where there is none."""

    status: PlanStatus = PlanStatus.NONE
    draft: int = 0
    became: int = 0
    """As which plan the draft was published last."""
    plan: int = 0
    """The plan in force."""
    is_overtaken: bool = False
    """Whether the mission has changed since the plan in force was made."""

    @property
    def has_plan(self) -> bool:
        """Whether the newest draft holds a plan."""
        return self.status not in {PlanStatus.NONE, PlanStatus.PLANNING, PlanStatus.FAILED, PlanStatus.CANCELLED}

    @property
    def waits(self) -> bool:
        """Whether the newest draft holds a plan that nobody was told."""
        return self.status in {PlanStatus.READY, PlanStatus.OUT_OF_DATE, PlanStatus.AHEAD}


_COLUMNS = ("mission", "number", "state", "mission_revision", "revision", "job__state")


def plan_standings(missions: Iterable[Mission]) -> Mapping[UUID, PlanStanding]:
    """Return how missions stand with their plans; two queries, however many there are."""
    known = {mission.pk: mission for mission in missions}
    drafts = Draft.objects.filter(mission__in=list(known), repair={}).select_related("job").only(*_COLUMNS)
    newest = {draft.mission_id: draft for draft in drafts.order_by("number")}
    of_plans = Published.objects.filter(mission__in=list(known)).only(
        "mission", "mission_revision", "number", "draft", "draft_revision"
    )
    plans: dict[UUID, list[Published]] = {}
    for plan in of_plans.order_by("number"):
        plans.setdefault(plan.mission_id, []).append(plan)
    return {pk: _standing(row, newest.get(pk), plans.get(pk, [])) for pk, row in known.items()}


def _standing(mission: Mission, draft: Draft | None, plans: list[Published]) -> PlanStanding:
    number = plans[-1].number if plans else 0
    is_overtaken = bool(plans) and plans[-1].mission_revision != mission.revision
    if draft is None:
        return PlanStanding(plan=number, is_overtaken=is_overtaken)
    became = max((plan.number for plan in plans if plan.draft_id == draft.pk), default=0)
    return PlanStanding(_status(mission, draft, became, plans), draft.number, became, number, is_overtaken)


def _status(mission: Mission, draft: Draft, became: int, plans: list[Published]) -> PlanStatus:
    state = state_of(draft)
    if state is not DraftState.READY:
        return PlanStatus(state.value)
    is_outdated = draft.mission_revision != mission.revision
    if not became:
        return PlanStatus.OUT_OF_DATE if is_outdated else PlanStatus.READY
    if became != plans[-1].number:
        return PlanStatus.REPLACED
    if is_outdated:
        return PlanStatus.CHANGED_SINCE
    return PlanStatus.AHEAD if plans[-1].draft_revision != draft.revision else PlanStatus.IN_FORCE
