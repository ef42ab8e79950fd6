"""How asking stands in a mission: who is asked, who answered, whom to write to, remind and call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tearoad.matching.asking import AskingRules, PairState
from tearoad.matching.market_papers import market_papers
from tearoad.matching.shortlist_words import price_of_fairness, worst_off
from tearoad.matching.web.actions import inviting as actions
from tearoad.matching.web.actions.cancelling import close_cancellation
from tearoad.matching.web.forms.asking import AskingRulesForm
from tearoad.matching.web.queries import shortlist_figures
from tearoad.matching.web.queries.answers_live import listed_meetings
from tearoad.matching.web.queries.cancellations import cancellations
from tearoad.matching.web.queries.invitations import (
    ROLES,
    STAGES,
    AskingOverview,
    FollowUpCall,
    InvitedFirmOrBuyer,
    call_list,
    overview,
    to_invite,
    to_nudge,
)
from tearoad.matching.web.queries.letters import deadline_in_zones, messenger_ways, mission_zones, sample
from tearoad.matching.web.queries.names import company_pages, names
from tearoad.matching.web.queries.profiles import colleagues_of, open_corrections
from tearoad.matching.web.queries.progress import begins_at, progress_rows, rules_of, wanted_again
from tearoad.matching.web.queries.questions import open_questions
from tearoad.matching.web.queries.reaching import UNSENT
from tearoad.matching.web.views.meetings import address as meeting_address
from tearoad.mission.web.actions.links import house_of
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission
from tearoad.mission.web.queries.missions import answers_to
from tearoad.mission.web.queries.same_company import same_in
from tearoad.office.web.queries.messages import mail_faults
from tearoad.people import Policy, Role, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language, PartyId
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.web.input import tells_nul
from tearoad.web.refused import shows_again
from tearoad.web.saving import stale
from tearoad.web.saving.once import done

PER_PAGE = 50


def asking(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show how far asking is, and everybody who is asked."""
    row = mission(request.actor, mission_id)
    asking_overview, shortlist = overview(row), shortlist_figures(row)
    stage, role = request.GET.get("stage", ""), request.GET.get("role", "")
    parties = [
        party
        for party in asking_overview.parties
        if (party.stage == stage or stage not in STAGES) and (party.who.role.value == role or role not in set(ROLES))
    ]
    context = _around(request, row, asking_overview) | {
        "page": Paginator(parties, PER_PAGE).get_page(request.GET.get("page")),
        "stages": [
            (each, Text(f"asking_pages.stage_{each}"), sum(party.stage == each for party in asking_overview.parties))
            for each in STAGES
        ],
        "stage": stage,
        "role": role,
        "states": _states(asking_overview),
        "reach": asking_overview.reach,
        "consents": [(sides, asking_overview.planned.get(sides, 0)) for sides in (2, 1, 0)]
        if asking_overview.planned
        else [],
        "ready": [buyer for buyer in to_invite(asking_overview) if buyer.who.email],
        "remind": to_nudge(asking_overview, row, fair_now()),
        "shortlist": shortlist,
        "shortlist_texts": (price_of_fairness(shortlist), worst_off(shortlist)) if shortlist else (),
        "corrections": open_corrections(row).count() + colleagues_of(row).filter(sent_at=None).count(),
        "again": listed_meetings(row).filter(pk__in=[progress.pk for progress in wanted_again(row)]).count(),
        "calls": len(call_list(asking_overview, fair_now().date())),
    }
    return render(request, "matching/asking/overview.html", context)


def _states(asking_overview: AskingOverview) -> list[tuple[str, Text, int]]:
    """Return how many meetings stand where; asked are those whom a letter has reached, the others have none yet."""
    counts = {state.value: asking_overview.states.get(state, 0) for state in PairState}
    counts[PairState.ASKED.value] -= asking_overview.unsent
    every = {UNSENT: asking_overview.unsent} | counts
    return [(state, Text(f"matching.state_{state}"), count) for state, count in every.items() if count]


def prepare(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Put requests and the best proposals before those whom they concern; nobody is written to."""
    row = mission(request.actor, mission_id)
    if request.method == "POST":
        made = actions.prepare(request.actor, row)
        text = Text("asking_pages.prepared", requests=made.requests, proposals=made.proposals)
        messages.success(request, request.words(text))
    return redirect("asking-overview", mission_id=row.pk)


def send(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who gets a mail and how it reads; write to them once that is confirmed."""
    row = mission(request.actor, mission_id)
    sent = request.POST if request.method == "POST" else request.GET
    roles = [role for role in ROLES if role.value in sent.getlist("role")] or list(ROLES)
    if request.method == "POST":
        count = actions.invite(request.actor, row, roles)
        messages.success(request, request.words(Text("asking_pages.invited", count=count)))
        return redirect("asking-overview", mission_id=row.pk)
    asking_overview = overview(row)
    meant = [buyer for buyer in to_invite(asking_overview) if buyer.who.role in roles]
    ready = [buyer for buyer in meant if buyer.who.email]
    context = _around(request, row, asking_overview) | {
        "roles": roles,
        "ready": ready,
        "without": [buyer for buyer in meant if not buyer.who.email],
        "faults": mail_faults(),
        "choices": [(role.value, Text(f"portal_pages.role_{role.value}"), role in roles) for role in ROLES],
        "answers_to": answers_to(row),
        "samples": _samples(request, row, ready),
    }
    return render(request, "matching/asking/send.html", context)


def nudge(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who may be reminded now; remind those who stay chosen."""
    row = mission(request.actor, mission_id)
    if request.method == "POST":
        count = actions.nudge(request.actor, row, request.POST.getlist("party"))
        messages.success(request, request.words(Text("asking_pages.nudged", count=count)))
        return redirect("asking-overview", mission_id=row.pk)
    asking_overview = overview(row)
    ready = to_nudge(asking_overview, row, fair_now())
    context = _around(request, row, asking_overview) | {
        "ready": ready,
        "faults": mail_faults(),
        "answers_to": answers_to(row),
        "samples": _samples(request, row, ready, is_reminder=True),
    }
    return render(request, "matching/asking/nudge.html", context)


@never_cache
@require_POST
def hand_over(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Make a link to be handed over by messenger; it is shown here once, with words to copy and a code to scan."""
    row = mission(request.actor, mission_id)
    role = Role.EXPORTER if request.POST.get("role") == Role.EXPORTER.value else Role.BUYER
    made = actions.hand_over(request.actor, row, role, request.POST.get("party", ""))
    code = segno.make(made.address, error="m").png_data_uri(scale=8, border=2)
    context = {"mission": row, "made": made, "code": code, "ways": messenger_ways(made.who.phone, made.words)}
    return done(render(request, "matching/asking/handed.html", context))


@shows_again({"asking_pages.message_long": "note", "asking_pages.no_such_day": "next"}, typed=("note",))
def calls(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show whom to call, in order and with the reason; note a call."""
    row = mission(request.actor, mission_id)
    today = fair_now().astimezone(mission_zones(row)[1])
    if request.method == "POST":
        sent = request.POST
        role = Role.EXPORTER if sent.get("role") == Role.EXPORTER.value else Role.BUYER
        next_on = actions.next_call(sent.get("next", "").strip(), today)
        call = actions.CallNote(role, sent.get("party", ""), sent.get("note", ""), next_on)
        actions.note_call(request.actor, row, call, stale.read_in(request))
        messages.success(request, request.words(Text("asking_pages.call_noted")))
        return redirect("asking-calls", mission_id=row.pk)
    asking_overview = overview(row)
    context = _around(request, row, asking_overview) | {
        "cancellations": cancellations(row, request.language),
        "lines": _call_lines(request, row, call_list(asking_overview, today.date())),
        "most_letters": actions.MOST_NOTE,
    }
    return render(request, "matching/asking/calls.html", context)


def close_cancelled(request: ActorRequest, mission_id: UUID, step_id: UUID) -> HttpResponse:
    """Note that the office has acted on a cancelled meeting."""
    close_cancellation(request.actor, mission(request.actor, mission_id), step_id)
    messages.success(request, request.words(Text("asking_pages.cancellation_closed")))
    return redirect("mission-page", mission_id)


@dataclass(frozen=True, slots=True)
class FollowUpCallLine:
    """One call of the list as it stands on the page: with the firm's page, and what it asks of whom."""

    call: FollowUpCall
    page: str
    questions: list[tuple[str, str, str, str]]
    """The other firm, its page, the meeting's page, the question."""

    @property
    def why(self) -> Text:
        """Why they are called."""
        return self.call.why

    @property
    def party(self) -> InvitedFirmOrBuyer:
        """Who is called."""
        return self.call.party


def _call_lines(request: ActorRequest, row: Mission, found: Iterable[FollowUpCall]) -> list[FollowUpCallLine]:
    pages, known, same = company_pages(row), names(row, request.language), same_in(row)
    questions: dict[tuple[str, str], list[tuple[str, str, str, str]]] = defaultdict(list)
    for question in open_questions(progress_rows(row)):
        other, meeting = question.about, meeting_address(row.pk, question.exporter, question.buyer)
        role, asker = question.asker
        questions[role, same.get(PartyId(asker), asker)].append(
            (known.get(other, other), pages.get(other, ""), meeting, question.text)
        )
    return [
        FollowUpCallLine(call, pages.get(call.party.who.party, ""), questions[call.party.who.key]) for call in found
    ]


@tells_nul
def rules(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show and change by which rules a mission asks."""
    row = mission(request.actor, mission_id)
    kept = rules_of(row)
    form = AskingRulesForm(request.words, kept, begins_at(row), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.keep_rules(request.actor, row, form.rules, stale.read_in(request))
        messages.success(request, request.words(Text("asking_pages.rules_kept")))
        return redirect("asking-overview", mission_id=row.pk)
    read = stale.read_in(request) if request.method == "POST" else stale.version_of(to_document(kept))
    context = {"mission": row, "form": form, "read": read, "may_plan": _may(request, row, Policy.PLAN)}
    context["papers"] = market_papers()
    return render(request, "matching/asking/rules.html", context, status=422 if form.errors else 200)


def _around(request: ActorRequest, row: Mission, asking_overview: AskingOverview) -> dict[str, object]:
    return {
        "mission": row,
        "rules": asking_overview.rules,
        "until": _until(row, asking_overview.rules, request.language),
        "is_over": asking_overview.rules.is_over(fair_now()),
        "may_plan": _may(request, row, Policy.PLAN),
        "may_send": _may(request, row, Policy.SEND_LINKS),
    }


def _may(request: ActorRequest, row: Mission, policy: Policy) -> bool:
    return row.archived_at is None and allowed(request.actor.role, policy)


def _until(row: Mission, kept: AskingRules, language: Language) -> str:
    return deadline_in_zones(kept.deadline_at, mission_zones(row), language) if kept.deadline_at else ""


def _samples(
    request: ActorRequest, row: Mission, ready: Iterable[InvitedFirmOrBuyer], *, is_reminder: bool = False
) -> list[tuple[Language, object]]:
    spoken = {buyer.who.language for buyer in ready}
    return [
        (language, sample(row, language, house_of(request.actor, language), is_reminder=is_reminder))
        for language in Language
        if language in spoken
    ]
