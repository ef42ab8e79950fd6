"""The pages: the briefs there are and the form for a new one, one brief, and its files."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.errors import InputError, NotFoundError, TearoadError
from tearoad.market.brief.changes import changes_since
from tearoad.market.brief.document import MarketBrief
from tearoad.market.brief.figure_wording import area_names
from tearoad.market.brief.firms import BriefFirms, ProductsOfFirms, products_of_firms
from tearoad.market.brief.wording import BesideBrief, marked_market, worded
from tearoad.market.brief.writing import brief_pdf, markdown, workbook
from tearoad.market.engine import engine_installed
from tearoad.market.web.actions.briefs import MOST_REMARKS, ask_for_brief, keep_remarks
from tearoad.market.web.forms.markets import MOST_PRODUCTS, BriefForm
from tearoad.market.web.models import SavedBrief
from tearoad.market.web.queries import briefs as queries
from tearoad.market.web.queries.articles import accepted_for_brief
from tearoad.market.web.queries.firms import firms_of, firms_of_brief, seller_selection
from tearoad.market.web.views.charts import product_bars
from tearoad.market.web.views.maps import map_of_brief
from tearoad.office.web.queries import jobs
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import HSCode
from tearoad.web.input import tells_nul
from tearoad.web.registry import Panel, PanelPlace
from tearoad.web.saving import stale
from tearoad.web.saving.stale import version_of

PER_PAGE = 25
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_OFFICE, _SHARED = "office", "shared"
"""Editions: with what colleagues wrote down and firm by firm, and without."""


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
    return _brief_page(request, queries.saved_brief(request.actor, brief_id))


def _brief_page(
    request: ActorRequest, row: SavedBrief, wrong: TearoadError | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a brief; with `wrong`, the notes as they were sent and why they were not kept."""
    context: dict[str, Any] = {"row": row, "title": _title(row, request)}
    if row.made_at is None:
        snapshot = queries.snapshot_in_use()
        context["fictional"] = snapshot is not None and snapshot.fictional
        job = context["job"] = jobs.latest(request.actor, queries.MAKE_BRIEF, str(row.pk))
        may_make = allowed(request.actor.role, Policy.MAKE_BRIEFS)
        context["may_repeat"] = may_make and (job is None or job.may_again)
        return render(request, "market/brief_waiting.html", context)
    made = queries.brief_of_row(row)
    named, beside = area_names(request.language), _beside(request, row, made)
    said = worded(made, request.words, beside)
    context |= map_of_brief(request, made) | {
        "said": said,
        "products": product_bars(made, said.trends, request.words),
        "facts": [
            (named(market), list(facts)) for market, facts in groupby(beside.facts, key=lambda fact: fact.market)
        ],
        "choices": [(marked_market(made, market, request.words), market) for market in made.markets],
        "may_begin": allowed(request.actor.role, Policy.EDIT_MISSION),
        "may_campaign": allowed(request.actor.role, Policy.RUN_CALL),
        "may_make": allowed(request.actor.role, Policy.MAKE_BRIEFS),
        "read": version_of(queries.remarks_as_kept(row)),
        "remarks": request.POST.get("remarks", "") if wrong else row.remarks,
        "wrong": wrong,
        "most_remarks": MOST_REMARKS,
    }
    return render(request, "market/brief.html", context, status=status)


def file(request: ActorRequest, brief_id: UUID, form: str) -> HttpResponse:
    """Hand out a brief as Markdown, workbook or PDF in the reader's language.

    Raises:
        NotFoundError: no such form, or no such edition.
        Conflict: it is not made yet.

    """
    row = queries.saved_brief(request.actor, brief_id)
    if form not in _TYPES:
        raise NotFoundError(Text("market_pages.no_form", form=form), Text("market_pages.no_form_hint"))
    made = queries.brief_of_row(row)
    edition = request.GET.get("edition", _OFFICE)
    if edition not in {_OFFICE, _SHARED}:
        raise NotFoundError(Text("market_pages.no_edition", edition=edition), Text("market_pages.no_edition_hint"))
    beside = _beside(request, row, made)
    beside = beside.to_share() if edition == _SHARED else beside
    said = worded(made, request.words, beside)
    content = {
        "md": lambda: markdown(said, request.words).encode(),
        "xlsx": lambda: workbook(said, request.words),
        "pdf": lambda: brief_pdf(made, request.language, row.made_at or row.asked_at, beside),
    }[form]()
    response = HttpResponse(content, content_type=_TYPES[form])
    response["Content-Disposition"] = (
        f'attachment; filename="market-brief{"-shared" if edition == _SHARED else ""}.{form}"'
    )
    return response


def again(request: ActorRequest, brief_id: UUID) -> HttpResponse:
    """Ask for the same brief of the figures that are loaded by now."""
    row = queries.saved_brief(request.actor, brief_id)
    if request.method != "POST":
        return redirect("market-brief", brief_id=row.pk)
    made = ask_for_brief(request.actor, queries.request_of_row(row), firms_of_brief(row))
    return redirect("market-brief", brief_id=made.pk)


@tells_nul
def remarks(request: ActorRequest, brief_id: UUID) -> HttpResponse:
    """Keep what colleagues write beside a brief."""
    row = queries.saved_brief(request.actor, brief_id)
    if request.method == "POST":
        typed = request.POST.get("remarks", "").strip()
        try:
            keep_remarks(request.actor, row.pk, typed, read=stale.read_in(request))
        except (InputError, stale.Stale) as wrong:
            row.refresh_from_db()
            return _brief_page(request, row, wrong, status=422 if isinstance(wrong, InputError) else 409)
        messages.success(request, request.words(Text("market_pages.remarks_kept")))
    return redirect("market-brief", brief_id=row.pk)


def _beside(request: ActorRequest, row: SavedBrief, made: MarketBrief) -> BesideBrief:
    before = queries.brief_before(row)
    return BesideBrief(
        facts=accepted_for_brief(request.actor, made.markets),
        firms=firms_of_brief(row),
        changes=None if before is None else changes_since(before, made),
        remarks=row.remarks,
    )


def _list_page(request: ActorRequest, form: BriefForm, sold: ProductsOfFirms | None = None) -> HttpResponse:
    page = Paginator(queries.briefs(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    waiting = [str(row.pk) for row in page if row.made_at is None]
    failed = jobs.failed_keys(request.actor, queries.MAKE_BRIEF, waiting) if waiting else frozenset()
    context = {
        "page": page,
        "rows": [(row, _title(row, request), str(row.pk) in failed) for row in page],
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
