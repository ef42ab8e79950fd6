"""A visitor's page to say that they are late for a meeting, wait for the other side, or cannot come."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.actions.moves import MOST_LETTERS
from tearoad.mission.web.models import Mission
from tearoad.mission.web.views.portal import private, visited
from tearoad.people import Role
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.papers.wording import names
from tearoad.timetable.web.actions.day_notices import MINUTES, may_ask_where, report_on_the_day
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
    said: tuple[Text, ...]
    is_today: bool
    may_ask_where: bool
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
        return private(redirect("timetable-own-notices", token=token))
    context = {
        "token": token,
        "mission": mission,
        "who": who,
        "meetings": _tellable(request, mission),
        "minutes": MINUTES,
        "usual": _USUAL,
        "most_letters": MOST_LETTERS,
    }
    return private(render(request, "timetable/own_notices.html", context))


def _take(request: ActorRequest, mission: Mission) -> None:
    spend(f"day-notice:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
    said, minutes = request.POST.get("say", ""), request.POST.get("minutes", "")
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
    by_wish = {one.meeting.wish: one for one in own.booked}
    called = names(own.wording.roster, request.language)
    found = []
    for meeting in ahead:
        booked = by_wish.get(meeting.wish)
        if booked is None:
            continue  # whoever may not be met any more is on nobody's page
        other = str(booked.buyer.id if role is Role.EXPORTER else booked.exporter.id)
        told = of_meeting(notices, meeting.exporter, meeting.buyer, meeting.start_at)
        said = tuple(one.sentence_to_oneself if one.party == party else one.sentence(called[other]) for one in told)
        place = booked.place.name.in_language(request.language)
        is_today = meeting.start_at.astimezone(zone).date() == at.astimezone(zone).date()
        is_open = all(one.is_coming for one in told)
        waits = may_ask_where(meeting, at)
        found.append(TellableMeeting(meeting, called[other], place, said, is_today, waits, is_open))
    return tuple(found)
