"""The users of an organisation, for its managers."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tearoad.errors import Conflict, InputError
from tearoad.people.roles import ACCOUNTS
from tearoad.people.web.actions import users
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries.account import members, role_fields, zone_fields
from tearoad.people.web.views.account import language_of
from tearoad.web.saving.stale import read_in, version_of

ROLES = tuple(sorted(ACCOUNTS, key=lambda role: ("manager", "officer", "auditor").index(role.value)))


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Show who belongs to the organisation, and invite one more."""
    if request.method != "POST":
        return render(request, "people/users.html", _users_context(request))
    entered = {name: request.POST.get(name, "") for name in ("email", "name", "role", "language")}
    try:
        language = language_of(entered["language"])
        users.invite(
            request.actor, email=entered["email"], name=entered["name"], role=entered["role"], language=language
        )
    except (InputError, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return render(
            request, "people/users.html", _users_context(request) | {"error": error, "entered": entered}, status=status
        )
    return HttpResponseRedirect(reverse("people-users"))


@require_POST
def role(request: ActorRequest, membership_id: int) -> HttpResponse:
    """Give a member another role."""
    users.change_role(request.actor, membership_id, request.POST.get("role", ""), read_in(request))
    return HttpResponseRedirect(reverse("people-users"))


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ActorRequest, membership_id: int) -> HttpResponse:
    """Ask whether to take a member out, then do so."""
    if request.method == "POST":
        users.remove(request.actor, membership_id, read_in(request))
        return HttpResponseRedirect(reverse("people-users"))
    membership = users.member(request.actor, membership_id)
    return render(request, "people/remove.html", {"member": membership, "read": version_of(role_fields(membership))})


@require_POST
def second_factor(request: ActorRequest) -> HttpResponse:
    """Say whether officers and managers need a second factor."""
    users.require_second_factor(request.actor, wanted=request.POST.get("required") == "1")
    return HttpResponseRedirect(reverse("people-users"))


@require_POST
def zone(request: ActorRequest) -> HttpResponse:
    """Say whose time pages outside a mission tell."""
    users.set_zone(request.actor, request.POST.get("zone", "").strip(), read_in(request))
    return HttpResponseRedirect(reverse("people-users"))


def _users_context(request: ActorRequest) -> dict[str, Any]:
    found = members(request.actor.tenant, request.actor.user)
    return {
        "members": found,
        "roles": ROLES,
        "zone_read": version_of(zone_fields(request.organisation)),
        "zones": sorted(available_timezones()),
        "entered": {"role": "officer", "language": request.language.value},
    }
