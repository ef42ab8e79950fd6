"""Campaigns: the years, one year, and what was before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.call import Campaign, Planned
from tearoad.call.web import models as rows
from tearoad.call.web.actions.campaigns import (
    PastMissionChanges,
    remove_past_mission,
    write_campaign,
    write_past_missions,
)
from tearoad.call.web.forms.campaigns import CampaignForm
from tearoad.call.web.forms.past import read_past
from tearoad.call.web.queries import campaigns as found
from tearoad.errors import InputError
from tearoad.market.brief.figure_wording import area_names
from tearoad.market.web.actions.briefs import choose_market
from tearoad.market.web.queries.choices import ProposedMarket, market_chosen_for, proposed_market
from tearoad.mission import LocalText
from tearoad.mission.web import queries
from tearoad.mission.web.forms.upload import errors_of
from tearoad.paper.sheets import CellProblem
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile, status_of_form

MOST_NAMED = 20
"""So many past missions are named in one message."""


def campaigns(request: ActorRequest) -> HttpResponse:
    """Show the years and the past missions."""
    return _list_page(request, ())


@require_POST
def past(request: ActorRequest) -> HttpResponse:
    """Take a sheet of past missions: all of it, or, where something is wrong, nothing."""
    missions, problems = read_past(request.FILES.get("file"), found.past_missions())
    if errors_of(problems) or not missions:
        return _list_page(request, problems)
    _report_changes(request, write_past_missions(request.actor, missions))
    for problem in problems[:5]:
        messages.warning(request, request.words(problem.text))
    return redirect("mission-campaigns")


@require_POST
def remove_past(request: ActorRequest) -> HttpResponse:
    """Take one past mission off the record; its id was typed to confirm it."""
    code = request.POST.get("code", "")
    try:
        remove_past_mission(request.actor, code, request.POST.get("typed", ""))
    except InputError as wrong:
        return _list_page(request, (), (code, wrong))
    messages.success(request, request.words(Text("call_pages.past_removed", id=code)))
    return redirect("mission-campaigns")


def _report_changes(request: ActorRequest, written: PastMissionChanges) -> None:
    """Say by name and id what is new and what was changed; that nothing was is told too."""
    changes = [("past_new", written.new), ("past_changed", written.changed)]
    for code, missions in changes:
        if missions:
            named = "; ".join(f"{mission.name} ({mission.id})" for mission in missions[:MOST_NAMED])
            more = "…" if len(missions) > MOST_NAMED else ""
            text = Text(f"call_pages.{code}", count=len(missions), named=named + more)
            messages.success(request, request.words(text))
    if not written.new and not written.changed:
        messages.info(request, request.words(Text("call_pages.past_same")))


@tells_nul
def new(request: ActorRequest) -> HttpResponse:
    """Make a campaign; one that is begun from a brief plans a mission to its market."""
    wanted = proposed_market(request, request.actor)
    if wanted is None:
        return _edit(request, None, Campaign(LocalText(), fair_now().year))
    names = LocalText.of(lambda language: area_names(language)(wanted.market))
    return _edit(request, None, Campaign(LocalText(), fair_now().year, missions=(Planned(names),)), wanted)


@tells_nul
def change(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Change a campaign."""
    row = found.campaign(campaign_id)
    return _edit(request, row, found.core_campaign(row))


def campaign(request: ActorRequest, campaign_id: UUID) -> HttpResponse:
    """Show a year: its missions, and since when each has not been this large."""
    row = found.campaign(campaign_id)
    core = found.core_campaign(row)
    stops = found.stops(core, request.language)
    chosen = market_chosen_for("campaign", row.pk)
    context = {
        "row": row,
        "title": core.title.in_language(request.language),
        "goal": core.goal.in_language(request.language),
        "stops": stops,
        "hoped": core.firms,
        "firms": sum(stop.firms for stop in stops),
        "applications": sum(stop.applications for stop in stops),
        "unconfirmed": sum(stop.unconfirmed for stop in stops),
        "chosen": chosen.page_values(request.words) if chosen else None,
        "begin": chosen,
        "may_begin": chosen is not None and allowed(request.actor.role, Policy.EDIT_MISSION),
        "claims": [(stop, found.claims(stop.mission)) for stop in stops if stop.mission is not None and stop.firms],
    }
    return render(request, "call/campaign.html", context)


def _edit(
    request: ActorRequest, row: rows.Campaign | None, core: Campaign, wanted: ProposedMarket | None = None
) -> HttpResponse:
    missions = [
        (str(mission.id), queries.core(mission).name, queries.core(mission).fair)
        for mission in queries.missions(request.actor)
    ]
    read, meanwhile = stale.stored_mark(request, row.document) if row else "", None
    form = CampaignForm(request.words, core, missions, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.campaign is not None:
        try:
            with transaction.atomic():
                made = write_campaign(request.actor, form.campaign, row, read if row else None)
                if wanted is not None:
                    choose_market(request.actor, wanted, "campaign", made.pk)
        except stale.Stale as met:
            assert row is not None  # noqa: S101  # only what was read can be stale
            row.refresh_from_db()
            theirs = CampaignForm(request.words, found.core_campaign(row), missions, None)
            by = stale.Changed("mission.campaign_written", "campaign", row.id)
            meanwhile, read = saved_meanwhile(form, theirs, by), met.now
        else:
            messages.success(request, request.words(Text("call_pages.saved")))
            return redirect("mission-campaign", campaign_id=made.id)
    chosen = wanted.page_values(request.words) if wanted else None
    context: dict[str, Any] = {"form": form, "row": row, "read": read, "meanwhile": meanwhile, "chosen": chosen}
    return render(request, "call/campaign_edit.html", context, status=status_of_form(form, context))


def _list_page(
    request: ActorRequest, problems: tuple[CellProblem, ...], kept: tuple[str, InputError | None] = ("", None)
) -> HttpResponse:
    listed = [(row, found.core_campaign(row)) for row in found.campaigns()]
    context = {
        "campaigns": [(row, core.title.in_language(request.language), len(core.missions)) for row, core in listed],
        "past": sorted(found.past_missions(), key=lambda mission: (-mission.year, mission.id)),
        "problems": problems,
        "kept": kept[0],
        "wrong": kept[1],
        "may_run": allowed(request.actor.role, Policy.RUN_CALL),
    }
    return render(request, "call/campaigns.html", context, status=422 if problems or kept[1] else 200)
