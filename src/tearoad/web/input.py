"""What no person writes is refused before a page sees it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict

from tearoad.values.letters import seen

NUL = "\0"
DRAIN_BYTES, DRAIN_SECONDS = 128_000_000, 30
"""So much, and for so long, is taken in and thrown away."""
_PART = 65_536
_View = TypeVar("_View", bound=Callable[..., Any])


def reads_late(view: _View) -> _View:
    """Leave a form unread until the view has asked its limits; the view's own form then refuses the letter."""
    view.reads_late = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def tells_nul(view: _View) -> _View:
    """Let a view tell of the letter in its own form, field by field (422), so that nothing that was typed is lost.

    Every text that the view keeps must be a field of the form: Django's `CharField` refuses the letter. What else is
    sent is only compared, never kept.
    """
    view.tells_nul = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def drain(request: HttpRequest) -> None:
    """Let a browser finish sending what is too large, and keep none of it: only then does it read the answer.

    A server that answers while it is still sent to cuts the connection, and a person sees no page. What goes on for too
    long is cut all the same.
    """
    until, left = time.monotonic() + DRAIN_SECONDS, DRAIN_BYTES
    while left > 0 and time.monotonic() < until:
        try:
            part = request.read(_PART)
        except OSError:  # who sends went away
            return
        if not part:
            return
        left -= len(part)


class NulFound(SuspiciousOperation):
    """The letter NUL came in a field, or in the address itself."""

    def __init__(self, field: str) -> None:
        """Keep in which field, as the address or the form calls it; empty where it is no field."""
        super().__init__()
        self.field = field[:40].replace(NUL, "")


class InputMiddleware:
    """Answers 400 to the letter NUL in an address or a form: a database could not keep it, and no keyboard has it.

    A view whose own form tells of it is left to do so.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: object, *_rest: object) -> None:
        """Look once it is known who asks, so that a stranger's form is not read for this."""
        told = getattr(view, "reads_late", False) or getattr(view, "tells_nul", False)
        forms = (request.GET,) if told else (request.GET, request.POST)
        if NUL in request.path:
            raise NulFound("")
        for sent in forms:
            for name, values in sent.lists():
                if any(NUL in str(value) for value in values):
                    raise NulFound(name)


def as_seen(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a copy of what was sent: no zero-width letter, none that turns the direction of reading.

    They are taken out and not refused: they come with text that was copied from a page, and nobody could find them.
    """
    if not isinstance(sent, MultiValueDict):
        return {name: _seen(value) for name, value in sent.items()}
    return MultiValueDict({name: [_seen(value) for value in values] for name, values in sent.lists()})


def _seen(value: Any) -> Any:  # noqa: ANN401  # whatever a form was sent
    return seen(value) if isinstance(value, str) else value
