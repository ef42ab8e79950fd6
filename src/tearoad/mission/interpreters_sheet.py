"""The sheet of interpreters: which directions, attached to whom, at which hours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from tearoad.companies.party_columns import (
    EMAIL,
    PHONE,
    person_columns,
    read_email,
    read_person_name,
    write_person_name,
)
from tearoad.errors import InputError
from tearoad.mission.people import Interpreter, InterpreterLevel, InterpretingMode, LanguagePair, RatePer
from tearoad.paper.sheets import (
    LONGEST_NOTE,
    PARTIES,
    Choices,
    Column,
    Kind,
    Known,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    Table,
    w3,
)
from tearoad.paper.sheets.written.codes import read_language
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.money import read_price
from tearoad.paper.sheets.written.numbers import plain
from tearoad.paper.sheets.written.understood import Understood
from tearoad.paper.sheets.written.windows import write_windows
from tearoad.rows.with_ids import with_ids
from tearoad.text import Text
from tearoad.values import InterpreterId, Language, LanguageCode, Money, PartyId

PAPERS = Choices(
    {
        Language.EN: w3("English|en", "英语|英文", "английский"),
        Language.ZH: w3("Chinese|zh|zh-Hans", "中文|汉语", "китайский"),
        Language.RU: w3("Russian|ru", "俄语|俄文", "русский"),
    }
)
MODES = Choices(
    {
        InterpretingMode.CONSECUTIVE: w3("consecutive", "交替传译|交传", "последовательный|последовательно"),
        InterpretingMode.WHISPERED: w3("whispered|chuchotage", "耳语传译|耳语|同传", "шёпотный|шушутаж|нашёптывание"),
        InterpretingMode.BOTH: w3("both", "两者皆可|均可", "оба|оба вида"),
    }
)
LEVELS = Choices(
    {
        InterpreterLevel.STUDENT: w3("student|helper", "学生|陪同", "студент|начальный"),
        InterpreterLevel.BUSINESS: w3("business|negotiations", "商务|商务洽谈", "деловой|переговоры"),
        InterpreterLevel.CONFERENCE: w3("conference", "会议|大会", "конференция|конференц-переводчик"),
    }
)
_PER = {
    RatePer.HOUR: {"", "h", "hr", "hour", "小时", "时", "ч", "час"},
    RatePer.DAY: {"d", "day", "天", "日", "д", "день"},
}
_POOL = {"pool", "all", "alle", "机动", "公共", "резерв", "общий", "пул"}
_ONE_WAY = re.compile(r"\s*(?:->|→|>|=>|译)\s*|\s(?:to|nach|ins)\s", re.IGNORECASE)
_BOTH_WAYS = re.compile(r"\s*(?:<->|<>|↔|⇄|<=>|-|–|—|/)\s*")

INTERPRETERS = SheetSpec(
    "interpreters",
    w3("Interpreters|Translators", "口译|译员|翻译|口译员", "Переводчики|Переводчик"),
    (
        Column("id", w3("ID|Interpreter ID|No.|Number|Code", "编号|译员编号|序号", "ID|№|Код|Номер"), "I01", width=8),
        *person_columns("", w3("", "", "")),
        Column(
            "pairs",
            w3(
                "Languages|Language pairs|Pair|Directions|Working languages",
                "语言对|语种|工作语言|语言方向",
                "Языковые пары|Пара|Языки|Направления|Языковая пара",
            ),
            "zh<>ru; en>ru",
            longest=LONGEST_NOTE,
        ),
        PHONE,
        replace(EMAIL, example="anna@example.com", about="interpreter_email"),
        Column(
            "attached_to",
            w3(
                "Attached to|Stand|Firm|Assigned to",
                "所属展位|固定企业|跟随企业|企业",
                "Закреплён за|Стенд|Фирма|Прикреплён к",
            ),
            "E01",
        ),
        Column(
            "hours",
            w3(
                "Hours|Working hours|Availability|When",
                "工作时间|时间|可用时间",
                "Часы|Рабочее время|Время работы|Время",
            ),
            w3("Tue-Thu 10-18", "周二-周四 10-18", "вт-чт 10-18"),
            width=26,
            longest=LONGEST_NOTE,
        ),
        Column(
            "min_hours",
            w3(
                "Minimum hours a day|Min hours|Minimum hours",
                "每日最少小时|最少小时",
                "Минимум часов в день|Мин. часов",
            ),
            "4",
            width=10,
        ),
        Column(
            "max_hours",
            w3(
                "Maximum hours a day|Max hours|Maximum hours",
                "每日最多小时|最多小时",
                "Максимум часов в день|Макс. часов",
            ),
            "6",
            width=10,
        ),
        Column(
            "not_for",
            w3("Not for|Conflict with|Not with", "不服务|回避企业", "Не для|Кроме"),
            "E05; B012",
            width=14,
            longest=LONGEST_NOTE,
        ),
        Column(
            "paper_language",
            w3("Papers in|Language of papers", "文件语言|材料语言", "Язык документов|Документы на"),
            choices=PAPERS,
            width=12,
        ),
        Column("rate", w3("Rate|Fee|Pay", "报酬|费率|单价", "Ставка|Оплата"), "EUR 25/hour", about="interpreter_rate"),
        Column("mode", w3("Mode|Kind of interpreting", "口译方式|方式", "Вид перевода|Вид"), choices=MODES),
        Column("level", w3("Level|Good for", "水平|级别", "Уровень"), choices=LEVELS, about="interpreter_level"),
        Column(
            "food",
            w3("Food vocabulary|Vocabulary|Glossary", "食品词汇|专业词汇|熟悉产品", "Лексика о продуктах|Лексика"),
            w3("tea; sauces", "茶叶; 调味品", "чай; соусы"),
            width=20,
        ),
    ),
    needs=(("native", "latin", "local", "name"), ("pairs",)),
    may_be_numbered=True,
    people=True,
    refusing=frozenset({"not_for"}),
)


def read_interpreters(records: Iterable[Record], reading: Reading) -> tuple[Interpreter, ...]:
    """Return the interpreters whose rows are good."""
    interpreters = []
    for record, id_ in with_ids(records, "I"):
        record.needed(("native", "latin", "local", "name"))
        record.needed(("pairs",))
        name = read_person_name(record, "", reading.host, reading.host)
        rate, per = record.understood("rate", lambda text: read_rate(text, reading.currency), (None, RatePer.HOUR))
        interpreter = Interpreter(
            InterpreterId(id_),
            name,
            record.parsed("pairs", read_pairs, frozenset()),
            record.phone("phone", (reading.host_region, reading.home_region)),
            _attached_to(record),
            record.windows("hours"),
            record.whole("min_hours", 0),
            record.whole("max_hours", 0, least=1) or None,
            tuple(map(PartyId, record.refs("not_for", PARTIES))),
            record.choice("paper_language", PAPERS, reading.host),
            rate,
            per,
            record.choice("mode", MODES, None),
            record.choice("level", LEVELS, None),
            record.list("food"),
            read_email(record),
        )
        least, most = interpreter.min_hours_per_day, interpreter.max_hours_per_day
        if most is not None and least > most:
            text = Text("sheets.hours_crossed", least=least, most=most)
            record.warn(text, Text("sheets.hours_crossed_hint"), "min_hours")
            interpreter = replace(interpreter, min_hours_per_day=0)
        reading.directory.add(Known(Kind.INTERPRETER, id_, (*name.written, record.numbered), record.where, record.held))
        if not record.held:
            interpreters.append(interpreter)
    return tuple(interpreters)


def _attached_to(record: Record) -> PartyId | None:
    if record.text("attached_to").casefold() in _POOL:
        return None
    firm = record.ref("attached_to", frozenset({Kind.EXPORTER}))
    return PartyId(firm) if firm else None


def read_rate(written: str, currency: str) -> Understood[tuple[Money, RatePer]]:
    """Read what is paid: `EUR 25/hour`, `3000 руб. за день`; by the hour where nothing is said.

    Raises:
        InputError: there is no amount, an unknown currency, or it is paid for something else.

    """
    found = read_price(written, currency)
    price = found.value
    per = next((one for one, words in _PER.items() if price.unit.casefold().strip(" .") in words), None)
    if per is None:
        raise InputError(Text("sheets.bad_rate", found=written), Text("sheets.expect_rate"))
    return Understood((Money(Decimal(plain(price.money.amount)), price.money.currency), per), found.doubts)


def _rate(interpreter: Interpreter) -> str:
    money = interpreter.rate
    return f"{money.currency} {plain(money.amount)}/{interpreter.rate_per.value}" if money else ""


def read_pairs(written: str) -> frozenset[LanguagePair]:
    """Read directions: `zh>ru` is one way; `zh<>ru`, `Chinese-Russian`, `中俄互译`, `中文、俄语` are both ways.

    Raises:
        InputError: a language is unknown, or only one is named.

    """
    items = split_list(written.replace(",", ";").replace("，", ";").replace("、", ";"))
    listed = _listed_languages(items)
    if len(listed) > 1:
        return frozenset(LanguagePair(one, other) for one in listed for other in listed if one != other)
    pairs = frozenset(pair for item in items for pair in _pair(item))
    if not pairs:
        raise InputError(Text("sheets.bad_pair", found=written), Text("sheets.expect_pair"))
    return pairs


def _listed_languages(items: Iterable[str]) -> frozenset[LanguageCode]:
    """Return the languages of a list of nothing but languages: who lists them interprets between all of them."""
    try:
        return frozenset(map(read_language, items))
    except InputError:
        return frozenset()


def _pair(item: str) -> frozenset[LanguagePair]:
    text = item.strip().removesuffix("互译").removesuffix("双向").removesuffix("翻译")
    both = (
        _BOTH_WAYS.search(text)
        if not re.search(r"(?<![<-])(?:->|=>|→|译)|(?<!<)>|\s(?:to|nach|ins)\s", text) or "<" in text
        else None
    )
    names = (_BOTH_WAYS if both else _ONE_WAY).split(text, maxsplit=1)
    short = re.fullmatch(r"(\w)(\w)", text) if re.search("[\u4e00-\u9fff]", text) else None
    if short:
        names, both = list(short.groups()), re.search("", "")
    if len(names) != 2:
        raise InputError(Text("sheets.bad_pair", found=item), Text("sheets.expect_pair"))
    first, second = map(read_language, names)
    if first == second:
        raise InputError(Text("sheets.bad_pair", found=item), Text("sheets.expect_pair"))
    one = LanguagePair(first, second)
    return frozenset({one, LanguagePair(second, first)}) if both else frozenset({one})


def write_pairs(pairs: frozenset[LanguagePair]) -> str:
    """Return the cell for directions: `en>ru; ru<>zh`."""
    cells = []
    for pair in sorted(pairs):
        back = LanguagePair(pair.target, pair.source)
        if back not in pairs:
            cells.append(f"{pair.source}>{pair.target}")
        elif pair < back:
            cells.append(f"{pair.source}<>{pair.target}")
    return "; ".join(cells)


def write_interpreters(interpreters: Iterable[Interpreter], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these interpreters."""
    return Table(INTERPRETERS, tuple(_row(interpreter, zone) for interpreter in interpreters))


def _row(interpreter: Interpreter, zone: ZoneInfo) -> SheetRow:
    return SheetRow(
        {
            "id": interpreter.id,
            **write_person_name(interpreter.name),
            "pairs": write_pairs(interpreter.pairs),
            "phone": interpreter.phone,
            "email": interpreter.email,
            "attached_to": interpreter.attached_to,
            "hours": write_windows(interpreter.hours, zone),
            "min_hours": interpreter.min_hours_per_day or None,
            "max_hours": interpreter.max_hours_per_day,
            "not_for": join_list(interpreter.not_for),
            "paper_language": interpreter.language,
            "rate": _rate(interpreter),
            "mode": interpreter.mode,
            "level": interpreter.level,
            "food": join_list(interpreter.food),
        }
    )
