"""What no person writes is refused before a page sees it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NUL = "\0"


class InputMiddleware:
    """Answers 400 to the letter NUL in an address or a form: a database could not keep it, and no keyboard has it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Look once it is known who asks, so that a stranger's form is not read for this."""
        said = (value for sent in (request.GET, request.POST) for _name, values in sent.lists() for value in values)
        if NUL in request.path or any(NUL in str(value) for value in said):
            raise SuspiciousOperation
