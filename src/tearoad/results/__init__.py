"""Was it worth it? Every figure of a mission with the rows it is made of; rung by rung, never added together."""

from tearoad.results.export import SCHEMA, exported, figure_document
from tearoad.results.figures import MissionResults, ResultFigure, results_of
from tearoad.results.record import (
    MeetingOutcome,
    MissionRecord,
    ReportedBuyer,
    ReportedCost,
    ReportedFirm,
    ReportedMeeting,
    ReportedOpportunity,
    ReportedVisitor,
)

__all__ = [
    "SCHEMA",
    "MeetingOutcome",
    "MissionRecord",
    "MissionResults",
    "ReportedBuyer",
    "ReportedCost",
    "ReportedFirm",
    "ReportedMeeting",
    "ReportedOpportunity",
    "ReportedVisitor",
    "ResultFigure",
    "exported",
    "figure_document",
    "results_of",
]
