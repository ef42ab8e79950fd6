"""A firm's photo for the delegation's book, sent by the firm's own link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tearoad.companies.web.queries.register import paint_ahead
from tearoad.companies.web.views.sent import sent_photo
from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.actions.own_photo import give_own_photo
from tearoad.mission.web.queries.photos import own_photo
from tearoad.mission.web.views.portal import private, visited
from tearoad.office.web.actions.files import content_of
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.routes import first
from tearoad.web.saving import stale

TRIES, PER_SECONDS = 30, 3600
"""So many times an hour one firm may send a photo."""


@first(paint_ahead)
def own(request: ActorRequest, token: str) -> HttpResponse:
    """Show a firm whether the book has its photo, or take one in."""
    actor = request.actor
    mission, who = visited(request)
    error: InputError | None = None
    if request.method == "POST":
        spend(f"own-photo:{mission.id}/{actor.party}", TRIES, PER_SECONDS)
        try:
            give_own_photo(actor, mission, sent_photo(request), stale.read_in(request))
        except InputError as wrong:
            error = wrong
        else:
            messages.success(request, request.words(Text("company_pages.photo_saved")))
            return private(redirect("mission-own-photo", token=token))
    there = own_photo(mission, actor.party)
    context = {
        "mission": mission,
        "token": token,
        "who": who,
        "name": queries.core(mission).name.in_language(request.language),
        "is_there": there is not None,
        "read": stale.stored_mark(request, there.digest if there else ""),
        "error": error,
    }
    return private(render(request, "mission/own_photo.html", context, status=422 if error else 200))


@require_safe
def picture(request: ActorRequest, token: str) -> HttpResponse:
    """Send a firm its own photo, and no other firm's."""
    del token
    mission, _who = visited(request)
    file = own_photo(mission, request.actor.party)
    if file is None:
        raise NotFoundError(Text("portal_pages.photo_missing"), Text("portal_pages.photo_lead"))
    response = private(HttpResponse(content_of(file), content_type=file.media_type))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
