"""Choose a language, choose a theme."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tearoad.values import Language
from tearoad.web import language as languages
from tearoad.web import theme as themes
from tearoad.web.pages.back import own_address

YEAR_S = 365 * 24 * 3600


def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language, in this browser and on the account, and show the page again."""
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in set(Language):
        remember(response, languages.COOKIE, chosen)
        user: Any = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            get_user_model()._default_manager.filter(pk=user.pk).update(language=chosen)  # noqa: SLF001  # Django's own
    return response


def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember whether the reader wants it light or dark, and show the page again."""
    response = _back(request)
    chosen = request.POST.get("theme", "")
    if chosen in set(themes.Theme):
        remember(response, themes.COOKIE, chosen)
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Lead back to where the reader was, on this site only; who typed the address by hand is led to the start."""
    return HttpResponseRedirect(own_address(request, request.POST.get("next", "/"), "/"))


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Let a browser remember what its reader chose, for a year."""
    response.set_cookie(
        name, value, max_age=YEAR_S, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE)
    )
