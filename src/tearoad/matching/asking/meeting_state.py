"""The state of one meeting, from a proposal to what became of it: one machine that pages, plan and floor read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tearoad.errors import Conflict
from tearoad.text import Text


class PairState(StrEnum):
    """Where a meeting stands, in the order in which it goes well."""

    PROPOSED = "proposed"
    """By score or by a person; nobody was asked yet."""
    ASKED = "asked"
    WANTED = "wanted"
    """One side wants it; the other was not asked yet."""
    GLADLY = "gladly"
    """One side comes gladly if there is time; the other was not asked yet."""
    NOT_THIS_TIME = "not_this_time"
    """One side said no; the office alone sees which."""
    ANOTHER_TIME = "another_time"
    ASKS_BACK = "asks_back"
    AGREED = "agreed"
    PLANNED = "planned"
    NOTIFIED = "notified"
    """Both sides were told day, time and place."""
    CONFIRMED = "confirmed"
    """Both sides said that they come."""
    KEPT = "kept"
    MISSED = "missed"
    CANCELLED = "cancelled"


class SideAnswer(StrEnum):
    """What one side says to a meeting."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    """Asked, and has not answered yet."""
    WANTED = "wanted"
    GLADLY = "gladly"
    NOT_THIS_TIME = "not_this_time"
    ANOTHER_TIME = "another_time"
    ASKS_BACK = "asks_back"


class MeetingSide(StrEnum):
    """Which of the two sides."""

    EXPORTER = "exporter"
    BUYER = "buyer"

    @property
    def other(self) -> MeetingSide:
        """Return the other side."""
        return MeetingSide.BUYER if self is MeetingSide.EXPORTER else MeetingSide.EXPORTER


class MoveChannel(StrEnum):
    """How a move came in."""

    LINK = "link"
    CALL = "call"
    OFFICER = "officer"
    SHEET = "sheet"
    FLOOR = "floor"
    PROGRAM = "program"
    """The program itself: a plan was published, a proposal was made by score."""


class MeetingMove(StrEnum):
    """What leads from one state to the next."""

    INVITE = "invite"
    """The office asks a side."""
    REQUEST = "request"
    """A side asks to meet the other."""
    WANT = "want"
    ACCEPT = "accept"
    DECLINE = "decline"
    OTHER_TIME = "other_time"
    ASK_BACK = "ask_back"
    TAKE_BACK = "take_back"
    """What a side said is taken out of the table of requests: it says nothing any more."""
    PLAN = "plan"
    UNPLAN = "unplan"
    """The plan has no place for it any more."""
    RESCHEDULE = "reschedule"
    """The plan holds it at another time or place: what was told and confirmed before holds no more."""
    NOTIFY = "notify"
    CONFIRM = "confirm"
    RUN_LATE = "run_late"
    """A side comes later than planned: the meeting stands."""
    ASK_WHERE = "ask_where"
    """A side waits at the table and asks where the other is: the meeting stands."""
    WITHDRAW = "withdraw"
    """A side cannot come to a planned meeting. That is no "no" to the other side, and nothing is refused by it."""
    KEEP = "keep"
    MISS = "miss"
    CANCEL = "cancel"
    REOPEN = "reopen"
    """The office takes up a cancelled or declined meeting again: whoever said no is asked anew."""


class MeetingPhase(StrEnum):
    """How far a meeting is, whatever the two sides say to it."""

    TALKS = "talks"
    PLANNED = "planned"
    NOTIFIED = "notified"
    KEPT = "kept"
    MISSED = "missed"
    CANCELLED = "cancelled"


ANSWERS: Mapping[MeetingMove, SideAnswer] = {
    MeetingMove.WANT: SideAnswer.WANTED,
    MeetingMove.ACCEPT: SideAnswer.GLADLY,
    MeetingMove.DECLINE: SideAnswer.NOT_THIS_TIME,
    MeetingMove.OTHER_TIME: SideAnswer.ANOTHER_TIME,
    MeetingMove.ASK_BACK: SideAnswer.ASKS_BACK,
}
"""The moves by which a side answers."""
ON_THE_DAY = frozenset({MeetingMove.RUN_LATE, MeetingMove.ASK_WHERE, MeetingMove.WITHDRAW})
"""What a side says of a meeting that has its time."""
OF_A_SIDE = frozenset(
    {*ANSWERS, *ON_THE_DAY, MeetingMove.INVITE, MeetingMove.REQUEST, MeetingMove.TAKE_BACK, MeetingMove.CONFIRM}
)
"""Moves that are one side's; the others concern both."""
YES = frozenset({SideAnswer.WANTED, SideAnswer.GLADLY})
AS_REQUEST = frozenset({*YES, SideAnswer.NOT_THIS_TIME})
"""Answers that stand as a request: a yes, or a no. Another time and a question are neither until they are settled."""
ENDED = frozenset({MeetingPhase.KEPT, MeetingPhase.MISSED})
_IN_PLAN = frozenset({MeetingPhase.PLANNED, MeetingPhase.NOTIFIED})
_WEIGHTIEST = (
    SideAnswer.NOT_THIS_TIME,
    SideAnswer.ANOTHER_TIME,
    SideAnswer.ASKS_BACK,
    SideAnswer.WAITING,
    SideAnswer.WANTED,
    SideAnswer.GLADLY,
)
"""Of two answers the first of these is what the meeting waits for."""
_PHASES: Mapping[MeetingMove, tuple[frozenset[MeetingPhase], MeetingPhase]] = {
    MeetingMove.PLAN: (frozenset({MeetingPhase.TALKS}), MeetingPhase.PLANNED),
    MeetingMove.UNPLAN: (_IN_PLAN, MeetingPhase.TALKS),
    MeetingMove.RESCHEDULE: (_IN_PLAN, MeetingPhase.PLANNED),
    MeetingMove.NOTIFY: (frozenset({MeetingPhase.PLANNED}), MeetingPhase.NOTIFIED),
    MeetingMove.KEEP: (_IN_PLAN, MeetingPhase.KEPT),
    MeetingMove.MISS: (_IN_PLAN, MeetingPhase.MISSED),
    MeetingMove.CANCEL: (frozenset({MeetingPhase.TALKS, *_IN_PLAN}), MeetingPhase.CANCELLED),
}
"""From which phases a move leads to which."""


@dataclass(frozen=True, slots=True)
class MeetingStatus:
    """What is known of one meeting: how far it is, and what each side says."""

    phase: MeetingPhase = MeetingPhase.TALKS
    exporter: SideAnswer = SideAnswer.NOT_ASKED
    buyer: SideAnswer = SideAnswer.NOT_ASKED
    confirmed: frozenset[MeetingSide] = frozenset()

    def answer_of(self, side: MeetingSide) -> SideAnswer:
        """Return what a side says."""
        return self.exporter if side is MeetingSide.EXPORTER else self.buyer

    @property
    def answers(self) -> tuple[SideAnswer, SideAnswer]:
        """What the exporter says, and the buyer."""
        return self.exporter, self.buyer

    @property
    def has_consent(self) -> bool:
        """Whether both sides said yes."""
        return YES.issuperset(self.answers)

    @property
    def state(self) -> PairState:
        """The one state that everybody reads."""
        if self.phase in _IN_PLAN and len(self.confirmed) == len(MeetingSide):
            return PairState.CONFIRMED
        if self.phase is not MeetingPhase.TALKS:
            return PairState(self.phase.value)
        if self.has_consent:
            return PairState.AGREED
        side_answer = next((answer for answer in _WEIGHTIEST if answer in self.answers), None)
        if side_answer is None:
            return PairState.PROPOSED
        return PairState.ASKED if side_answer is SideAnswer.WAITING else PairState(side_answer.value)

    def allows(self, move: MeetingMove, side: MeetingSide | None = None) -> bool:
        """Whether a move may be made from here; `side` is whose it is, None for what concerns both."""
        if (move in OF_A_SIDE) != (side is not None):
            return False
        if side is not None:
            return self._allows_to_side(move, side)
        if move is MeetingMove.REOPEN:
            has_no = SideAnswer.NOT_THIS_TIME in self.answers
            return self.phase is MeetingPhase.CANCELLED or (self.phase is MeetingPhase.TALKS and has_no)
        if move is MeetingMove.PLAN and SideAnswer.NOT_THIS_TIME in self.answers:
            return False
        return self.phase in _PHASES[move][0]

    def _allows_to_side(self, move: MeetingMove, side: MeetingSide) -> bool:
        mine = self.answer_of(side)
        if self.phase in ENDED:
            return False
        if move is MeetingMove.INVITE:
            return mine is SideAnswer.NOT_ASKED and self.phase is not MeetingPhase.CANCELLED
        if move in ON_THE_DAY:
            # Who cannot come says so whether or not the other side has called the meeting off by then.
            is_open = move is MeetingMove.WITHDRAW and self.phase is MeetingPhase.CANCELLED
            return is_open or self.phase in _IN_PLAN
        if move is MeetingMove.CONFIRM:
            # Who reads the time on their page knows it. Were they refused here because the other side's "no" called the
            # meeting off, that would tell of it.
            return self.phase in _IN_PLAN or self.phase is MeetingPhase.CANCELLED
        if move in {MeetingMove.REQUEST, MeetingMove.TAKE_BACK}:
            return mine is not SideAnswer.WANTED if move is MeetingMove.REQUEST else mine in AS_REQUEST
        # Who was never asked may still say no: a sheet may bring that first. An answer to what was called off stands
        # for the office, which may take the meeting up again; were it refused, it would tell of the other's "no".
        return move is MeetingMove.DECLINE or mine is not SideAnswer.NOT_ASKED

    def after(self, move: MeetingMove, side: MeetingSide | None = None) -> MeetingStatus:
        """Return what is known after a move.

        Raises:
            Conflict: the move does not lead on from here.

        """
        if not self.allows(move, side):
            text = Text("matching.move_not_now", move=Text(f"matching.move_{move.value}"), state=_named(self.state))
            raise Conflict(text, Text("matching.move_not_now_hint"))
        if side is None:
            return self._after_both(move)
        return self._after_answer(move, side) if move in ANSWERS else self._after_side(move, side)

    def _after_answer(self, move: MeetingMove, side: MeetingSide) -> MeetingStatus:
        said = _saying(self, side, ANSWERS[move])
        is_called_off = move is MeetingMove.DECLINE and self.phase in _IN_PLAN
        return replace(said, phase=MeetingPhase.CANCELLED, confirmed=frozenset()) if is_called_off else said

    def _after_side(self, move: MeetingMove, side: MeetingSide) -> MeetingStatus:
        if move is MeetingMove.CONFIRM:
            return replace(self, confirmed=self.confirmed | {side})
        if move is MeetingMove.WITHDRAW:
            return replace(self, phase=MeetingPhase.CANCELLED, confirmed=frozenset())
        if move is MeetingMove.INVITE:
            return _saying(self, side, SideAnswer.WAITING)
        if move is MeetingMove.TAKE_BACK:
            return _saying(self, side, SideAnswer.NOT_ASKED)
        if move is MeetingMove.REQUEST:
            asks = self.answer_of(side.other) is SideAnswer.NOT_ASKED
            status = _saying(self, side.other, SideAnswer.WAITING) if asks else self
            return _saying(status, side, SideAnswer.WANTED)
        return self  # who is late still comes, and so does who is waited for

    def _after_both(self, move: MeetingMove) -> MeetingStatus:
        if move is MeetingMove.REOPEN:
            return MeetingStatus(MeetingPhase.TALKS, _reopened(self.exporter), _reopened(self.buyer))
        keeps = move in {MeetingMove.NOTIFY, MeetingMove.KEEP, MeetingMove.MISS}
        return replace(self, phase=_PHASES[move][1], confirmed=self.confirmed if keeps else frozenset())


def _reopened(answer: SideAnswer) -> SideAnswer:
    return SideAnswer.WAITING if answer is SideAnswer.NOT_THIS_TIME else answer


def _saying(status: MeetingStatus, side: MeetingSide, answer: SideAnswer) -> MeetingStatus:
    return replace(status, exporter=answer) if side is MeetingSide.EXPORTER else replace(status, buyer=answer)


@dataclass(frozen=True, slots=True)
class RecordedMove:
    """A move that was made: who, when, how; an officer may undo the last one."""

    move: MeetingMove
    side: MeetingSide | None
    channel: MoveChannel
    at: datetime
    by: str = ""
    message: str = ""
    undone_at: datetime | None = None


def status_after(moves: Iterable[RecordedMove]) -> MeetingStatus:
    """Return where a meeting stands after its moves; those that were undone count as never made."""
    status = MeetingStatus()
    for move in moves:
        if move.undone_at is None:
            status = status.after(move.move, move.side)
    return status


def _named(state: PairState) -> Text:
    return Text(f"matching.state_{state.value}")
