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
from tearoad.paper.figures import language_name
from tearoad.paper.sheets import LONGEST_NOTE, PARTIES, Choices, Column, Kind, Reading, Record, SheetWords
from tearoad.paper.sheets.written.codes import read_language
from tearoad.paper.sheets.written.lists import split_list
from tearoad.paper.sheets.written.money import read_price
from tearoad.paper.sheets.written.numbers import plain, read_as
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import COUNT, LIMIT_FROM_ONE, LIST, PHONE_ABROAD, WINDOWS, choice, several
from tearoad.rows.in_three import LANGUAGE_CHOICES
from tearoad.text import Text
from tearoad.values import Language, LanguageCode, Money, PartyId

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
_ABOUT_HOURS = re.compile(
    r"^\s*(?:up\s+to|at\s+(?:most|least)|max\.?|min\.?|до|от|не\s+(?:более|менее)|最多|最少|至少|不超过)\s*"
    r"|\s*(?:hours?|hrs?|h|ч|час(?:а|ов)?|小时|个小时|时)\.?(?:\s*(?:/|a|per|в|за|每)\s*(?:day|день|сутки|天|日))?\s*$",
    re.IGNORECASE,
)
"""What stands about hours a day: `до 6 часов в день`, `6小时`."""
_POOL = {"pool", "all", "alle", "机动", "公共", "резерв", "общий", "пул"}
_A_TIME = re.compile(r"\s+(?:в|an?)\s+(?=\w)", re.IGNORECASE)
"""`25 евро в час`, `EUR 25 an hour`."""
_AND = re.compile(r"\s(?:and|и|und)\s|[&和及/／+]")
_ONE_WAY = re.compile(r"\s*(?:->|→|>|=>|译)\s*|\s(?:to|nach|ins)\s", re.IGNORECASE)
_BOTH_WAYS = re.compile(r"\s*(?:<->|<>|↔|⇄|<=>|[-‐‑–—―−－/／~～])\s*")


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
    understood = read_price(_A_TIME.sub("/", written), currency)
    price = understood.value
    per = next((rate_per for rate_per, words in _PER.items() if price.unit.casefold().strip(" .") in words), None)
    if per is None:
        raise InputError(Text("sheets.bad_rate", found=written), Text("sheets.expect_rate"))
    return Understood((Money(Decimal(plain(price.money.amount)), price.money.currency), per), understood.doubts)


def read_pairs(written: str) -> frozenset[LanguagePair]:
    """Read directions: `zh>ru` is one way; `zh<>ru`, `Chinese-Russian`, `中俄互译`, `中文、俄语` are both ways.

    Raises:
        InputError: a language is unknown, or only one is named.

    """
    items = split_list(written.replace(",", ";").replace("，", ";").replace("、", ";"))
    listed = _listed_languages(part for item in items for part in _AND.split(item))
    if len(listed) > 1:
        return frozenset(LanguagePair(code, other) for code in listed for other in listed if code != other)
    pairs = frozenset(pair for item in items for pair in _pair(item))
    if not pairs:
        raise InputError(Text("sheets.bad_pair", found=written), Text("sheets.expect_pair"))
    return pairs


def read_pairs_of(written: str, home: str, host: str) -> Understood[frozenset[LanguagePair]]:
    """Read directions; who names one language interprets between it and that of home, or of the host: a doubt.

    Raises:
        InputError: as `read_pairs`.

    """
    try:
        return Understood(read_pairs(written))
    except InputError as wrong:
        try:
            named = read_language(written)
        except InputError:
            raise wrong from None
    other = LanguageCode(home if named != home else host)
    if named == other:
        raise InputError(Text("sheets.bad_pair", found=written), Text("sheets.expect_pair"))
    pairs = frozenset({LanguagePair(named, other), LanguagePair(other, named)})
    return Understood(pairs, (read_as(written, write_pairs(pairs)),))


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
    language_pair = LanguagePair(first, second)
    return frozenset({language_pair, LanguagePair(second, first)}) if both else frozenset({language_pair})


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


def pairs_in_words(written: str, language: Language) -> str:
    """Return a cell for directions as a reader sees it: `Chinese ↔ Russian`; one that cannot be read as it stands."""
    try:
        pairs = read_pairs(written)
    except InputError:
        return written
    cells = []
    for pair in sorted(pairs):
        back = LanguagePair(pair.target, pair.source)
        if back not in pairs or pair < back:
            ends = language_name(pair.source, language), language_name(pair.target, language)
            cells.append((" ↔ " if back in pairs else " → ").join(ends))
    return language.listed(cells)


_Rate = tuple[Money | None, RatePer]


def _rate_cell(said: _Rate) -> str:
    money, per = said
    return f"{money.currency} {plain(money.amount)}/{per.value}" if money else ""


_ATTACHED = Codec(read=_attached_to, widget=Widget.PARTY, kinds=frozenset({Kind.EXPORTER}))
_PAIRS: Codec[frozenset[LanguagePair]] = Codec(
    read=lambda record, name, reading: record.understood(
        name, lambda text: read_pairs_of(text, reading.home.code, reading.host.code), frozenset()
    ),
    cells=lambda pairs, name, _zone: {name: write_pairs(pairs)},
    longest=LONGEST_NOTE,
    in_words=pairs_in_words,
)
_PAPERS_IN: Codec[Any] = replace(
    choice(LANGUAGE_CHOICES, None),
    read=lambda record, name, reading: record.choice(name, LANGUAGE_CHOICES, reading.host),
)
_RATE: Codec[_Rate] = Codec(
    read=lambda record, name, reading: record.understood(
        name, lambda text: read_rate(text, reading.currency), (None, RatePer.HOUR)
    ),
    cells=lambda said, name, _zone: {name: _rate_cell(said)},
)


_LEAST_HOURS: Codec[int] = replace(COUNT, read=lambda record, name, _reading: record.whole(name, 0, 0, _ABOUT_HOURS))
_MOST_HOURS: Codec[int | None] = replace(
    LIMIT_FROM_ONE, read=lambda record, name, _reading: record.whole(name, 0, 1, _ABOUT_HOURS) or None
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
    title=SheetWords("sheet_words.interpreters"),
    core=Interpreter,
    personal=frozenset(field.name for field in fields(Interpreter)) - _STAYS,
    prefix="I",
    announces_ids=True,
    id=Column("id", SheetWords("sheet_words.id_of_interpreters"), "I01", width=8),
    fields=(
        Field("name", person_name(of_host=True)),
        Field(
            "pairs",
            _PAIRS,
            SheetWords("sheet_words.languages_of_interpreters"),
            example="zh<>ru; en>ru",
        ),
        replace(PHONE, codec=PHONE_ABROAD),
        replace(EMAIL, example="anna@example.com", about="interpreter_email"),
        Field(
            "attached_to",
            _ATTACHED,
            SheetWords("sheet_words.attached_to"),
            example="E01",
        ),
        Field(
            "hours",
            WINDOWS,
            SheetWords("sheet_words.hours_of_interpreters"),
            example=SheetWords("sheet_words.tue_thu_10_18"),
            width=26,
        ),
        Field(
            "min_hours_per_day",
            _LEAST_HOURS,
            SheetWords("sheet_words.minimum_hours_a_day"),
            column="min_hours",
            example="4",
            width=10,
        ),
        Field(
            "max_hours_per_day",
            _MOST_HOURS,
            SheetWords("sheet_words.maximum_hours_a_day"),
            column="max_hours",
            example="6",
            width=10,
        ),
        Field(
            "not_for",
            several(PARTIES, PartyId, binds=False),
            SheetWords("sheet_words.not_for"),
            example="E05; B012",
            width=14,
            refusing=True,
        ),
        Field(
            "language",
            _PAPERS_IN,
            SheetWords("sheet_words.papers_in"),
            column="paper_language",
            width=12,
        ),
        Field(
            "rate",
            _RATE,
            SheetWords("sheet_words.rate_of_interpreters"),
            example="EUR 25/hour",
            about="interpreter_rate",
            value_of=lambda interpreter: (interpreter.rate, interpreter.rate_per),
            also_at=("rate_per",),
        ),
        Field("mode", choice(MODES, None), SheetWords("sheet_words.mode")),
        Field("level", choice(LEVELS, None), SheetWords("sheet_words.level"), about="interpreter_level"),
        Field(
            "food",
            replace(LIST, widget=Widget.NOTE),
            SheetWords("sheet_words.food_vocabulary"),
            example=SheetWords("sheet_words.tea_sauces"),
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
