"""Amounts as a reader of each language writes them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from tearoad.values import Language

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern


def price(amount: Decimal, language: Language) -> str:
    """Return an amount of money without its currency: whole amounts plain, others with two decimals or more."""
    from babel.numbers import format_decimal  # noqa: PLC0415  # 0.1 s, not for `--help`

    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00####"
    return format_decimal(amount, format=_pattern(pattern), locale=locale_of(language))


@cache
def locale_of(language: Language) -> Locale:
    """Return it read: a page of hundreds of figures would read it as often."""
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    return Locale.parse(language.habits.locale)


@cache
def _pattern(written: str) -> NumberPattern:
    from babel.numbers import parse_pattern  # noqa: PLC0415  # 0.1 s, not for `--help`

    return parse_pattern(written)
