"""Who might fit whom, with the reasons; and which pairs must not meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.errors import InputError
from tearoad.matching.decisions import DecisionChoice, PairVerdict
from tearoad.matching.matching_changes import MatchChange
from tearoad.matching.web import models as rows
from tearoad.matching.web import queries
from tearoad.matching.web.actions import deciding as actions
from tearoad.matching.web.actions.deciding import ask_both
from tearoad.matching.web.actions.matching import ask_to_match
from tearoad.matching.web.actions.moves import MOST_LETTERS
from tearoad.matching.web.forms.filters import MatchFilter
from tearoad.matching.web.queries import freshness, reasons_of
from tearoad.matching.web.queries.decisions import decisions_that_hold
from tearoad.matching.web.queries.names import PartyName, company_pages, names, sides_offered
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
from tearoad.web.refused import refused_in, shows_again

PER_PAGE = 25
ASK_BOTH = "ask_both"


@dataclass(frozen=True, slots=True)
class Pair:
    """A match on the page."""

    exporter: PartyName
    buyer: PartyName
    score: int
    before: int | None
    """Its score in the matching before, where that was another."""
    is_new: bool
    reasons: tuple[Reason, ...]
    codes: str
    """What the two are chosen by."""
    state: Text | None
    """Where their meeting stands; None where nobody said anything of it."""
    history: str
    """The page of their meeting; empty where there is none."""
    decision: rows.PairDecision | None
    """What the office decided about the two."""

    @property
    def steps(self) -> str:
        """How many steps they were put up or down, with a sign."""
        return f"{self.decision.steps:+d}" if self.decision else ""

    @property
    def decided(self) -> Text | None:
        """What was decided, in the reader's words; None where nothing was, or the two were only put up or down."""
        verdict = self.decision.verdict if self.decision else PairVerdict.OPEN.value
        return None if verdict == PairVerdict.OPEN else Text(f"matching_pages.only_{verdict}")


@dataclass(frozen=True, slots=True)
class Barred:
    """A refusal on the page."""

    exporter: PartyName
    buyer: PartyName
    why: Text
    codes: str
    by_office: bool
    """Whether the office decided so, and may take that back here."""
    reason: str


def matches(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the best matches first, twenty-five a page."""
    row = mission(request.actor, mission_id)
    known = names(row, request.language)
    form = MatchFilter(request.words, *sides_offered(row, known), request.GET)
    query = queries.matches_only(row, form.value("only")).filter(score__gte=form.least_score)
    for side in ("exporter", "buyer"):
        if code := form.value(side):
            query = query.filter(**{side: code})
    page = Paginator(query, PER_PAGE).get_page(request.GET.get("page"))
    changes = queries.matching_changes(row)
    context = _around(request, row, known) | {
        "form": form,
        "narrowed": form.narrows,
        "page": page,
        "pairs": _pairs(row, list(page), known),
        "changes": changes,
        "gone": [
            (known.get(match.exporter, match.exporter), known.get(match.buyer, match.buyer), match.score)
            for match in changes.gone_matches
        ],
        "choices": [(choice, Text(f"matching_pages.choice_{choice}")) for choice in (ASK_BOTH, *DecisionChoice)],
        "most_letters": MOST_LETTERS,
        "chosen": request.POST.getlist("pair") if refused_in(request) else (),
    }
    return render(request, "matching/matches.html", context)


def _pairs(row: Mission, found: Sequence[rows.Match], known: Mapping[str, str]) -> list[Pair]:
    """Return matches for the page, with where their meetings stand and what was decided; three queries."""
    buyers = {match.buyer for match in found}
    stands = {
        (progress.exporter, progress.buyer): progress.state for progress in progress_rows(row).filter(buyer__in=buyers)
    }
    decisions, pages = decisions_that_hold(row), company_pages(row)
    pairs = []
    for match in found:
        state = stands.get((match.exporter, match.buyer))
        pairs.append(
            Pair(
                exporter=PartyName(known.get(match.exporter, match.exporter), pages.get(match.exporter, "")),
                buyer=PartyName(known.get(match.buyer, match.buyer), pages.get(match.buyer, "")),
                score=match.score,
                before=match.score_before if match.change else None,
                is_new=match.change == MatchChange.NEW,
                reasons=reasons_of(match),
                codes=f"{match.exporter}/{match.buyer}",
                state=Text(f"matching.state_{state}") if state else None,
                history=address(row.pk, match.exporter, match.buyer) if state else "",
                decision=decisions.get((match.exporter, match.buyer)),
            )
        )
    return pairs


def refusals(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the pairs that must not meet, with the reason; for the office only."""
    row = mission(request.actor, mission_id)
    known = names(row, request.language)
    page = Paginator(queries.refusals(row), PER_PAGE).get_page(request.GET.get("page"))
    decisions, pages = decisions_that_hold(row), company_pages(row)
    barred = []
    for refusal in page:
        decision = decisions.get((refusal.exporter, refusal.buyer))
        by_office = decision is not None and decision.verdict == PairVerdict.MUST_NOT
        barred.append(
            Barred(
                exporter=PartyName(known.get(refusal.exporter, refusal.exporter), pages.get(refusal.exporter, "")),
                buyer=PartyName(known.get(refusal.buyer, refusal.buyer), pages.get(refusal.buyer, "")),
                why=text_from_document(refusal.why),
                codes=f"{refusal.exporter}/{refusal.buyer}",
                by_office=by_office,
                reason=decision.reason if decision and by_office else "",
            )
        )
    context = _around(request, row, known) | {"page": page, "barred": barred}
    return render(request, "matching/refusals.html", context)


_AT = {
    "asking_pages.no_pair_chosen": "pair",
    "asking_pages.too_many_pairs": "pair",
    "asking_pages.message_long": "reason",
    "matching_pages.reason_wanted": "reason",
    "asking_pages.no_such_choice": "do",
}
"""At which field a refusal stands."""


@shows_again(_AT, typed=("reason",), page=matches)
def decide(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask both sides of the chosen pairs, or decide about them, with a reason that is kept."""
    row = mission(request.actor, mission_id)
    if request.method == "POST":
        pairs = [
            (exporter, buyer) for exporter, _, buyer in (text.partition("/") for text in request.POST.getlist("pair"))
        ]
        choice, reason = request.POST.get("do", ""), request.POST.get("reason", "").strip()
        if choice == ASK_BOTH:
            ask_both(request.actor, row, pairs, reason)
        elif choice in set(DecisionChoice):
            actions.decide(request.actor, row, pairs, DecisionChoice(choice), reason)
        else:
            raise InputError(Text("asking_pages.no_such_choice"), Text("asking_pages.no_such_choice_hint"))
        messages.success(request, request.words(Text("asking_pages.decided")))
    sought = request.GET.urlencode()
    return redirect(reverse("matching-matches", args=[row.pk]) + (f"?{sought}" if sought else ""))


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
        "left_out": counted.all - counted.may_be_met,
        "may_match": row.archived_at is None and allowed(request.actor.role, Policy.PLAN),
    }
