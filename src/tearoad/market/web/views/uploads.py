"""Upload a table, and hand out the one in use or one to begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from tearoad.errors import NotFoundError
from tearoad.market.price.tables import RatesRefusedError
from tearoad.market.web.actions.tables import put_back_table, save_table
from tearoad.market.web.forms.markets import TableForm
from tearoad.market.web.queries.tables import table_kind
from tearoad.market.web.views import maps, obstacles, prices, roads
from tearoad.market.web.views.tables import RefusedUpload
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text

_PAGES: Mapping[str, Callable[[ActorRequest, RefusedUpload], HttpResponse]] = {
    "market-price": prices.refused_page,
    "market-obstacles": obstacles.refused_page,
    "market-road": roads.refused_page,
    "market-map": maps.refused_page,
}


def save(request: ActorRequest, uploaded: str) -> HttpResponse:
    """Take an uploaded table into use, or an earlier one again; or say on its page, cell by cell, why it cannot be.

    Where rows of the table in use would go, it asks first.
    """
    kind = table_kind(uploaded)
    if request.method != "POST":
        return redirect(kind.page)
    former = request.POST.get("put_back", "")
    form = TableForm(request.words, kind) if former else TableForm(request.words, kind, request.POST, request.FILES)
    if not former and not form.is_valid():
        return _PAGES[kind.page](request, RefusedUpload(kind, form))
    try:
        if former:
            count = put_back_table(request.actor, kind, former)
        else:
            file, may_replace = form.cleaned_data["file"], form.cleaned_data["replace"]
            content = file.read()
            changes = kind.changes(request.actor, file.name, content)
            if changes.gone and not may_replace:
                return _PAGES[kind.page](request, RefusedUpload(kind, form, changes=changes))
            count = save_table(request.actor, kind, file.name, content)
    except RatesRefusedError as refused:
        return _PAGES[kind.page](request, RefusedUpload(kind, form, refused.faults))
    messages.success(request, request.words(Text(f"market_pages.{kind.name}_saved", count=count)))
    return redirect(kind.page)


def template(request: ActorRequest, uploaded: str) -> HttpResponse:
    """Hand out a table to begin with."""
    del request
    kind = table_kind(uploaded)
    return _file(kind.template(), kind.name, kind.ending)


def in_use(request: ActorRequest, uploaded: str) -> HttpResponse:
    """Hand out the table in use as it was uploaded.

    Raises:
        NotFoundError: there is none.

    """
    kind = table_kind(uploaded)
    row = kind.in_use(request.actor)
    if row is None:
        raise NotFoundError(Text(f"market_pages.no_{kind.name}"), Text(f"market_pages.no_{kind.name}_hint"))
    return _file(row.content, f"{kind.name}-in-use", kind.ending)


def _file(content: str, name: str, ending: str) -> HttpResponse:
    """Return a table as a file that spreadsheets open, or borders as what draws them opens."""
    # Spreadsheets read UTF-8 only behind a mark.
    encoding, kind = ("utf-8-sig", "text/csv; charset=utf-8") if ending == "csv" else ("utf-8", "application/geo+json")
    response = HttpResponse(content.encode(encoding), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
