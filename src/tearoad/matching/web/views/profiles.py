"""A firm's own profile and its colleagues by the link; what of it waits, for the office."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.matching.web.actions import profiles as actions
from tearoad.matching.web.forms.profile import OwnProfileForm
from tearoad.matching.web.queries.names import names
from tearoad.matching.web.queries.profiles import colleagues_of, corrections_to_decide, own_corrections, profile_of
from tearoad.matching.web.views.answering import PER_SECONDS, TRIES, answering_context
from tearoad.mission.web.queries import mission as mission_of
from tearoad.mission.web.views.portal import private, visited
from tearoad.people import Policy, allowed
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.refused import shows_again


@shows_again()
@tells_nul
def own_profile(request: ActorRequest, token: str) -> HttpResponse:
    """Show a firm what is known of it, and take in what it says should stand there; an officer decides about each."""
    mission, who = visited(request)
    party = profile_of(mission, request.actor.role.value, request.actor.party)
    waiting = own_corrections(mission, request.actor.role.value, request.actor.party)
    form = OwnProfileForm(request.words, party, waiting, request.POST if "person" in request.POST else None)
    if request.method == "POST":
        spend(f"answers:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
        if form.is_bound and form.is_valid():
            count = actions.propose_profile(request.actor, mission, form.changes)
            code = "profile_proposed" if count else "profile_same"
            messages.success(request, request.words(Text(f"asking_pages.{code}")))
            return private(redirect("asking-profile", token=token))
    own = colleagues_of(mission).filter(role=request.actor.role.value, party=request.actor.party)
    context = answering_context(request, mission, who, token)
    context |= {"form": form, "is_waiting": bool(waiting), "colleagues": own, "most": actions.MOST_COLLEAGUES}
    context["most_letters_of_name"] = actions.MOST_IN_A_NAME
    return private(render(request, "matching/asking/profile.html", context, status=422 if form.errors else 200))


@shows_again(
    {
        "asking_pages.colleague_nameless": "name",
        "asking_pages.colleague_name_long": "name",
        "asking_pages.address_missing": "email",
        "asking_pages.no_mail_address": "email",
    },
    typed=("name", "email"),
    page=own_profile,
)
def colleagues(request: ActorRequest, token: str) -> HttpResponse:
    """Take in for whom of a firm's people a link of their own is asked."""
    mission, _who = visited(request)
    if request.method == "POST":
        spend(f"answers:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
        actions.name_colleague(request.actor, mission, request.POST.get("name", ""), request.POST.get("email", ""))
        messages.success(request, request.words(Text("asking_pages.colleague_kept")))
    return private(redirect("asking-profile", token=token))


def corrections(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what firms say of themselves, field by field, and for whom they ask a link; take it over or leave it."""
    mission = mission_of(request.actor, mission_id)
    if request.method == "POST":
        accept = request.POST.get("decide") == "accept"
        if "colleague" in request.POST:
            actions.decide_colleague(request.actor, mission, _id(request.POST["colleague"]), accept=accept)
        else:
            actions.decide_correction(request.actor, mission, _id(request.POST.get("correction", "")), accept=accept)
        messages.success(request, request.words(Text("asking_pages.correction_decided")))
        return redirect("asking-corrections", mission_id=mission.pk)
    known = names(mission, request.language)
    query = colleagues_of(mission).filter(sent_at=None)
    is_open = mission.archived_at is None
    context = {
        "mission": mission,
        "lines": corrections_to_decide(mission, known, request.language),
        "colleagues": [(party, known.get(party.party, party.party)) for party in query],
        "may_decide": is_open and allowed(request.actor.role, Policy.IMPORT_SHEETS),
    }
    return render(request, "matching/asking/corrections.html", context)


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as wrong:
        raise InputError(Text("asking_pages.correction_gone"), Text("asking_pages.correction_gone_hint")) from wrong
