"""What an officer may have typed for a day or a time, understood."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"),
    re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.?"),
)
_TIME = re.compile(r"(?P<h>\d{1,2})[:.：时](?P<m>\d{2})?(?::\d{2})?分?\s*(?P<half>[ap]m)?")


def words_of(cell: object) -> str:
    """Return a cell as text: a whole number without its `.0`, nothing for an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def day_of(cell: object, year: int) -> date | None:
    """Return the day: a date cell, `2023-02-07`, `07.02.2023`, `7.2.`, `2月7日`; None where it is none.

    A text with two slashes is read day first, as in most of the world. `year` completes a day without one.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = words_of(cell)
    for pattern in _DAYS:
        match = pattern.match(written)
        if match:
            found = match.groupdict()
            try:
                return date(int(found.get("y") or year), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


def time_of(cell: object) -> time | None:
    """Return the time to the minute: a time cell, a part of a day, `14:00`, `14.00`, `2:00 pm`; else None."""
    if isinstance(cell, (datetime, time)):
        return time(cell.hour, cell.minute)
    if isinstance(cell, timedelta):
        return _minutes(cell / timedelta(minutes=1))
    if isinstance(cell, float) and 0 <= cell < 1:
        return _minutes(cell * 24 * 60)
    match = _TIME.fullmatch(words_of(cell).casefold())
    if match is None:
        return None
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _minutes(count: float) -> time | None:
    hour, minute = divmod(round(count), 60)
    return time(hour, minute) if 0 <= hour < 24 else None
