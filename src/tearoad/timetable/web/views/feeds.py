"""Calendars that a calendar program fetches by an unguessable address."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission as mission_of
from tearoad.mission.web.queries.links import opens_until
from tearoad.office.web.models import FeedToken
from tearoad.office.web.queries.feeds import open_feed
from tearoad.paper.calendar import ics
from tearoad.people.web.actions.limits import place_of, spend
from tearoad.people.web.models import acting_for
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.actions.feeds import make_own, stop, webcal
from tearoad.timetable.web.forms.publishing import wanted_role
from tearoad.timetable.web.queries.publishing.days import own_days
from tearoad.timetable.web.queries.publishing.feeds import KIND, whose
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.publishing.own_calendars.calendar import own_calendar
from tearoad.timetable.web.views.surroundings import surroundings
from tearoad.web.clock import fair_now
from tearoad.web.saving.once import done

GUESSES, PER_SECONDS = 30, 600
"""Unknown addresses that one place may try in so many seconds."""


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the calendar behind an address; 304 while it is the same."""
    token = open_feed(secret)
    if token is None or token.kind != KIND:
        spend(f"feed:{place_of(request)}", GUESSES, PER_SECONDS)
        raise NotFoundError(Text("day_pages.no_such_feed"), Text("day_pages.no_such_feed_hint"))
    with acting_for(token.tenant_id):
        content = _calendar(token)
    named = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == named:
        return _answer(HttpResponseNotModified(), named)
    return _answer(HttpResponse(content, content_type="text/calendar; charset=utf-8"), named)


def _calendar(token: FeedToken) -> bytes:
    mission_id, role, party = whose(token)
    mission = Mission.objects.filter(pk=mission_id, archived_at=None).first()
    if mission is not None and opens_until(mission, token.made_at) <= fair_now():
        mission = None
    row = in_force(mission) if mission else None
    own = own_days(mission, row, role, party) if mission and row else None
    if mission is None or own is None:
        raise NotFoundError(Text("day_pages.no_such_feed"), Text("day_pages.no_such_feed_hint"))
    return ics(own_calendar(mission, role, own, fair_now()))


def _answer(response: HttpResponse, named: str) -> HttpResponse:
    response["ETag"] = named
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_POST
def someones_feed(request: ActorRequest, mission_id: UUID, role: str, party: str) -> HttpResponse:
    """Make somebody an address for their calendar, or take one back."""
    mission, whose_days = mission_of(request.actor, mission_id), wanted_role(role)
    if request.POST.get("stop"):
        stop(request.actor, mission, whose_days, party, request.POST["stop"])
        return redirect("timetable-day-of", mission_id, role, party)
    address = make_own(request.actor, mission, whose_days, party)
    context = {"address": address, "webcal": webcal(address), "back": request.path.removesuffix("feed/")}
    return done(render(request, "timetable/feed.html", surroundings(request, mission) | context))
