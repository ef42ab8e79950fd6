"""The programme as rows: what blocks whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tearoad.mission.mission import ItemKind, ProgrammeItem
from tearoad.mission.span import out_of_span
from tearoad.mission.talk_columns import TALK
from tearoad.paper.sheets import EVERYONE, Choices, Column, Kind, Reading, Record, Value, folded, w3
from tearoad.paper.sheets.written.moments import is_clock
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import LOCAL, choice, several
from tearoad.text import Text
from tearoad.values import InterpreterId, Window

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
_WHEN_COLUMNS = (
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
    twice = [one for one in item.must if one in item.may]
    if not twice:
        return item
    record.warn(Text("programme.must_and_may", who=", ".join(twice)), Text("programme.must_and_may_hint"), "may")
    return replace(item, may=tuple(one for one in item.may if one not in twice))


PROGRAMME = RowKind(
    name="programme",
    title=w3("Programme|Program|Agenda|Schedule", "日程|行程|活动安排|日程安排", "Программа|Расписание|Повестка"),
    core=ProgrammeItem,
    personal=frozenset({"talk"}),
    prefix="P",
    id=Column("id", w3("ID|Item ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "P01", width=8),
    fields=(
        Field("kind", choice(KINDS, ItemKind.OTHER), w3("Kind|Type|Category", "类型|活动类型|类别", "Вид|Тип")),
        Field("window", _WHEN),
        Field(
            "title",
            LOCAL,
            w3(
                "Title|Event|Name|Item|Activity|Subject",
                "名称|活动|活动名称|内容|事项|主题",
                "Название|Мероприятие|Событие|Тема",
            ),
            about="item_title",
            width=28,
        ),
        Field(
            "place",
            LOCAL,
            w3("Place|Venue|Location|Where", "地点|场所", "Место|Где|Площадка"),
            example=w3("Hall 7, stage", "7号馆舞台", "зал 7, сцена"),
            about="item_place",
            width=22,
        ),
        Field(
            "must",
            _ATTENDING,
            w3(
                "Must attend|Must|Required|Participants|Who",
                "必须参加|必到|参加人员|参加人",
                "Обязаны быть|Обязательно|Участники|Кто",
            ),
            example="E01; D02",
            width=20,
        ),
        Field(
            "may",
            _ATTENDING,
            w3("May attend|Optional|May", "可参加|自愿参加|可选参加", "Могут быть|По желанию|Могут присутствовать"),
            example="I01",
            width=20,
        ),
        Field(
            "host",
            LOCAL,
            w3("Host|Hosted by|Organiser", "主办方|接待方|接待单位", "Принимающая сторона|Хозяин|Организатор"),
            example=w3(
                "City department of trade (fictional)", "市商务局（虚构）", "Департамент торговли города (вымышлен)"
            ),
            width=22,
        ),
        Field("transport", LOCAL, w3("Transport|Bus|Car", "交通|车辆|用车", "Транспорт|Автобус|Машина"), width=28),
        Field(
            "speaks",
            several(EVERYONE, str),
            w3("Speaks|Speaker|Speakers", "发言人|演讲人|主讲人", "Выступают|Докладчики"),
            example="D02",
        ),
        Field(
            "hosts",
            several(EVERYONE, str),
            w3("Hosts|We host|Hosting", "我方接待人|接待人", "Принимают гостей|Встречают гостей"),
            example="D01",
        ),
        Field(
            "interpreters",
            several((Kind.INTERPRETER,), InterpreterId),
            w3("Interpreters|Interpreter|Interpreted by", "译员|口译|翻译", "Переводчики|Переводчик|Переводят"),
            example="I01",
            about="item_interpreters",
        ),
        Field("talk", TALK),
    ),
    needs=(("day",), ("start",), ("end",)),
    judge=_mended,
    seen_first=frozenset({"day", "start", "end", "must", "may"}),
)
