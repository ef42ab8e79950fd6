"""The rules of a mission's plans: objectives, rules switched off, quotas and precedences of meetings."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.mission.web import queries
from tearoad.mission.web.actions import missions as mission_actions
from tearoad.mission.web.forms.plan_rules import PlanRulesForm
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.plan_rules import plan_rules as rules_of
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import Meanwhile, saved_meanwhile, status_of_form


@tells_nul
def plan_rules(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the rules of a mission's plans; change objectives and what is switched off."""
    row = queries.mission(request.actor, mission_id)
    if request.method != "POST":
        return _page(request, row, PlanRulesForm(request.words, queries.core(row)))
    form = PlanRulesForm(request.words, queries.core(row), request.POST)
    read = stale.read_in(request)
    if not form.is_valid():
        return _page(request, row, form, read)
    try:
        mission_actions.change(request.actor, row, form.mission, read)
    except stale.Stale:
        row = queries.mission(request.actor, mission_id)
        theirs = PlanRulesForm(request.words, queries.core(row))
        meanwhile = saved_meanwhile(form, theirs, stale.Changed("mission.changed", "mission", row.id))
        return _page(request, row, form, meanwhile=meanwhile)
    messages.success(request, request.words(Text("plan_rules.kept")))
    return redirect("mission-plan-rules", mission_id=row.id)


def _page(
    request: ActorRequest, row: Mission, form: PlanRulesForm, read: str = "", meanwhile: Meanwhile | None = None
) -> HttpResponse:
    context = {
        "mission": row,
        "form": form,
        "rules": rules_of(row, request.language),
        "read": read or stale.version_of(row.document),
        "meanwhile": meanwhile,
        "may_edit": _may_edit(request, row),
    }
    return render(request, "mission/plan_rules.html", context, status=status_of_form(form, context))


def _may_edit(request: ActorRequest, mission: Mission) -> bool:
    return allowed(request.actor.role, Policy.EDIT_MISSION) and mission.archived_at is None
