"""A firm's own subsidy dossier, opened by its link: what is missing, and a file into it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.costs.web.actions import dossiers as actions
from tearoad.costs.web.queries.dossiers import own_dossier
from tearoad.costs.web.views.dossiers import report_added, sent_files
from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.mission.web.views.portal import private, visited
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.web.routes import first

TRIES, PER_SECONDS = 60, 3600
"""So many times an hour one firm may send files."""


@first(look_ahead)
def own(request: ActorRequest, token: str) -> HttpResponse:
    """Show a firm what its dossier lacks, or take its files in."""
    actor = request.actor
    mission, who = visited(request)
    error: InputError | None = None
    part = request.POST.get("part", "")
    if request.method == "POST":
        spend(f"own-dossier:{mission.id}/{actor.party}", TRIES, PER_SECONDS)
        try:
            sent = sent_files(request)
            added = actions.add_own_files(actor, mission, part, sent, request.POST.get("person", ""))
        except InputError as wrong:
            error = wrong
        else:
            report_added(request, added)
            return private(redirect("mission-own-dossier", token=token))
    page = own_dossier(actor, mission, request.language)
    context = {
        "mission": mission,
        "token": token,
        "who": who,
        "name": queries.core(mission).name.in_language(request.language),
        "dossier": page,
        "error": error,
        "error_at": part if any(on_page.standing.part.code == part for on_page in page.parts) else "",
    }
    return private(render(request, "costs/own_dossier.html", context, status=422 if error else 200))
