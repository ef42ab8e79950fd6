"""Let the state of meetings follow what is written down elsewhere: on the floor, and in the table of requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tearoad.errors import Conflict
from tearoad.matching import Strength
from tearoad.matching.asking import MeetingMove, MeetingSide, MeetingStatus, MoveChannel, SideAnswer, status_after
from tearoad.matching.asking.meeting_state import ANSWERS, AS_REQUEST, ENDED, YES
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.moves import MeetingsReturned, NewMove, keep_status, new_step
from tearoad.matching.web.queries.progress import progress_rows, recorded, rules_of, steps_of
from tearoad.mission.web import models as mission_rows
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.web.registry import emit

RequestStrengths = Mapping[tuple[str, str], str]
"""How strongly who asks for whom."""
_SAYS = frozenset({*ANSWERS, MeetingMove.REQUEST, MeetingMove.TAKE_BACK})
_FEW_PARTIES = 200
_NAMED = 5
"""So many meetings are named in a refusal."""


def follow_floor(by: Actor, mission: mission_rows.Mission, became: Mapping[tuple[str, str], MeetingMove | None]) -> int:
    """Let meetings be kept or missed as the floor says, None where it says nothing any more; return how many changed.

    The floor may correct itself: what it said before counts as undone. What an officer wrote down stays. Part of the
    transaction that keeps what the floor said. Two queries, and two more a meeting that changes.
    """
    pairs = Q()
    for exporter, buyer in became:
        pairs |= Q(exporter=exporter, buyer=buyer)
    changed = 0
    for progress in rows.MeetingProgress.objects.filter(pairs, mission=mission) if became else ():
        steps = [meeting_step for meeting_step in steps_of(progress) if meeting_step.undone_at is None]
        said = [
            meeting_step
            for meeting_step in steps
            if meeting_step.channel == MoveChannel.FLOOR and meeting_step.move in {MeetingMove.KEEP, MeetingMove.MISS}
        ]
        wanted = became[progress.exporter, progress.buyer]
        if [meeting_step.move for meeting_step in said] == [move.value for move in (wanted,) if move]:
            continue
        status = status_after(recorded(meeting_step for meeting_step in steps if meeting_step not in said))
        if wanted is not None and not status.allows(wanted):
            continue
        for step in said:
            step.undone_at = fair_now()
            step.save(update_fields=["undone_at"])
        if wanted is not None:
            pair = {"exporter": progress.exporter, "buyer": progress.buyer}
            new_step(
                progress, NewMove(**pair, move=wanted, channel=MoveChannel.FLOOR), fair_now(), by.name or by.party
            ).save()
            status = status.after(wanted)
        keep_status(progress, status)
        changed += 1
    return changed


@contextmanager
def followed_by_meetings(by: Actor, mission: mission_rows.Mission) -> Iterator[None]:
    """Let meetings follow what is done to the table of requests inside, in the caller's transaction.

    Raises:
        Conflict: a request was changed whose meeting took place or was missed.

    """
    before = _strengths(mission)
    yield
    follow_requests(by, mission, before, _strengths(mission))


def _strengths(mission: mission_rows.Mission) -> RequestStrengths:
    query = rows.Request.objects.filter(mission=mission).values_list("asker", "asked", "strength")
    return {(asker, asked): strength for asker, asked, strength in query}


def follow_requests(
    by: Actor, mission: mission_rows.Mission, before: RequestStrengths, after: RequestStrengths
) -> None:
    """Bring meetings up to requests that were added, changed or removed; who was not put before anybody yet waits.

    A row that says again what it said before counts as if the table had never said otherwise. Three queries, and a few
    more a meeting that changes.

    Raises:
        Conflict: one of the meetings took place or was missed.

    """
    changed = {way for way in before.keys() | after.keys() if before.get(way) != after.get(way)}
    found = _progress_among(mission, changed)
    steps: dict[UUID, list[rows.MeetingStep]] = {progress.pk: [] for progress in found}
    for step in rows.MeetingStep.objects.filter(progress__in=found, undone_at=None) if found else ():
        steps[step.progress_id].append(step)
    followed = [_FollowedMeeting(progress, steps[progress.pk], after, changed) for progress in found]
    _refuse_ended([meeting for meeting in followed if meeting.moves and meeting.status.phase in ENDED])
    moved = [meeting for meeting in followed if meeting.moves]
    may_ask = bool(moved) and not rules_of(mission).is_over(fair_now())
    since = {meeting.pair: meeting.write(by, may_ask=may_ask) for meeting in moved}
    if since:
        emit(MeetingsReturned(mission.pk, since))


def _progress_among(mission: mission_rows.Mission, changed: set[tuple[str, str]]) -> list[rows.MeetingProgress]:
    parties = {party for way in changed for party in way}
    query = progress_rows(mission) if changed else rows.MeetingProgress.objects.none()
    if len(parties) <= _FEW_PARTIES:
        query = query.filter(exporter__in=parties, buyer__in=parties)
    return [
        progress
        for progress in query
        if {(progress.exporter, progress.buyer), (progress.buyer, progress.exporter)} & changed
    ]


def _refuse_ended(ended: Sequence[_FollowedMeeting]) -> None:
    if ended:
        pairs = ", ".join(" – ".join(meeting.pair) for meeting in ended[:_NAMED])
        text = Text("matching.requests_of_ended_meetings", count=len(ended), pairs=pairs)
        raise Conflict(text, Text("matching.requests_of_ended_meetings_hint"))


class _FollowedMeeting:
    """A meeting, what is known of it, and the moves that bring it up to the table of requests."""

    def __init__(
        self,
        progress: rows.MeetingProgress,
        steps: Sequence[rows.MeetingStep],
        after: RequestStrengths,
        changed: set[tuple[str, str]],
    ) -> None:
        """Find out what the rows say otherwise than the two sides."""
        self.progress, self.steps = progress, list(steps)
        self.pair = (progress.exporter, progress.buyer)
        ways = {MeetingSide.EXPORTER: self.pair, MeetingSide.BUYER: self.pair[::-1]}
        self.wanted = {side: after.get(way) for side, way in ways.items() if way in changed}
        self.moves = [side for side, strength in self.wanted.items() if _move_to(self.status.answer_of(side), strength)]

    @property
    def status(self) -> MeetingStatus:
        """What is known after all steps."""
        return status_after(recorded(self.steps))

    def write(self, by: Actor, *, may_ask: bool) -> datetime:
        """Write down what follows from the rows; return since when the meeting may stand otherwise than planned."""
        at = fair_now()
        since = min(self._follow(by, side, at) for side in self.moves)
        for side in MeetingSide if may_ask else ():
            if self.status.answer_of(side.other) in YES and self.status.allows(MeetingMove.INVITE, side):
                self._add(by, MeetingMove.INVITE, side, MoveChannel.PROGRAM, at)
        keep_status(self.progress, self.status)
        return since

    def _follow(self, by: Actor, side: MeetingSide, at: datetime) -> datetime:
        move = _move_to(self.status.answer_of(side), self.wanted[side])
        if move is None:  # what the other side's row came to is enough
            return at
        undone = self._returning(side)
        if not undone:
            self._add(by, move, side, MoveChannel.SHEET, at)
            return at
        for step in undone:
            step.undone_at = at
            step.save(update_fields=["undone_at"])
        self.steps = [step for step in self.steps if step not in undone]
        return undone[0].made_at

    def _returning(self, side: MeetingSide) -> list[rows.MeetingStep]:
        """Return the steps without which the meeting stands as the row says: the table said so once, and no more.

        That the program asked a side because of it goes with it. None where somebody built upon it since.
        """
        said = [place for place, step in enumerate(self.steps) if step.side == side and step.move in _SAYS]
        if not said or self.steps[said[-1]].channel != MoveChannel.SHEET:
            return []
        end = said[-1] + 1
        while end < len(self.steps) and _is_asked_by_program(self.steps[end]):
            end += 1
        undone = self.steps[said[-1] : end]
        try:
            without = status_after(recorded(step for step in self.steps if step not in undone))
        except Conflict:
            return []
        return [] if _move_to(without.answer_of(side), self.wanted[side]) else undone

    def _add(self, by: Actor, move: MeetingMove, side: MeetingSide, channel: MoveChannel, at: datetime) -> None:
        exporter, buyer = self.pair
        new = NewMove(exporter=exporter, buyer=buyer, move=move, side=side, channel=channel)
        step = new_step(self.progress, new, at, by.name or by.party)
        step.save()
        self.steps.append(step)


def _is_asked_by_program(step: rows.MeetingStep) -> bool:
    return (step.move, step.channel) == (MeetingMove.INVITE, MoveChannel.PROGRAM)


def _move_to(answer: SideAnswer, strength: str | None) -> MeetingMove | None:
    """Return the move after which a side says what its row says; None where it says so already."""
    if strength is None:
        return MeetingMove.TAKE_BACK if answer in AS_REQUEST else None
    if strength == Strength.NO:
        return None if answer is SideAnswer.NOT_THIS_TIME else MeetingMove.DECLINE
    return None if answer in YES else MeetingMove.REQUEST
