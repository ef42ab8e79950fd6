"""What a side may know of the other's answers: nothing before all learn it at once."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tearoad.matching.asking.meeting_state import (
    ANSWERS,
    YES,
    MeetingMove,
    MeetingPhase,
    MeetingSide,
    MeetingStatus,
    RecordedMove,
    SideAnswer,
    status_after,
)


class AskerView(StrEnum):
    """What an asker learns of a meeting: never a "no" by itself."""

    WAITING = "waiting"
    AGREED = "agreed"
    PLANNED = "planned"
    """The office planned it; not both sides said yes."""
    NOT_THIS_TIME = "not_this_time"


_OFF = frozenset({MeetingPhase.TALKS, MeetingPhase.CANCELLED})


def asker_view(status: MeetingStatus, *, is_told: bool) -> AskerView:
    """Return what whoever asked may know; `is_told` once all learn what became of their requests.

    Until then nothing depends on what the other side says: were a "yes" shown, its change to a "no" would show as well.
    Afterwards who said no and who never answered look the same.
    """
    if not is_told:
        return AskerView.WAITING
    if status.has_consent and status.phase is not MeetingPhase.CANCELLED:
        return AskerView.AGREED
    return AskerView.NOT_THIS_TIME if status.phase in _OFF else AskerView.PLANNED


def seen_by(side: MeetingSide | None, moves: Iterable[RecordedMove], *, is_told: bool) -> MeetingStatus:
    """Return where a meeting stands as far as a side may know; None is whoever is neither side, nor of the office.

    Until all are told it stands as if the other side had answered nothing: what leads on from such an answer alone is
    left out as well.
    """
    if is_told:
        return status_after(moves)
    status = MeetingStatus()
    for move in moves:
        is_hidden = move.side is not side and move.move in ANSWERS
        if move.undone_at is None and not is_hidden and status.allows(move.move, move.side):
            status = status.after(move.move, move.side)
    return status


def is_wanted_again(moves: Iterable[RecordedMove]) -> bool:
    """Whether a side says yes to a meeting that was called off before: the office may take it up again."""
    status, wants = MeetingStatus(), False
    for move in moves:
        if move.undone_at is None:
            was_off = status.phase is MeetingPhase.CANCELLED
            status = status.after(move.move, move.side)
            is_yes = move.move is MeetingMove.REQUEST or ANSWERS.get(move.move) in YES
            wants = was_off and (is_yes or (wants and move.move not in {*ANSWERS, MeetingMove.TAKE_BACK}))
    is_off = status.phase is MeetingPhase.CANCELLED
    return wants and is_off and SideAnswer.NOT_THIS_TIME not in status.answers


def asks_first(side: MeetingSide, moves: Iterable[RecordedMove]) -> bool:
    """Whether a side asked to meet the other before it was asked itself; what either answered does not count."""
    for move in _without_taken_back(moves):
        if move.move is MeetingMove.REQUEST:
            return move.side is side
        if move.move is MeetingMove.INVITE and move.side is side:
            return False
    return False


def _without_taken_back(moves: Iterable[RecordedMove]) -> list[RecordedMove]:
    """Leave out moves that were undone, and requests that were taken back."""
    kept: list[RecordedMove] = []
    for move in moves:
        if move.undone_at is None and move.move is MeetingMove.TAKE_BACK:
            kept = [made for made in kept if (made.move, made.side) != (MeetingMove.REQUEST, move.side)]
        if move.undone_at is None:
            kept.append(move)
    return kept


def is_wanted(side: MeetingSide, moves: Iterable[RecordedMove]) -> bool:
    """Whether a side was told that the other wants to meet it: the other asked, or had said yes when it was asked.

    What the other says afterwards changes nothing.
    """
    status = MeetingStatus()
    for move in _without_taken_back(moves):
        if not status.allows(move.move, move.side):
            continue
        if move.move is MeetingMove.REQUEST and move.side is side.other:
            return True
        if move.move is MeetingMove.INVITE and move.side is side and status.answer_of(side.other) in YES:
            return True
        status = status.after(move.move, move.side)
    return False
