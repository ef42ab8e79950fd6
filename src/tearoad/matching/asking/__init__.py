"""How a meeting is agreed between two sides: one state, its moves, and the rules of a mission."""

from tearoad.matching.asking.asker_view import AskerView
from tearoad.matching.asking.meeting_state import (
    MeetingMove,
    MeetingPhase,
    MeetingSide,
    MeetingStatus,
    MoveChannel,
    PairState,
    RecordedMove,
    SideAnswer,
    status_after,
)
from tearoad.matching.asking.rules import AskingRules, ConsentRule, MayAsk, PlanWeights

__all__ = [
    "AskerView",
    "AskingRules",
    "ConsentRule",
    "MayAsk",
    "MeetingMove",
    "MeetingPhase",
    "MeetingSide",
    "MeetingStatus",
    "MoveChannel",
    "PairState",
    "PlanWeights",
    "RecordedMove",
    "SideAnswer",
    "status_after",
]
