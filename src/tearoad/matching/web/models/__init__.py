"""The rows of matching and of asking."""

from tearoad.matching.web.models.asking import AskingSettings, InvitedParty, MeetingProgress, MeetingStep
from tearoad.matching.web.models.matches import Match, Matched, PairDecision, Refusal, Request

__all__ = [
    "AskingSettings",
    "InvitedParty",
    "Match",
    "Matched",
    "MeetingProgress",
    "MeetingStep",
    "PairDecision",
    "Refusal",
    "Request",
]
