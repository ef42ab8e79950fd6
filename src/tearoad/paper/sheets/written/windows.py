"""Times at the fair as people write them: `Tue 14-17`, `周二 14:00-17:00`, `7 Feb 14:00-17:00; вт 10–12`.

A text is cut into tokens (days, clock times, separators); the tokens are then read from left to right: a time belongs
to the days before it, further times belong to the same days, a day without a time is open all day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from tearoad.errors import InputError
from tearoad.paper.sheets.written.calendar import FairCalendar
from tearoad.paper.sheets.written.dates import find_date
from tearoad.paper.sheets.written.lists import split_list
from tearoad.paper.sheets.written.moments import Comma, Days, Times, Token, tokens
from tearoad.paper.sheets.written.numbers import read_as
from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text
from tearoad.values import Language, Window
from tearoad.words import catalogue

_ALWAYS = {
    "",
    "any",
    "any time",
    "anytime",
    "all",
    "all days",
    "whole fair",
    "всегда",
    "любое время",
    "весь",
    "все дни",
    "весь день",
    "целый день",
    "all day",
    "ganztägig",
    "ganztags",
    "整天",
    "любое",
}
_ALWAYS |= {"вся выставка", "любой день", "全程", "全天", "随时", "不限", "任何时间", "每天", "every day", "daily"}
_OPEN = frozenset(
    (
        *("tbd", "tba", "tbc", "to be confirmed", "to be agreed", "on request", "by arrangement", "by appointment"),
        *("open", "flexible", "flexibel", "offen", "nach vereinbarung", "n. v", "n.v"),
        *("待定", "未定", "待确认", "另行通知", "再议", "灵活", "随时都可以"),
        *("уточняется", "уточнить", "уточним", "гибко", "по согласованию"),
        *("по договорённости", "по договоренности", "пока не знаю", "не знаю", "неизвестно", "пока неизвестно"),
        *("не определено", "пока не определено", "не определились", "not yet known", "not known yet", "not sure yet"),
        *(
            "not sure",
            "unknown",
            "noch offen",
            "noch unklar",
            "unklar",
            "noch nicht bekannt",
            "还不知道",
            "尚不确定",
            "未知",
        ),
    )
)
"""What people write where a time is not settled yet."""
_EXCEPT = re.compile(
    r"(.*?)[\s,，]*(?:除了?|\b(?:except(?:\s+for)?|but\s+not|not|кроме|außer|ausser|nicht)\b)\s*(.+?)\s*(?:以外|之外|外)?",
    re.IGNORECASE,
)
_ONLY = re.compile(r"^(?:only|just|только|лишь|nur)\b|^(?:只有|只|仅限|仅)|\b(?:only|только)$", re.IGNORECASE)
"""What is said with times alone, and changes none of them."""
_EVERY_DAY = re.compile(
    r"^(?:(?:daily|every\s+day|each\s+day|ежедневно|каждый\s+день|täglich)\b|每天|每日)[\s,:，：]*(?=.)", re.IGNORECASE
)
"""What is said before times that hold for each day, and is so without it."""
_STRETCH = re.compile(r"[-–—~]|\b(?:to|till|until|до|по|bis)\b|[至到]", re.IGNORECASE)
_WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d) ?- ?(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d)")
_FROM_TO = re.compile(r"(.*\d:\d\d)\s*[-–—]\s*(.*\D.*\d:\d\d)")


def read_windows(written: str, calendar: FairCalendar) -> Understood[tuple[Window, ...]]:
    """Read the windows in a cell, in the order written; nothing or `any time` means the whole fair.

    Raises:
        InputError: a part cannot be understood, ends before it starts, or names a weekday the fair does not have.

    """
    windows: list[Window] = []
    taken: list[Window] = []
    doubts: list[Text] = []
    for part in split_list(unicodedata.normalize("NFKC", written)):
        if part.casefold().strip(" .。!?？") in _OPEN:
            doubts.append(Text("sheets.window_open", found=part))
            continue
        part = _ONLY.sub("", part.strip()).strip() or part.strip()  # noqa: PLW2901  # the rest of the part is what is read
        part = _EVERY_DAY.sub("", part)  # noqa: PLW2901  # as above: times of every day are times without a day
        but = _EXCEPT.fullmatch(part)
        for wanted, into in ((but[1], windows), (but[2], taken)) if but else ((part, windows),):
            for window in _part(wanted, calendar) if wanted.strip().casefold() not in _ALWAYS else ():
                into.append(window.value)
                doubts.extend(window.doubts)
    if taken:
        windows = _without(taken, windows or calendar.opening)
    return Understood(tuple(windows), tuple(dict.fromkeys(doubts)))


def read_absence(written: str, calendar: FairCalendar) -> Understood[tuple[Window, ...]]:
    """Read when somebody is away: `all day` is the whole fair; of `Mon 14:00` it is told until when.

    Raises:
        InputError: as `read_windows`; or it is not settled yet.

    """
    understood = read_windows(written, calendar)
    if any(doubt.code == "sheets.window_open" for doubt in understood.doubts):
        raise InputError(Text("sheets.bad_window", found=written), Text("sheets.expect_window"))
    if not understood.value:
        return Understood(calendar.opening, understood.doubts)
    moments = (
        [] if _STRETCH.search(written) else [window for window in understood.value if calendar.is_one_slot(window)]
    )
    doubts = (read_as(written, f"{moment.start_at:%H:%M}-{moment.end_at:%H:%M}") for moment in moments)
    return Understood(understood.value, (*understood.doubts, *doubts))


def read_moment(written: str, calendar: FairCalendar) -> Understood[datetime]:
    """Read a day and a time: `Tue 10:00`, `2023-02-07 10:00`.

    Raises:
        InputError: there is not exactly one day and one time.

    """
    try:
        found = [token for token in tokens(written, calendar) if not isinstance(token, Comma)]
    except InputError as error:
        if error.code != "sheets.bad_window":
            raise
        found = []
    days = [day for token in found if isinstance(token, Days) for day in token.days]
    starts = [token.start for token in found if isinstance(token, Times) and token.lone]
    if len(found) == 2 and len(days) == 1 and len(starts) == 1 and starts[0] is not None:
        return calendar.at(days[0], starts[0])
    raise InputError(Text("sheets.bad_moment", found=written), Text("sheets.expect_moment"))


def write_window(window: Window, zone: ZoneInfo) -> str:
    """Return a window as it is read back: `2023-02-07 14:00-17:00`."""
    start, end = window.start_at.astimezone(zone), window.end_at.astimezone(zone)
    if start.date() == end.date():
        return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"
    if end.time() == time(0) and end.date() - start.date() == timedelta(1):
        return f"{start:%Y-%m-%d %H:%M}-24:00"
    return f"{start:%Y-%m-%d %H:%M} - {end:%Y-%m-%d %H:%M}"


def write_windows(windows: Iterable[Window], zone: ZoneInfo) -> str:
    """Return a cell for several windows."""
    return "; ".join(write_window(window, zone) for window in windows)


def windows_in_words(written: str, language: Language) -> str:
    """Return a cell for windows as a reader sees it: `Tue 7 Feb 14:00–17:00`; what is written otherwise as it is."""
    return "; ".join(
        _WRITTEN.sub(lambda match: _stretch_in_words(match, language), part) for part in written.split("; ")
    )


def _stretch_in_words(match: re.Match[str], language: Language) -> str:
    on, opens, until, closes = match.groups()
    begins = f"{catalogue.day(date.fromisoformat(on), language)} {opens}"
    return (
        f"{begins} – {catalogue.day(date.fromisoformat(until), language)} {closes}" if until else f"{begins}–{closes}"
    )


def _part(part: str, calendar: FairCalendar) -> Iterator[Understood[Window]]:
    both = _FROM_TO.fullmatch(part)
    if both and find_date(both[2].strip().casefold(), 0, calendar.near):
        start, end = (read_moment(half, calendar) for half in both.groups())
        whole = _window(start.value, end.value, part)
        here = any(whole.overlaps(opening) for opening in calendar.opening)
        off = () if here else (Text("sheets.not_a_fair_day", day=whole.start_at.date()),)
        yield Understood(whole, start.doubts + end.doubts + off)
        return
    yield from _spread(_days_first(tokens(part, calendar), part), calendar, part)


def _spread(found: Iterable[Token], calendar: FairCalendar, part: str) -> Iterator[Understood[Window]]:
    """Give the days their times."""
    pending: tuple[date, ...] = ()
    used: tuple[date, ...] = ()
    onwards: tuple[date, ...] = ()
    for token in found:
        if isinstance(token, Days):
            if not token.days:
                raise InputError(Text("sheets.no_such_weekday", found=part), Text("sheets.expect_window"))
            pending, onwards = pending + token.days, token.days if token.onwards else ()
        elif isinstance(token, Times):
            if onwards:
                yield _on(onwards[0], _only_begins(token, part, stands_alone=pending == onwards), calendar, part)
                pending, onwards = pending[1:], ()
                continue
            used, pending = pending or used, ()
            yield from _on_all(used, token, calendar, part)
    for day in pending:
        yield _on(day, Times(None, None), calendar, part)


def _only_begins(times: Times, part: str, *, stands_alone: bool) -> Times:
    """`From Tuesday 14:00` begins then; whether hours hold for one day or for each after it, nobody can tell."""
    if stands_alone and (times.lone or (times.end is None and not times.said)):
        return Times(times.start, None)
    raise InputError(Text("sheets.bad_window", found=part), Text("sheets.expect_window"))


def _without(taken: Iterable[Window], whole: Iterable[Window]) -> list[Window]:
    """Return windows without others."""
    left = list(whole)
    for gone in taken:
        pieces = ((window, window.start_at, window.end_at) for window in left)
        left = [
            Window(start, end)
            for window, opens, closes in pieces
            for start, end in ((opens, min(closes, gone.start_at)), (max(opens, gone.end_at), closes))
            if start < end
        ]
    return left


def _days_first(found: Iterable[Token], part: str) -> list[Token]:
    """Put times behind the days that follow them: `2-5 pm Tuesday, 10-12 Wed` is `Tuesday 2-5 pm, Wed 10-12`.

    Raises:
        InputError: times stand before the first day and behind the last, so whose they are cannot be told.

    """
    said: list[Token] = [token for token in found if not isinstance(token, Comma)]
    if not said or isinstance(said[0], Days) or not any(isinstance(token, Days) for token in said):
        return said
    if isinstance(said[-1], Times):
        raise InputError(Text("sheets.bad_window", found=part), Text("sheets.expect_window"))
    runs = [list(run) for _, run in groupby(said, key=type)]
    return [token for times, days in zip(runs[::2], runs[1::2], strict=True) for token in (*days, *times)]


def _on_all(days: tuple[date, ...], times: Times, calendar: FairCalendar, part: str) -> Iterator[Understood[Window]]:
    """A time without a day holds for every day of the fair on which it leaves anything of the opening hours."""
    for day in days or calendar.days:
        opens, closes = calendar.hours(day)
        shut = (times.end is None and (times.start or opens) >= closes) or (
            times.start is None and times.end is not None and times.end <= opens
        )
        if days or times.lone or not shut:
            yield _on(day, times, calendar, part)


def _on(day: date, times: Times, calendar: FairCalendar, part: str) -> Understood[Window]:
    opens, closes = calendar.hours(day)
    start = calendar.at(day, opens if times.start is None else times.start)
    off = () if day in calendar.days else (Text("sheets.not_a_fair_day", day=day),)
    if times.lone:
        ends = start.value + timedelta(minutes=calendar.slot_minutes)
        return Understood(Window(start.value, ends), start.doubts + off)
    last = closes if times.end is None else times.end
    if times.bare and times.start is not None and not off and (last <= opens or times.start >= closes):
        raise InputError(Text("sheets.bad_window", found=part), Text("sheets.expect_window"))
    end = calendar.at(day + timedelta(1) if last == time(0) else day, last)
    doubts = start.doubts + end.doubts + off
    if times.said:
        doubts += (read_as(times.said, f"{start.value:%H:%M}–{end.value:%H:%M}"),)
    return Understood(_window(start.value, end.value, part), doubts)


def _window(start: datetime, end: datetime, part: str) -> Window:
    if end <= start:
        raise InputError(Text("sheets.window_backwards", found=part), Text("sheets.expect_window"))
    return Window(start, end)
