"""Dates, numbers, languages and time zones as a reader of each language writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from tearoad.text import Term
from tearoad.values import Language, LanguageCode
from tearoad.words import amounts
from tearoad.words.amounts import locale_of

price = amounts.price


@cache
def days(first: date, last: date, language: Language) -> str:
    """Return a stretch of days with its year: `7 – 11 Feb 2023`, `2023年2月7日至11日`."""
    from babel.dates import format_date, format_interval  # noqa: PLC0415  # 0.1 s, not for `--help`

    locale = language.habits.locale
    if first == last:
        return format_date(first, "long", locale=locale)
    return str(format_interval(first, last, "yMMMd", locale=locale))


@cache
def full_day(on: date, language: Language, *, year: bool = False) -> str:
    """Return a day with its weekday, written out: `Tuesday 7 February`; with its year where that is asked for."""
    from babel.dates import format_date  # noqa: PLC0415  # 0.1 s, not for `--help`

    habits = language.habits
    written = format_date(on, habits.full_date if year else habits.full_day, locale=habits.locale)
    return written[:1].upper() + written[1:]


def number(amount: Decimal, language: Language) -> str:
    """Return a number with the reader's separators, all its decimals kept."""
    from babel.numbers import format_decimal  # noqa: PLC0415  # 0.1 s, not for `--help`

    return format_decimal(amount, locale=locale_of(language), decimal_quantization=False)


@cache
def language_name(code: LanguageCode, language: Language) -> str:
    """Return a language's name in the reader's language, or its code where nobody named it."""
    return str(locale_of(language).languages.get(code, code))


def language_term(code: LanguageCode) -> Term:
    """Return a language's name, to each reader in their own language."""
    return Term(tuple(language_name(code, language) for language in Language))


def zone_name(at: datetime, language: Language) -> str:
    """Return the name of the time that an aware moment is told in: `Moscow Standard Time`."""
    from babel.dates import get_timezone_name  # noqa: PLC0415  # 0.1 s, not for `--help`

    return str(get_timezone_name(at, width="long", locale=language.habits.locale))


def hours(offset: timedelta, *, sign: bool = True) -> str:
    """Return a difference of clocks: `+5`, `−3:30`, `0`."""
    minutes = round(offset.total_seconds() / 60)
    mark = ("\u2212" if minutes < 0 else "+" if minutes else "") if sign else ""
    whole, rest = divmod(abs(minutes), 60)
    return f"{mark}{whole}:{rest:02}" if rest else f"{mark}{whole}"


@cache
def phone(written: str) -> str:
    """Return a phone number in its international form, `+7 495 000-00-00`; as written where it is none."""
    import phonenumbers  # noqa: PLC0415  # its tables are not for `--help`

    try:
        parsed = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        return written
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    # No plan groups this number: the groups it was written in read better than none.
    return written if re.fullmatch(r"\+\d+ \d+", shown) else shown
