"""A mission's call: what came in, its settings, who goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from django.conf import settings as site
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.call import Decision
from tearoad.call.letters import letter
from tearoad.call.usual import usual_call
from tearoad.call.web import models as rows
from tearoad.call.web.actions.deciding import decide
from tearoad.call.web.actions.settings import write_call
from tearoad.call.web.forms.deciding import CHOICES, read_decisions
from tearoad.call.web.forms.scoring import ApplicationFilter
from tearoad.call.web.forms.settings import CallForm
from tearoad.call.web.queries import applications, calls
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web import queries
from tearoad.mission.web.actions.links import house_of
from tearoad.office.web.queries.messages import mail_is_set_up
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import Meanwhile, saved_meanwhile
from tearoad.words import form_problem

OPEN_DAYS = 30


def call(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what came in, or how to begin."""
    mission = queries.mission(request.actor, mission_id)
    row = calls.call_row(mission)
    if row is None:
        return render(request, "call/none.html", {"mission": mission})
    known = calls.core_call(row)
    application_filter = ApplicationFilter(request.words, request.GET)
    wanted = applications.Wanted(*(application_filter.wanted(name) for name in ("words", "decision", "state")))
    context = {
        "mission": mission,
        "call": known,
        "is_open": known.is_open(fair_now()),
        "address": f"{site.CONFIG.address.rstrip('/')}/call/{row.address}/",
        "counts": calls.counts(mission),
        "attack": calls.attack(row),
        "set_up": mail_is_set_up(),
        "form": application_filter,
        "lines": applications.lines(request.actor, mission, known, request.language, wanted),
        "narrowed": wanted != applications.Wanted(),
    }
    return render(request, "call/call.html", context)


@tells_nul
def settings(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Open a call, or change it."""
    mission = queries.mission(request.actor, mission_id)
    row = calls.call_row(mission)
    zone = queries.core(mission).home_zone
    if row is not None:
        known = calls.core_call(row)
    else:
        opens = fair_now().astimezone(zone).replace(hour=9, minute=0, second=0, microsecond=0)
        known = usual_call(opens, opens + timedelta(days=OPEN_DAYS, hours=9), calls.random_address())
    read = stale.stored_mark(request, row.document) if row else ""
    if request.method != "POST":
        return _settings_page(request, mission, CallForm(request.words, known, zone), read)
    form = CallForm(request.words, known, zone, request.POST)
    if not form.is_valid() or form.call is None:
        return _settings_page(request, mission, form, read, 422)
    moved = calls.moved_by(mission, known, form.call) if row is not None else 0
    if moved and request.POST.get("go_on") != "on":
        return _settings_page(request, mission, form, read, 422, moved)
    try:
        write_call(request.actor, mission, form.call, read if row else None)
    except InputError as wrong:
        form.add_error(
            "cap" if wrong.code == "call.over_cap" else None, form_problem(request.words, wrong.text, wrong.hint)
        )
        return _settings_page(request, mission, form, read, 422)
    except Conflict as met:
        return _conflict_page(request, mission, form, met, read)
    messages.success(request, request.words(Text("call_pages.saved")))
    return redirect("mission-call", mission_id=mission.id)


def _conflict_page(
    request: ActorRequest, mission: mission_rows.Mission, form: CallForm, met: Conflict, read: str
) -> HttpResponse:
    """Show the call as it was typed, where another took its address or somebody else was faster."""
    if met.text.code == "call_pages.address_taken":
        form.add_error("address", form_problem(request.words, met.text, met.hint))
        return _settings_page(request, mission, form, read, 422)
    row = calls.call_row(mission)
    if row is None or not isinstance(met, stale.Stale):
        raise met
    theirs = CallForm(request.words, calls.core_call(row), queries.core(mission).home_zone)
    by = stale.Changed("mission.call_changed", "mission", mission.id)
    meanwhile = saved_meanwhile(form, theirs, by)
    return _settings_page(request, mission, form, met.now, 409, meanwhile=meanwhile)


def _settings_page(  # what the page shows
    request: ActorRequest,
    mission: mission_rows.Mission,
    form: CallForm,
    read: str,
    status: int = 200,
    moved: int = 0,
    meanwhile: Meanwhile | None = None,
) -> HttpResponse:
    context = {"mission": mission, "form": form, "read": read, "moved": moved, "meanwhile": meanwhile}
    return render(request, "call/settings.html", context, status=status)


def deciding(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the ranking with what it proposes, or decide and write the letters."""
    mission = queries.mission(request.actor, mission_id)
    row = calls.call_row(mission)
    if row is None:
        return redirect("mission-call", mission_id=mission.id)
    if request.method != "POST":
        return _deciding_page(request, mission, row, is_suggested="suggested" in request.GET)
    here = {application.id: application for application in calls.applications(mission)}
    wanted = read_decisions(request.POST.dict(), here)
    is_change = any(here[id_].decision is not decision for id_, decision in wanted.items())
    early = calls.too_early(mission, calls.core_call(row))
    if is_change and early and request.POST.get("go_on") != "on":
        return _deciding_page(request, mission, row, wanted, 422)
    changed = decide(request.actor, row, wanted, read=stale.read_in(request))
    if changed:
        messages.success(request, request.words(Text("call_pages.decided", count=changed)))
    else:
        messages.info(request, request.words(Text("call_pages.nothing_decided")))
    return redirect("mission-call", mission_id=mission.id)


def _deciding_page(
    request: ActorRequest,
    mission: mission_rows.Mission,
    row: rows.Call,
    wanted: Mapping[str, Decision] = MappingProxyType({}),
    status: int = 200,
    *,
    is_suggested: bool = False,
) -> HttpResponse:
    """Show the ranking; nothing is chosen before a person chooses, or asks for what is suggested."""
    known = calls.core_call(row)
    lines = applications.lines(request.actor, mission, known, request.language)
    context = {
        "mission": mission,
        "call": known,
        "lines": [
            (line, wanted.get(line.application.id) or _preset(line, is_suggested=is_suggested)) for line in lines
        ],
        "read": stale.stored_mark(request, calls.decisions_fields(calls.applications(mission))),
        "early": calls.too_early(mission, known),
        "refused": status != 200,  # the page as it is first shown
        "labels": calls.names_in(known, request.language),
        "choices": [(choice.value, Text(f"call_pages.decision_{choice.value}")) for choice in CHOICES],
        "counts": calls.counts(mission),
        "letters": _letters(request, mission, row),
    }
    return render(request, "call/decide.html", context, status=status)


def _preset(line: applications.ApplicationLine, *, is_suggested: bool) -> Decision:
    is_open = line.application.decision is Decision.OPEN
    return line.proposed if is_open and is_suggested else line.application.decision


def _letters(request: ActorRequest, mission: mission_rows.Mission, row: rows.Call) -> list[tuple[Text, str, str]]:
    """Return how each kind of letter reads to the first firm, so that nobody sends what they have not seen."""
    known = calls.applications(mission)
    if not known:
        return []
    house = house_of(request.actor, request.language)
    shown = []
    for decision in (Decision.ACCEPTED, Decision.WAITING, Decision.DECLINED):
        application = replace(known[0], decision=decision, waiting_place=1, language=request.language)
        written = letter(queries.core(mission), calls.core_call(row), application, house)
        if written is not None:
            label = Text(f"call_pages.decision_{decision.value}")
            shown.append((label, request.words(written.subject), request.words(written.body)))
    return shown
