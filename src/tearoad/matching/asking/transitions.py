"""Every transition of a meeting, found by walking the machine: the table in the documents is made of this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tearoad.matching.asking.meeting_state import OF_A_SIDE, MeetingMove, MeetingSide, MeetingStatus, PairState

Transitions = Mapping[PairState, Mapping[MeetingMove, frozenset[PairState]]]


def reachable() -> frozenset[MeetingStatus]:
    """Return everything that can be known of a meeting."""
    found: set[MeetingStatus] = set()
    ahead = [MeetingStatus()]
    while ahead:
        status = ahead.pop()
        if status not in found:
            found.add(status)
            ahead += [status.after(move, side) for move, side in possible_moves(status)]
    return frozenset(found)


def possible_moves(status: MeetingStatus) -> tuple[tuple[MeetingMove, MeetingSide | None], ...]:
    """Return every move that may be made from here, and whose."""
    every = [(move, side) for move in MeetingMove for side in ((*MeetingSide,) if move in OF_A_SIDE else (None,))]
    return tuple((move, side) for move, side in every if status.allows(move, side))


def transitions() -> Transitions:
    """Return which state a move may lead to from which; a move that is not named under a state is forbidden there."""
    found: dict[PairState, dict[MeetingMove, set[PairState]]] = defaultdict(lambda: defaultdict(set))
    for status in reachable():
        for move, side in possible_moves(status):
            found[status.state][move].add(status.after(move, side).state)
    return {
        state: {move: frozenset(found[state][move]) for move in MeetingMove if move in found[state]}
        for state in PairState
    }
