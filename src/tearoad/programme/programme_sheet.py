"""The sheet of the programme: what blocks whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tearoad.mission.mission import ItemKind, ProgrammeItem
from tearoad.mission.span import out_of_span
from tearoad.mission.talk_columns import TALK, read_talk, talk_cells
from tearoad.paper.sheets import (
    EVERYONE,
    LONGEST_NOTE,
    Choices,
    Column,
    Kind,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
    folded,
)
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.moments import is_clock
from tearoad.rows.in_three import in_three, local_cells, read_local
from tearoad.rows.with_ids import with_ids
from tearoad.text import Text
from tearoad.values import InterpreterId, ItemId, Window

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


PROGRAMME = SheetSpec(
    "programme",
    SheetWords("sheet_words.programme"),
    (
        Column("id", SheetWords("sheet_words.id_of_programme"), "P01", width=8),
        Column("kind", SheetWords("sheet_words.kind_of_programme"), choices=KINDS),
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
        *in_three(
            "title",
            SheetWords("sheet_words.title"),
            "item_title",
        ),
        *in_three(
            "place",
            SheetWords("sheet_words.place"),
            "item_place",
            SheetWords("sheet_words.hall_7_stage"),
            22,
        ),
        Column(
            "must",
            SheetWords("sheet_words.must_attend"),
            "E01; D02",
            width=20,
            longest=LONGEST_NOTE,
        ),
        Column(
            "may",
            SheetWords("sheet_words.may_attend"),
            "I01",
            width=20,
            longest=LONGEST_NOTE,
        ),
        *in_three(
            "host",
            SheetWords("sheet_words.host"),
            "host",
            SheetWords("sheet_words.host_example"),
            22,
        ),
        *in_three("transport", SheetWords("sheet_words.transport"), "transport"),
        Column(
            "speaks",
            SheetWords("sheet_words.speaks"),
            "D02",
            longest=LONGEST_NOTE,
        ),
        Column(
            "hosts",
            SheetWords("sheet_words.hosts"),
            "D01",
            longest=LONGEST_NOTE,
        ),
        Column(
            "interpreters",
            SheetWords("sheet_words.interpreters_of_programme"),
            "I01",
            about="item_interpreters",
            longest=LONGEST_NOTE,
        ),
        *TALK,
    ),
    needs=(("day",), ("start",), ("end",)),
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


def _attending(record: Record, field: str) -> tuple[str, ...]:
    """Return who is named; a word for all means every firm of the delegation, and that is told."""
    said, firms = record.text(field), record.around.directory.every(Kind.EXPORTER)
    if folded(said) not in _EVERYBODY or not firms:
        return record.refs(field, EVERYONE)
    text = Text("programme.everyone", found=said, count=len(firms))
    record.warn(text, Text("programme.everyone_hint"), field)
    return firms


def read_programme(records: Iterable[Record], _reading: Reading) -> tuple[ProgrammeItem, ...]:
    """Return the items whose rows are good."""
    items = []
    for record, id_ in with_ids(records, "P", silent=True):
        window = _window(record)
        must, may = _attending(record, "must"), _attending(record, "may")
        twice = [one for one in must if one in may]
        if twice:
            record.warn(
                Text("programme.must_and_may", who=", ".join(twice)), Text("programme.must_and_may_hint"), "may"
            )
            may = tuple(one for one in may if one not in twice)
        item = ProgrammeItem(
            ItemId(id_),
            record.choice("kind", KINDS, ItemKind.OTHER),
            read_local(record, "title"),
            window or _ANY_WINDOW,
            read_local(record, "place"),
            must,
            may,
            read_local(record, "host"),
            read_local(record, "transport"),
            record.refs("speaks", EVERYONE),
            record.refs("hosts", EVERYONE),
            tuple(map(InterpreterId, record.refs("interpreters", _INTERPRETERS))),
            read_talk(record),
        )
        if window and not record.held:
            items.append(item)
    return tuple(items)


_INTERPRETERS = frozenset({Kind.INTERPRETER})
_ANY_WINDOW = Window(datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC")), datetime(2000, 1, 2, tzinfo=ZoneInfo("UTC")))


def _window(record: Record) -> Window | None:
    """Return the item's time; an end that names a day of its own lies on that day."""
    for field in ("day", "start", "end"):
        record.needed((field,))
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


def write_programme(items: Iterable[ProgrammeItem], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these items."""
    return Table(PROGRAMME, tuple(_row(item, zone) for item in items))


def _row(item: ProgrammeItem, zone: ZoneInfo) -> SheetRow:
    start, end = item.window.start_at.astimezone(zone), item.window.end_at.astimezone(zone)
    return SheetRow(
        {
            "id": item.id,
            "kind": item.kind,
            "day": start.date(),
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}",
            **local_cells(item.title, "title"),
            **local_cells(item.place, "place"),
            "must": join_list(item.must),
            "may": join_list(item.may),
            **local_cells(item.host, "host"),
            **local_cells(item.transport, "transport"),
            "speaks": join_list(item.speaks),
            "hosts": join_list(item.hosts),
            "interpreters": join_list(item.interpreters),
            **talk_cells(item.talk),
        }
    )
