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
from tearoad.mission.web.models.checklist import ChecklistTask, DiplomaticPost, InvitationLetter, Sample
from tearoad.mission.web.models.costs import (
    CostItem,
    DossierArchive,
    DossierFile,
    DossierParts,
    DossierTick,
    ExchangeRate,
    WorkedDay,
)
from tearoad.mission.web.models.delegation import DelegationPaper, TravelList
from tearoad.mission.web.models.lease import PlanLease
from tearoad.mission.web.models.link import SignedLink
from tearoad.mission.web.models.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.web.models.mission import Mission, Stage
from tearoad.mission.web.models.people import Absence, Delegate, Interpreter, Participation, ProgrammeItem
from tearoad.mission.web.models.programme import ProgrammeRevision, ProgrammeTold, RemovedItem
from tearoad.mission.web.models.rows import RowChange

__all__ = [
    "Absence",
    "Application",
    "ApplicationFile",
    "Call",
    "Campaign",
    "ChecklistTask",
    "CostItem",
    "Delegate",
    "DelegationPaper",
    "DiplomaticPost",
    "DossierArchive",
    "DossierFile",
    "DossierParts",
    "DossierTick",
    "ExchangeRate",
    "Interpreter",
    "InvitationLetter",
    "MeetingPrecedence",
    "MeetingQuota",
    "Mission",
    "Participation",
    "PastMission",
    "PlanLease",
    "ProgrammeItem",
    "ProgrammeRevision",
    "ProgrammeTold",
    "Refusals",
    "RemovedItem",
    "Revision",
    "RowChange",
    "Sample",
    "Scoring",
    "SignedLink",
    "Stage",
    "TravelList",
    "WorkedDay",
]
