"""The ledger, for managers and auditors."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tearoad.errors import NotFoundError
from tearoad.people.web.models import LedgerEntry
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries import ledger
from tearoad.text import Text


@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """Show what was done, newest first."""
    ledger_page = ledger.page(request.GET.get("page", 1), request.GET.get("kind", ""))
    return render(request, "people/ledger.html", {"ledger": ledger_page, "page": ledger_page.page})


@require_safe
def verified(request: ActorRequest) -> HttpResponse:
    """Judge the whole chain now."""
    return render(request, "people/verified.html", {"verified": ledger.verify(request.actor.tenant)})


@require_safe
def entry(request: ActorRequest, number: int) -> HttpResponse:
    """Show one entry with what it was based on."""
    found = LedgerEntry.objects.filter(number=number).first()
    if found is None:
        raise NotFoundError(Text("people.no_entry", number=number))
    shown = {"line": ledger.ledger_line(found), "evidence": ledger.evidence_of(found)}
    return render(request, "people/entry.html", shown)


@require_safe
def export(request: ActorRequest) -> HttpResponseBase:
    """Hand the chain out as JSON lines."""
    del request
    response = StreamingHttpResponse(ledger.lines(), content_type="application/x-ndjson")
    response.headers["Content-Disposition"] = 'attachment; filename="ledger.jsonl"'
    return response
