"""The survey at the end of the fair: the office's page, and the participant's by a link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.mission.web import queries
from tearoad.mission.web.views.portal import private, visited
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Policy, allowed
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.results.web.actions.survey import answer_survey, send_survey
from tearoad.results.web.forms.survey import SurveyForm
from tearoad.results.web.queries.survey import invitation_of, survey_page
from tearoad.text import Text
from tearoad.web.input import tells_nul

TRIES, PER_SECONDS = 30, 3600
"""So many times an hour one participant may send the form."""


def survey(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show how many were asked, how many answered and what they wrote; who answered is shown to nobody."""
    mission = queries.mission(request.actor, mission_id)
    context = {
        "mission": mission,
        "page": survey_page(mission, today_of(mission)),
        "may_send": allowed(request.actor.role, Policy.SEND_LINKS) and mission.archived_at is None,
    }
    return render(request, "results/survey.html", context)


def send(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Write to those who were not asked yet, and once more to those who did not answer."""
    mission = queries.mission(request.actor, mission_id)
    sent = send_survey(request.actor, mission)
    messages.success(request, request.words(Text("results_pages.survey_sent", count=sent)))
    return redirect("results-survey", mission_id=mission.id)


@tells_nul
def own_survey(request: ActorRequest, token: str) -> HttpResponse:
    """Ask a participant how it was; who answered already is thanked, and their answer stays."""
    mission, who = visited(request)
    invitation = invitation_of(mission, request.actor)
    form = SurveyForm(request.words, who.name.main, request.POST if request.method == "POST" else None)
    if form.is_bound:
        spend(f"survey:{mission.id}/{request.actor.role.value}/{request.actor.party}", TRIES, PER_SECONDS)
    if form.is_bound and form.is_valid() and form.answer is not None:
        is_first = answer_survey(request.actor, mission, form.answer)
        code = "survey_thanks" if is_first else "survey_answered_before"
        messages.success(request, request.words(Text(f"results_pages.{code}")))
        return private(redirect("results-own-survey", token=token))
    context = {
        "mission": mission,
        "token": token,
        "who": who,
        "name": queries.core(mission).name.in_language(request.language),
        "form": form,
        "is_answered": invitation.is_answered,
    }
    return private(render(request, "results/own_survey.html", context, status=422 if form.errors else 200))
