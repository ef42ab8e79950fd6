"""Which meetings of the plan in force became impossible since it was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import parties
from tearoad.timetable.explain.displaced import ImpossibleMeeting, impossible_meetings
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.publishing.everyone import Everyone
from tearoad.timetable.web.queries.publishing.in_force import published_plan, published_problem
from tearoad.values import Language
from tearoad.words import Words

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ImpossibleInPlan:
    """What of the plan in force cannot be held any more."""

    meetings: tuple[ImpossibleMeeting, ...] = ()
    everyone: Everyone | None = None

    def named(self, language: Language) -> tuple[str, ...]:
        """Return the first few of them in words."""
        if self.everyone is None:
            return ()
        words = Words(language, self.everyone.names(language))
        return tuple(words(meeting.text) for meeting in self.meetings[:_MOST_NAMED])

    @property
    def further(self) -> int:
        """How many there are beside those that are named."""
        return max(0, len(self.meetings) - _MOST_NAMED)


def impossible_in_force(mission: Mission) -> ImpossibleInPlan:
    """Return what of the plan in force cannot be held any more; one query where nothing has changed since.

    Two cards of one page ask for the same mission: its row remembers the answer until it is read again.
    """
    known: dict[str, Any] = vars(mission)
    if "_impossible_in_force" not in known:
        known["_impossible_in_force"] = _find(mission)
    plan: ImpossibleInPlan = known["_impossible_in_force"]
    return plan


def _find(mission: Mission) -> ImpossibleInPlan:
    row = Published.objects.filter(mission=mission).select_related("problem").order_by("-number").first()
    if row is None or row.mission_revision == mission.revision:
        return ImpossibleInPlan()
    found = parties(mission).sharing
    everyone = Everyone(found)
    meetings = impossible_meetings(everyone.roster, published_problem(row), published_plan(row), found.absences)
    return ImpossibleInPlan(meetings, everyone)
