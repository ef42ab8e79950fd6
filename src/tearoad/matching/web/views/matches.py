"""Who might fit whom, with the reasons; and which pairs must not meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.matching.web import queries
from tearoad.matching.web.actions.matching import ask_to_match
from tearoad.matching.web.forms.filters import MatchFilter
from tearoad.matching.web.queries import freshness, reasons_of
from tearoad.matching.web.queries.names import names, sides_offered
from tearoad.matching.web.queries.participants import standings
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Reason
from tearoad.values.document import text_from_document

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Pair:
    """A match on the page."""

    exporter: str
    buyer: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Barred:
    """A refusal on the page."""

    exporter: str
    buyer: str
    why: Text


def matches(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the best matches first, twenty-five a page."""
    row = mission(request.actor, mission_id)
    known = names(row, request.language)
    form = MatchFilter(request.words, *sides_offered(row, known), request.GET)
    found = queries.matches(row).filter(score__gte=form.least_score)
    for side in ("exporter", "buyer"):
        if code := form.value(side):
            found = found.filter(**{side: code})
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    pairs = [Pair(known.get(m.exporter, m.exporter), known.get(m.buyer, m.buyer), m.score, reasons_of(m)) for m in page]
    context = _around(request, row, known) | {"form": form, "narrowed": form.narrows, "page": page, "pairs": pairs}
    return render(request, "matching/matches.html", context | {"tab": "matches"})


def refusals(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the pairs that must not meet, with the reason; for the office only."""
    row = mission(request.actor, mission_id)
    known = names(row, request.language)
    page = Paginator(queries.refusals(row), PER_PAGE).get_page(request.GET.get("page"))
    barred = [
        Barred(known.get(one.exporter, one.exporter), known.get(one.buyer, one.buyer), text_from_document(one.why))
        for one in page
    ]
    context = _around(request, row, known) | {"page": page, "barred": barred, "tab": "refusals"}
    return render(request, "matching/refusals.html", context)


def again(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask a worker to match the mission anew."""
    row = mission(request.actor, mission_id)
    if request.method == "POST":
        ask_to_match(request.actor, row)
        messages.success(request, request.words(Text("matching_pages.asked_to_match")))
    return redirect("matching-matches", mission_id=row.pk)


def _around(request: ActorRequest, row: Mission, known: Mapping[str, str]) -> dict[str, object]:
    counted = standings(request.actor, row)
    return {
        "mission": row,
        "known": known,
        "freshness": freshness(row),
        "standings": counted,
        "left_out": counted.all - counted.clear,
        "may_match": row.archived_at is None and allowed(request.actor.role, Policy.PLAN),
    }
