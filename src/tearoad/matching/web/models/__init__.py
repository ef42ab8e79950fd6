"""The rows of matching and of asking."""

from tearoad.matching.web.models.asking import AskingSettings, InvitedParty, MeetingProgress, MeetingStep
from tearoad.matching.web.models.matches import Match, Matched, PairDecision, Refusal, Request
from tearoad.matching.web.models.profiles import ColleagueOfParty, ProfileCorrection

__all__ = [
    "AskingSettings",
    "ColleagueOfParty",
    "InvitedParty",
    "Match",
    "Matched",
    "MeetingProgress",
    "MeetingStep",
    "PairDecision",
    "ProfileCorrection",
    "Refusal",
    "Request",
]
