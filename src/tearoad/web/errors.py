"""Errors as answers: the only place that knows HTTP codes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tearoad.errors import Conflict, Denied, InputError, NotFoundError, SetupError, TearoadError, TooMany

CODES: tuple[tuple[type[TearoadError], int], ...] = (
    (Denied, 403),
    (NotFoundError, 404),
    (Conflict, 409),
    (InputError, 422),
    (TooMany, 429),
    (SetupError, 503),
    (TearoadError, 400),
)


def status_of(error: TearoadError) -> int:
    """Return the HTTP code of an error."""
    return next(code for kind, code in CODES if isinstance(error, kind))


def answer_of(request: HttpRequest, error: TearoadError) -> HttpResponse:
    """Return the page of an error, for whoever cannot raise it."""
    response = render(request, "web/error.html", {"error": error}, status=status_of(error))
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


class ErrorMiddleware:
    """Turns an error that a person can mend into a page that says what was found and what to do."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page of an error; others are faults of the program and go on."""
        return answer_of(request, error) if isinstance(error, TearoadError) else None
