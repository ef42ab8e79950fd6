"""Say by one's own link that one comes to a planned meeting, is late, waits for the other side, or cannot come."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import MeetingMove, MeetingStatus, MoveChannel
from tearoad.matching.asking.asker_view import seen_by
from tearoad.matching.asking.meeting_state import ON_THE_DAY
from tearoad.matching.web.actions.moves import NewMove, as_typed, record, take_back_own
from tearoad.matching.web.queries.progress import SIDES, is_told, moves_of, progress_of, rules_of
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.web.models import Meeting
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.web.clock import fair_now

MINUTES = (5, 10, 15, 20, 30, 45, 60)
"""So late one may say to be; who comes later than that cannot come to this meeting."""

EARLY = timedelta(minutes=5)
"""So long before a meeting begins nobody is waited for yet."""


@transaction.atomic
def report_on_the_day(
    by: Actor, mission: Mission, meeting_id: str, move: MeetingMove, *, minutes: int = 0, message: str = ""
) -> None:
    """Say that one is late for a meeting of one's own day, waits for the other side, or cannot come.

    Both the office and the other side read it.

    Raises:
        Conflict: the meeting is over, called off, or none of the plan in force; late is said on the day itself, and
            nobody is waited for before the meeting begins.
        InputError: it is none of the three, so late nobody may be, or the message is too long.

    """
    require(by, Policy.TELL_OF_DAY)
    held = open_mission(mission)
    if move not in ON_THE_DAY:
        raise InputError(Text("day_pages.no_such_notice"), Text("day_pages.no_such_notice_hint"))
    is_late = move is MeetingMove.RUN_LATE
    if is_late and minutes not in MINUTES:
        text = Text("day_pages.no_such_minutes", found=minutes, least=MINUTES[0], most=MINUTES[-1])
        raise InputError(text, Text("day_pages.no_such_minutes_hint"))
    meeting = _own_meeting(by, held, meeting_id)
    _require_its_time(move, held, meeting, fair_now())
    _require_planned(by, held, meeting)
    new = _move_by_link(by, meeting, move)
    record(by, held, replace(new, message=as_typed(message), minutes_late=minutes if is_late else 0))


@transaction.atomic
def confirm(by: Actor, mission: Mission, meeting_id: str) -> None:
    """Say that one comes to a meeting of one's own day; said once more it changes nothing.

    Who said before that they cannot come may come after all, as long as nothing followed from it.

    Raises:
        Conflict: the meeting has begun, is called off, or is none of the plan in force.

    """
    require(by, Policy.TELL_OF_DAY)
    held = open_mission(mission)
    meeting = _own_meeting(by, held, meeting_id)
    _require_ahead(meeting)
    take_back_own(by, held, _move_by_link(by, meeting, MeetingMove.WITHDRAW))
    status = _require_planned(by, held, meeting)
    if SIDES[by.role] not in status.confirmed:
        record(by, held, _move_by_link(by, meeting, MeetingMove.CONFIRM))


@transaction.atomic
def confirm_all(by: Actor, mission: Mission) -> int:
    """Say that one comes to all meetings of one's own that have not begun and stand; return to how many."""
    require(by, Policy.TELL_OF_DAY)
    held = open_mission(mission)
    ahead = Meeting.objects.filter(
        published=in_force(mission, whole=False), start_at__gt=fair_now(), **{SIDES[by.role].value: by.party}
    )
    confirmed = 0
    for meeting in ahead:
        with suppress(Conflict):  # what is called off is not among those they come to
            status = _require_planned(by, held, meeting)
            if SIDES[by.role] not in status.confirmed:
                record(by, held, _move_by_link(by, meeting, MeetingMove.CONFIRM))
                confirmed += 1
    return confirmed


@transaction.atomic
def take_back_confirmation(by: Actor, mission: Mission, meeting_id: str) -> None:
    """Take back that one comes; who never said so has nothing to do.

    Raises:
        Conflict: the meeting has begun, or is none of the plan in force.

    """
    require(by, Policy.TELL_OF_DAY)
    held = open_mission(mission)
    meeting = _own_meeting(by, held, meeting_id)
    _require_ahead(meeting)
    take_back_own(by, held, _move_by_link(by, meeting, MeetingMove.CONFIRM))


def _move_by_link(by: Actor, meeting: Meeting, move: MeetingMove) -> NewMove:
    return NewMove(
        exporter=meeting.exporter,
        buyer=meeting.buyer,
        move=move,
        side=SIDES[by.role],
        channel=MoveChannel.LINK,
        meeting_at=meeting.start_at,
    )


def _require_ahead(meeting: Meeting) -> None:
    if meeting.start_at <= fair_now():
        raise Conflict(Text("day_pages.meeting_begun"), Text("day_pages.meeting_begun_hint"))


def _require_its_time(move: MeetingMove, mission: Mission, meeting: Meeting, at: datetime) -> None:
    """Refuse what is said of a meeting too late or too early."""
    zone = mission.fair_zone
    if meeting.end_at <= at:
        raise Conflict(Text("day_pages.meeting_over"), Text("day_pages.meeting_over_hint"))
    is_today = meeting.start_at.astimezone(zone).date() == at.astimezone(zone).date()
    if move is MeetingMove.RUN_LATE and not is_today:
        raise Conflict(Text("day_pages.late_on_the_day"), Text("day_pages.late_on_the_day_hint"))
    if move is MeetingMove.ASK_WHERE and not may_ask_where(meeting, at):
        raise Conflict(Text("day_pages.not_expected_yet"), Text("day_pages.not_expected_yet_hint"))


def may_ask_where(meeting: Meeting, at: datetime) -> bool:
    """Whether the other side of a meeting can be waited for at a moment."""
    return meeting.start_at - EARLY <= at < meeting.end_at


def _own_meeting(by: Actor, mission: Mission, meeting_id: str) -> Meeting:
    """Return a meeting of the plan in force, one of theirs; of anybody else's, nobody learns that there is one."""
    own = {SIDES[by.role].value: by.party}
    meeting: Meeting | None = None
    with suppress(ValueError):
        meeting = Meeting.objects.filter(published=in_force(mission, whole=False), pk=UUID(meeting_id), **own).first()
    if meeting is None:
        raise Conflict(Text("day_pages.no_such_meeting"), Text("day_pages.no_such_meeting_hint"))
    return meeting


def _require_planned(by: Actor, mission: Mission, meeting: Meeting) -> MeetingStatus:
    """Refuse a meeting that was called off; one published before states were kept is planned from now on.

    Return where it stands as far as they may know.
    """
    progress = progress_of(mission, meeting.exporter, meeting.buyer)
    side, is_announced = SIDES[by.role], is_told(mission, rules_of(mission))
    status = seen_by(side, moves_of([progress]).get(progress.pk, ()), is_told=is_announced) if progress else None
    if status is None or status.allows(MeetingMove.PLAN):
        plan, channel = MeetingMove.PLAN, MoveChannel.PROGRAM
        record(by, mission, NewMove(exporter=meeting.exporter, buyer=meeting.buyer, move=plan, channel=channel))
        return MeetingStatus()
    if not status.allows(MeetingMove.RUN_LATE, side):
        raise Conflict(Text("day_pages.meeting_closed"), Text("day_pages.meeting_closed_hint"))
    return status
