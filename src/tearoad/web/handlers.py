"""Answers where no view could answer: unknown address, forged form, broken request, fault of the program.

`site.urls` names them as Django's handlers. The last ones ask no database and no session: they must still stand when
those are what failed.
"""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import asdict

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from tearoad.errors import Denied, NotFoundError
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.clock import now
from tearoad.web.errors import ErrorAnswer, answer_of, wants_json
from tearoad.web.input import TOO_MUCH, AddressTooLong, NulRefused, what_is_too_much
from tearoad.web.language import LanguageMiddleware
from tearoad.web.limits.bodies import DISK_FULL, BodyRefusal
from tearoad.web.limits.disk import is_full
from tearoad.web.theme import theme_of
from tearoad.words import Words

_QUERIES_OF_SQLITE = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG})
_QUERIES_OF_POSTGRESQL = frozenset({"22", "42", "54"})
"""Classes of its codes: data, syntax, limits of the program."""
BACK_S = 10
"""When to come again after the database was away."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that there is no such page."""
    del exception
    return answer_of(request, NotFoundError(Text("web.not_found"), Text("web.not_found_hint")))


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that this is not allowed."""
    del exception
    return answer_of(request, Denied(Text("web.denied"), Text("web.denied_hint")))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer that a form did not come from our page, or from one that was open for too long."""
    del reason
    return answer_of(request, Denied(Text("web.forged"), Text("web.forged_hint")))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is wrong with the request where that is known; nothing in it is trusted."""
    if isinstance(exception, TOO_MUCH):
        kind, said = what_is_too_much(request, exception)
        return _plain(request, kind, 413, said=said)
    if isinstance(exception, AddressTooLong):
        return _plain(request, "address_long", 414, said=_how_long(exception))
    if isinstance(exception, NulRefused):
        return _plain(request, "nul_found", 400, field=exception.field)
    return _plain(request, "bad_request", 400)


def _how_long(long: AddressTooLong) -> Text:
    if long.field:
        return Text("web.most_looked_for", field=long.field, found=long.found, most=long.most)
    return Text("web.most_address", found=long.found, most=long.most)


def fault(request: HttpRequest) -> HttpResponse:
    """Answer that the program failed; or, where the database is away, that it will be back."""
    error = sys.exc_info()[1]
    if is_full(error):
        return refused(request, DISK_FULL)
    if isinstance(error, (OperationalError, InterfaceError)) and not _is_about_the_query(error):
        response = _plain(request, "away", 503)
        response.headers["Retry-After"] = str(BACK_S)
        return response
    return _plain(request, "fault", 500)


def refused(request: HttpRequest, refusal: BodyRefusal, said: Text | None = None) -> HttpResponse:
    """Answer why what was sent was not taken."""
    response = _plain(request, refusal.kind, refusal.status, **({"said": said} if said else {}))
    if refusal.retry_after_s:
        response.headers["Retry-After"] = str(refusal.retry_after_s)
    return response


def _is_about_the_query(error: Exception) -> bool:
    """Whether a database that is there could not make sense of what it was asked, or found it too large.

    That is a fault of the program: to come again in a few seconds helps nobody.
    """
    cause = error.__cause__
    of_sqlite, of_postgresql = getattr(cause, "sqlite_errorcode", 0), getattr(cause, "sqlstate", None) or ""
    return of_sqlite & 0xFF in _QUERIES_OF_SQLITE or of_postgresql[:2] in _QUERIES_OF_POSTGRESQL


def _plain(request: HttpRequest, kind: str, status: int, **params: str | Text) -> HttpResponse:
    """Return a page that needs nothing but the catalogue."""
    words = Words(getattr(request, "language", None) or LanguageMiddleware.choose(request))
    title, hint = Text(f"web.{kind}"), Text(f"web.{kind}_hint", **params)
    if wants_json(request):
        return JsonResponse(asdict(ErrorAnswer(title.code, words(title), words(hint), [])), status=status)
    shown: dict[str, object] = {"words": words, "language": words.language, "theme": theme_of(request).value}
    at = now()
    shown["start"] = registry.ask("link_start", request.path) or "/"
    shown |= {"title": title, "hint": hint, "status": status, "at": at, "shown_at": f"{at:%Y-%m-%d %H:%M:%S} UTC"}
    return HttpResponse(render_to_string("web/fault.html", shown), status=status)
