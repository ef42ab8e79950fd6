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
    Table,
    folded,
    w3,
)
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.moments import is_clock
from tearoad.rows.in_three import in_three, local_cells, read_local
from tearoad.rows.with_ids import with_ids
from tearoad.text import Text
from tearoad.values import InterpreterId, ItemId, Window

KINDS = Choices(
    {
        ItemKind.TRAVEL: w3(
            "travel|flight|transfer|arrival|departure",
            "行程|航班|交通|抵达|返程",
            "переезд|перелёт|трансфер|дорога|прилёт|вылет",
        ),
        ItemKind.SET_UP: w3("set-up|setup|stand building", "布展|搭建", "монтаж|застройка|подготовка стенда"),
        ItemKind.OPENING: w3("opening|opening ceremony", "开幕|开幕式|开幕活动", "открытие|церемония открытия"),
        ItemKind.SEMINAR: w3(
            "seminar|conference|forum|briefing", "研讨会|论坛|推介会|会议", "семинар|конференция|форум|презентация"
        ),
        ItemKind.TASTING: w3("tasting|degustation", "品鉴|品鉴会|品尝", "дегустация"),
        ItemKind.GROUP_SESSION: w3(
            "group session|matchmaking|networking", "集体洽谈|对接会|洽谈会", "групповая встреча|биржа контактов"
        ),
        ItemKind.COURTESY_CALL: w3(
            "courtesy call|visit to authority", "拜会|拜访|礼节性拜会", "визит вежливости|протокольная встреча"
        ),
        ItemKind.SITE_VISIT: w3(
            "site visit|visit|excursion|store check", "考察|实地考察|参观", "выезд|посещение|экскурсия|осмотр"
        ),
        ItemKind.RECEPTION: w3("reception|dinner|banquet|lunch", "招待会|晚宴|宴会|午宴", "приём|ужин|банкет|обед"),
        ItemKind.SIGNING: w3("signing|signing ceremony", "签约|签约仪式", "подписание|церемония подписания"),
        ItemKind.OTHER: w3("other", "其他", "другое|прочее"),
    }
)


PROGRAMME = SheetSpec(
    "programme",
    w3("Programme|Program|Agenda|Schedule", "日程|行程|活动安排|日程安排", "Программа|Расписание|Повестка"),
    (
        Column("id", w3("ID|Item ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "P01", width=8),
        Column("kind", w3("Kind|Type|Category", "类型|活动类型|类别", "Вид|Тип"), choices=KINDS),
        Column("day", w3("Date|Day", "日期", "Дата|День"), "2023-02-07", width=12),
        Column(
            "start",
            w3("From|Start|Start time|Time from|Begins", "开始|开始时间|起始时间", "Начало|С|Время начала"),
            "10:00",
            width=8,
        ),
        Column(
            "end",
            w3("To|End|End time|Until|Ends", "结束|结束时间|终止时间", "Конец|Окончание|До|Время окончания"),
            "12:00",
            width=17,
        ),
        *in_three(
            "title",
            w3(
                "Title|Event|Name|Item|Activity|Subject",
                "名称|活动|活动名称|内容|事项|主题",
                "Название|Мероприятие|Событие|Тема",
            ),
            "item_title",
        ),
        *in_three(
            "place",
            w3("Place|Venue|Location|Where", "地点|场所", "Место|Где|Площадка"),
            "item_place",
            w3("Hall 7, stage", "7号馆舞台", "зал 7, сцена"),
            22,
        ),
        Column(
            "must",
            w3(
                "Must attend|Must|Required|Participants|Who",
                "必须参加|必到|参加人员|参加人",
                "Обязаны быть|Обязательно|Участники|Кто",
            ),
            "E01; D02",
            width=20,
            longest=LONGEST_NOTE,
        ),
        Column(
            "may",
            w3("May attend|Optional|May", "可参加|自愿参加|可选参加", "Могут быть|По желанию|Могут присутствовать"),
            "I01",
            width=20,
            longest=LONGEST_NOTE,
        ),
        *in_three(
            "host",
            w3("Host|Hosted by|Organiser", "主办方|接待方|接待单位", "Принимающая сторона|Хозяин|Организатор"),
            "host",
            w3("City department of trade (fictional)", "市商务局（虚构）", "Департамент торговли города (вымышлен)"),
            22,
        ),
        *in_three("transport", w3("Transport|Bus|Car", "交通|车辆|用车", "Транспорт|Автобус|Машина"), "transport"),
        Column(
            "speaks",
            w3("Speaks|Speaker|Speakers", "发言人|演讲人|主讲人", "Выступают|Докладчики"),
            "D02",
            longest=LONGEST_NOTE,
        ),
        Column(
            "hosts",
            w3("Hosts|We host|Hosting", "我方接待人|接待人", "Принимают гостей|Встречают гостей"),
            "D01",
            longest=LONGEST_NOTE,
        ),
        Column(
            "interpreters",
            w3("Interpreters|Interpreter|Interpreted by", "译员|口译|翻译", "Переводчики|Переводчик|Переводят"),
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
