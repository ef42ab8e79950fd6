"""Signing in: an address, a code, a second factor; or a passkey alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tearoad.errors import InputError
from tearoad.people.web.actions import browsers, codes, factors, invitations, limits, sessions
from tearoad.people.web.actions.codes import PENDING
from tearoad.people.web.models import User
from tearoad.people.web.queries.account import not_set_up, waiting
from tearoad.people.web.queries.factors import factors_of
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.limits.answering import answer_not_before

HALF = "half_signed_in"
HALF_SECONDS = 600
PASSKEYS = (60, 15 * 60)
"""Questions for a passkey, and wrong answers: of one known browser, or of one place."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code to it."""
    back = _back(request, request.POST.get("next") or request.GET.get("next", "/"))
    if request.method != "POST":
        if request.user.is_authenticated and getattr(request, "actor", None) is not None:
            return HttpResponseRedirect(back)
        return render(request, "people/sign_in.html", {"next": back, "not_set_up": not_set_up()})
    written = request.POST.get("email", "")
    answer_not_before(request, settings.SIGN_IN_FLOOR_S)
    try:
        codes.ask(request, written, back)
    except InputError as error:
        shown = {"next": back, "email": written, "error": error}
        return render(request, "people/sign_in.html", shown, status=422)
    return HttpResponseRedirect(reverse("people-code"))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code that was sent."""
    pending = request.session.get(PENDING)
    if pending is None:
        return _again(request)
    shown: dict[str, Any] = {"email": pending["email"]}
    if request.method != "POST":
        return render(request, "people/code.html", shown)
    answer_not_before(request, settings.SIGN_IN_FLOOR_S)
    try:
        user = codes.check(request, request.POST.get("code", ""))
    except InputError as error:
        return render(request, "people/code.html", shown | {"error": error}, status=422)
    if factors_of(user).each:
        request.session[HALF] = {"user": str(user.pk), "at": now().timestamp(), "back": pending["back"]}
        return HttpResponseRedirect(reverse("people-second"))
    return _enter(request, user, pending["back"], strong=False)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor: the app's code, a recovery code, or a passkey."""
    user = _half(request)
    if user is None:
        return _again(request)
    shown: dict[str, Any] = {"factors": factors_of(user)}
    if request.method != "POST":
        return render(request, "people/second.html", shown)
    try:
        if request.POST.get("credential"):
            _passkey(request, user)
        else:
            factors.check_code(user, request.POST.get("code", ""), browsers.known(request, user))
    except InputError as error:
        return render(request, "people/second.html", shown | {"error": error}, status=422)
    return _enter(request, user, request.session[HALF]["back"], strong=True)


@never_cache
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Answer what a browser needs to show a passkey that signs in by itself: its owner is verified."""
    limits.spend(f"passkey-options:{browsers.sender_of(request)}", *PASSKEYS)
    return JsonResponse(factors.sign_in_options())


@never_cache
@require_POST
def second_options(request: HttpRequest) -> HttpResponse:
    """Answer what a browser needs to show a passkey as the second factor of who gave the right code."""
    user = _half(request)
    if user is None:
        raise InputError(Text("people.no_code"), Text("people.no_code_hint"))
    return JsonResponse(factors.sign_in_options(user))


@never_cache
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey alone."""
    back = _back(request, request.POST.get("next", "/"))
    answer_not_before(request, settings.SIGN_IN_FLOOR_S)
    try:
        user = _passkey(request)
    except InputError as error:
        shown = {"next": back, "passkey_error": error}
        return render(request, "people/sign_in.html", shown, status=422)
    return _enter(request, user, back, strong=True)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out of this browser."""
    sessions.leave(request)
    return HttpResponseRedirect(reverse("people-sign-in"))


def _again(request: HttpRequest) -> HttpResponse:
    """Show the beginning to who came to a later step without the one before."""
    error = InputError(Text("people.no_code"), Text("people.no_code_hint"))
    return render(request, "people/sign_in.html", {"next": "/", "error": error})


def _enter(request: HttpRequest, user: User, back: str, *, strong: bool) -> HttpResponse:
    sessions.begin(request, user, strong=strong)
    for left in (PENDING, HALF):
        request.session.pop(left, None)
    invitations.accept_only(user)
    response = HttpResponseRedirect(reverse("people-invitations") if waiting(user) else back)
    browsers.remember(request, response, user)
    return response


def _passkey(request: HttpRequest, expected: User | None = None) -> User:
    """Return whose passkey was shown; only a wrong one is counted, where it came from and for nobody's account.

    Raises:
        InputError: it is nobody's, or another's than expected.
        TooMany: too many wrong ones came from this browser or place.

    """
    try:
        return factors.check_passkey(request.POST.get("credential", ""), expected)
    except InputError:
        limits.spend(f"passkeys:{browsers.sender_of(request)}", *PASSKEYS)
        raise


def _half(request: HttpRequest) -> User | None:
    """Return who has given the right code and still owes the second factor."""
    half = request.session.get(HALF)
    if half is None or now().timestamp() - half["at"] > HALF_SECONDS:
        return None
    return User.objects.filter(pk=half["user"], is_active=True).first()


def _back(request: HttpRequest, wanted: str) -> str:
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and not wanted.startswith("/sign-in") else "/"
