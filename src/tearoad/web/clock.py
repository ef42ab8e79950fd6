"""Where time enters the web: `now` is real; `fair_now` may be moved, so that a demo stands on the fair's morning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings


def now() -> datetime:
    """Return the real time: for sessions, leases, the ledger."""
    return datetime.now(UTC)  # noqa: TID251  # here the clock enters


def fair_now() -> datetime:
    """Return the time that pages show and judge by: the real one, moved by the setting `clock_offset`."""
    offset: timedelta = settings.CLOCK_OFFSET
    return now() + offset
