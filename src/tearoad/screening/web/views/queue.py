"""The queue of likenesses that wait for a person, one of them, and what was decided."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.screening import Ruling
from tearoad.screening.web.actions.rulings import rule, ruling_fields
from tearoad.screening.web.forms import RulingForm
from tearoad.screening.web.models import Hit
from tearoad.screening.web.queries import hits, overview
from tearoad.screening.web.queries.lists import lists
from tearoad.screening.web.views.hit_on_page import country_of, pair, ruled
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale

PER_PAGE = 25


def queue(request: ActorRequest) -> HttpResponse:
    """Show what waits for a person, the worst first."""
    page = Paginator(hits.undecided(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": [pair(row, request.language) for row in page],
        "overview": overview.overview(request.actor),
        "lists": lists(request.actor).count(),
        "tab": "queue",
    }
    return render(request, "screening/queue.html", context)


def decided(request: ActorRequest) -> HttpResponse:
    """Show every ruling, the latest first, also those that later ones replaced."""
    hit = Hit.objects.filter(company=OuterRef("company"), entry_key=OuterRef("entry_key")).values("pk")[:1]
    rows = hits.rulings(request.actor).annotate(hit_id=Subquery(hit))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rulings": [ruled(row, request.language) for row in page], "tab": "decided"}
    return render(request, "screening/decided.html", context)


def hit_page(request: ActorRequest, hit_id: UUID) -> HttpResponse:
    """Show one likeness: ours beside theirs, the evidence, what was ruled, and the form to rule."""
    return _show(request, hits.hit(request.actor, hit_id), None)


@tells_nul
def decide(request: ActorRequest, hit_id: UUID) -> HttpResponse:
    """Keep a ruling and go on to the next likeness."""
    row = hits.hit(request.actor, hit_id)
    if request.method != "POST":
        return redirect("screening-hit", hit_id=row.pk)
    form = RulingForm(request.words, request.POST)
    if not form.is_valid():
        return _show(request, row, form)
    data = form.cleaned_data
    made = rule(request.actor, row, Ruling(data["ruling"]), data["why"], stale.read_in(request))
    done = Text("screening_pages.decided_now", ruling=overview.ruling_text(made.ruling), company=row.company.name)
    messages.success(request, request.words(done))
    following = hits.undecided(request.actor).first()
    return redirect("screening-hit", hit_id=following.pk) if following else redirect("screening-queue")


def _show(request: ActorRequest, row: Hit, form: RulingForm | None) -> HttpResponse:
    history = [ruled(made, request.language, row.company) for made in hits.history(row)]
    current = next((ruling for ruling in history if ruling.row.replaced_at is None), None)
    context = {
        "pair": pair(row, request.language),
        "country": country_of(row.company, request.language),
        "history": history,
        "current": current,
        "form": form or RulingForm(request.words),
        "read": stale.stored_mark(request, ruling_fields(current.row if current else None)),
        "may_decide": allowed(request.actor.role, Policy.DECIDE_SCREENING),
        "left": hits.undecided(request.actor).count(),
    }
    return render(request, "screening/hit.html", context, status=422 if form else 200)
