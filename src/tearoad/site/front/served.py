"""What the server calls in each of its processes: the front, and behind it Django."""

from __future__ import annotations

import multiprocessing
import os
import sys
from typing import TYPE_CHECKING, cast

from tearoad.site.serve.parents import end_with_parent
from tearoad.site.watch.reserve import reserve_figures

if TYPE_CHECKING:
    from tearoad.site.front.app import Front
    from tearoad.site.front.arriving import Patience

_SWITCH_S = 0.001
"""How soon a thread that computes lets the loop go on, which many wait for; Python's own 5 ms add up."""


def make_front(patience: Patience | None = None, tell_s: float | None = None) -> Front:
    """Set Django up and return the ASGI application; `patience` and `tell_s` are shorter in tests."""
    server = multiprocessing.parent_process()
    if server is not None and server.pid is not None:
        end_with_parent(server.pid)
    reserve_figures()  # before anything is counted
    sys.setswitchinterval(_SWITCH_S)
    from tearoad.site.wsgi import application  # noqa: PLC0415, I001  # sets Django up

    from django.conf import settings  # noqa: PLC0415  # now it may be read

    from tearoad.site.front.app import Front, Threads  # noqa: PLC0415  # now it may be read
    from tearoad.site.front.arriving import Patience  # noqa: PLC0415  # now it may be read
    from tearoad.site.front.gateway import Application  # noqa: PLC0415  # now it may be read
    from tearoad.site.front.room import Room  # noqa: PLC0415  # now it may be read
    from tearoad.site.front.tally import TELL_S  # noqa: PLC0415  # now it may be read

    return Front(
        cast("Application", application),  # what it returns can be iterated over, which its types do not say
        Room(settings.DATA, settings.CONFIG.least_free_mb * 1_000_000),
        threads=Threads.of(threads()),
        proxies=settings.PROXIES,
        patience=patience or Patience(),
        tell_s=TELL_S if tell_s is None else tell_s,
    )


def make_lasting_front() -> Front:
    """Return the front of a process that answers until it is stopped, every page of the site loaded."""
    front = make_front()
    from tearoad.site.serve.loaded import leave_loaded  # noqa: PLC0415  # beside the other

    leave_loaded()
    return front


def threads() -> int:
    """Return how many threads of a process answer at once; each may hold a connection to the database."""
    return max(4, min(16, 2 * (os.cpu_count() or 1) + 1))
