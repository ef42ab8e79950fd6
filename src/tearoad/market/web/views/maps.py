"""The page of the organisation's borders; a brief draws its map of them once a reader switches it on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.market.brief.document import MarketBrief
from tearoad.market.brief.figure_wording import area_names
from tearoad.market.maps.drawing import BriefMap, brief_map
from tearoad.market.web.queries.tables import BORDERS
from tearoad.market.web.views.tables import RefusedUpload, faults_on_page, table_on_page
from tearoad.people.web.policies import ActorRequest

SWITCH, ON = "map", "on"
"""Of the address of a brief: without it no map is drawn."""


def borders(request: ActorRequest) -> HttpResponse:
    """Show which borders are in use, and the form for others."""
    return _page(request)


def refused_page(request: ActorRequest, refused: RefusedUpload) -> HttpResponse:
    """Show the page with why uploaded borders were not taken into use."""
    return _page(request, refused, status=422)


def map_of_brief(request: ActorRequest, made: MarketBrief) -> dict[str, object]:
    """Return what the page of a brief says of its map; the file is read only where the map is switched on."""
    row = BORDERS.in_use(request.actor)
    drawn: BriefMap | None = None
    if row is not None and request.GET.get(SWITCH) == ON:
        drawn = brief_map(made, BORDERS.rows(row), area_names(request.language))
    return {"borders": row, "map": drawn}


def _page(request: ActorRequest, refused: RefusedUpload | None = None, status: int = 200) -> HttpResponse:
    shown, outlines = table_on_page(request, BORDERS, refused)
    unnamed = sum(1 for outline in outlines if not outline.area)
    context = {"tables": [shown], "unnamed": unnamed, **faults_on_page(refused)}
    return render(request, "market/map.html", context, status=status)
