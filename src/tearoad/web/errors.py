"""Errors as answers: the only place that knows HTTP codes. `docs/reference/http-codes.md` lists them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from traceback import walk_tb
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from tearoad.errors import (
    Conflict,
    Denied,
    InputError,
    NotFoundError,
    SetupError,
    SignedOut,
    TearoadError,
    TooLarge,
    TooMany,
    UnknownIdError,
)
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web import registry
from tearoad.web.context import page_of_form
from tearoad.web.documents import ReplacesUnread, Unreadable, noting, rows_unread_now, unread_now
from tearoad.web.language import COOKIE, speak
from tearoad.web.saving.once import REPLACES, SavedBefore, left_of
from tearoad.web.saving.stale import Stale, read_in
from tearoad.web.saving.versions import meanwhile_of
from tearoad.words import Words

CODES: tuple[tuple[type[TearoadError], int], ...] = (
    (SignedOut, 401),
    (Denied, 403),
    (NotFoundError, 404),
    (Conflict, 409),
    (TooLarge, 413),
    (InputError, 422),
    (TooMany, 429),
    (SetupError, 503),
    (TearoadError, 400),
)

_log = logging.getLogger(__name__)
_ASKS_ONLY = frozenset({"GET", "HEAD"})
NO_PAGE = 405
"""An address that only takes what a form sends."""


def status_of(error: TearoadError) -> int:
    """Return the HTTP code of an error."""
    return next(code for kind, code in CODES if isinstance(error, kind))


def problems_of(error: TearoadError) -> Iterator[Text]:
    """Return everything that an error found, where it found several: what and, behind it, what to do."""
    for problem in getattr(error, "problems", ()):
        if isinstance(problem, Text):
            yield problem
            continue
        yield problem.text
        if problem.hint is not None:
            yield problem.hint


def wants_json(request: HttpRequest) -> bool:
    """Whether a program or a part of a page asks, not a person's browser."""
    if request.path.startswith("/api/") or request.headers.get("HX-Request"):
        return True
    if request.content_type == "application/json" or request.headers.get("Authorization"):  # no browser's form
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def answer_of(request: HttpRequest, error: TearoadError) -> HttpResponse:
    """Return an error as a page, or as JSON to who asked for that."""
    status = status_of(error)
    if isinstance(error, Denied | NotFoundError):
        _speak_as_the_link(request)
    if wants_json(request):
        response: HttpResponse = JsonResponse(asdict(error_answer(request, error)), status=status)
    elif isinstance(error, Stale | SavedBefore) or (isinstance(error, ReplacesUnread) and _is_account(request)):
        response = _not_saved(request, error)
    else:
        shown = {"error": error, "status": status, "problems": tuple(problems_of(error))}
        shown["typed"] = _typed_by_link(request)
        response = render(request, "web/error.html", shown | _way_on(request), status=status)
    if isinstance(error, SignedOut):
        response.headers["WWW-Authenticate"] = 'Bearer realm="Tea Road", Session realm="Tea Road"'
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


def _way_on(request: HttpRequest) -> dict[str, Any]:
    """Return in which frame an error stands and where it leads: whoever came by a link never to the sign-in."""
    home = registry.ask("link_home", request.path)
    return {"base": "web/base.html" if home is None else "web/base_visitor.html", "home": "/" if home is None else home}


def _typed_by_link(request: HttpRequest) -> str:
    """Return what somebody sent from a page that a link had opened, and that can no longer be kept: it is not lost."""
    if request.method != "POST" or registry.ask("link_language", request.path) is None:
        return ""
    return "\n".join(value for _name, value in left_of(request).fields if value.strip())


def _is_account(request: HttpRequest) -> bool:
    """Whether it is somebody with an account: what cannot be read is shown as it stands to nobody else."""
    actor = getattr(request, "actor", None)
    return actor is not None and bool(actor.user)


def _not_saved(request: HttpRequest, error: Stale | SavedBefore | ReplacesUnread) -> HttpResponse:
    """Return the page on which a person decides about what they entered: nothing of it is lost."""
    left = left_of(request)
    shown: dict[str, Any] = {"error": error, "status": status_of(error), "left": left}
    shown["base"] = "web/base.html" if _is_account(request) else "web/base_visitor.html"
    if isinstance(error, Stale):
        form = page_of_form(request)
        shown |= {"meanwhile": meanwhile_of(request, error), "read": error.now, "to": form}
        shown |= {"to_label": "web.keep_stored", "label": "web.save_mine" if error.stored else "web.do_anyway"}
    elif isinstance(error, ReplacesUnread):
        shown["left"] = replace(left, fields=(*left.fields, (REPLACES, error.mark)))
        shown |= {"kept": error.kept, "problems": error.problems, "read": read_in(request), "to": page_of_form(request)}
        shown |= {"to_label": "web.keep_unread", "label": "web.replace_unread"}
    else:
        shown |= {"to": error.made, "to_label": "web.to_saved", "label": "web.save_as_more"}
    return render(request, "web/conflict.html", shown, status=status_of(error))


def _no_page(request: HttpRequest, empty: HttpResponseBase) -> HttpResponse:
    error = TearoadError(Text("web.no_page"), Text("web.no_page_hint"))
    shown = {"error": error, "status": NO_PAGE} | _way_on(request)
    response = render(request, "web/error.html", shown, status=NO_PAGE)
    response.headers["Allow"] = empty.headers.get("Allow", "POST")
    return response


def _speak_as_the_link(request: HttpRequest) -> None:
    """Speak as the pages do that a signed link opens, where this browser chose no language."""
    language = registry.ask("link_language", request.path) if COOKIE not in request.COOKIES else None
    if language is not None:
        speak(request, language)


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """What programs and scripts of pages are told of an error, in the language of who asks."""

    code: str
    message: str
    hint: str
    problems: list[str]


def error_answer(request: HttpRequest, error: TearoadError) -> ErrorAnswer:
    """Return what is told of an error."""
    words: Words = getattr(request, "words", None) or Words(Language.EN)
    hint = words(error.hint) if error.hint else ""
    return ErrorAnswer(error.code, words(error.text), hint, [words(problem) for problem in problems_of(error)])


def unreadable_cause(error: Exception, request: HttpRequest) -> Exception:
    """Return what could not be read, where a page or the API stumbled over its absence; else the error itself.

    A row that cannot be read and that nobody asked for is no reason to say so of everything else that is refused.
    """
    missing = unread_now()
    if not missing or (isinstance(error, TearoadError) and not _may_be_for_lack(error, request)):
        return error
    _log.warning("a page stumbled over what cannot be read", exc_info=error)
    return Unreadable(missing)


def _may_be_for_lack(error: TearoadError, request: HttpRequest) -> bool:
    """Whether something is refused because a row could not be read: the request names it, or it was being read.

    Where nothing is sent, a value that cannot be used is a stored one, and what is not found may stand in a document.
    """
    if not isinstance(error, InputError | NotFoundError):
        return False
    if request.method in _ASKS_ONLY and not isinstance(error, UnknownIdError):
        return True
    if any(is_named_in(row, request) for row in rows_unread_now()):
        return True
    read = from_document.__code__.co_filename
    return any(frame.f_code.co_filename == read for frame, _line in walk_tb(error.__traceback__))


def is_named_in(row: str, request: HttpRequest) -> bool:
    """Whether a request says the id of a row, in its address or in what it sends."""
    match = request.resolver_match
    in_address = {str(value) for value in match.kwargs.values()} if match else set()
    sent = {
        value for values in (*dict(request.GET).values(), *dict(request.POST).values()) for value in map(str, values)
    }
    return row in in_address | sent


class ErrorMiddleware:
    """Turns an error that a person can mend into a page that says what was found and what to do."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; who opens an address that only takes forms is told so, not shown an empty page."""
        with noting():
            response = self.answer(request)
        if response.status_code == NO_PAGE and not getattr(response, "content", b"") and not wants_json(request):
            return _no_page(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page of an error; others are faults of the program and go on.

        Where something that was read could not be, a page that stumbles over its absence says so.
        """
        cause = unreadable_cause(error, request)
        return answer_of(request, cause) if isinstance(cause, TearoadError) else None
