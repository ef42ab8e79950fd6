"""The codecs that more than one room uses: texts, days, numbers, codes, choices, and who is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from tearoad.errors import InputError
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.paper.sheets.written.money import WrittenPrice, read_price
from tearoad.paper.sheets.written.windows import write_window
from tearoad.rows.in_three import in_three, local_cells, read_local
from tearoad.rows.kind import Codec, Field, Widget
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode, InterpreterId, LocalText, Money, PartyId, Window

E = TypeVar("E", bound=StrEnum)
D = TypeVar("D")


def _columns_in_three(one: Field[LocalText]) -> tuple[Column, ...]:
    example = None if isinstance(one.example, str) else one.example
    return in_three(one.stem, one.header, one.about or one.stem, example, one.width, longest=one.codec.longest)


LINE: Codec[str] = Codec(read=lambda record, name, _reading: record.text(name))
NOTE = replace(LINE, widget=Widget.NOTE, longest=LONGEST_NOTE)
LOCAL: Codec[LocalText] = Codec(
    read=lambda record, name, _reading: read_local(record, name),
    cells=lambda text, name, _zone: local_cells(text, name),
    columns=_columns_in_three,
)
"""A text in each language, a column for each."""
LOCAL_NOTE = replace(LOCAL, widget=Widget.NOTE, longest=LONGEST_NOTE)
DAY: Codec[date | None] = Codec(read=lambda record, name, _reading: record.date(name), widget=Widget.DAY)
WINDOW: Codec[Window | None] = Codec(
    read=lambda record, name, _reading: record.window(name),
    cells=lambda window, name, zone: {name: write_window(window, zone) if window else ""},
)
"""A stretch of the fair; None is all of it."""
COUNT: Codec[int] = Codec(
    read=lambda record, name, _reading: record.whole(name, 0), cells=lambda count, name, _zone: {name: count or None}
)
"""How many; an empty cell is none."""
LIMIT: Codec[int | None] = Codec(read=lambda record, name, _reading: record.whole(name, 0) if name in record else None)
"""How many at most; an empty cell is no limit."""
AMOUNT: Codec[Decimal | None] = Codec(read=lambda record, name, _reading: record.amount(name))
"""A sum without its currency."""
NUMBER: Codec[Decimal | None] = Codec(read=lambda record, name, _reading: record.number(name))
CURRENCY: Codec[str] = Codec(read=lambda record, name, reading: record.parsed(name, currency_code, reading.currency))
"""The code of a currency; the mission's where none is written."""
COUNTRY: Codec[CountryCode | None] = Codec(
    read=lambda record, name, _reading: record.country(name),
    cells=lambda country, name, _zone: {name: str(country) if country else None},
)
HS: Codec[HSCode | None] = Codec(
    read=lambda record, name, reading: record.hs_code(name, reading.hs_exists),
    cells=lambda code, name, _zone: {name: str(code or "")},
)


def _money(record: Record, name: str, reading: Reading) -> Money | None:
    price: WrittenPrice | None = record.understood(name, lambda text: read_price(text, reading.currency), None)
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


def choice(choices: Choices[E], default: D) -> Codec[E | D]:
    """Return the codec of one of some words; an empty cell is the default."""
    return Codec(
        read=lambda record, name, _reading: record.choice(name, choices, default),
        cells=lambda member, name, _zone: {name: member if isinstance(member, StrEnum) else None},
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
