"""A visitor's own page, opened by their link."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.errors import NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.people import days_of
from tearoad.mission.web.queries.receivers import Receiver, receiver
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.language import COOKIE, speak

_PRIVATE = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
"""The address is the key: it is told to nobody, kept by no shared cache, found by no search."""


def portal(request: ActorRequest, token: str) -> HttpResponse:
    """Show someone their own day, in their language unless they chose another."""
    mission, who = visited(request)
    settings = queries.core(mission)
    language = request.language
    context: dict[str, object] = {
        "mission": mission,
        "token": token,
        "who": who,
        "name": settings.name.in_language(language),
        "fair": settings.fair.in_language(language),
        "where": " · ".join(filter(None, (settings.venue.in_language(language), settings.city.in_language(language)))),
        "days": days_of(settings, language),
        "contacts": settings.contacts,
        "may_give_photo": allowed(request.actor.role, Policy.ADD_TO_OWN_DOSSIER),
    }
    return private(render(request, "mission/portal.html", context))


def visited(request: ActorRequest) -> tuple[Mission, Receiver]:
    """Return whose link it is and the mission behind it, and speak their language unless they chose another.

    Raises:
        NotFoundError: the link is of no mission, or of somebody who takes no part any more.

    """
    actor = request.actor
    if actor.mission is None:
        raise NotFoundError(Text("people.link_unknown"), Text("people.link_unknown_hint"))
    mission = queries.mission(actor, actor.mission)
    who = receiver(mission, actor.role, actor.party)
    if who is None:
        raise NotFoundError(Text("people.link_unknown"), Text("people.link_unknown_hint"))
    if COOKIE not in request.COOKIES:
        speak(request, who.language)
    return mission, who


def private(response: HttpResponse) -> HttpResponse:
    """Let nobody else learn the address of a page that a link opens."""
    for name, value in _PRIVATE.items():
        response[name] = value
    return response
