"""JSON from outside, read with care: a letter, a file, a line of a backup."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from math import isfinite, isinf
from typing import Any

from tearoad.errors import InputError
from tearoad.text import Text

DEEPEST = 200
"""So deep may brackets stand in each other: whatever is read can be written again, in any database."""

_FIRST_YEAR, _LAST_YEAR = 1, 9999
"""A day lies between them, so that it can be told in every zone."""
_WHOLE = 2**63
"""No number reaches it: a database keeps no larger ones."""
_DIGITS = 30
"""No amount has more."""
WRONG = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What readers raise over something that is none of theirs."""


class NoJson(InputError):
    """It is no JSON, or none that is read here."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Text("values.no_json"), Text("values.no_json_hint", deepest=DEEPEST))

    def __reduce__(self) -> tuple[type[NoJson], tuple[()]]:  # type: ignore[override]  # shorter
        """Travel whole from a worker process."""
        return type(self), ()


def data_of(written: bytes | str, *, deepest: int = DEEPEST) -> Any:  # noqa: ANN401  # JSON data, whatever it is
    """Return JSON data: without `NaN` and endless numbers, which no other reader takes, and not deeper than is kept.

    Raises:
        NoJson: it is none of these.

    """
    try:
        found = json.loads(written, parse_constant=_refuse, parse_float=_figure)
    except (ValueError, RecursionError) as wrong:
        raise NoJson from wrong
    if _is_deep(found, deepest):
        raise NoJson
    return found


def is_storable(found: object) -> bool:
    """Whether every database keeps JSON data: no half of a letter, no letter without a shape."""
    try:
        written = json.dumps(found, ensure_ascii=False, allow_nan=False)
        written.encode()
    except (ValueError, TypeError, RecursionError):
        return False
    return "\\u0000" not in written


def _refuse(text: str) -> float:
    raise ValueError(text)


def _figure(text: str) -> float:
    figure = float(text)
    if isinf(figure):
        raise ValueError(text)
    return figure


def _is_deep(found: object, deepest: int) -> bool:
    """Whether brackets stand too deep in each other; level by level, so that no depth is too much to look at."""
    level = [found]
    for _ in range(deepest):
        level = [
            part
            for value in level
            if isinstance(value, dict | list)
            for part in (value.values() if isinstance(value, dict) else value)
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True


def a_text(found: object) -> str:
    """Return a text that can be kept and shown; TypeError or ValueError where it is none."""
    if not isinstance(found, str):
        raise TypeError(type(found))
    found.encode()  # half of a letter can be neither kept nor shown
    if "\0" in found:
        raise ValueError(found)
    return found


def a_whole(found: object) -> int:
    """Return a whole number that a database can keep; TypeError or ValueError where it is none."""
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError(type(found))
    if not -_WHOLE <= found < _WHOLE:
        raise ValueError
    return found


def a_flag(found: object) -> bool:
    """Return yes or no; TypeError where it is neither."""
    if not isinstance(found, bool):
        raise TypeError(type(found))
    return found


def a_figure(found: object) -> float:
    """Return a number; TypeError or ValueError where it is none."""
    if not isinstance(found, int | float) or isinstance(found, bool):
        raise TypeError(type(found))
    if not isfinite(found):
        raise ValueError(found)
    return float(found)


def an_amount(text: str) -> Decimal:
    """Return an amount with a usual number of digits; ValueError or ArithmeticError where it is none."""
    amount = Decimal(text)
    if not amount.is_finite() or not -_DIGITS < amount.adjusted() < _DIGITS or len(text) > 2 * _DIGITS:
        raise ValueError(text)
    return amount


def a_day(text: str) -> date:
    """Return a day that can be told in every zone; ValueError where it is none."""
    day = date.fromisoformat(text)
    in_reach(day)
    return day


def in_reach(day: date) -> None:
    """Refuse a day that some zone could not tell; ValueError."""
    if not _FIRST_YEAR < day.year < _LAST_YEAR:
        raise ValueError(day)
