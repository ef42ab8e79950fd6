"""Units of trade: what people write for them, how they compare, how a reader's language calls them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from tearoad.names.fold import fold
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say

_WRITTEN = (
    ("kg", "kg", "1", "kg kgs kilogram kilograms кг килограмм 公斤 千克"),
    ("g", "kg", "0.001", "g gram grams г гр грамм 克"),
    ("t", "kg", "1000", "t ton tons tonne tonnes mt т тонна тонн тонны 吨"),
    ("jin", "kg", "0.5", "斤 市斤"),
    ("lb", "kg", "0.45359237", "lb lbs pound pounds фунт фунта фунтов 磅"),
    ("l", "l", "1", "l litre litres liter liters л литр литров 升"),
    ("piece", "piece", "1", "pc pcs piece pieces stk stück шт штук штука штуки 件 个 只"),
    ("bottle", "bottle", "1", "bottle bottles бут бутылка бутылок бутылки 瓶"),
    (
        "carton",
        "carton",
        "1",
        "carton cartons ctn ctns box boxes case cases karton kartons кор короб коробка коробок ящик ящиков 箱",
    ),
    ("bag", "bag", "1", "bag bags мешок мешков пакет пакетов 袋"),
    ("container", "container", "1", "container containers fcl контейнер контейнеров 柜 集装箱"),
)
"""Name, the unit it is compared in, how many of that it is, and the words for it."""
_NAMES = {fold(word): name for name, _base, _factor, words in _WRITTEN for word in words.split()}
_SEVERAL = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(\D.*)")
_COMPARED = {name: (base, Decimal(factor)) for name, base, factor, _words in _WRITTEN}


@lru_cache(maxsize=4096)
def compared(unit: str) -> tuple[str, Decimal]:
    """Return the unit in which a unit is compared, and how many of it one is; an unknown one stands for itself."""
    several = _SEVERAL.fullmatch(unit)
    if several:  # a price for 0,5 kg
        base, factor = compared(several[2])
        return base, factor * Decimal(several[1].replace(",", "."))
    written = fold(unit)
    name = _NAMES.get(written)
    return _COMPARED[name] if name else (written, Decimal(1))


def unit_code(word: str) -> str:
    """Return the name under which a unit is stored; empty where the word is no unit of trade."""
    return _NAMES.get(fold(word), "")


def is_unit(word: str) -> bool:
    """Whether a word is a unit of trade."""
    return fold(word) in _NAMES


@lru_cache(maxsize=4096)
def unit_name(unit: str) -> Text | str:
    """Return a unit as the reader's language calls it: `kg`, `公斤`, `кг`; an unknown one as it was written."""
    name = _NAMES.get(fold(unit))
    return Text(f"companies.unit_{name}") if name else unit


def unit_in(unit: str, language: Language) -> str:
    """Return a unit behind a number, in words: `500 公斤`, `40 cartons`."""
    said = unit_name(unit)
    return said if isinstance(said, str) else say(said, language)


def per_unit_in(unit: str, language: Language) -> str:
    """Return the unit that a price is for, in words: `USD 12 / carton`."""
    name = _NAMES.get(fold(unit))
    return say(Text(f"companies.per_{name}"), language) if name else unit
