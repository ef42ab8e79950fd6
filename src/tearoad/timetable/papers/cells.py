"""What an officer may have typed for a day or a time, understood."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from tearoad.errors import InputError
from tearoad.paper.sheets.written.moments import read_clock

_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"),
    re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.?"),
)


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
    """Return the time to the minute: a time cell, a part of a day, or written as in any sheet; else None."""
    if isinstance(cell, (datetime, time)):
        return time(cell.hour, cell.minute)
    if isinstance(cell, timedelta):
        return _minutes(cell / timedelta(minutes=1))
    if isinstance(cell, float) and 0 <= cell < 1:
        return _minutes(cell * 24 * 60)
    try:
        return read_clock(words_of(cell))
    except InputError:
        return None


def _minutes(count: float) -> time | None:
    hour, minute = divmod(round(count), 60)
    return time(hour, minute) if 0 <= hour < 24 else None
