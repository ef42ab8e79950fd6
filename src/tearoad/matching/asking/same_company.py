"""Two ids of one company that are asked about one meeting: what the company says, and where the meeting stands."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.matching.asking.meeting_state import PairState, SideAnswer

STRICTEST_ANSWER = (
    SideAnswer.NOT_THIS_TIME,
    SideAnswer.ANOTHER_TIME,
    SideAnswer.ASKS_BACK,
    SideAnswer.WANTED,
    SideAnswer.GLADLY,
    SideAnswer.WAITING,
    SideAnswer.NOT_ASKED,
)
"""Of two answers of one company the first of these counts, as the plan reads its requests: a "no" before a yes."""
STATE_THAT_COUNTS = (
    PairState.KEPT,
    PairState.MISSED,
    PairState.CANCELLED,
    PairState.CONFIRMED,
    PairState.NOTIFIED,
    PairState.PLANNED,
    PairState.NOT_THIS_TIME,
    PairState.ANOTHER_TIME,
    PairState.ASKS_BACK,
    PairState.AGREED,
    PairState.WANTED,
    PairState.GLADLY,
    PairState.ASKED,
    PairState.PROPOSED,
)
"""Of the states of two meetings that are one the first of these counts: what has happened, then what is planned."""


def answer_that_counts(answers: Iterable[SideAnswer]) -> SideAnswer:
    """Return what a company says to a meeting about which several of its ids were asked."""
    return min(answers, key=STRICTEST_ANSWER.index, default=SideAnswer.NOT_ASKED)


def state_that_counts(states: Iterable[PairState]) -> PairState:
    """Return where a meeting stands that is kept under several pairs of ids."""
    return min(states, key=STATE_THAT_COUNTS.index, default=PairState.PROPOSED)
