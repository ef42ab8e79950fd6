"""Rows of the trip: mission, who takes part, programme, links."""

from tearoad.mission.web.models.call import (
    Application,
    ApplicationFile,
    Call,
    Campaign,
    PastMission,
    Refusals,
    Revision,
    Scoring,
)
from tearoad.mission.web.models.delegation import DelegationPaper, TravelList
from tearoad.mission.web.models.link import SignedLink
from tearoad.mission.web.models.mission import Mission, Stage
from tearoad.mission.web.models.people import Absence, Delegate, Interpreter, Participation, ProgrammeItem

__all__ = [
    "Absence",
    "Application",
    "ApplicationFile",
    "Call",
    "Campaign",
    "Delegate",
    "DelegationPaper",
    "Interpreter",
    "Mission",
    "Participation",
    "PastMission",
    "ProgrammeItem",
    "Refusals",
    "Revision",
    "Scoring",
    "SignedLink",
    "Stage",
    "TravelList",
]
