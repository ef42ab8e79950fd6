"""Currencies by their ISO 4217 codes."""

from __future__ import annotations

from functools import cache


@cache
def _known() -> frozenset[str]:
    import pycountry  # noqa: PLC0415  # read only where a currency is asked for

    return frozenset(str(currency.alpha_3) for currency in pycountry.currencies)


def currency_exists(code: str) -> bool:
    """Whether three capital letters are a currency in use, such as CNY or RUB."""
    return code in _known()
