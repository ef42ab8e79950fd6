"""Answers that carry this server's mark: phones and halls believe no other (`tearoad.capture.mark`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse

from tearoad.capture.mark import MARK, NONCE, is_nonce, mark_of
from tearoad.errors import TearoadError
from tearoad.web.errors import answer_of
from tearoad.web.input import read_at_most

_View = TypeVar("_View", bound=Callable[..., HttpResponse])


def marked(view: _View) -> _View:
    """Mark what a view answers, and what it refuses; an answer to who sent no nonce carries no mark.

    A failure of the program or of its database is not marked: nothing was decided.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            response = view(request, *args, **named)
        except TearoadError as error:
            response = answer_of(request, error)
        by, nonce = request.headers.get("Authorization", ""), request.headers.get(NONCE, "")
        if by and is_nonce(nonce):
            sent = getattr(request, "came_whole", "")
            response[MARK] = mark_of(by, nonce, response.status_code, sent, response.content)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return cast("_View", answered)


def read(request: HttpRequest, most: int) -> bytes:
    """Return what is sent, as `read_at_most`; where it came whole the mark says of which bytes this is the answer."""
    found = read_at_most(request, most)
    if len(found) <= most:
        request.came_whole = hashlib.sha256(found).hexdigest()  # type: ignore[attr-defined]  # read by `marked`
    return found
