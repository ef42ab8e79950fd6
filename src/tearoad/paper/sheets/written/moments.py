"""Days and clock times in running text, one token after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

from tearoad.errors import InputError
from tearoad.paper.sheets.written.calendar import FairCalendar
from tearoad.paper.sheets.written.dates import days_between, find_date
from tearoad.text import Text

_WEEKDAYS = (
    r"mon(?:day)?s?|понедельник[аи]?|пон|пн|montags?|mo|(?:周|星期|礼拜)一",
    r"tue(?:s|sday)?s?|вторник[аи]?|вт|dienstags?|di|(?:周|星期|礼拜)二",
    r"wed(?:nesday)?s?|сред[ауы]|ср|mittwochs?|mi|(?:周|星期|礼拜)三",
    r"thu(?:r|rs|rsday)?s?|четверг[аи]?|чт|donnerstags?|do|(?:周|星期|礼拜)四",
    r"fri(?:day)?s?|пятниц[ауы]|пт|freitags?|fr|(?:周|星期|礼拜)五",
    r"sat(?:urday)?s?|суббот[ауы]|сб|samstags?|sonnabends?|sa|(?:周|星期|礼拜)六",
    r"sun(?:day)?s?|воскресень[ея]|вс|sonntags?|so|(?:周|星期|礼拜)[日天]",
)
_WEEKDAY = re.compile(
    "(?:" + "|".join(f"(?P<d{n}>{names})" for n, names in enumerate(_WEEKDAYS)) + r")(?![a-zа-я])\.?", re.IGNORECASE
)
_FAIR_DAY = re.compile(r"(?:day\s*|第|день\s*)(\d{1,2}|[一二三四五六七八九])\s*天?|(\d{1,2})(?:-?й)?\s*день")
_OF_MONTH = r"\s*(?:号|日|-?го(?:\s+числа)?(?![а-я])|\s+числа(?![а-я])|(?:st|nd|rd|th)(?![a-z]))"
_DAY_OF_MONTH = re.compile(rf"(?P<first>\d{{1,2}})(?:(?:{_OF_MONTH})?-(?P<last>\d{{1,2}}))?{_OF_MONTH}")
_LISTED_DAY = re.compile(r"(?P<day>\d{1,2})(?P<between>\s*(?:[,、，&]|(?:и|and)(?=\s)|和)\s*)(?=\d{1,2}(?![\d:.点时]))")
_CLOCK = (
    r"(上午|早上|中午|下午|晚上)?\s*(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.0+)?)?|\s*[点时](?:(\d{1,2})分?|(半))?)?"
    r"\s*(am|pm|a\.m\.|p\.m\.|ч\.?|h(?:rs)?|час\w*|uhr)?(?!\d)"
)
_RANGE = re.compile(rf"{_CLOCK}\s*-\s*{_CLOCK}", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:after|since|после|с|from|ab|nach)\s*{_CLOCK}(?!\s*-)|{_CLOCK}\s*(?:以后|之后|后|起)", re.IGNORECASE
)
_BEFORE = re.compile(rf"(?:before|until|till|до|bis|vor)\s*{_CLOCK}|{_CLOCK}\s*(?:以前|之前|前)", re.IGNORECASE)
_LONE = re.compile(_CLOCK, re.IGNORECASE)
_ON_FROM = re.compile(
    r"(?:начиная\s+со?|starting(?:\s+(?:on|from))?|as\s+of|from|since|ab|seit|von|со?|自|从)\s*(?=\S)"
)
_ONWARDS = re.compile(r"\s*(?:onwards?|起|开始|以后)")
_DASHES = re.compile(
    r"\s*[-–—−‒~～]\s*|\s*(?:至|到)\s*|\s+(?:to|по|bis)\s+(?=\S)|(?<=[\dmч点时])\s+(?:till|until|до)\s+(?=\d)"
)
_FILLER = re.compile(
    r"[\s().]+|全天|整天|весь день|целый день|all day|ganztägig|ganztags"
    r"|(?:from|at|on|in|the|с|со|в|во|г|von|am|um|den|der|uhr)(?=[\s.]|$)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[,，、&+]|(?:and|or|и|или|和|及|或者?|und|oder)(?![a-zа-я])", re.IGNORECASE)
_MORNING = "上午|早上|mornings?|утром?|с утра|до обеда|(?:в )?перв(?:ая|ой) половин[ае] дня|vormittags?"
_AFTERNOON = "下午|afternoons?|после обеда|днём|днем|(?:во )?втор(?:ая|ой) половин[ае] дня|nachmittags?|pm$"
_PART_OF_DAY = re.compile(rf"(?:(?P<morning>{_MORNING})|(?P<afternoon>{_AFTERNOON}))(?![a-zа-я])")
_NOON, _AFTER_NOON = time(12), time(13)
_MONTH_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})(?:-(\d{1,2})[./](\d{1,2}))?(?![\d:./])")
_CHINESE_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Days:
    """Days that a text names. A weekday alone is vague: it means every such day of the fair, maybe none."""

    days: tuple[date, ...]
    weekdays: frozenset[int] = frozenset()
    onwards: bool = False
    """Whether only the first was written: `from Tuesday`."""


@dataclass(frozen=True, slots=True)
class Times:
    """A stretch of the day; None is the hour at which the fair opens or closes; `lone` has no end."""

    start: time | None
    end: time | None
    lone: bool = False
    said: str = ""
    """The word for a part of the day that was taken for these hours."""
    bare: bool = False
    """Whether nothing but two figures says that these are hours: `7-9` may be days as well."""


@dataclass(frozen=True, slots=True)
class Comma:
    """What parts one day or time from the next."""


@dataclass(frozen=True, slots=True)
class Onwards:
    """What makes the day beside it the first of all that follow: `from`, `с`, `起`."""


Token: TypeAlias = Days | Times | Comma
_Piece: TypeAlias = Token | Onwards


def tokens(written: str, calendar: FairCalendar) -> list[Token]:
    """Cut a text into days, times and separators.

    Raises:
        InputError: a stretch of the text is none of these, or two names of one day disagree.

    """
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", written).strip().casefold())
    found: list[_Piece] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _next(text, at, calendar, written)
        if isinstance(token, Days) and found and isinstance(found[-1], Days):
            found[-1] = _same_days(found[-1], token, written)
        elif isinstance(token, Days) and _is_named_twice(found, token):
            found[-2:] = [token]
        elif isinstance(token, Times) and found and isinstance(found[-1], Times) and found[-1].said:
            found[-1] = token  # in the morning, 10-12
        elif token:
            found.append(token)
    return list(_with_later_days(found, calendar))


def _with_later_days(found: list[_Piece], calendar: FairCalendar) -> Iterator[Token]:
    """A day beside `from` stands for itself and all days of the fair after it; a stretch of days stays what it is."""
    for place, token in enumerate(found):
        beside = (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
        if isinstance(token, Days) and token.days and any(isinstance(neighbour, Onwards) for neighbour in beside):
            yield _onwards(token, calendar)
        elif not isinstance(token, Onwards):
            yield token


def _onwards(token: Days, calendar: FairCalendar) -> Days:
    if len(token.days) > 1 and len(token.weekdays) != 1:
        return token
    first = min(token.days)
    return Days(tuple(day for day in calendar.days if day >= first) or (first,), onwards=True)


def is_clock(written: str) -> bool:
    """Whether a text is a time of day and nothing else."""
    return _LONE.fullmatch(unicodedata.normalize("NFKC", written).strip().casefold()) is not None


def read_clock(written: str) -> time:
    """Read a time of day: `14:30`, `14.30`, `2 pm`, `下午2点`.

    Raises:
        InputError: it is none.

    """
    match = _LONE.fullmatch(unicodedata.normalize("NFKC", written).strip().casefold())
    if match is None:
        raise InputError(Text("sheets.bad_time", found=written), Text("sheets.expect_time"))
    return _clock(match.groups(), written)


def _next(text: str, at: int, calendar: FairCalendar, written: str) -> tuple[_Piece | None, int]:
    for finder in (_from_a_day, _weekday, _fair_day, _day_of_month, _timed, _dated, _lone, _part_of_day):
        found = finder(text, at, calendar, written)
        if found:
            return found
    comma = _SEPARATOR.match(text, at)
    if comma:
        return Comma(), comma.end()
    filler = _FILLER.match(text, at)
    if filler:
        return None, filler.end()
    raise InputError(Text("sheets.bad_window", found=written), Text("sheets.expect_window"))


def _same_days(first: Days, second: Days, written: str) -> Days:
    """`Tue 7 Feb` names one day twice; the two must agree. `Tue Wed` names two days."""
    if bool(first.weekdays) == bool(second.weekdays):
        return Days(first.days + second.days, first.weekdays | second.weekdays)
    vague, exact = (first, second) if first.weekdays else (second, first)
    if not all(day.weekday() in vague.weekdays for day in exact.days):
        raise InputError(Text("sheets.days_differ", found=written), Text("sheets.expect_window"))
    return exact


def _is_named_twice(found: list[_Piece], token: Days) -> bool:
    """Whether this is the date in `Wednesday, 8 February`."""
    if len(found) < 2 or not isinstance(found[-1], Comma):
        return False
    before = found[-2]
    weekdays = before.weekdays if isinstance(before, Days) else frozenset()
    return bool(weekdays) and not token.weekdays and all(day.weekday() in weekdays for day in token.days)


_Found: TypeAlias = "tuple[_Piece, int] | None"


def _from_a_day(text: str, at: int, calendar: FairCalendar, written: str) -> _Found:
    """Find `from` before a day, or `onwards` behind one."""
    after = _ONWARDS.match(text, at)
    if after:
        return Onwards(), after.end()
    before = _ON_FROM.match(text, at)
    if before and any(
        finder(text, before.end(), calendar, written) for finder in (_weekday, _fair_day, _day_of_month, _dated)
    ):
        return Onwards(), before.end()
    return None


def _weekday(text: str, at: int, calendar: FairCalendar, _written: str) -> _Found:
    match = _WEEKDAY.match(text, at)
    if match is None:
        return None
    first = last = _weekday_number(match)
    end = match.end()
    to = _WEEKDAY.match(text, end + 1) if text[end : end + 1] == "-" else None
    if to:
        last, end = _weekday_number(to), to.end()
    wanted = frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    return Days(tuple(day for day in calendar.days if day.weekday() in wanted), wanted), end


def _weekday_number(match: re.Match[str]) -> int:
    return next(n for n in range(7) if match[f"d{n}"])


def _fair_day(text: str, at: int, calendar: FairCalendar, written: str) -> _Found:
    match = _FAIR_DAY.match(text, at)
    if match is None:
        return None
    digit = match[1] or match[2]
    number = _CHINESE_DIGITS.index(digit) + 1 if digit in _CHINESE_DIGITS else int(digit)
    if not 1 <= number <= len(calendar.days):
        raise InputError(Text("sheets.no_such_fair_day", found=written), Text("sheets.expect_window"))
    return Days((calendar.days[number - 1],)), match.end()


def _day_of_month(text: str, at: int, calendar: FairCalendar, written: str) -> _Found:
    """Find days that are said without their month, as at the fair everybody knows which: `10号`, `9-10-го`, `the 9th`.

    The first of `9 и 10 февраля` is said so as well: its month follows.
    """
    if find_date(text, at, calendar.near):
        return None
    match = _DAY_OF_MONTH.match(text, at)
    if match:
        first, last = int(match["first"]), int(match["last"] or match["first"])
        days = tuple(day for day in calendar.days if first <= day.day <= last)
        return (Days(days), match.end()) if days else None
    listed = _LISTED_DAY.match(text, at)
    if listed is None:
        return None
    named = _day_of_month(text, listed.end("between"), calendar, written) or _dated(
        text, listed.end("between"), calendar, written
    )
    days = tuple(day for day in calendar.days if day.day == int(listed["day"]))
    return (Days(days), listed.end("day")) if days and named and isinstance(named[0], Days) else None


def _dated(text: str, at: int, calendar: FairCalendar, _written: str) -> _Found:
    parsed_days = find_date(text, at, calendar.near)
    days, end = (parsed_days.days, parsed_days.end) if parsed_days else ((), at)
    further = find_date(text, end + 1, calendar.near) if parsed_days and text[end : end + 1] == "-" else None
    last = _DAY_OF_MONTH.match(text, end + 1) if parsed_days and text[end : end + 1] == "-" else None
    if further:
        days, end = days_between(days[0], further.days[-1]), further.end
    elif last and not last["last"]:  # 2月9日-10日
        days, end = tuple(day for day in calendar.days if days[0].day <= day.day <= int(last["first"])), last.end()
    if calendar.days and set(days).isdisjoint(calendar.days):
        other = _other_way_round(text, at, calendar)
        if other:
            return other
    return (Days(days), end) if parsed_days else None


def _other_way_round(text: str, at: int, calendar: FairCalendar) -> _Found:
    """Return the days of the fair that figures mean in an order in which they mean any: `2.9-2.10`, `2/9`."""
    match = _MONTH_FIRST.match(text, at)
    if match is None:
        return None
    first, second, third, fourth = (int(part or 0) for part in match.groups())
    known = {(day.month, day.day): day for day in calendar.days}
    for ends in (((first, second), (third, fourth)), ((second, first), (fourth, third))):
        start, last = known.get(ends[0]), known.get(ends[1] if third else ends[0])
        if start and last:
            return Days(days_between(start, last)), match.end()
    return None


def _part_of_day(text: str, at: int, _calendar: FairCalendar, _written: str) -> _Found:
    match = _PART_OF_DAY.match(text, at)
    if match is None:
        return None
    said = match.group()
    return (Times(None, _NOON, said=said) if match["morning"] else Times(_AFTER_NOON, None, said=said)), match.end()


def _timed(text: str, at: int, calendar: FairCalendar, written: str) -> _Found:
    match = _RANGE.match(text, at)
    if match and _is_clock(match) and not _is_date_range(text, at, calendar):
        groups = match.groups()
        first, second = groups[:6], groups[6:]
        first = (*first[:5], first[5] or second[5])  # "2-5 pm" means 2 pm
        second = (second[0] or first[0], *second[1:])  # "下午2点-5点" means 5 in the afternoon
        bare = not any((*first[2:], *second[2:], first[0], second[0]))
        return Times(_clock(first, written), _clock(second, written), bare=bare), match.end()
    for pattern, after in ((_AFTER, True), (_BEFORE, False)):
        match = pattern.match(text, at)
        if match and not find_date(text, match.start(2) if match[2] else at, calendar.near):
            groups = match.groups()
            clock = _clock(groups[:6] if groups[1] else groups[6:], written)
            return (Times(clock, None) if after else Times(None, clock)), match.end()
    return None


def _is_date_range(text: str, at: int, calendar: FairCalendar) -> bool:
    return find_date(text, at, calendar.near) is not None


def _is_clock(match: re.Match[str]) -> bool:
    return int(match[2]) <= 24 and int(match[8]) <= 24


def _lone(text: str, at: int, _calendar: FairCalendar, written: str) -> _Found:
    match = _LONE.match(text, at)
    if match is None or not (any(match.groups()[2:]) or match[1] or match.group().rstrip().endswith(("点", "时"))):
        return None
    return Times(_clock(match.groups(), written), None, lone=True), match.end()


def _clock(groups: tuple[str | None, ...], written: str) -> time:
    part_of_day, hours, minutes, chinese_minutes, half, suffix = groups
    hour = int(hours or 0)
    minute = 30 if half else int(minutes or chinese_minutes or 0)
    afternoon = (suffix or "").startswith("p") or part_of_day in {"下午", "晚上", "中午"}
    if afternoon and hour < 12 and not (part_of_day == "中午" and hour > 3):
        hour += 12
    if (suffix or "").startswith("a") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise InputError(Text("sheets.bad_time", found=written), Text("sheets.expect_time"))
    return time(hour % 24, minute)
