"""Rows of the trip: mission, who takes part, programme, links."""

from tearoad.mission.web.models.lease import PlanLease
from tearoad.mission.web.models.link import SignedLink
from tearoad.mission.web.models.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.web.models.mission import Mission, Stage
from tearoad.mission.web.models.people import (
    MAY_BE_PLANNED,
    Absence,
    Delegate,
    Interpreter,
    Participation,
    ProgrammeItem,
)
from tearoad.mission.web.models.rows import RowChange

__all__ = [
    "MAY_BE_PLANNED",
    "Absence",
    "Delegate",
    "Interpreter",
    "MeetingPrecedence",
    "MeetingQuota",
    "Mission",
    "Participation",
    "PlanLease",
    "ProgrammeItem",
    "RowChange",
    "SignedLink",
    "Stage",
]
