"""Rows of the trip: mission, who takes part, programme, links."""

from tearoad.mission.web.models.costs import (
    CostItem,
    CostStep,
    DossierArchive,
    DossierFile,
    DossierParts,
    DossierTick,
    ExchangeRate,
    WorkedDay,
)
from tearoad.mission.web.models.delegation import DelegationPaper, TravelList
from tearoad.mission.web.models.link import SignedLink
from tearoad.mission.web.models.mission import Mission, Stage
from tearoad.mission.web.models.people import Absence, Delegate, Interpreter, Participation, ProgrammeItem

__all__ = [
    "Absence",
    "CostItem",
    "CostStep",
    "Delegate",
    "DelegationPaper",
    "DossierArchive",
    "DossierFile",
    "DossierParts",
    "DossierTick",
    "ExchangeRate",
    "Interpreter",
    "Mission",
    "Participation",
    "ProgrammeItem",
    "SignedLink",
    "Stage",
    "TravelList",
    "WorkedDay",
]
