"""One's own account: name, language, organisation, signed-in browsers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tearoad.errors import InputError
from tearoad.people.web.actions import account, sessions
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries.account import browsers, known_browsers, profile_fields
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.language import COOKIE
from tearoad.web.saving.stale import read_in, version_of


@never_cache
@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """Show the account."""
    user: Any = request.user
    found = browsers(user, request.session.session_key)
    organisations = [
        (membership, membership.organisation.in_language(request.language)) for membership in request.memberships
    ]
    shown = {"browsers": found, "known_browsers": known_browsers(user), "user": user, "organisations": organisations}
    return render(request, "people/account.html", shown | {"read": version_of(profile_fields(user))})


@require_POST
def profile(request: ActorRequest) -> HttpResponse:
    """Change name and language."""
    language = language_of(request.POST.get("language", ""))
    account.rename(request.actor, name=request.POST.get("name", ""), language=language, read=read_in(request))
    response = HttpResponseRedirect(reverse("people-account"))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


@require_POST
def organisation(request: ActorRequest) -> HttpResponse:
    """Act for another of one's organisations."""
    request.session[sessions.CHOSEN] = account.choose(request.actor, request.POST.get("organisation", ""))
    return HttpResponseRedirect("/")


@require_POST
def end_session(request: ActorRequest, session_id: int) -> HttpResponse:
    """Sign another browser out."""
    user: Any = request.user
    sessions.end_one(user, session_id)
    return HttpResponseRedirect(reverse("people-account"))


@require_POST
def end_others(request: ActorRequest) -> HttpResponse:
    """Sign all other browsers out."""
    user: Any = request.user
    sessions.end_others(user, request.session.session_key)
    return HttpResponseRedirect(reverse("people-account"))


def language_of(written: str) -> Language:
    """Return a language.

    Raises:
        InputError: we do not speak it.

    """
    if written not in set(Language):
        raise InputError(Text("people.bad_language"))
    return Language(written)
