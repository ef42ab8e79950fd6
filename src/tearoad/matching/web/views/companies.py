"""The companies of a mission, with their standing; one of them, opened in the mission."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from tearoad.companies.web.forms import RegisterFilter
from tearoad.companies.web.queries.register import Wanted, countries
from tearoad.companies.web.views.company_on_page import listed
from tearoad.companies.web.views.register import company_context
from tearoad.matching.web.queries import participants as queries
from tearoad.mission.web.queries import mission
from tearoad.people.web.policies import ActorRequest

PER_PAGE = 50


def companies(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who takes part, fifty a page."""
    row = mission(request.actor, mission_id)
    form = RegisterFilter(request.words, countries(request.actor), request.GET)
    wanted = form.wanted()
    page = Paginator(queries.participants(request.actor, row, wanted), PER_PAGE).get_page(request.GET.get("page"))
    request_counts = queries.request_counts(row)
    context = {
        "mission": row,
        "form": form,
        "narrowed": wanted != Wanted(),
        "page": page,
        "lines": [
            (
                participation.code,
                listed(participation.company, request.language),
                request_counts.get(participation.code, queries.RequestCounts()),
            )
            for participation in page
        ],
        "standings": queries.standings(request.actor, row),
    }
    return render(request, "matching/companies.html", context)


def company(request: ActorRequest, mission_id: UUID, company_id: UUID) -> HttpResponse:
    """Show one company that takes part, in the mission."""
    row = mission(request.actor, mission_id)
    found = queries.participant(request.actor, row, company_id)
    context = company_context(request, found) | {"mission": row, "back": request.path}
    return render(request, "matching/company.html", context)
