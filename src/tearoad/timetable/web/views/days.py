"""A person's own day: for themselves by their link, for the office by name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission as mission_of
from tearoad.mission.web.queries.receivers import receiver
from tearoad.office.web.actions.files import content_of
from tearoad.paper.calendar import ics
from tearoad.people import Policy, allowed
from tearoad.people.roles import VISITORS
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.actions.feeds import make_own, webcal
from tearoad.timetable.web.forms.publishing import wanted_day, wanted_role
from tearoad.timetable.web.queries.publishing.day_notices import day_notices
from tearoad.timetable.web.queries.publishing.day_pages import day_page, sheet_of_today, tag
from tearoad.timetable.web.queries.publishing.days import Own, own_days
from tearoad.timetable.web.queries.publishing.feeds import feeds_of
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.publishing.own_calendars.calendar import own_calendar
from tearoad.timetable.web.queries.publishing.paper_lists import SHEETS, older_sheet, own_paper
from tearoad.timetable.web.views.surroundings import surroundings
from tearoad.web.clock import fair_now
from tearoad.web.language import COOKIE, speak
from tearoad.web.saving.once import done

FEEDS, PER_SECONDS = 12, 3600
"""So many addresses of calendars somebody makes themselves in so many seconds."""
PRIVATE = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
"""Kept by the visitor's own browser only, and asked for again each time: most answers are 304."""


def day_panel(request: ActorRequest, mission: Mission) -> dict[str, Any] | None:
    """Return what the portal shows of somebody's day; None for staff, whose pages are others."""
    if request.actor.role not in VISITORS:
        return None
    row = in_force(mission)
    own = own_days(mission, row, request.actor.role, request.actor.party, request.language) if row else None
    page = day_page(own, fair_now(), wanted_day(request.GET), day_notices(mission, request.actor.role)) if own else None
    older = older_sheet(own, request.actor.role) if own else None
    base = request.path.split("/day/")[0].rstrip("/")
    may_tell = allowed(request.actor.role, Policy.TELL_OF_DAY) and settings.HUB is None
    tell = f"{base}/day/notice/" if may_tell else ""
    return {"page": page, "published": row, "older": older, "base": base, "tell": tell}


def own_day(request: ActorRequest, token: str) -> HttpResponse:
    """Show a visitor their day alone; answers 304 while nothing on it has changed."""
    del token
    mission = _mission(request)
    _speak(request, mission)
    row = in_force(mission)
    template = "timetable/_own_day_part.html" if request.headers.get("HX-Request") else "timetable/own_day.html"
    named = ""
    if row is not None:
        of = tag(mission, row, request.actor.role, request.actor.party, request.language, fair_now())
        named = f'"{of}-{wanted_day(request.GET)}-{template.count("part")}"'
        if request.headers.get("If-None-Match") == named:
            return _private(HttpResponseNotModified(), named)
    response = _private(render(request, template, day_panel(request, mission)), named)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def own_sheet(request: ActorRequest, token: str) -> HttpResponse:
    """Return a visitor's own day sheet as a PDF; made anew where a meeting of theirs was called off since."""
    del token
    mission = _mission(request)
    row = in_force(mission)
    if row is None:
        raise NotFoundError(Text("day_pages.no_plan_yet"), Text("day_pages.no_plan_yet_hint"))
    paper = own_paper(row, SHEETS, request.actor.role, request.actor.party)
    own = own_days(mission, row, request.actor.role, request.actor.party)
    is_older = own is not None and own.is_changed_since
    content = sheet_of_today(own) if own is not None and is_older else content_of(paper.file)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{paper.file.name}"'
    return _private(response, "" if is_older else f'"{paper.file.digest}"')


def own_calendar_file(request: ActorRequest, token: str) -> HttpResponse:
    """Return a visitor's own calendar as a file."""
    del token
    mission = _mission(request)
    own = _own(request, mission)
    content = ics(own_calendar(mission, request.actor.role, own, fair_now()))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{own.receiver.stem}.ics"'
    return _private(response, "")


@require_POST
def own_feed(request: ActorRequest, token: str) -> HttpResponse:
    """Make a visitor the address of a calendar that follows the plan; it is shown once."""
    del token
    mission = _mission(request)
    _speak(request, mission)
    spend(f"own-feed:{mission.id}/{request.actor.role}/{request.actor.party}", FEEDS, PER_SECONDS)
    address = make_own(request.actor, mission, request.actor.role, request.actor.party)
    context = {"address": address, "webcal": webcal(address), "back": request.path.removesuffix("feed/")}
    return done(_private(render(request, "timetable/own_feed.html", context), ""))


def someones_day(request: ActorRequest, mission_id: UUID, role: str, party: str) -> HttpResponse:
    """Show an officer somebody's day as that person sees it."""
    mission = mission_of(request.actor, mission_id)
    wanted = wanted_role(role)
    row = in_force(mission)
    own = own_days(mission, row, wanted, party, request.language) if row else None
    page = day_page(own, fair_now(), wanted_day(request.GET), day_notices(mission, wanted)) if own else None
    context = surroundings(request, mission) | {
        "published": row,
        "page": page,
        "role": wanted,
        "party": party,
        "feeds": feeds_of(mission, wanted, party),
    }
    return render(request, "timetable/day.html", context)


def _mission(request: ActorRequest) -> Mission:
    if request.actor.mission is None:
        raise NotFoundError(Text("day_pages.no_plan_yet"), Text("day_pages.no_plan_yet_hint"))
    return mission_of(request.actor, request.actor.mission)


def _speak(request: ActorRequest, mission: Mission) -> None:
    """Speak the visitor's own language unless they chose another, as their page does."""
    who = receiver(mission, request.actor.role, request.actor.party) if COOKIE not in request.COOKIES else None
    if who is not None:
        speak(request, who.language)


def _own(request: ActorRequest, mission: Mission) -> Own:
    row = in_force(mission)
    own = own_days(mission, row, request.actor.role, request.actor.party) if row else None
    if own is None:
        raise NotFoundError(Text("day_pages.no_plan_yet"), Text("day_pages.no_plan_yet_hint"))
    return own


def _private(response: HttpResponse, named: str) -> HttpResponse:
    for name, value in PRIVATE.items():
        response[name] = value
    if named:
        response["ETag"] = named
    return response
