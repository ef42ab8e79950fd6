"""Who might fit whom, with the reasons; and which pairs must not meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.matching.web import models as rows
from tearoad.matching.web import queries
from tearoad.matching.web.actions.deciding import ask_both, call_off
from tearoad.matching.web.actions.matching import ask_to_match
from tearoad.matching.web.forms.filters import MatchFilter
from tearoad.matching.web.queries import freshness, reasons_of
from tearoad.matching.web.queries.names import names, sides_offered
from tearoad.matching.web.queries.participants import standings
from tearoad.matching.web.queries.progress import progress_rows
from tearoad.matching.web.views.meetings import address
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
    codes: str
    """What the two are chosen by."""
    state: Text | None
    """Where their meeting stands; None where nobody said anything of it."""
    history: str
    """The page of their meeting; empty where there is none."""


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
    pairs = _pairs(row, list(page), known)
    context = _around(request, row, known) | {"form": form, "narrowed": form.narrows, "page": page, "pairs": pairs}
    return render(request, "matching/matches.html", context | {"tab": "matches"})


def _pairs(row: Mission, found: Sequence[rows.Match], known: Mapping[str, str]) -> list[Pair]:
    """Return matches for the page, with where their meetings stand; one query."""
    buyers = {one.buyer for one in found}
    stands = {(one.exporter, one.buyer): one.state for one in progress_rows(row).filter(buyer__in=buyers)}
    pairs = []
    for one in found:
        state = stands.get((one.exporter, one.buyer))
        names_of_both = known.get(one.exporter, one.exporter), known.get(one.buyer, one.buyer)
        said = Text(f"matching.state_{state}") if state else None
        history = address(row.pk, one.exporter, one.buyer) if state else ""
        codes = f"{one.exporter}/{one.buyer}"
        pairs.append(Pair(*names_of_both, one.score, reasons_of(one), codes, said, history))
    return pairs


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


def decide(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask both sides of the chosen pairs, or call their meetings off, with a reason that is kept."""
    row = mission(request.actor, mission_id)
    if request.method == "POST":
        pairs = [
            (exporter, buyer) for exporter, _, buyer in (one.partition("/") for one in request.POST.getlist("pair"))
        ]
        act = call_off if request.POST.get("do") == "call_off" else ask_both
        act(request.actor, row, pairs, request.POST.get("reason", "").strip())
        messages.success(request, request.words(Text("asking_pages.decided")))
    return redirect("matching-matches", mission_id=row.pk)


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
