"""The codecs that more than one room uses: texts, days, numbers, codes, choices, and who is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from tearoad.errors import InputError
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, Severity
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.money import ParsedPrice, read_price
from tearoad.paper.sheets.written.windows import windows_in_words, write_window, write_windows
from tearoad.reference.countries import country_code, usual_country_name
from tearoad.rows.in_three import in_three, local_cells, local_line_cells, read_local, read_local_lines
from tearoad.rows.kind import Codec, Field, Widget
from tearoad.text import Text
from tearoad.values import (
    CountryCode,
    HSCode,
    InterpreterId,
    Language,
    LanguageCode,
    LocalLines,
    LocalText,
    Money,
    PartyId,
    Window,
)

E = TypeVar("E", bound=StrEnum)
D = TypeVar("D")
N = TypeVar("N")


def _columns_in_three(row_field: Field[Any]) -> tuple[Column, ...]:
    example = None if isinstance(row_field.example, str) else row_field.example
    return in_three(
        row_field.stem,
        row_field.header,
        row_field.about or row_field.stem,
        example,
        row_field.width,
        longest=row_field.codec.longest,
    )


def _country_in_words(written: str, language: Language) -> str:
    code = country_code(written)
    return usual_country_name(code, language) if code else written


LINE: Codec[str] = Codec(read=lambda record, name, _reading: record.text(name))
NOTE = replace(LINE, widget=Widget.NOTE, longest=LONGEST_NOTE)
LOCAL: Codec[LocalText] = Codec(
    read=lambda record, name, _reading: read_local(record, name),
    cells=lambda text, name, _zone: local_cells(text, name),
    columns=_columns_in_three,
)
"""A text in each language, a column for each."""
LOCAL_NOTE = replace(LOCAL, widget=Widget.NOTE, longest=LONGEST_NOTE)
LOCAL_LINES: Codec[LocalLines] = Codec(
    read=lambda record, name, _reading: read_local_lines(record, name),
    cells=lambda lines, name, _zone: local_line_cells(lines, name),
    columns=_columns_in_three,
    widget=Widget.NOTE,
    longest=LONGEST_NOTE,
)
"""Several lines in each language, a column for each."""
LIST: Codec[tuple[str, ...]] = Codec(
    read=lambda record, name, _reading: record.list(name),
    cells=lambda items, name, _zone: {name: join_list(items)},
)
DAY: Codec[date | None] = Codec(read=lambda record, name, _reading: record.date(name), widget=Widget.DAY)
NOTED_DAY = replace(DAY, read=lambda record, name, _reading: record.date(name, Severity.WARNING))
"""A day without which a row says enough."""
MOMENT: Codec[datetime | None] = Codec(
    read=lambda record, name, _reading: record.moment(name),
    cells=lambda at, name, zone: {name: at.astimezone(zone) if at else None},
    widget=Widget.MOMENT,
)
WINDOWS: Codec[tuple[Window, ...]] = Codec(
    read=lambda record, name, _reading: record.windows(name),
    cells=lambda windows, name, zone: {name: write_windows(windows, zone)},
    widget=Widget.NOTE,
    longest=LONGEST_NOTE,
    in_words=windows_in_words,
)
"""Stretches of the fair; none is all of it."""
WINDOW: Codec[Window | None] = Codec(
    read=lambda record, name, _reading: record.window(name),
    cells=lambda window, name, zone: {name: write_window(window, zone) if window else ""},
    in_words=windows_in_words,
)
"""A stretch of the fair; None is all of it."""


def whole(default: int = 0, least: int = 0) -> Codec[int]:
    """Return the codec of a whole number; an empty cell is the default."""
    return Codec(
        read=lambda record, name, _reading: record.whole(name, default, least),
        cells=lambda count, name, _zone: {name: None if count == default else count},
    )


COUNT = whole()
"""How many; an empty cell is none."""
LIMIT: Codec[int | None] = Codec(read=lambda record, name, _reading: record.whole(name, 0) if name in record else None)
"""How many at most; an empty cell is no limit."""
LIMIT_FROM_ONE: Codec[int | None] = Codec(read=lambda record, name, _reading: record.whole(name, 0, 1) or None)
YES_NO: Codec[bool | None] = Codec(read=lambda record, name, _reading: record.yes_no(name), is_yes_no=True)
PHONE_AT_HOME: Codec[str] = Codec(
    read=lambda record, name, reading: record.phone(name, (reading.home_region, reading.host_region)),
    widget=Widget.PHONE,
)
PHONE_ABROAD: Codec[str] = Codec(
    read=lambda record, name, reading: record.phone(name, (reading.host_region, reading.home_region)),
    widget=Widget.PHONE,
)
LANGUAGES_SPOKEN: Codec[tuple[LanguageCode, ...]] = Codec(
    read=lambda record, name, _reading: record.languages(name), longest=LONGEST_NOTE
)
AMOUNT: Codec[Decimal | None] = Codec(read=lambda record, name, _reading: record.amount(name))
"""A sum without its currency."""
NUMBER: Codec[Decimal | None] = Codec(read=lambda record, name, _reading: record.number(name))
CURRENCY: Codec[str] = Codec(read=lambda record, name, reading: record.parsed(name, currency_code, reading.currency))
"""The code of a currency; the mission's where none is written."""
COUNTRY: Codec[CountryCode | None] = Codec(
    read=lambda record, name, _reading: record.country(name),
    cells=lambda country, name, _zone: {name: str(country) if country else None},
    in_words=_country_in_words,
)
HS: Codec[HSCode | None] = Codec(
    read=lambda record, name, reading: record.hs_code(name, reading.hs_exists),
    cells=lambda code, name, _zone: {name: str(code or "")},
)


def _money(record: Record, name: str, reading: Reading) -> Money | None:
    price: ParsedPrice | None = record.understood(name, lambda text: read_price(text, reading.currency), None)
    if price is not None and price.unit:
        record.warn(Text("sheets.value_of_all", unit=price.unit), Text("sheets.value_of_all_hint"), name)
    return price.money if price else None


MONEY: Codec[Money | None] = Codec(
    read=_money,
    cells=lambda money, name, _zone: {name: f"{money.currency} {money.amount:f}" if money else ""},
)
"""A sum of money for all of a row, with its currency; the mission's where none is written."""


def currency_code(written: str) -> str:
    """Return the code of a currency that is written as a code, a sign or a word.

    Raises:
        InputError: there is no such currency.

    """
    code = read_currency(written)
    if code is None:
        raise InputError(Text("sheets.bad_currency", found=written), Text("sheets.expect_currency"))
    return code


def choice(choices: Choices[E], default: D, severity: Severity | None = None, *, quiet: bool = False) -> Codec[E | D]:
    """Return the codec of one of some words; an empty cell is the default, which is not written where it is `quiet`."""

    def written(member: E | D) -> StrEnum | None:
        return member if isinstance(member, StrEnum) and not (quiet and member is default) else None

    return Codec(
        read=lambda record, name, _reading: record.choice(name, choices, default, severity),
        cells=lambda member, name, _zone: {name: written(member)},
        widget=Widget.CHOICE,
        choices=choices,
    )


def party(kinds: Iterable[Kind]) -> Codec[PartyId]:
    """Return the codec of a company, named by its id or its name."""
    known = frozenset(kinds)
    return Codec(
        read=lambda record, name, _reading: PartyId(record.ref(name, known) or ""),
        widget=Widget.PARTY,
        kinds=known,
    )


INTERPRETER: Codec[InterpreterId] = Codec(
    read=lambda record, name, _reading: InterpreterId(record.ref(name, frozenset({Kind.INTERPRETER})) or ""),
    widget=Widget.PARTY,
    kinds=frozenset({Kind.INTERPRETER}),
)
"""An interpreter, named by id or name."""


def named(kinds: Iterable[Kind], as_id: Callable[[str], N]) -> Codec[N | None]:
    """Return the codec of somebody who may be named by id or name; an empty cell names nobody."""
    known = frozenset(kinds)

    def read(record: Record, name: str, _reading: Reading) -> N | None:
        text = record.ref(name, known)
        return as_id(text) if text else None

    return Codec(read=read, cells=lambda id_, name, _zone: {name: id_}, widget=Widget.PARTY, kinds=known)  # type: ignore[dict-item]  # an id is a text


def several(kinds: Iterable[Kind], as_id: Callable[[str], N], *, binds: bool = True) -> Codec[tuple[N, ...]]:
    """Return the codec of a list of those who are named by id or name."""
    known = frozenset(kinds)
    return Codec(
        read=lambda record, name, _reading: tuple(map(as_id, record.refs(name, known))),
        cells=lambda ids, name, _zone: {name: join_list(map(str, ids))},
        widget=Widget.PARTIES,
        longest=LONGEST_NOTE,
        kinds=known,
        binds=binds,
    )


def named_later(kinds: Iterable[Kind], *, by_any_mark: bool = True) -> Codec[tuple[str, ...]]:
    """Return the codec of ids or names that stay as they are written, for their sheet may be read later."""
    known = frozenset(kinds)

    def read(record: Record, name: str, reading: Reading) -> tuple[str, ...]:
        reading.look_up_later(record, name, known)
        return record.names(name) if by_any_mark else record.list(name)

    return replace(several(known, str, binds=False), read=read)
