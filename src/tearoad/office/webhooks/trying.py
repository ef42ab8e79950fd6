"""When a notice that was not taken is sent again, and when a receiver is left alone until a person says otherwise."""

from __future__ import annotations

from datetime import timedelta

WAITS = (
    timedelta(seconds=10),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
)
MOST_TRIES = 20
"""About three days: then a person looks at it. Nothing is dropped."""


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries that failed."""
    return WAITS[min(tries, len(WAITS)) - 1]
