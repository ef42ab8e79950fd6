"""Move a meeting on, undo a move, and keep the requests that matching and planner read in step with the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.matching import Strength
from tearoad.matching.asking import (
    MeetingMove,
    MeetingSide,
    MeetingStatus,
    MoveChannel,
    PairState,
    SideAnswer,
    status_after,
)
from tearoad.matching.asking.meeting_state import ANSWERS, YES
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.request_rows import write_requests
from tearoad.matching.web.queries.progress import (
    moves_mark,
    progress_of,
    recorded,
    rules_of,
    steps_of,
    undoable,
)
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.web.registry import Event, emit

MOST_LETTERS = 2000
"""So long is a message at most."""
_WRITES = frozenset({*ANSWERS, MeetingMove.REQUEST, MeetingMove.TAKE_BACK, MeetingMove.REOPEN})
"""Moves after which a side's request says something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMove:
    """A move to make: of which pair, whose, and how it came in."""

    exporter: str
    buyer: str
    move: MeetingMove
    side: MeetingSide | None = None
    channel: MoveChannel = MoveChannel.OFFICER
    message: str = ""
    meeting_at: datetime | None = None
    """Of which time of the meeting somebody says that they are late or cannot come."""
    minutes_late: int = 0


@dataclass(frozen=True, slots=True)
class MeetingsReturned(Event):
    """Meetings whose last word was undone or taken up again: the plan in force may hold them otherwise by now."""

    mission_id: UUID
    since: Mapping[tuple[str, str], datetime]
    """Exporter and buyer -> when what is undone was written down."""


@dataclass(frozen=True, slots=True)
class MeetingCancelled(Event):
    """A side cancelled a planned meeting, or said no to it; emitted inside the transaction in which it did."""

    step_id: UUID


def as_typed(message: str) -> str:
    """Return a message as its writer sees it: a browser sends two letters for each new line."""
    return message.replace("\r\n", "\n").strip()


@transaction.atomic
def make_move(by: Actor, mission: mission_rows.Mission, new: NewMove, read: str | None = None) -> rows.MeetingProgress:
    """Move a meeting on for the office; `read` is the mark of the moves that the page showed.

    Raises:
        Conflict: the move does not lead on from where the meeting stands, with what was done meanwhile where the page
            did not show it yet; or the mission is archived.
        InputError: the mission has no such pair, or the message is too long.

    """
    require(by, Policy.PLAN)
    held = open_mission(mission)
    try:
        return record(by, held, new)
    except Conflict:
        progress = progress_of(held, new.exporter, new.buyer)
        _require_seen(steps_of(progress) if progress else (), read or None)
        raise


@transaction.atomic
def undo_last(
    by: Actor, mission: mission_rows.Mission, exporter: str, buyer: str, read: str | None = None
) -> rows.MeetingProgress:
    """Undo the last move of a meeting that a person made, and with it that the other side was asked because of it.

    `read` is the mark of the moves that the page showed.

    Raises:
        Conflict: there is none, it came from a sheet, the floor or the plan and is changed there, or another move was
            made in the meantime.

    """
    require(by, Policy.PLAN)
    held = open_mission(mission)
    progress = progress_of(held, exporter, buyer)
    every = steps_of(progress) if progress else ()
    _require_seen(every, read)
    steps = [step for step in every if step.undone_at is None]
    kept = undoable(recorded(steps))
    if progress is None or kept is None:
        raise Conflict(Text("asking_pages.nothing_to_undo"), Text("asking_pages.nothing_to_undo_hint"))
    last, undone, before = steps[kept], status_after(recorded(steps)), status_after(recorded(steps[:kept]))
    rows.MeetingStep.objects.filter(pk__in=[step.pk for step in steps[kept:]]).update(undone_at=fair_now())
    keep_status(progress, before)
    if MeetingMove(last.move) in _WRITES:
        write_requests(held, progress, undone, before)
    if PairState.CANCELLED in {undone.state, before.state}:
        touch(held)
    ledger.append(by, "matching.move_undone", "mission", held.pk, {"pair": f"{exporter}/{buyer}", "move": last.move})
    return _as_planned(held, progress, last.made_at)


def _require_seen(steps: Sequence[rows.MeetingStep], read: str | None) -> None:
    """Refuse whoever has not seen the last move of a meeting; say what it was, and by whom."""
    if read is None or read == moves_mark(steps):
        return
    last = max(steps, key=lambda step: step.undone_at or step.made_at, default=None)
    if last is None or last.undone_at is not None:
        text = Text("asking_pages.undone_meanwhile")
    else:
        text = Text("asking_pages.moved_meanwhile", move=Text(f"matching.move_{last.move}"), by=last.made_by)
    raise Conflict(text, Text("asking_pages.moved_meanwhile_hint"))


def undo_notified(mission: mission_rows.Mission, pairs: Sequence[tuple[str, str]]) -> None:
    """Let meetings count as not told of any more, in the caller's transaction: what told a side turned out not to."""
    wanted = set(pairs)
    live = rows.MeetingStep.objects.filter(progress__mission=mission, move=MeetingMove.NOTIFY, undone_at=None)
    for progress in rows.MeetingProgress.objects.filter(pk__in=live.values("progress")) if wanted else ():
        if (progress.exporter, progress.buyer) in wanted:
            live.filter(progress=progress).update(undone_at=fair_now())
            keep_status(progress, status_after(recorded(steps_of(progress))))


def take_back_own(by: Actor, mission: mission_rows.Mission, said: NewMove) -> bool:
    """Undo what a side said of its planned meeting last, in the caller's transaction; return whether there was any.

    Who said that they cannot come may come after all as long as nothing followed: the meeting stands as before.
    """
    progress = progress_of(mission, said.exporter, said.buyer)
    steps = [step for step in steps_of(progress) if step.undone_at is None] if progress else []
    mine = [step for step in steps if step.move == said.move and step.side == said.side]
    if progress is None or not mine or (said.move is MeetingMove.WITHDRAW and steps[-1] is not mine[-1]):
        return False
    mine[-1].undone_at = fair_now()
    mine[-1].save(update_fields=["undone_at"])
    keep_status(progress, status_after(recorded(steps)))
    if said.move is MeetingMove.WITHDRAW:
        touch(mission)
    facts = {"pair": f"{said.exporter}/{said.buyer}", "move": said.move.value}
    ledger.append(by, "matching.move_undone", "mission", mission.pk, facts)
    _as_planned(mission, progress, mine[-1].made_at)
    return True


def _as_planned(mission: mission_rows.Mission, progress: rows.MeetingProgress, since: datetime) -> rows.MeetingProgress:
    """Let the plan in force say whether it holds a meeting that stands again; return where the meeting stands then."""
    emit(MeetingsReturned(mission.pk, {(progress.exporter, progress.buyer): since}))
    progress.refresh_from_db()
    return progress


def record(by: Actor, mission: mission_rows.Mission, new: NewMove) -> rows.MeetingProgress:
    """Write a move down in the caller's transaction; who makes it was asked there, and the mission is held."""
    if len(new.message) > MOST_LETTERS:
        text = Text("asking_pages.message_long", found=len(new.message), most=MOST_LETTERS)
        raise InputError(text, Text("asking_pages.message_long_hint"))
    require_pair(mission, new.exporter, new.buyer)
    at = fair_now()
    pair = {"mission": mission, "exporter": new.exporter, "buyer": new.buyer}
    progress: rows.MeetingProgress
    progress, is_new = rows.MeetingProgress.objects.get_or_create(**pair, defaults={"changed_at": at})
    steps = steps_of(progress)
    before = status_after(recorded(steps))
    after = before.after(new.move, new.side)
    if after == before and (new.move is MeetingMove.CONFIRM or _is_said(steps, new)):
        return progress
    step = new_step(progress, new, at, by.name or by.party)
    step.save()
    after = _take_in_requests(by, progress, after, at) if is_new else after
    keep_status(progress, after)
    if new.move in _WRITES and new.channel is not MoveChannel.SHEET:
        write_requests(mission, progress, before, after)
    if new.move in _WRITES:
        _ask_other(by, mission, progress, after)
    if PairState.CANCELLED in {before.state, after.state}:
        touch(mission)  # plans leave out what was called off
    if new.move is MeetingMove.WITHDRAW or (new.move is MeetingMove.DECLINE and after.phase is not before.phase):
        emit(MeetingCancelled(step.pk))
    facts = {"pair": f"{new.exporter}/{new.buyer}", "move": new.move.value, "channel": new.channel.value}
    ledger.append(by, "matching.move_made", "mission", mission.pk, facts)
    return _as_planned(mission, progress, at) if new.move is MeetingMove.REOPEN else progress


def _take_in_requests(by: Actor, progress: rows.MeetingProgress, status: MeetingStatus, at: datetime) -> MeetingStatus:
    """Let a meeting that nobody had said anything of hold what the table of requests says of it."""
    for side in MeetingSide:
        asker, asked = getattr(progress, side.value), getattr(progress, side.other.value)
        row = rows.Request.objects.filter(mission=progress.mission, asker=asker, asked=asked).first()
        if row is not None and status.answer_of(side) in {SideAnswer.NOT_ASKED, SideAnswer.WAITING}:
            move = MeetingMove.DECLINE if row.strength == Strength.NO else MeetingMove.REQUEST
            exporter, buyer, channel = progress.exporter, progress.buyer, MoveChannel.SHEET
            new = NewMove(exporter=exporter, buyer=buyer, move=move, side=side, channel=channel)
            new_step(progress, new, at, by.name or by.party).save()
            status = status.after(move, side)
    return status


def _ask_other(by: Actor, mission: mission_rows.Mission, progress: rows.MeetingProgress, status: MeetingStatus) -> None:
    """Ask a side that nobody asked yet once the other wants to meet it, however that yes came in.

    After the deadline nobody is asked any more: there is no answering then.
    """
    for side in MeetingSide:
        wants = status.answer_of(side.other) in YES
        if wants and status.allows(MeetingMove.INVITE, side) and not rules_of(mission).is_over(fair_now()):
            exporter, buyer, channel = progress.exporter, progress.buyer, MoveChannel.PROGRAM
            asks = NewMove(exporter=exporter, buyer=buyer, move=MeetingMove.INVITE, side=side, channel=channel)
            record(by, mission, asks)


def _is_said(steps: Sequence[rows.MeetingStep], new: NewMove) -> bool:
    """Whether the last answer of a side was the same, with the same words or none: a second tap says nothing new.

    Who says themselves what a sheet said for them says something new.
    """
    said = [step for step in steps if step.undone_at is None and step.side == new.side and step.move in ANSWERS]
    if not said or (said[-1].channel == MoveChannel.SHEET and new.channel is not MoveChannel.SHEET):
        return False
    return said[-1].move == new.move and new.message in {"", said[-1].message}


def record_many(by: Actor, mission: mission_rows.Mission, moves: Sequence[NewMove]) -> int:
    """Write moves of many pairs down at once, of firms that take part; requests stay as they are. Six queries.

    What does not lead on from where a meeting stands is left out; returns how many moves were written.
    """
    if not moves:
        return 0
    at, said_by = fair_now(), by.name or by.party
    known = {
        (meeting_progress.exporter, meeting_progress.buyer): meeting_progress
        for meeting_progress in rows.MeetingProgress.objects.filter(mission=mission)
    }
    steps: dict[UUID, list[rows.MeetingStep]] = defaultdict(list)
    for step in rows.MeetingStep.objects.filter(progress__mission=mission):
        steps[step.progress_id].append(step)
    status = {pair: status_after(recorded(steps[progress.pk])) for pair, progress in known.items()}
    made: list[rows.MeetingProgress] = []
    written: list[rows.MeetingStep] = []
    for new in moves:
        pair = (new.exporter, new.buyer)
        before = status.get(pair, MeetingStatus())
        if not before.allows(new.move, new.side):
            continue
        if pair not in known:
            known[pair] = rows.MeetingProgress(mission=mission, exporter=new.exporter, buyer=new.buyer, changed_at=at)
            made.append(known[pair])
        status[pair] = before.after(new.move, new.side)
        written.append(new_step(known[pair], new, at, said_by))
    moved = dict.fromkeys((meeting_step.progress.exporter, meeting_step.progress.buyer) for meeting_step in written)
    for pair in moved:
        _show(known[pair], status[pair], at)
    rows.MeetingProgress.objects.bulk_create(made, batch_size=200)
    changed = moved.keys() - {(progress.exporter, progress.buyer) for progress in made}
    shown = ["state", "exporter_answer", "buyer_answer", "changed_at"]
    rows.MeetingProgress.objects.bulk_update([known[pair] for pair in changed], shown, batch_size=200)
    rows.MeetingStep.objects.bulk_create(written, batch_size=200)
    return len(written)


def new_step(progress: rows.MeetingProgress, new: NewMove, at: datetime, said_by: str) -> rows.MeetingStep:
    """Return a move as its row, not saved yet."""
    return rows.MeetingStep(
        progress=progress,
        move=new.move.value,
        side=new.side.value if new.side else "",
        channel=new.channel.value,
        made_at=at,
        made_by=said_by,
        message=new.message,
        meeting_at=new.meeting_at,
        minutes_late=new.minutes_late,
    )


def _show(progress: rows.MeetingProgress, status: MeetingStatus, at: datetime) -> None:
    progress.state, progress.changed_at = status.state.value, at
    progress.exporter_answer, progress.buyer_answer = status.exporter.value, status.buyer.value


def keep_status(progress: rows.MeetingProgress, status: MeetingStatus) -> None:
    """Write down where a meeting stands."""
    _show(progress, status, fair_now())
    progress.save()


def require_pair(mission: mission_rows.Mission, exporter: str, buyer: str) -> None:
    """Refuse who does not take part, or stands on the other side.

    Raises:
        InputError: one of the two is no such party of the mission.

    """
    sides = {Role.EXPORTER.value: exporter, Role.BUYER.value: buyer}
    for side, code in sides.items():
        here = mission_rows.Participation.objects.filter(mission=mission, code=code, company__side=side)
        if not here.exists():
            text = Text("asking_pages.not_taking_part", found=code[:80])
            raise InputError(text, Text("asking_pages.no_such_meeting_hint"))
