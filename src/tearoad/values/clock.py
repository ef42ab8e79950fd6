"""The clock is passed in, so that a run can be repeated."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time: an aware datetime."""

    def __call__(self) -> datetime:
        """Return now, aware."""
