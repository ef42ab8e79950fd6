"""Keys by which programs use the API: made, replaced, taken back; each is shown once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.people import Policy, allowed
from tearoad.people.web.actions import program_keys as actions
from tearoad.people.web.actions.sessions import require_fresh
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries import program_keys as queries
from tearoad.text import Text
from tearoad.web.saving.once import done

READS, WRITES = "read", "write"
HEADER = "Authorization: Bearer tr_…"
"""How a program shows its key."""


def program_keys(request: ActorRequest) -> HttpResponse:
    """Show the organisation's keys; make one and show it once."""
    if request.method != "POST":
        return _page(request)
    require_fresh(request)
    typed = {name: request.POST.get(name, "").strip() for name in ("name", "mission", "access", "until")}
    try:
        made = actions.make_key(request.actor, _wanted(typed))
    except actions.WrongField as error:
        return _page(request, typed=typed, wrong=error)
    return done(_page(request, made=made))


def change(request: ActorRequest, key_id: UUID) -> HttpResponse:
    """Replace a key, which is then shown once, end the one before, or take both back."""
    row = queries.program_key(key_id)
    what = request.POST.get("what", "")
    if what == "replace":
        require_fresh(request)
        return done(_page(request, made=actions.replace_key(request.actor, row)))
    verbs = {"end_previous": actions.end_previous, "revoke": actions.revoke_key}
    if what not in verbs:
        raise InputError(Text("program_keys.no_such_change"), Text("program_keys.no_such_change_hint"))
    verbs[what](request.actor, row)
    messages.success(request, request.words(Text(f"program_keys.done_{what}", name=row.name)))
    return redirect("office-keys")


def _wanted(typed: dict[str, str]) -> actions.WantedKey:
    if typed["access"] not in {READS, WRITES}:
        raise actions.WrongField("access", Text("program_keys.bad_access"))
    try:
        until = date.fromisoformat(typed["until"])
    except ValueError:
        raise actions.WrongField("until", Text("program_keys.no_date", found=typed["until"][:40])) from None
    return actions.WantedKey(typed["name"], typed["mission"], typed["access"] == WRITES, until)


def _page(
    request: ActorRequest,
    *,
    typed: dict[str, str] | None = None,
    wrong: actions.WrongField | None = None,
    made: actions.NewProgramKey | None = None,
) -> HttpResponse:
    today = queries.office_day(request.organisation)
    usual = {"access": READS, "until": (today + timedelta(days=actions.USUAL_DAYS)).isoformat()}
    context: dict[str, Any] = {
        "keys": queries.program_key_cards(request.actor.user),
        "missions": [(str(key), name) for key, name in queries.mission_names()],
        "typed": typed or usual,
        "wrong": wrong,
        "made": made,
        "first_day": today.isoformat(),
        "last_day": (today + timedelta(days=actions.MOST_DAYS)).isoformat(),
        "may_make": allowed(request.actor.role, Policy.MAKE_KEYS),
        "header": HEADER,
        "tab": "keys",
    }
    return render(request, "office/program_keys.html", context, status=422 if wrong else 200)
