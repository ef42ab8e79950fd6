"""The page of roads: routes to a market beside each other, and what its border posts let through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.market.brief.figure_wording import area_names
from tearoad.market.road.legs import RouteLeg
from tearoad.market.road.posts import PostThroughput, YearOnYear, years_on_year
from tearoad.market.road.routes import TradeRoute, routes_to, unbeaten
from tearoad.market.road.wording import cost_text, hours_text, leg_delay, leg_time, open_legs, post_lines, post_value
from tearoad.market.web.forms.markets import RoadForm
from tearoad.market.web.queries.articles import accepted_for_road
from tearoad.market.web.queries.tables import POSTS, ROUTES
from tearoad.market.web.views.tables import RefusedUpload, faults_on_page, table_on_page
from tearoad.paper.figures import number, price
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class LegOnPage:
    """A leg as the page shows it."""

    leg: RouteLeg
    mode: Text
    km: str
    time: Text | None
    delay: Text | None
    cost: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class RouteOnPage:
    """A route as the page shows it."""

    name: str
    km: str
    times: tuple[Text, ...]
    """Within which 10, 50 and 90 of a hundred shipments arrive."""
    costs: tuple[Text, ...]
    is_unbeaten: bool
    is_open: tuple[Text, ...]
    legs: tuple[LegOnPage, ...]


@dataclass(frozen=True, slots=True)
class PostFigureOnPage:
    """What a post let through in a period, beside the year before."""

    row: PostThroughput
    mode: Text
    value: Text
    lines: tuple[Text, ...]


def road(request: ActorRequest) -> HttpResponse:
    """Show the tables in use and the form; below it the roads to the market that is asked for."""
    if not any(name in request.GET for name in RoadForm.base_fields):
        return _page(request, _blank(request))
    form = RoadForm(request.words, request.GET)
    return _page(request, form, status=200 if form.is_valid() else 422)


def refused_page(request: ActorRequest, refused: RefusedUpload) -> HttpResponse:
    """Show the page with why an uploaded table was not taken into use."""
    return _page(request, _blank(request), refused, status=422)


def _blank(request: ActorRequest) -> RoadForm:
    return RoadForm(request.words, initial={"on": now().date()})


def _page(
    request: ActorRequest, form: RoadForm, refused: RefusedUpload | None = None, status: int = 200
) -> HttpResponse:
    routes, legs = table_on_page(request, ROUTES, refused)
    posts, throughput = table_on_page(request, POSTS, refused)
    context: dict[str, object] = {"form": form, "tables": [routes, posts], **faults_on_page(refused)}
    if form.is_bound and form.is_valid():
        market, on = form.cleaned_data["market"], form.cleaned_data["on"]
        found = routes_to(legs, market)
        best = unbeaten(found)
        context |= {
            "answered": True,
            "where": area_names(request.language)(market),
            "routes": [_route(route, route.name in best, on, request.words) for route in found],
            "posts": [_post(year, request.words) for year in years_on_year(throughput, market)],
            "facts": accepted_for_road(request.actor, market),
        }
    return render(request, "market/road.html", context, status=status)


def _route(route: TradeRoute, is_unbeaten: bool, on: date, words: Words) -> RouteOnPage:  # noqa: FBT001  # one of a few plain values
    time = route.time
    return RouteOnPage(
        name=route.name,
        km="" if route.km is None else number(route.km.quantize(Decimal(1)), words.language),
        times=() if time is None else tuple(hours_text(hours, words) for hours in (time.p10, time.p50, time.p90)),
        costs=tuple(cost_text(cost, words) for cost in route.costs),
        is_unbeaten=is_unbeaten,
        is_open=open_legs(route),
        legs=tuple(_leg(leg, on, words) for leg in route.legs),
    )


def _leg(leg: RouteLeg, on: date, words: Words) -> LegOnPage:
    return LegOnPage(
        leg=leg,
        mode=Text(f"market.road_{leg.mode}"),
        km="" if leg.km is None else number(leg.km, words.language),
        time=leg_time(leg, words),
        delay=leg_delay(leg, words),
        cost="" if leg.cost is None else f"{price(leg.cost, words.language)} {leg.currency}",
        is_old=leg.is_old(on),
    )


def _post(year: YearOnYear, words: Words) -> PostFigureOnPage:
    return PostFigureOnPage(
        year.row, Text(f"market.road_{year.row.mode}"), post_value(year, words), post_lines(year, words)
    )
