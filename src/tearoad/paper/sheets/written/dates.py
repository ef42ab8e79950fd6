"""Dates as people write them: `7 Feb 2023`, `2023年2月7日`, `07.02.2023`, `7 февраля`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tearoad.errors import InputError
from tearoad.text import Text

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan янв", "feb фев", "mar мар mär mrz", "apr апр", "may май мая mai", "jun июн",
            "jul июл", "aug авг", "sep сен", "oct окт okt", "nov ноя", "dec дек dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<word>(?:" + "|".join(_MONTHS) + r")[a-zа-я]*)\.?"
_YEAR = r"(?P<year>\d{4})(?![:\d])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-?го|-?е|\.(?=\s?[a-zа-яä]))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)(?:t(?=\d))?",
        r"(?:(?P<year>\d{4})\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})(?:-(?P<last>\d{1,2}))?\s*[日号]?",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})(?![\d:])(?:\s*г(?:ода|\.)?)?",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}|\d{2})(?![\d:])",
        rf"(?P<day>\d{{1,2}})-(?P<last>\d{{1,2}})\s+{_MONTH}(?:,?\s*{_YEAR})?(?:\s*г(?:ода|\.)?)?",
        rf"{_DAY}[\s-]*(?:of\s+)?{_MONTH}(?:[,\s-]*{_YEAR})?(?:\s*г(?:ода|\.))?",
        rf"{_MONTH}\s*{_DAY}(?![\d:])(?:,?\s*{_YEAR})?",
        r"(?P<day>\d{1,2})\.(?P<month>0[1-9]|1[0-2]|[1-9])(?:\.(?![\d:])|(?![\d:.]))",
        r"(?P<day>\d{1,2})\.?-(?P<last>\d{1,2})\.(?P<month>0[1-9]|1[0-2]|[1-9])(?:\.(?![\d:])|(?![\d:.]))",
    )
)
_SPAN = _FORMS[-1]
_NEARBY = timedelta(60)
_EPOCH = date(1899, 12, 30)  # Excel's day 0, two days early because it believes in 29 February 1900


@dataclass(frozen=True, slots=True)
class ParsedDays:
    """The days a text names at some place, and where it goes on."""

    days: tuple[date, ...]
    end: int


def find_date(text: str, at: int, near: date) -> ParsedDays | None:
    """Return the date that stands at a place of a text (lower case); a missing year is the one nearest to `near`.

    Raises:
        InputError: it looks like a date, but the calendar has no such day.

    """
    for form in _FORMS:
        match = form.match(text, at)
        if match is None:
            continue
        parts = match.groupdict()
        month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["word"][:3]]
        first = _day(parts.get("year"), month, int(parts["day"]), near, match.group())
        last = _day(parts.get("year"), month, int(parts["last"]), near, match.group()) if parts.get("last") else first
        if form is _SPAN and abs(first - near) > _NEARBY:
            continue  # 10-12.10 is a time at a fair in February
        return ParsedDays(days_between(first, last), match.end())
    return None


def _day(year: str | None, month: int, day: int, near: date, written: str) -> date:
    if month > 12 >= day and "/" in written:
        month, day = day, month
    try:
        if year:
            return plausible(date(int(year) + (2000 if len(year) == 2 else 0), month, day))
        years = [date(y, month, day) for y in (near.year - 1, near.year, near.year + 1) if _exists(y, month, day)]
        return min(years, key=lambda d: abs(d - near))
    except ValueError:
        raise InputError(Text("sheets.no_such_day", found=written), Text("sheets.expect_date")) from None


def plausible(day: date) -> date:
    """Return the day if it lies between 1950 and 2100.

    Raises:
        InputError: it does not; a year of 9999 is a slip, and no clock can reckon with it.

    """
    if not 1950 <= day.year <= 2100:
        raise InputError(Text("sheets.no_such_day", found=day.isoformat()), Text("sheets.expect_date"))
    return day


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return the days from the first to the last; none where the last is earlier."""
    return tuple(first + timedelta(n) for n in range(min((last - first).days + 1, 366)))


def day_of_serial(serial: float) -> date:
    """Return the day of a spreadsheet's day number: 44964 is 7 February 2023.

    Raises:
        InputError: the number is no day between 1954 and 2118.

    """
    if not 20_000 <= serial <= 80_000:
        raise InputError(Text("sheets.bad_date", found=f"{serial:g}"), Text("sheets.expect_date"))
    return _EPOCH + timedelta(int(serial))


def read_date(written: str, near: date) -> date:
    """Read one date.

    Raises:
        InputError: it is no date, or something stands behind it.

    """
    text = written.strip().casefold()
    days = find_date(text, 0, near) if text else None
    rest = text[days.end :].strip() if days else ""
    if days is None or len(days.days) != 1 or rest not in {"", "00:00", "00:00:00"}:
        raise InputError(Text("sheets.bad_date", found=written), Text("sheets.expect_date"))
    return days.days[0]
