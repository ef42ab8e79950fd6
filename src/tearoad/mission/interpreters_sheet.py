"""Interpreters as rows: which directions, attached to whom, at which hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from tearoad.companies.name_columns import PERSON_NAMES, person_name
from tearoad.companies.party_columns import EMAIL, PHONE
from tearoad.errors import InputError
from tearoad.mission.people import Interpreter, InterpreterLevel, InterpretingMode, LanguagePair, RatePer
from tearoad.paper.sheets import LONGEST_NOTE, PARTIES, Choices, Column, Kind, Reading, Record, w3
from tearoad.paper.sheets.written.codes import read_language
from tearoad.paper.sheets.written.lists import split_list
from tearoad.paper.sheets.written.money import read_price
from tearoad.paper.sheets.written.numbers import plain
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import COUNT, LIMIT_FROM_ONE, LIST, PHONE_ABROAD, WINDOWS, choice, several
from tearoad.text import Text
from tearoad.values import Language, LanguageCode, Money, PartyId

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


def _attached_to(record: Record, field: str, _reading: Reading) -> PartyId | None:
    if record.text(field).casefold() in _POOL:
        return None
    firm = record.ref(field, frozenset({Kind.EXPORTER}))
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


_Rate = tuple[Money | None, RatePer]


def _rate_cell(said: _Rate) -> str:
    money, per = said
    return f"{money.currency} {plain(money.amount)}/{per.value}" if money else ""


_ATTACHED = Codec(read=_attached_to, widget=Widget.PARTY, kinds=frozenset({Kind.EXPORTER}))
_PAIRS: Codec[frozenset[LanguagePair]] = Codec(
    read=lambda record, name, _reading: record.parsed(name, read_pairs, frozenset()),
    cells=lambda pairs, name, _zone: {name: write_pairs(pairs)},
    longest=LONGEST_NOTE,
)
_PAPERS_IN: Codec[Any] = replace(
    choice(PAPERS, None), read=lambda record, name, reading: record.choice(name, PAPERS, reading.host)
)
_RATE: Codec[_Rate] = Codec(
    read=lambda record, name, reading: record.understood(
        name, lambda text: read_rate(text, reading.currency), (None, RatePer.HOUR)
    ),
    cells=lambda said, name, _zone: {name: _rate_cell(said)},
)


def _build(said: Mapping[str, Any], _record: Record) -> Interpreter:
    rate, per = said["rate"]
    return Interpreter(**{**said, "rate": rate, "rate_per": per})


def _mended(interpreter: Interpreter, record: Record, _reading: Reading) -> Interpreter:
    """Pay no hours at least where they are more than the hours at most."""
    least, most = interpreter.min_hours_per_day, interpreter.max_hours_per_day
    if most is None or least <= most:
        return interpreter
    record.warn(Text("sheets.hours_crossed", least=least, most=most), Text("sheets.hours_crossed_hint"), "min_hours")
    return replace(interpreter, min_hours_per_day=0)


_STAYS = frozenset(
    {
        *("id", "pairs", "attached_to", "hours"),
        *("min_hours_per_day", "max_hours_per_day", "not_for", "language"),
    }
)
"""What plans need of somebody who is erased; all else goes."""
INTERPRETERS = RowKind(
    name="interpreters",
    title=w3("Interpreters|Translators", "口译|译员|翻译|口译员", "Переводчики|Переводчик"),
    core=Interpreter,
    personal=frozenset(one.name for one in fields(Interpreter)) - _STAYS,
    prefix="I",
    announces_ids=True,
    id=Column("id", w3("ID|Interpreter ID|No.|Number|Code", "编号|译员编号|序号", "ID|№|Код|Номер"), "I01", width=8),
    fields=(
        Field("name", person_name(of_host=True)),
        Field(
            "pairs",
            _PAIRS,
            w3(
                "Languages|Language pairs|Pair|Directions|Working languages",
                "语言对|语种|工作语言|语言方向",
                "Языковые пары|Пара|Языки|Направления|Языковая пара",
            ),
            example="zh<>ru; en>ru",
        ),
        replace(PHONE, codec=PHONE_ABROAD),
        replace(EMAIL, example="anna@example.com", about="interpreter_email"),
        Field(
            "attached_to",
            _ATTACHED,
            w3(
                "Attached to|Stand|Firm|Assigned to",
                "所属展位|固定企业|跟随企业|企业",
                "Закреплён за|Стенд|Фирма|Прикреплён к",
            ),
            example="E01",
        ),
        Field(
            "hours",
            WINDOWS,
            w3(
                "Hours|Working hours|Availability|When",
                "工作时间|时间|可用时间",
                "Часы|Рабочее время|Время работы|Время",
            ),
            example=w3("Tue-Thu 10-18", "周二-周四 10-18", "вт-чт 10-18"),
            width=26,
        ),
        Field(
            "min_hours_per_day",
            COUNT,
            w3(
                "Minimum hours a day|Min hours|Minimum hours",
                "每日最少小时|最少小时",
                "Минимум часов в день|Мин. часов",
            ),
            column="min_hours",
            example="4",
            width=10,
        ),
        Field(
            "max_hours_per_day",
            LIMIT_FROM_ONE,
            w3(
                "Maximum hours a day|Max hours|Maximum hours",
                "每日最多小时|最多小时",
                "Максимум часов в день|Макс. часов",
            ),
            column="max_hours",
            example="6",
            width=10,
        ),
        Field(
            "not_for",
            several(PARTIES, PartyId, binds=False),
            w3("Not for|Conflict with|Not with", "不服务|回避企业", "Не для|Кроме"),
            example="E05; B012",
            width=14,
            refusing=True,
        ),
        Field(
            "language",
            _PAPERS_IN,
            w3("Papers in|Language of papers", "文件语言|材料语言", "Язык документов|Документы на"),
            column="paper_language",
            width=12,
        ),
        Field(
            "rate",
            _RATE,
            w3("Rate|Fee|Pay", "报酬|费率|单价", "Ставка|Оплата"),
            example="EUR 25/hour",
            about="interpreter_rate",
            value_of=lambda one: (one.rate, one.rate_per),
        ),
        Field("mode", choice(MODES, None), w3("Mode|Kind of interpreting", "口译方式|方式", "Вид перевода|Вид")),
        Field("level", choice(LEVELS, None), w3("Level|Good for", "水平|级别", "Уровень"), about="interpreter_level"),
        Field(
            "food",
            replace(LIST, widget=Widget.NOTE),
            w3("Food vocabulary|Vocabulary|Glossary", "食品词汇|专业词汇|熟悉产品", "Лексика о продуктах|Лексика"),
            example=w3("tea; sauces", "茶叶; 调味品", "чай; соусы"),
            width=20,
        ),
    ),
    needs=(PERSON_NAMES, ("pairs",)),
    build=_build,
    judge=_mended,
    seen_first=frozenset({"native", "latin", "pairs", "phone", "email", "hours", "attached_to"}),
    people=True,
    may_be_numbered=True,
    known_as=Kind.INTERPRETER,
)
