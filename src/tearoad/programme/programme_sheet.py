"""The programme as rows: what blocks whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tearoad.mission.mission import ItemKind, ProgrammeItem
from tearoad.mission.span import out_of_span
from tearoad.mission.talk_columns import TALK
from tearoad.paper.sheets import EVERYONE, Choices, Column, Kind, Reading, Record, SheetWords, Value, folded
from tearoad.paper.sheets.written.moments import is_clock
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import LOCAL, choice, several
from tearoad.text import Text
from tearoad.values import InterpreterId, Window

KINDS = Choices(
    {
        ItemKind.TRAVEL: SheetWords("sheet_words.travel_of_programme"),
        ItemKind.SET_UP: SheetWords("sheet_words.set_up"),
        ItemKind.OPENING: SheetWords("sheet_words.opening"),
        ItemKind.SEMINAR: SheetWords("sheet_words.seminar"),
        ItemKind.TASTING: SheetWords("sheet_words.tasting"),
        ItemKind.GROUP_SESSION: SheetWords("sheet_words.group_session"),
        ItemKind.COURTESY_CALL: SheetWords("sheet_words.courtesy_call"),
        ItemKind.SITE_VISIT: SheetWords("sheet_words.site_visit"),
        ItemKind.RECEPTION: SheetWords("sheet_words.reception"),
        ItemKind.SIGNING: SheetWords("sheet_words.signing"),
        ItemKind.OTHER: SheetWords("sheet_words.other"),
    }
)
_WHEN_COLUMNS = (
    Column("day", SheetWords("sheet_words.date"), "2023-02-07", width=12),
    Column(
        "start",
        SheetWords("sheet_words.from_of_programme"),
        "10:00",
        width=8,
    ),
    Column(
        "end",
        SheetWords("sheet_words.to_of_programme"),
        "12:00",
        width=17,
    ),
)
_EVERYBODY = frozenset(
    map(
        folded,
        (
            *("all", "everyone", "everybody", "all firms", "all exporters", "all delegates", "whole delegation"),
            *("все", "все участники", "все компании", "все экспортёры", "вся делегация", "alle", "alle firmen"),
            *("全体", "全员", "所有人", "全部", "所有企业", "全体企业", "全体团员", "全团", "各企业"),
        ),
    )
)


def _attending(record: Record, field: str, _reading: Reading) -> tuple[str, ...]:
    """Return who is named; a word for all means every firm of the delegation, and that is told."""
    said, firms = record.text(field), record.around.directory.every(Kind.EXPORTER)
    if folded(said) not in _EVERYBODY or not firms:
        return record.refs(field, EVERYONE)
    text = Text("programme.everyone", found=said, count=len(firms))
    record.warn(text, Text("programme.everyone_hint"), field)
    return firms


_ANY_WINDOW = Window(datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC")), datetime(2000, 1, 2, tzinfo=ZoneInfo("UTC")))


def _window(record: Record) -> Window | None:
    """Return the item's time; an end that names a day of its own lies on that day."""
    day, start = record.date("day"), record.time("start")
    if record.held or day is None or start is None:
        return None
    end = record.moment("end") if _names_a_day(record.text("end")) else _end(record, day)
    calendar = record.around.calendar
    opening = calendar.at(day, start)
    for doubt in opening.doubts:
        record.warn(doubt, Text("sheets.look_again"), "start")
    if end is None:
        return None
    if end <= opening.value:
        expected = Text("sheets.expect_end")
        record.error(
            Text("sheets.ends_first", found=record.text("end")), Text("sheets.ends_first_hint"), "end", expected
        )
        return None
    window = Window(opening.value, end)
    wrong = out_of_span(window, calendar.days, calendar.zone)
    if wrong is not None:
        record.error(wrong.text, Text("programme.span_hint"), "end" if wrong.at_end else "day")
        return None
    return window


def _names_a_day(text: str) -> bool:
    return len(text) > 8 and not text.startswith("0:00") and not is_clock(text)


def _end(record: Record, day: date) -> datetime | None:
    clock = record.time("end")
    if clock is None:
        return None
    midnight = clock == time(0)
    return record.around.calendar.at(day + timedelta(1) if midnight else day, clock).value


def _window_cells(window: Window, _name: str, zone: ZoneInfo) -> dict[str, Value]:
    start, end = window.start_at.astimezone(zone), window.end_at.astimezone(zone)
    same_day = start.date() == end.date()
    return {
        "day": start.date(),
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}" if same_day else f"{end:%Y-%m-%d %H:%M}",
    }


_WHEN: Codec[Window] = Codec(
    read=lambda record, _name, _reading: _window(record) or _ANY_WINDOW,
    cells=_window_cells,
    columns=lambda _field: _WHEN_COLUMNS,
    inside={"day": ("start_at",), "start": ("start_at",), "end": ("end_at",)},
    widgets={"day": Widget.DAY},
)
_ATTENDING = replace(several(EVERYONE, str), read=_attending, widget=Widget.NOTE)


def _mended(item: ProgrammeItem, record: Record, _reading: Reading) -> ProgrammeItem:
    """Let whoever must come and may come be one who must."""
    twice = [text for text in item.must if text in item.may]
    if not twice:
        return item
    record.warn(Text("programme.must_and_may", who=", ".join(twice)), Text("programme.must_and_may_hint"), "may")
    return replace(item, may=tuple(text for text in item.may if text not in twice))


PROGRAMME = RowKind(
    name="programme",
    title=SheetWords("sheet_words.programme"),
    core=ProgrammeItem,
    personal=frozenset({"talk"}),
    prefix="P",
    id=Column("id", SheetWords("sheet_words.id_of_programme"), "P01", width=8),
    fields=(
        Field("kind", choice(KINDS, ItemKind.OTHER), SheetWords("sheet_words.kind_of_programme")),
        Field("window", _WHEN),
        Field(
            "title",
            LOCAL,
            SheetWords("sheet_words.title"),
            about="item_title",
            width=28,
        ),
        Field(
            "place",
            LOCAL,
            SheetWords("sheet_words.place"),
            example=SheetWords("sheet_words.hall_7_stage"),
            about="item_place",
            width=22,
        ),
        Field(
            "must",
            _ATTENDING,
            SheetWords("sheet_words.must_attend"),
            example="E01; D02",
            width=20,
        ),
        Field(
            "may",
            _ATTENDING,
            SheetWords("sheet_words.may_attend"),
            example="I01",
            width=20,
        ),
        Field(
            "host",
            LOCAL,
            SheetWords("sheet_words.host"),
            example=SheetWords("sheet_words.host_example"),
            width=22,
        ),
        Field("transport", LOCAL, SheetWords("sheet_words.transport"), width=28),
        Field(
            "speaks",
            several(EVERYONE, str),
            SheetWords("sheet_words.speaks"),
            example="D02",
        ),
        Field(
            "hosts",
            several(EVERYONE, str),
            SheetWords("sheet_words.hosts"),
            example="D01",
        ),
        Field(
            "interpreters",
            several((Kind.INTERPRETER,), InterpreterId),
            SheetWords("sheet_words.interpreters_of_programme"),
            example="I01",
            about="item_interpreters",
        ),
        Field("talk", TALK),
    ),
    needs=(("day",), ("start",), ("end",)),
    judge=_mended,
    seen_first=frozenset({"day", "start", "end", "must", "may"}),
)
