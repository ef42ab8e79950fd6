"""The pages: the briefs there are and the form for a new one, one brief, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.errors import NotFoundError
from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief
from tearoad.market.brief.firms import BriefFirms, ProductsOfFirms, products_of_firms
from tearoad.market.brief.wording import BesideBrief, area_names, figure_value, worded
from tearoad.market.brief.writing import brief_pdf, markdown, workbook
from tearoad.market.engine import engine_installed
from tearoad.market.web.actions.briefs import ask_for_brief
from tearoad.market.web.forms.markets import MOST_PRODUCTS, BriefForm
from tearoad.market.web.models import SavedBrief
from tearoad.market.web.queries import briefs as queries
from tearoad.market.web.queries.articles import accepted_for_brief
from tearoad.market.web.queries.firms import firms_of, firms_of_brief, seller_selection
from tearoad.office.web.queries import jobs
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.web.input import tells_nul
from tearoad.web.registry import Panel, PanelPlace

PER_PAGE = 25
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class ImportsBar:
    """A market's imports as a bar: how long it is of a thousand, and the figures it stands for."""

    market: str
    length: int
    imports: str
    own: str


@dataclass(frozen=True, slots=True)
class ProductBars:
    """The bars of one product."""

    product: str
    bars: tuple[ImportsBar, ...]


def link(request: Any, _subject: object) -> dict[str, Any]:
    """Return the link to the briefs in the main navigation."""
    url = reverse("market-briefs")
    return {"url": url, "label": Text("market_pages.title"), "current": request.path.startswith(url)}


NAVIGATION = Panel(PanelPlace.NAVIGATION, "markets", 5, Policy.SEE_MARKETS, "web/parts/tab.html", link)


def briefs(request: ActorRequest) -> HttpResponse:
    """Show the briefs there are, and the form for a new one."""
    selection = seller_selection(request.GET.get("products", ""), request.GET.get("of", ""))
    if selection is None:
        return _list_page(request, BriefForm(request.words))
    sold = products_of_firms(firms_of(request.actor, selection), MOST_PRODUCTS)
    codes = ", ".join(str(HSCode(code)) for code in sold.codes)
    return _list_page(request, BriefForm(request.words, initial={"products": codes, "sellers": str(selection)}), sold)


@tells_nul
def ask(request: ActorRequest) -> HttpResponse:
    """Ask for a brief, or say what cannot be read."""
    if request.method != "POST":
        return redirect("market-briefs")
    form = BriefForm(request.words, request.POST)
    if not form.is_valid():
        return _list_page(request, form)
    firms = firms_of(request.actor, form.asked) if form.asked else BriefFirms()
    made = ask_for_brief(request.actor, form.request, firms)
    return redirect("market-brief", brief_id=made.pk)


def brief(request: ActorRequest, brief_id: UUID) -> HttpResponse:
    """Show one brief: comparison, bars, every figure with its query; or how far its making is."""
    row = queries.saved_brief(request.actor, brief_id)
    context = {"row": row, "title": _title(row, request)}
    if row.made_at is None:
        snapshot = queries.snapshot_in_use()
        context["fictional"] = snapshot is not None and snapshot.fictional
        context["job"] = jobs.latest(request.actor, queries.MAKE_BRIEF, str(row.pk))
        return render(request, "market/brief_waiting.html", context)
    made = queries.brief_of_row(row)
    named, beside = area_names(request.language), _beside(request, row, made)
    context |= {
        "said": worded(made, request.words, beside),
        "products": _bars(made, request),
        "facts": [(named(market), list(told)) for market, told in groupby(beside.facts, key=lambda fact: fact.market)],
        "choices": [(named(market), market) for market in made.markets],
        "may_begin": allowed(request.actor.role, Policy.EDIT_MISSION),
        "may_campaign": allowed(request.actor.role, Policy.RUN_CALL),
    }
    return render(request, "market/brief.html", context)


def file(request: ActorRequest, brief_id: UUID, form: str) -> HttpResponse:
    """Hand out a brief as Markdown, workbook or PDF in the reader's language.

    Raises:
        NotFoundError: no such form.
        Conflict: it is not made yet.

    """
    row = queries.saved_brief(request.actor, brief_id)
    if form not in _TYPES:
        raise NotFoundError(Text("market_pages.no_form", form=form), Text("market_pages.no_form_hint"))
    made = queries.brief_of_row(row)
    beside = _beside(request, row, made)
    said = worded(made, request.words, beside)
    content = {
        "md": lambda: markdown(said, request.words).encode(),
        "xlsx": lambda: workbook(said, request.words),
        "pdf": lambda: brief_pdf(made, request.language, row.made_at or row.asked_at, beside),
    }[form]()
    response = HttpResponse(content, content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="market-brief.{form}"'
    return response


def _beside(request: ActorRequest, row: SavedBrief, made: MarketBrief) -> BesideBrief:
    return BesideBrief(accepted_for_brief(request.actor, made.markets), firms_of_brief(row))


def _list_page(request: ActorRequest, form: BriefForm, sold: ProductsOfFirms | None = None) -> HttpResponse:
    page = Paginator(queries.briefs(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, _title(row, request)) for row in page],
        "form": form,
        "sold": sold,
        "snapshot": queries.snapshot_in_use(),
        "installed": engine_installed(),
        "may_make": allowed(request.actor.role, Policy.MAKE_BRIEFS),
    }
    return render(request, "market/briefs.html", context, status=422 if form.errors else 200)


def _title(row: SavedBrief, request: ActorRequest) -> Text:
    named = area_names(request.language)
    codes = ", ".join(str(HSCode(text)) for text in row.products.split(","))
    between = request.language.habits.comma
    markets = between.join(named(text) for text in row.markets.split(","))
    return Text("market_pages.brief_of", exporter=named(row.exporter), products=codes, markets=markets)


def _bars(made: MarketBrief, request: ActorRequest) -> tuple[ProductBars, ...]:
    """Return the imports of each market beside the largest of them, product by product."""
    named = area_names(request.language)
    found = []
    for product in made.products:
        imports = [made.figure(BriefMeasure.IMPORTS, product, market) for market in made.markets]
        most = max((figure.value or 0 for figure in imports), default=0)
        bars = [_bar(figure, most, made, request, named(figure.market)) for figure in imports if figure.value]
        if bars:
            found.append(ProductBars(str(HSCode(product)), tuple(bars)))
    return tuple(found)


def _bar(figure: BriefFigure, most: float, made: MarketBrief, request: ActorRequest, market: str) -> ImportsBar:
    own = made.figure(BriefMeasure.SHARE, figure.product, figure.market)
    length = round(_WHOLE * (figure.value or 0) / most) if most else 0
    return ImportsBar(market, length, figure_value(figure, request.words), figure_value(own, request.words))
