"""The call: which firms go. Campaign, call, applications, readiness, points, ranking, decision, past missions."""

from tearoad.call.application import Answer, Application, Decision, exporter, is_same_firm, same_firm
from tearoad.call.call import (
    FULL,
    MOST_POINTS,
    SCORERS,
    Call,
    Criterion,
    Option,
    Question,
    QuestionKind,
    faults,
    shares,
)
from tearoad.call.campaign import Campaign, Planned, campaign_faults
from tearoad.call.past import Among, LargestSince, Measure, PastMission, largest_since
from tearoad.call.ranking import Proposed, Ranked, decision_faults, next_in_line, propose, rank
from tearoad.call.readiness import missing, readiness
from tearoad.call.scores import Apart, Given, Scoring, apart, committee, is_whole, scoring_faults

__all__ = [
    "FULL",
    "MOST_POINTS",
    "SCORERS",
    "Among",
    "Answer",
    "Apart",
    "Application",
    "Call",
    "Campaign",
    "Criterion",
    "Decision",
    "Given",
    "LargestSince",
    "Measure",
    "Option",
    "PastMission",
    "Planned",
    "Proposed",
    "Question",
    "QuestionKind",
    "Ranked",
    "Scoring",
    "apart",
    "campaign_faults",
    "committee",
    "decision_faults",
    "exporter",
    "faults",
    "is_same_firm",
    "is_whole",
    "largest_since",
    "missing",
    "next_in_line",
    "propose",
    "rank",
    "readiness",
    "same_firm",
    "scoring_faults",
    "shares",
]
