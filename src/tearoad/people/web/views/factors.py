"""One's own second factors, passkeys and recovery codes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tearoad.errors import InputError
from tearoad.people.web.actions import factors, sessions
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries.factors import factors_of, totp_secret
from tearoad.web.saving.once import done


@never_cache
@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """Show what is set up, and what must be."""
    return render(request, "people/factors.html", _factors_context(request))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: ActorRequest) -> HttpResponse:
    """Set up an authenticator app: show its secret, take a first code."""
    user: Any = request.user
    sessions.require_fresh(request)
    shown: dict[str, Any] = {"secret": totp_secret(user)}
    if request.method != "POST":
        return render(request, "people/app.html", shown)
    try:
        factors.add_totp(request.actor, user, request.POST.get("code", ""))
    except InputError as error:
        return render(request, "people/app.html", shown | {"error": error}, status=422)
    return _set_up(request)


@never_cache
@require_POST
def passkey_options(request: ActorRequest) -> HttpResponse:
    """Answer what a browser needs to make a passkey."""
    user: Any = request.user
    sessions.require_fresh(request)
    return JsonResponse(factors.passkey_options(user))


@require_POST
def passkey(request: ActorRequest) -> HttpResponse:
    """Keep a passkey that the browser has made."""
    user: Any = request.user
    sessions.require_fresh(request)
    try:
        factors.add_passkey(request.actor, user, request.POST.get("credential", ""), request.POST.get("name", ""))
    except InputError as error:
        return render(request, "people/factors.html", _factors_context(request) | {"error": error}, status=422)
    return _set_up(request)


@require_POST
def remove(request: ActorRequest, factor_id: int) -> HttpResponse:
    """Remove a passkey or the authenticator app."""
    user: Any = request.user
    sessions.require_fresh(request)
    factors.remove(request.actor, user, factor_id)
    if not factors_of(user).each:
        request.session[sessions.STRONG] = False
    return HttpResponseRedirect(reverse("people-factors"))


@never_cache
@require_POST
def recovery(request: ActorRequest) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    user: Any = request.user
    sessions.require_fresh(request)
    codes = factors.new_recovery_codes(request.actor, user)
    return done(render(request, "people/recovery.html", {"codes": codes}))


def _factors_context(request: ActorRequest) -> dict[str, Any]:
    user: Any = request.user
    return {"factors": factors_of(user), "must": sessions.lacks_second_factor(request, request.actor)}


def _set_up(request: ActorRequest) -> HttpResponse:
    """Count this session as strong, under a new key; all others end, as they never showed this factor."""
    user: Any = request.user
    request.session[sessions.STRONG] = True
    sessions.renew(request)
    sessions.end_others(user, request.session.session_key)
    return HttpResponseRedirect(reverse("people-factors"))
