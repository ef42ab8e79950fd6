"""Was it worth it? Every figure of a mission with the rows it is made of; rung by rung, never added together."""

from tearoad.results.export import SCHEMA, exported, figure_document
from tearoad.results.figures import CountedFigure, MissionResults, ResultFigure, results_of
from tearoad.results.record import (
    MeetingOutcome,
    MissionRecord,
    ReportedAgreement,
    ReportedBuyer,
    ReportedCost,
    ReportedFirm,
    ReportedMeeting,
    ReportedOpportunity,
    ReportedVisitor,
)
from tearoad.results.survey import (
    LEAST_SHOWN,
    RATED,
    ComeAgain,
    MissionSurvey,
    ReportedAnswer,
    SurveyAnswer,
    may_remind,
    reported,
)

__all__ = [
    "LEAST_SHOWN",
    "RATED",
    "SCHEMA",
    "ComeAgain",
    "CountedFigure",
    "MeetingOutcome",
    "MissionRecord",
    "MissionResults",
    "MissionSurvey",
    "ReportedAgreement",
    "ReportedAnswer",
    "ReportedBuyer",
    "ReportedCost",
    "ReportedFirm",
    "ReportedMeeting",
    "ReportedOpportunity",
    "ReportedVisitor",
    "ResultFigure",
    "SurveyAnswer",
    "exported",
    "figure_document",
    "may_remind",
    "reported",
    "results_of",
]
