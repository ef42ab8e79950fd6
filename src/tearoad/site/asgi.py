"""What the server calls: the front, and behind it Django."""

from __future__ import annotations

import os
from typing import cast

from tearoad.site.wsgi import application as django  # first: it sets Django up

from django.conf import settings  # isort: skip  # the same

from tearoad.site.front.app import Front, Threads
from tearoad.site.front.gateway import Application
from tearoad.site.front.room import Room


def threads() -> int:
    """Return how many threads of a process answer at once; each may hold a connection to the database."""
    return max(4, min(16, 2 * (os.cpu_count() or 1) + 1))


application = Front(
    cast("Application", django),  # what it returns can be iterated over, which its types do not say
    Room(settings.DATA, settings.CONFIG.least_free_mb * 1_000_000),
    threads=Threads.of(threads()),
    proxies=settings.PROXIES,
)
