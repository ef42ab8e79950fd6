"""A visitor's page to say that they come to a meeting, are late, wait for the other side, or cannot come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.actions.moves import MOST_LETTERS
from tearoad.mission.web.models import Mission
from tearoad.mission.web.views.portal import private, visited
from tearoad.people import Actor, Role
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.papers.wording import names
from tearoad.timetable.web.actions.day_notices import (
    MINUTES,
    confirm,
    confirm_all,
    may_ask_where,
    report_on_the_day,
    take_back_confirmation,
)
from tearoad.timetable.web.models import Meeting
from tearoad.timetable.web.queries.publishing.day_notices import day_notices, of_meeting
from tearoad.timetable.web.queries.publishing.days import COLUMN, own_days
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.web.clock import fair_now
from tearoad.web.refused import shows_again

TRIES, PER_SECONDS = 60, 3600
"""So many times an hour one party may say something of its day."""
_USUAL = 10
"""So many minutes stand in the form first."""
_MOST_SHOWN = 20
"""So much of minutes that cannot be read is said again."""


@dataclass(frozen=True, slots=True)
class TellableMeeting:
    """A meeting that is not over, with what each side said of it."""

    meeting: Meeting
    other: str
    place: str
    said: tuple[tuple[str, Text], ...]
    """What was said of it, each with its colour."""
    is_today: bool
    may_ask_where: bool
    may_confirm: bool
    """Whether they may say that they come: it has not begun, and they said nothing of it, or that they cannot come."""
    is_confirmed: bool
    """Whether they said that they come and may take it back."""
    is_open: bool
    """Whether anything can be said of it yet: neither side said that it cannot come."""


@shows_again(
    {"asking_pages.message_long": "message", "day_pages.no_such_minutes": "minutes"}, typed=("message", "minutes")
)
def own_notices(request: ActorRequest, token: str) -> HttpResponse:
    """Show a visitor's meetings that are not over, each with its buttons; or take down what they say."""
    mission, who = visited(request)
    if request.method == "POST":
        _take(request, mission)
        back = "mission-portal" if request.POST.get("back") == "day" else "timetable-own-notices"
        return private(redirect(back, token=token))
    found = _tellable(request, mission)
    context = {
        "token": token,
        "mission": mission,
        "who": who,
        "meetings": found,
        "to_confirm": sum(meeting.may_confirm and meeting.is_open for meeting in found),
        "minutes": MINUTES,
        "usual": _USUAL,
        "most_letters": MOST_LETTERS,
    }
    return private(render(request, "timetable/own_notices.html", context))


def _take(request: ActorRequest, mission: Mission) -> None:
    spend(f"day-notice:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
    said, minutes = request.POST.get("say", ""), request.POST.get("minutes", "")
    if said in _COMING:
        _COMING[said](request.actor, mission, request.POST.get("meeting", ""))
        messages.success(request, request.words(Text("day_pages.notice_kept")))
        return
    if said not in set(MeetingMove):
        raise InputError(Text("day_pages.no_such_notice"), Text("day_pages.no_such_notice_hint"))
    report_on_the_day(
        request.actor,
        mission,
        request.POST.get("meeting", ""),
        MeetingMove(said),
        minutes=_minutes(minutes) if said == MeetingMove.RUN_LATE else 0,
        message=request.POST.get("message", ""),
    )
    messages.success(request, request.words(Text("day_pages.notice_kept")))


def _confirm_all(by: Actor, mission: Mission, _meeting: str) -> None:
    confirm_all(by, mission)


_COMING: Mapping[str, Callable[[Actor, Mission, str], None]] = {
    "confirm": confirm,
    "confirm_all": _confirm_all,
    "take_back": take_back_confirmation,
}
"""What somebody says of coming, by what a form sends."""


def _minutes(written: str) -> int:
    """Return how late somebody says to be; what cannot be chosen is told as it was written."""
    found = next((each for each in MINUTES if str(each) == written.strip()), None)
    if found is None:
        shown = written.strip()[:_MOST_SHOWN] or "–"
        text = Text("day_pages.no_such_minutes", found=shown, least=MINUTES[0], most=MINUTES[-1])
        raise InputError(text, Text("day_pages.no_such_minutes_hint"))
    return found


def _tellable(request: ActorRequest, mission: Mission) -> tuple[TellableMeeting, ...]:
    """Return somebody's meetings that are not over, with whom they may meet; eight queries."""
    role, party, row = request.actor.role, request.actor.party, in_force(mission)
    own = own_days(mission, row, role, party, request.language) if row else None
    if own is None:
        return ()
    at, zone, notices = fair_now(), mission.fair_zone, day_notices(mission, role)
    ahead = Meeting.objects.filter(published=row, **{COLUMN[role]: party}, end_at__gt=at)
    by_wish = {appointment.meeting.wish: appointment for appointment in own.booked}
    called = names(own.wording.roster, request.language)
    found = []
    for meeting in ahead:
        booked = by_wish.get(meeting.wish)
        if booked is None:
            continue  # whoever may not be met any more is on nobody's page
        other = str(booked.buyer.id if role is Role.EXPORTER else booked.exporter.id)
        about_meeting = of_meeting(notices, meeting.exporter, meeting.buyer, meeting.start_at)
        mine = next((notice for notice in about_meeting if notice.party == party), None)
        said = tuple(
            (notice.tone, notice.sentence_to_oneself if notice is mine else notice.sentence(called[other]))
            for notice in about_meeting
        )
        place = booked.place.name.in_language(request.language)
        is_today = meeting.start_at.astimezone(zone).date() == at.astimezone(zone).date()
        is_open = all(notice.is_coming for notice in about_meeting)
        is_ahead, others = meeting.start_at > at, [notice for notice in about_meeting if notice is not mine]
        found.append(
            TellableMeeting(
                meeting,
                called[other],
                place,
                said,
                is_today,
                may_ask_where=may_ask_where(meeting, at),
                may_confirm=is_ahead
                and (mine is None or not mine.is_coming)
                and all(notice.is_coming for notice in others),
                is_confirmed=is_ahead and mine is not None and not mine.is_trouble,
                is_open=is_open,
            )
        )
    return tuple(found)
