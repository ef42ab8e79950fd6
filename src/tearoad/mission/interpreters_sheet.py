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
    SheetWords,
    Table,
)
from tearoad.paper.sheets.written.codes import read_language
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.money import read_price
from tearoad.paper.sheets.written.numbers import plain
from tearoad.paper.sheets.written.understood import Understood
from tearoad.paper.sheets.written.windows import write_windows
from tearoad.rows.in_three import LANGUAGE_CHOICES
from tearoad.rows.with_ids import with_ids
from tearoad.text import Text
from tearoad.values import InterpreterId, LanguageCode, Money, PartyId

MODES = Choices(
    {
        InterpretingMode.CONSECUTIVE: SheetWords("sheet_words.consecutive"),
        InterpretingMode.WHISPERED: SheetWords("sheet_words.whispered"),
        InterpretingMode.BOTH: SheetWords("sheet_words.both"),
    }
)
LEVELS = Choices(
    {
        InterpreterLevel.STUDENT: SheetWords("sheet_words.student"),
        InterpreterLevel.BUSINESS: SheetWords("sheet_words.business"),
        InterpreterLevel.CONFERENCE: SheetWords("sheet_words.conference"),
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
    SheetWords("sheet_words.interpreters"),
    (
        Column("id", SheetWords("sheet_words.id_of_interpreters"), "I01", width=8),
        *person_columns(""),
        Column(
            "pairs",
            SheetWords("sheet_words.languages_of_interpreters"),
            "zh<>ru; en>ru",
            longest=LONGEST_NOTE,
        ),
        PHONE,
        replace(EMAIL, example="anna@example.com", about="interpreter_email"),
        Column(
            "attached_to",
            SheetWords("sheet_words.attached_to"),
            "E01",
        ),
        Column(
            "hours",
            SheetWords("sheet_words.hours_of_interpreters"),
            SheetWords("sheet_words.tue_thu_10_18"),
            width=26,
            longest=LONGEST_NOTE,
        ),
        Column(
            "min_hours",
            SheetWords("sheet_words.minimum_hours_a_day"),
            "4",
            width=10,
        ),
        Column(
            "max_hours",
            SheetWords("sheet_words.maximum_hours_a_day"),
            "6",
            width=10,
        ),
        Column(
            "not_for",
            SheetWords("sheet_words.not_for"),
            "E05; B012",
            width=14,
            longest=LONGEST_NOTE,
        ),
        Column(
            "paper_language",
            SheetWords("sheet_words.papers_in"),
            choices=LANGUAGE_CHOICES,
            width=12,
        ),
        Column("rate", SheetWords("sheet_words.rate_of_interpreters"), "EUR 25/hour", about="interpreter_rate"),
        Column("mode", SheetWords("sheet_words.mode"), choices=MODES),
        Column("level", SheetWords("sheet_words.level"), choices=LEVELS, about="interpreter_level"),
        Column(
            "food",
            SheetWords("sheet_words.food_vocabulary"),
            SheetWords("sheet_words.tea_sauces"),
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
            record.choice("paper_language", LANGUAGE_CHOICES, reading.host),
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
