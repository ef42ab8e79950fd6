"""What somebody does by the link to answer: answer, ask for others, say when they come, end being asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import MeetingMove, MeetingSide, MoveChannel, SideAnswer
from tearoad.matching.asking.asker_view import seen_by
from tearoad.matching.asking.meeting_state import ANSWERS
from tearoad.matching.asking.same_company import answer_that_counts
from tearoad.matching.asking.times import ComingHours, windows_of
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.moves import NewMove, as_typed, record
from tearoad.matching.web.queries.progress import (
    SIDES,
    is_told,
    meetings_about,
    meetings_between,
    moves_of,
    progress_rows,
    requests_made,
    rules_of,
    said_in_sheets,
    status_of,
)
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.same_company import ids_of_company, same_in
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.web.saving import stale


class GivesUpMeeting(Conflict):
    """Somebody says no to a meeting that has its time, and was not asked whether it is to be given up."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Text("asking_pages.gives_up_meeting"), Text("asking_pages.gives_up_meeting_hint"))


@transaction.atomic
def answer(
    by: Actor,
    mission: mission_rows.Mission,
    other: str,
    reply: MeetingMove,
    message: str = "",
    *,
    read: str | None = None,
    is_sure: bool = True,
) -> None:
    """Answer whether one wants to meet somebody; the same answer once more changes nothing.

    `read` is the mark of the answer on the page; who is not sure is asked before a planned meeting is given up.

    Raises:
        Stale: somebody of theirs, or the office, said something else in the meantime.
        GivesUpMeeting: the meeting has its time, and they are not sure.
        Conflict: the deadline has passed, or the meeting is beyond an answer.
        InputError: nobody asks about such a firm, the message is too long, or a question has none.

    """
    held, side = _open(by, mission)
    if reply not in ANSWERS:
        raise InputError(Text("asking_pages.no_such_answer"), Text("asking_pages.no_such_answer_hint"))
    if reply is MeetingMove.ASK_BACK and not message.strip():
        raise InputError(Text("asking_pages.question_empty"), Text("asking_pages.question_empty_hint"))
    found = list(_said_by(held, side, by.party, other))
    if not found or not _is_there(held, side.other, other):
        raise InputError(Text("asking_pages.nobody_asks"), Text("asking_pages.nobody_asks_hint"))
    said = answer_that_counts(_own_answer(progress, side) for progress in found)
    stale.require_unchanged(read, said.value, ANSWERS[reply].value)
    if reply is MeetingMove.DECLINE and not is_sure:
        is_announced = is_told(held, rules_of(held))
        if any(
            seen_by(side, made, is_told=is_announced).allows(MeetingMove.RUN_LATE, side)
            for made in moves_of(found).values()
        ):
            raise GivesUpMeeting
    in_sheets = said_in_sheets(rows.MeetingStep.objects.filter(progress__in=found))
    for progress in _those_that_allow(found, side, reply):
        if _own_answer(progress, side) is not ANSWERS[reply] or message or (progress.pk, side) in in_sheets:
            record(by, held, _move(progress, side, reply, message))
            _answered(by, held)
            message = ""  # the office reads it once, whatever the answer is written down for


def _said_by(
    mission: mission_rows.Mission, side: MeetingSide, party: str, other: str
) -> QuerySet[rows.MeetingProgress]:
    """Return the meetings that an answer is for: one, or one for each id of a company that takes part under several."""
    return meetings_about(mission, side, party).filter(
        pk__in=meetings_between(mission, side, party, other).values("pk")
    )


def _those_that_allow(
    found: Sequence[rows.MeetingProgress], side: MeetingSide, reply: MeetingMove
) -> Sequence[rows.MeetingProgress]:
    """Return the meetings that an answer leads on from; all of them where it leads on from none, to be refused."""
    allowing = [progress for progress in found if status_of(progress).allows(reply, side)] if len(found) > 1 else found
    return allowing or found


def _own_answer(progress: rows.MeetingProgress, side: MeetingSide) -> SideAnswer:
    return SideAnswer(getattr(progress, f"{side.value}_answer"))


@transaction.atomic
def ask_for(by: Actor, mission: mission_rows.Mission, other: str, message: str = "") -> None:
    """Ask to meet a firm of the other side; who asked for it already has nothing to do.

    Raises:
        Conflict: the deadline has passed, their side may not ask, they have asked for as many as they may, or the firm
            was asked by as many as may ask one.
        InputError: there is no such firm, or it is one's own.

    """
    held, side = _open(by, mission)
    if not rules_of(held).lets_ask(side):
        raise Conflict(Text("asking_pages.no_list"), Text("asking_pages.no_list_hint"))
    if not _is_there(held, side.other, other):
        raise InputError(Text("asking_pages.no_such_party"), Text("asking_pages.no_such_party_hint"))
    found = list(meetings_between(held, side, by.party, other))
    if answer_that_counts(_own_answer(progress, side) for progress in found) is SideAnswer.WANTED:
        return
    most = rules_of(held).most_requests
    mine = list(meetings_about(held, side, by.party))
    if requests_made(side, mine, moves_of(mine), same_in(held)) >= most:
        raise Conflict(Text("asking_pages.enough_requests", most=most), Text("asking_pages.enough_requests_hint"))
    _require_room_for(held, side.other, other, found)
    exporter, buyer = (by.party, other) if side is MeetingSide.EXPORTER else (other, by.party)
    for progress in found or [rows.MeetingProgress(exporter=exporter, buyer=buyer)]:
        if _own_answer(progress, side) is not SideAnswer.WANTED:
            record(by, held, _move(progress, side, MeetingMove.REQUEST, message))
    _answered(by, held)


def _require_room_for(
    mission: mission_rows.Mission, side: MeetingSide, party: str, found: Iterable[rows.MeetingProgress]
) -> None:
    """Refuse one more request to a firm that gets as many as the rules let one get; who is asked already is no more."""
    if any(_own_answer(progress, side) is not SideAnswer.NOT_ASKED for progress in found):
        return
    query = rows.MeetingStep.objects.filter(
        Q(move=MeetingMove.REQUEST, side=side.other.value) | Q(move=MeetingMove.INVITE, side=side.value),
        progress__in=progress_rows(mission).filter(**{f"{side.value}__in": ids_of_company(mission, party)}),
        undone_at=None,
    )
    if query.values("progress").distinct().count() >= rules_of(mission).most_received:
        raise Conflict(Text("asking_pages.enough_received"), Text("asking_pages.enough_received_hint"))


@transaction.atomic
def say_when(by: Actor, mission: mission_rows.Mission, comes: ComingHours, read: str | None = None) -> None:
    """Say when a buyer comes; the whole fair is as good as nothing said.

    A "yes, but at another time" of theirs is a yes from then on: the plan keeps to these times. `read` is the mark of
    what the page showed.

    Raises:
        Stale: it was changed on another device in the meantime.
        Conflict: the deadline has passed.
        InputError: they come at no time at which the fair is open, or a day is none of the fair's.

    """
    held, side = _open(by, mission)
    if side is not MeetingSide.BUYER:
        raise InputError(Text("asking_pages.only_buyers_say_when"), Text("asking_pages.only_buyers_say_when_hint"))
    windows = windows_of(core(held), comes)
    row = mission_rows.Participation.objects.get(mission=held, code=by.party, company__side=Role.BUYER)
    document = {**row.document, "windows": [to_document(window) for window in windows]}
    stale.require_unchanged(read, row.document.get("windows", []), document["windows"])
    if document != row.document:
        row.document = document
        row.save(update_fields=["document"])
        touch(held)
        ledger.append(by, "matching.windows_said", "mission", held.pk, {"party": by.party, "windows": len(windows)})
    _accept_other_times(by, held, side)
    _answered(by, held)


def _accept_other_times(by: Actor, mission: mission_rows.Mission, side: MeetingSide) -> None:
    """Let a "yes, but at another time" be a full yes: they said when they come, and the plan keeps to it."""
    waiting = meetings_about(mission, side, by.party).filter(**{f"{side.value}_answer": SideAnswer.ANOTHER_TIME.value})
    for progress in waiting:
        if status_of(progress).allows(MeetingMove.WANT, side):
            record(by, mission, _move(progress, side, MeetingMove.WANT, ""))


@transaction.atomic
def stop_reminders(by: Actor, mission: mission_rows.Mission) -> None:
    """Ask to be left in peace: no reminder is written any more; what was answered stays, the link goes on opening."""
    require(by, Policy.ANSWER_REQUESTS)
    held = open_mission(mission)
    party = _invited(held, by)
    if party.ended_at is None:
        party.ended_at = fair_now()
        party.save(update_fields=["ended_at"])
        ledger.append(by, "matching.asking_ended", "mission", held.pk, {"party": by.party})


def _open(by: Actor, mission: mission_rows.Mission) -> tuple[mission_rows.Mission, MeetingSide]:
    """Hold the mission for an answer; who answers is asked, and whether it is still time."""
    require(by, Policy.ANSWER_REQUESTS)
    held = open_mission(mission)
    if rules_of(held).is_over(fair_now()):
        raise Conflict(Text("asking_pages.deadline_over"), Text("asking_pages.deadline_over_hint"))
    return held, SIDES[by.role]


def _move(progress: rows.MeetingProgress, side: MeetingSide, move: MeetingMove, message: str) -> NewMove:
    return NewMove(
        exporter=progress.exporter,
        buyer=progress.buyer,
        move=move,
        side=side,
        channel=MoveChannel.LINK,
        message=as_typed(message),
    )


def _is_there(mission: mission_rows.Mission, side: MeetingSide, party: str) -> bool:
    """Whether a firm takes part on a side and may be met; of who may not, nobody learns that there was one."""
    query = mission_rows.Participation.objects.filter(mission=mission, code=party, company__side=side.value)
    return bool(query.filter(mission_rows.MAY_BE_PLANNED).exists())


def _invited(mission: mission_rows.Mission, by: Actor) -> rows.InvitedParty:
    party: rows.InvitedParty = rows.InvitedParty.objects.get_or_create(
        mission=mission, role=by.role.value, party=by.party, defaults={"invited_at": fair_now()}
    )[0]
    return party


def _answered(by: Actor, mission: mission_rows.Mission) -> None:
    party = _invited(mission, by)
    party.answered_at = fair_now()
    party.save(update_fields=["answered_at"])
