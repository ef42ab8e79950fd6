"""Slots and windows: a buyer who walks promises an hour, not a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tearoad.errors import InputError
from tearoad.text import Text


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A stretch of time, [start, end), both aware."""

    start_at: datetime
    end_at: datetime

    def __post_init__(self) -> None:
        """Refuse a window that ends before it starts, or that has no time zone."""
        if self.start_at.tzinfo is None or self.end_at.tzinfo is None:
            raise InputError(Text("values.window_naive"), Text("values.window_naive_hint"))
        if self.end_at <= self.start_at:
            raise InputError(Text("values.window", start=self.start_at, end=self.end_at), Text("values.window_hint"))

    def overlaps(self, other: Window) -> bool:
        """Whether the two share any moment."""
        return self.start_at < other.end_at and other.start_at < self.end_at

    def contains(self, other: Window) -> bool:
        """Whether the other lies wholly inside."""
        return self.start_at <= other.start_at and other.end_at <= self.end_at


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One bookable slot of the fair: `index` runs through the whole fair, `day` counts fair days from 0.

    `window` is the meeting itself; the pause before the next slot lies outside it.
    """

    index: int
    day: int
    window: Window
