"""The page that says what stands in the way of goods in a market."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.market.brief.figure_wording import area_names
from tearoad.market.obstacles.requirements import MarketRequirement
from tearoad.market.price.rates import PriceRate
from tearoad.market.web.forms.markets import ObstacleForm
from tearoad.market.web.queries import obstacles as queries
from tearoad.market.web.queries.tables import REQUIREMENTS
from tearoad.market.web.views.tables import RefusedUpload, faults_on_page, rate_written, table_on_page
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.web.clock import now


@dataclass(frozen=True, slots=True)
class RequirementOnPage:
    """A requirement, and whether its source is to be read again."""

    row: MarketRequirement
    is_old: bool


@dataclass(frozen=True, slots=True)
class ChargeOnPage:
    """A charge of customs with its rate; no rate where the table has none for the day."""

    name: Text
    rate: PriceRate | None
    value: str


def obstacles(request: ActorRequest) -> HttpResponse:
    """Show the table in use and the form; below it what stands in the way of what is asked."""
    if not any(name in request.GET for name in ObstacleForm.base_fields):
        return _page(request, ObstacleForm(request.words, initial={"on": now().date()}))
    form = ObstacleForm(request.words, request.GET)
    return _page(request, form, status=200 if form.is_valid() else 422)


def refused_page(request: ActorRequest, refused: RefusedUpload) -> HttpResponse:
    """Show the page with why an uploaded table was not taken into use."""
    return _page(request, ObstacleForm(request.words, initial={"on": now().date()}), refused, status=422)


def _page(
    request: ActorRequest, form: ObstacleForm, refused: RefusedUpload | None = None, status: int = 200
) -> HttpResponse:
    shown, rows = table_on_page(request, REQUIREMENTS, refused)
    context: dict[str, object] = {"form": form, "tables": [shown], **faults_on_page(refused)}
    if form.is_bound and form.is_valid():
        context |= _answer(request, form, rows)
    return render(request, "market/obstacles.html", context, status=status)


def _answer(request: ActorRequest, form: ObstacleForm, table: tuple[MarketRequirement, ...]) -> dict[str, object]:
    """Return what the page says of the goods that are asked for."""
    market, hs, on = (form.cleaned_data[name] for name in ("market", "hs", "on"))
    market_obstacles = queries.market_obstacles(request.actor, table, market, hs, on)
    topics = [
        (Text(f"market.topic_{topic.topic}"), [RequirementOnPage(row, row.is_old(on)) for row in topic.requirements])
        for topic in market_obstacles.topics
    ]
    return {
        "answered": True,
        "where": area_names(request.language)(market),
        "product": str(HSCode(hs)),
        "goods": market_obstacles.goods,
        "parties": [
            (Text(f"company_pages.standing_{standing}"), count) for standing, count in market_obstacles.parties.items()
        ],
        "questions": market_obstacles.questions,
        "charges": [_charge(request, Text(f"market.step_{step}"), rate) for step, rate in market_obstacles.charges],
        "topics": [(name, rows) for name, rows in topics if rows],
        "silent": [name for name, rows in topics if not rows],
    }


def _charge(request: ActorRequest, name: Text, rate: PriceRate | None) -> ChargeOnPage:
    return ChargeOnPage(name, rate, "" if rate is None else rate_written(rate, request.words))
