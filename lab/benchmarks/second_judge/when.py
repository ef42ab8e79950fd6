"""Days and times as the templates, the demo and the made-up missions write them: year first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from lab.benchmarks.second_judge.facts import Span
from lab.benchmarks.second_judge.folder import UnjudgedError

CLOCKS = re.compile(r"(?:(\d{4}-\d\d-\d\d)\s*)?(\d\d?:\d\d)\s*-\s*(\d\d?:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)")


def at(day: date, clock: str) -> datetime:
    """Return a time of day on a day."""
    return datetime.combine(day, datetime.strptime(clock, "%H:%M").time())  # noqa: DTZ007  # a clock at the fair


def moment(cell: str) -> datetime | None:
    """Return the first day and time in a cell, None where it is empty."""
    if not cell:
        return None
    found = MOMENT.search(cell)
    if not found:
        raise UnjudgedError("no day and time in", cell)
    return datetime.fromisoformat(f"{found[1]} {found[2]}")


def spans(cell: str, fair: Sequence[Span]) -> tuple[Span, ...]:
    """Return the times in a cell; a time without a day is meant for each day, a day without a time for its hours."""
    found: list[Span] = []
    for part in filter(None, (text.strip() for text in cell.split(";"))):
        days = [span for span in fair if (day := DAY.search(part)) is None or span.start.date().isoformat() == day[0]]
        clocks = CLOCKS.fullmatch(part)
        if clocks:
            found.extend(Span(at(span.start.date(), clocks[2]), at(span.start.date(), clocks[3])) for span in days)
        elif DAY.fullmatch(part):
            found.extend(days)
        else:
            raise UnjudgedError("no time in", part)
    return tuple(found)
