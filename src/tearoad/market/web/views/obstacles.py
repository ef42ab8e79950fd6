"""The page that says what stands in the way of goods in a market."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import NotFoundError
from tearoad.market.brief.wording import area_names
from tearoad.market.obstacles.requirements import MarketRequirement, requirements_template
from tearoad.market.price.rates import PriceRate, RatesRefusedError, RateUnit
from tearoad.market.web.actions.briefs import save_requirements
from tearoad.market.web.forms.markets import ObstacleForm, RequirementsForm
from tearoad.market.web.queries import obstacles as queries
from tearoad.market.web.views.prices import MOST_FAULTS, table_file
from tearoad.paper.figures import number
from tearoad.people import Policy, allowed
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


def save(request: ActorRequest) -> HttpResponse:
    """Take an uploaded table into use, or say cell by cell why it cannot be."""
    if request.method != "POST":
        return redirect("market-obstacles")
    blank = ObstacleForm(request.words, initial={"on": now().date()})
    form = RequirementsForm(request.words, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, blank, form, status=422)
    file = form.cleaned_data["file"]
    try:
        count = save_requirements(request.actor, file.name, file.read())
    except RatesRefusedError as refused:
        return _page(request, blank, form, refused.faults, status=422)
    messages.success(request, request.words(Text("market_pages.requirements_saved", count=count)))
    return redirect("market-obstacles")


def template(request: ActorRequest) -> HttpResponse:
    """Hand out a table to begin with."""
    del request
    return table_file(requirements_template(), "requirements.csv")


def in_use(request: ActorRequest) -> HttpResponse:
    """Hand out the table in use as it was uploaded.

    Raises:
        NotFoundError: there is none.

    """
    row = queries.requirements_in_use(request.actor)
    if row is None:
        raise NotFoundError(Text("market_pages.no_requirements"), Text("market_pages.no_requirements_hint"))
    return table_file(row.content, "requirements-in-use.csv")


def _page(
    request: ActorRequest,
    form: ObstacleForm,
    upload: RequirementsForm | None = None,
    faults: tuple[Text, ...] = (),
    status: int = 200,
) -> HttpResponse:
    row = queries.requirements_in_use(request.actor)
    table = queries.requirement_rows(row)
    context: dict[str, object] = {
        "form": form,
        "upload": upload or RequirementsForm(request.words),
        "faults": faults[:MOST_FAULTS],
        "more_faults": len(faults[MOST_FAULTS:]),
        "table": row,
        "count": len(table),
        "may_save": allowed(request.actor.role, Policy.MAKE_BRIEFS),
    }
    if form.is_bound and form.is_valid():
        context |= _answer(request, form, table)
    return render(request, "market/obstacles.html", context, status=status)


def _answer(request: ActorRequest, form: ObstacleForm, table: tuple[MarketRequirement, ...]) -> dict[str, object]:
    """Return what the page says of the goods that are asked for."""
    market, hs, on = (form.cleaned_data[name] for name in ("market", "hs", "on"))
    found = queries.market_obstacles(request.actor, table, market, hs, on)
    topics = [
        (Text(f"market.topic_{one.topic}"), [RequirementOnPage(row, row.is_old(on)) for row in one.requirements])
        for one in found.topics
    ]
    return {
        "answered": True,
        "where": area_names(request.language)(market),
        "product": str(HSCode(hs)),
        "goods": found.goods,
        "parties": [(Text(f"company_pages.standing_{standing}"), count) for standing, count in found.parties.items()],
        "charges": [_charge(request, Text(f"market.step_{step}"), rate) for step, rate in found.charges],
        "topics": [(name, rows) for name, rows in topics if rows],
        "silent": [name for name, rows in topics if not rows],
    }


def _charge(request: ActorRequest, name: Text, rate: PriceRate | None) -> ChargeOnPage:
    if rate is None:
        return ChargeOnPage(name, None, "")
    shown = number(rate.value, request.language)
    if rate.unit is RateUnit.PERCENT:
        return ChargeOnPage(name, rate, f"{shown}\u202f%")
    unit = request.words(Text(f"market_pages.charge_{rate.unit}", amount=shown, currency=rate.currency))
    return ChargeOnPage(name, rate, unit)
