"""Was it worth it? Every figure of a mission with the rows it is made of; rung by rung, never added together."""

from tearoad.results.export import SCHEMA, ResultsExport, export_of, figure_document
from tearoad.results.figures import MissionResults, every_figure, results_of
from tearoad.results.order_figures import OrderFigures, joined, no_ladder, order_figures
from tearoad.results.record import (
    MeetingOutcome,
    MissionRecord,
    ReportedAgreement,
    ReportedBuyer,
    ReportedCost,
    ReportedFirm,
    ReportedMeeting,
    ReportedOpportunity,
    ReportedPerson,
    ReportedVisitor,
    RequestedMeeting,
)
from tearoad.results.result_figure import CountedFigure, ResultFigure
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
    "OrderFigures",
    "ReportedAgreement",
    "ReportedAnswer",
    "ReportedBuyer",
    "ReportedCost",
    "ReportedFirm",
    "ReportedMeeting",
    "ReportedOpportunity",
    "ReportedPerson",
    "ReportedVisitor",
    "RequestedMeeting",
    "ResultFigure",
    "ResultsExport",
    "SurveyAnswer",
    "every_figure",
    "export_of",
    "figure_document",
    "joined",
    "may_remind",
    "no_ladder",
    "order_figures",
    "reported",
    "results_of",
]
