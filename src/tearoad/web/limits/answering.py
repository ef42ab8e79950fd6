"""An answer that may not leave before some moment: it waits where it holds no thread, and the view goes on at once."""

from __future__ import annotations

import time

from django.http import HttpRequest

NOT_BEFORE = "tearoad.answer_not_before"
"""In a request's environment: the second of `time.monotonic` before which the front does not send its answer."""


def answer_not_before(request: HttpRequest, seconds: float) -> None:
    """Let the answer leave no sooner than so many seconds from now."""
    request.META[NOT_BEFORE] = time.monotonic() + seconds
