"""The papers of the delegation: what is there, and making them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.delegation.web.actions.papers import PAPERS, ask_for_papers
from tearoad.delegation.web.queries.papers import papers as papers_of
from tearoad.delegation.web.views.surroundings import surroundings
from tearoad.mission.web import queries
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.values import Language


def papers(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """List the delegation's papers by kind and language."""
    mission = queries.mission(request.actor, mission_id)
    found = papers_of(request.actor, mission, PAPERS)
    context = surroundings(request, mission) | {
        "papers": found,
        "may_run": allowed(request.actor.role, Policy.RUN_OFFICE),
        "lines": [
            (line, [(paper, Language(paper.language) if paper.language else None) for paper in line.papers])
            for line in found.lines
        ],
    }
    return render(request, "delegation/papers.html", context)


def make(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask for the papers as the rows stand now; whoever only opens the address sees what is there."""
    mission = queries.mission(request.actor, mission_id)
    if request.method == "POST":
        ask_for_papers(request.actor, mission)
    return redirect("mission-delegation-papers", mission_id=mission.id)
