"""What every template knows: the reader's words, language and theme, and where the page is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from tearoad import __version__
from tearoad.values import Language
from tearoad.web.clock import fair_now
from tearoad.web.theme import theme_of
from tearoad.words import Words
from tearoad.words.catalogue import day_of_year

_KEPT = "kept_for_templates"


def reader(request: HttpRequest) -> dict[str, Any]:
    """Return words, language, theme and what the frame of a page needs; asks no database.

    A page is made of many templates: what they all know is found once, and anew where another reader is meant.
    """
    who = tuple(getattr(request, name, None) for name in ("language", "words", "actor", "organisation"))
    kept: tuple[object, dict[str, Any]] | None = getattr(request, _KEPT, None)
    if kept is None or kept[0] != who:
        kept = who, _frame(request)
        setattr(request, _KEPT, kept)
    return kept[1]


def _frame(request: HttpRequest) -> dict[str, Any]:
    language = getattr(request, "language", Language.EN)
    return {
        "words": getattr(request, "words", None) or Words(language),
        "language": language,
        "languages": tuple(Language),
        "theme": theme_of(request).value,
        "actor": getattr(request, "actor", None),
        "house": house.in_language(language) if (house := getattr(request, "organisation", None)) else "",
        "here": _here(request),
        "version": __version__,
        "language_url": _address("language"),
        "theme_url": _address("theme"),
        "privacy_url": _address("privacy"),
        "sign_out_url": _address("people-sign-out"),
        "fair_now": fair_now(),
        "demo_day": day_of_year(fair_now().date(), language) if settings.CONFIG.demo else "",
        "is_in_hall": settings.HUB is not None,
    }


def _here(request: HttpRequest) -> str:
    """Return the address to come back to; after a form that failed, the page that held the form."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return page_of_form(request)


def page_of_form(request: HttpRequest) -> str:
    """Return the page that held the form that was sent."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # a stranger's `http://[`
        return "/"
    return (before.path or "/") if before.netloc == request.headers.get("Host") else "/"


def _address(name: str) -> str:
    """Return the address of a page that a later stage adds; empty where it has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
