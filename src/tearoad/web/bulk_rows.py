"""Tens of thousands of rows read into objects that all stay: Python need not look for garbage among them meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_search() -> Iterator[None]:
    """Let the search for garbage wait: it walks through all objects again and again, and takes half of the time.

    Whoever found it running lets it run again, so however threads come and go, it runs when all have left. What no
    longer is referred to goes at once all the while; only cycles wait.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
