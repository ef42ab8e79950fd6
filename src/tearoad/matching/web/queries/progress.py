"""Where the meetings of a mission stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet

from tearoad.matching.asking import (
    AskingRules,
    MeetingMove,
    MeetingSide,
    MeetingStatus,
    MoveChannel,
    PairState,
    RecordedMove,
    SideAnswer,
    status_after,
)
from tearoad.matching.asking.asker_view import is_wanted_again, seen_by
from tearoad.matching.asking.meeting_state import ANSWERS
from tearoad.matching.web import models as rows
from tearoad.mission.same_company import SameCompany
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.same_company import ids_of_company
from tearoad.people import Role
from tearoad.values import PartyId
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now
from tearoad.web.saving.stale import version_of

_ASKED_BY_PROGRAM = (MeetingMove.INVITE, MoveChannel.PROGRAM)
_BY_PEOPLE = frozenset({MoveChannel.LINK, MoveChannel.CALL, MoveChannel.OFFICER})
_OVER = frozenset({PairState.KEPT, PairState.MISSED, PairState.CANCELLED})
ENDS_CONFIRMATION = frozenset(
    {MeetingMove.RESCHEDULE, MeetingMove.UNPLAN, MeetingMove.CANCEL, MeetingMove.WITHDRAW, MeetingMove.REOPEN}
)
"""After these nobody has said any more that they come."""
SIDES = {Role.EXPORTER: MeetingSide.EXPORTER, Role.BUYER: MeetingSide.BUYER}


def rules_of(row: mission_rows.Mission) -> AskingRules:
    """Return by which rules a mission asks; one query."""
    found = rows.AskingSettings.objects.filter(mission=row).first()
    return from_document(AskingRules, found.document) if found else AskingRules()


def progress_rows(row: mission_rows.Mission) -> QuerySet[rows.MeetingProgress]:
    """Return where each meeting of a mission stands of which anybody said anything."""
    query: QuerySet[rows.MeetingProgress] = rows.MeetingProgress.objects.filter(mission=row)
    return query


def called_off(row: mission_rows.Mission) -> frozenset[tuple[PartyId, PartyId]]:
    """Return the pairs whose meeting was called off: nothing plans or proposes them; one query."""
    query = progress_rows(row).filter(state=PairState.CANCELLED).values_list("exporter", "buyer")
    return frozenset((PartyId(exporter), PartyId(buyer)) for exporter, buyer in query)


def wanted_again(row: mission_rows.Mission) -> tuple[rows.MeetingProgress, ...]:
    """Return the meetings that were called off and to which a side said yes since; two queries."""
    query = progress_rows(row).filter(state=PairState.CANCELLED)
    moves = moves_of(query)
    return tuple(progress for progress in query if is_wanted_again(moves.get(progress.pk, ())))


def seen_called_off(row: mission_rows.Mission, side: MeetingSide | None) -> frozenset[tuple[PartyId, PartyId]]:
    """Return the pairs whose meeting was called off as far as a side may know; None is whoever is neither side.

    One query, and two more where any was called off before all are told.
    """
    found = list(progress_rows(row).filter(state=PairState.CANCELLED))
    if not found or is_told(row, rules_of(row)):
        seen = found
    else:
        moves = moves_of(found)
        seen = [
            progress
            for progress in found
            if seen_by(side, moves[progress.pk], is_told=False).state is PairState.CANCELLED
        ]
    return frozenset((PartyId(progress.exporter), PartyId(progress.buyer)) for progress in seen)


def progress_of(row: mission_rows.Mission, exporter: str, buyer: str) -> rows.MeetingProgress | None:
    """Return where one meeting stands; None where nobody said anything of it."""
    return progress_rows(row).filter(exporter=exporter, buyer=buyer).first()


def begins_at(row: mission_rows.Mission) -> datetime:
    """Return when the fair's first day begins by the clock of the fair."""
    return datetime.combine(row.starts_on, time(), row.fair_zone)


def told_at(row: mission_rows.Mission, rules: AskingRules) -> datetime:
    """Return when all learn at once what became of their requests: at the deadline, or when the fair begins."""
    return min(begins_at(row), rules.deadline_at) if rules.deadline_at else begins_at(row)


def is_told(row: mission_rows.Mission, rules: AskingRules) -> bool:
    """Whether that moment has come by the clock of the fair."""
    return fair_now() >= told_at(row, rules)


def moves_of(found: Iterable[rows.MeetingProgress]) -> Mapping[UUID, tuple[RecordedMove, ...]]:
    """Return the moves of meetings in their order, by the id of the meeting; one query."""
    steps: dict[UUID, list[rows.MeetingStep]] = defaultdict(list)
    for step in rows.MeetingStep.objects.filter(progress__in=list(found)):
        steps[step.progress_id].append(step)
    return {meeting: recorded(made) for meeting, made in steps.items()}


def asked_too_late(
    row: mission_rows.Mission, rules: AskingRules, found: Iterable[rows.MeetingProgress]
) -> frozenset[tuple[UUID, MeetingSide]]:
    """Return about which meetings that are over which side never answered: nobody asks it any more.

    A meeting that the other side's "no" called off is over for a side when all are told, no sooner. One query at most.
    """
    waiting = [
        (progress, side)
        for progress in found
        for side in MeetingSide
        if progress.state in _OVER and getattr(progress, f"{side.value}_answer") == SideAnswer.WAITING
    ]
    moves, is_announced = moves_of(progress for progress, _side in waiting), is_told(row, rules)
    seen = [
        (progress, side, seen_by(side, moves.get(progress.pk, ()), is_told=is_announced)) for progress, side in waiting
    ]
    return frozenset((progress.pk, side) for progress, side, status in seen if status.state in _OVER)


def meetings_about(row: mission_rows.Mission, side: MeetingSide, party: str) -> QuerySet[rows.MeetingProgress]:
    """Return the meetings about which a party is asked, or said something itself, under whichever of its ids."""
    said = Q(**{f"{side.value}_answer": SideAnswer.NOT_ASKED.value})
    return progress_rows(row).filter(**{f"{side.value}__in": ids_of_company(row, party)}).exclude(said)


def meetings_between(
    row: mission_rows.Mission, side: MeetingSide, party: str, other: str
) -> QuerySet[rows.MeetingProgress]:
    """Return the meetings of a party with one of the other side, under whichever ids of the two companies."""
    ids = {side.value: ids_of_company(row, party), side.other.value: ids_of_company(row, other)}
    return progress_rows(row).filter(**{f"{of}__in": codes for of, codes in ids.items()})


def requests_made(
    side: MeetingSide,
    found: Iterable[rows.MeetingProgress],
    moves: Mapping[UUID, tuple[RecordedMove, ...]],
    same: SameCompany,
) -> int:
    """Count whom a side asked to meet, by whatever way, and has not taken back; a company under two ids once."""
    meant = {
        same.get(PartyId(getattr(progress, side.other.value)), getattr(progress, side.other.value))
        for progress in found
        if getattr(progress, f"{side.value}_answer") != SideAnswer.NOT_THIS_TIME
        and MeetingMove.REQUEST in _asked_and_taken_back(side, moves.get(progress.pk, ()))[-1:]
    }
    return len(meant)


def _asked_and_taken_back(side: MeetingSide, moves: Iterable[RecordedMove]) -> list[MeetingMove]:
    meant = {MeetingMove.REQUEST, MeetingMove.TAKE_BACK}
    return [step.move for step in moves if step.side is side and not step.undone_at and step.move in meant]


def said_in_sheets(steps: QuerySet[rows.MeetingStep]) -> frozenset[tuple[UUID, MeetingSide]]:
    """Return in which of these meetings a sheet said last what a side wants: no answer of its own. One query."""
    meant = [*ANSWERS, MeetingMove.REQUEST, MeetingMove.TAKE_BACK]
    said = steps.filter(undone_at=None, move__in=meant).order_by("id")
    last: dict[tuple[UUID, str], bool] = {}
    for meeting, side, move, channel in said.values_list("progress", "side", "move", "channel"):
        last[meeting, side] = channel == MoveChannel.SHEET and move != MeetingMove.TAKE_BACK
    return frozenset((meeting, MeetingSide(side)) for (meeting, side), in_sheet in last.items() if in_sheet)


def confirmed_sides(steps: QuerySet[rows.MeetingStep]) -> frozenset[tuple[UUID, MeetingSide]]:
    """Return in which of these meetings which side said that it comes, at the time the meeting has now. One query."""
    meant = steps.filter(undone_at=None, move__in=[*ENDS_CONFIRMATION, MeetingMove.CONFIRM, MeetingMove.DECLINE])
    found: dict[UUID, set[MeetingSide]] = defaultdict(set)
    for meeting, side, move in meant.order_by("id").values_list("progress", "side", "move"):
        if move == MeetingMove.CONFIRM:
            found[meeting].add(MeetingSide(side))
        else:
            found[meeting].clear()
    return frozenset((meeting, side) for meeting, sides in found.items() for side in sides)


def steps_of(progress: rows.MeetingProgress) -> tuple[rows.MeetingStep, ...]:
    """Return the moves of a meeting in their order, those that were undone among them; one query."""
    return tuple(rows.MeetingStep.objects.filter(progress=progress))


def moves_mark(steps: Iterable[rows.MeetingStep]) -> str:
    """Return the mark of a meeting's moves: whoever undoes the last one must have seen it."""
    return version_of([(str(step.pk), step.undone_at is not None) for step in steps])


def undoable(moves: Sequence[RecordedMove]) -> int | None:
    """Return where the last move stands that an officer may undo; None where a sheet, the plan or the floor made it.

    That the program asked the other side because of a move goes with it.
    """
    left = [place for place, move in enumerate(moves) if move.undone_at is None]
    while len(left) > 1 and (moves[left[-1]].move, moves[left[-1]].channel) == _ASKED_BY_PROGRAM:
        left.pop()
    return left[-1] if left and moves[left[-1]].channel in _BY_PEOPLE else None


def recorded(steps: Iterable[rows.MeetingStep]) -> tuple[RecordedMove, ...]:
    """Return moves as the core knows them."""
    return tuple(
        RecordedMove(
            MeetingMove(step.move),
            MeetingSide(step.side) if step.side else None,
            MoveChannel(step.channel),
            step.made_at,
            step.made_by,
            step.message,
            step.undone_at,
        )
        for step in steps
    )


def status_of(progress: rows.MeetingProgress) -> MeetingStatus:
    """Return where a meeting stands, from its moves; one query."""
    return status_after(recorded(steps_of(progress)))
