"""The page of the link on which a buyer says when they come: each day at one tap, or by the hour."""

from __future__ import annotations

from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking.times import ComingHours, DayChoice, day_choices
from tearoad.matching.web.actions import answering as actions
from tearoad.matching.web.queries.coming_times import ComingDay, ComingTimes, coming_times
from tearoad.matching.web.queries.progress import rules_of
from tearoad.matching.web.views.answering import PER_SECONDS, TRIES, answering_context
from tearoad.mission import Mission
from tearoad.mission.web.queries import core
from tearoad.mission.web.views.portal import private, visited
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Window
from tearoad.web.clock import fair_now
from tearoad.web.refused import shows_again
from tearoad.web.saving import stale

_MOST_LETTERS = 20
"""So much of an hour that cannot be read is said again."""


@shows_again()
def times(request: ActorRequest, token: str) -> HttpResponse:
    """Let a buyer say when they come; what cannot be read is shown again beside what is expected."""
    mission, who = visited(request)
    found, wrong = coming_times(request.actor, mission), None
    if request.method == "POST":
        spend(f"answers:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
        try:
            comes = _comes(request.POST, found, core(mission))
            actions.say_when(request.actor, mission, comes, stale.read_in(request))
        except stale.Stale as problem:
            text = Text("asking_pages.times_changed")
            raise Conflict(text, Text("asking_pages.times_changed_hint")) from problem
        except InputError as problem:
            wrong = problem
        else:
            messages.success(request, request.words(Text("asking_pages.times_kept")))
            return private(redirect(_place_of_tap(request.POST, found, token)))
    context = answering_context(request, mission, who, token)
    context |= {
        "is_over": rules_of(mission).is_over(fair_now()),
        "times": found,
        "wrong": wrong,
        "by_hour": [_hours_in_form(request, day) for day in found.days],
    }
    return private(render(request, "matching/asking/times.html", context, status=422 if wrong else 200))


def _place_of_tap(sent: QueryDict, known: ComingTimes, token: str) -> str:
    """Return the page again at the day that was tapped; said by the hour, all is said: the first page."""
    on = sent.get("day", "").partition("/")[0]
    place = next((number for number, day in enumerate(known.days, 1) if day.on.isoformat() == on), None)
    if place is None:
        return reverse("asking-answers", args=[token])
    return f"{reverse('asking-times', args=[token])}#day-{place}"


def _hours_in_form(request: ActorRequest, day: ComingDay) -> tuple[ComingDay, str, str]:
    """Return from and until when the form shows: what was sent, else what is known."""
    known = day.hours
    sent = tuple(request.POST.get(_field(name, day.on), known[at]) for at, name in enumerate(("from", "until")))
    return day, sent[0][:_MOST_LETTERS], sent[1][:_MOST_LETTERS]


def _comes(sent: QueryDict, known: ComingTimes, mission: Mission) -> ComingHours:
    """Return when a buyer comes: what is known with one day said anew, or each day by the hour."""
    if not known.days:
        return {}
    if "day" in sent:
        on, _, choice = sent.get("day", "").partition("/")
        choices = next((each for day, each in day_choices(mission).items() if day.isoformat() == on), {})
        if choice not in set(map(str, choices)):
            raise InputError(Text("matching.no_half_day"), Text("matching.no_half_day_hint"))
        return {**known.hours, date.fromisoformat(on): choices[DayChoice(choice)]}
    return {day.on: _by_hour(sent, day) for day in known.days}


def _by_hour(sent: QueryDict, day: ComingDay) -> tuple[Window, ...]:
    """Return the stretch of a day as it was filled in; what was not touched stays exactly as it was."""
    written = tuple(sent.get(_field(name, day.on), "").strip() for name in ("from", "until"))
    if written == day.hours:
        return day.stretches
    if written == ("", ""):
        return ()
    try:
        start, end = (time.fromisoformat(hour) for hour in written)
    except ValueError:
        start = end = time()
    zone = day.opens.start_at.tzinfo
    if start.tzinfo or end.tzinfo or start >= end:
        shown = [hour[:_MOST_LETTERS] or "–" for hour in written]
        text = Text("asking_pages.hours_unreadable", on=day.on, start=shown[0], end=shown[1])
        raise InputError(text, Text("asking_pages.hours_unreadable_hint"))
    said = Window(datetime.combine(day.on, start, zone), datetime.combine(day.on, end, zone))
    if not said.overlaps(day.opens):
        opens, closes = (f"{at:%H:%M}" for at in (day.opens.start_at, day.opens.end_at))
        text = Text("asking_pages.hours_closed", on=day.on, opens=opens, closes=closes)
        raise InputError(text, Text("asking_pages.hours_closed_hint"))
    return (said,)


def _field(name: str, on: date) -> str:
    return f"{name}-{on.isoformat()}"
