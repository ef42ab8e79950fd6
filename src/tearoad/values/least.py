"""The emptiest document of a kind: stands where one that was kept cannot be read, so that all else is shown."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from tearoad.values.country import CountryCode
from tearoad.values.hs_code import HSCode
from tearoad.values.local_text import ByLanguage, LocalText
from tearoad.values.money import Money
from tearoad.values.slot import Window

NOTHING = "–"
"""What stands for a text that cannot be read."""
_PLAIN: dict[Any, Any] = {
    str: NOTHING,
    int: 1,
    bool: False,
    float: 0.0,
    Decimal: "0",
    date: "2000-01-01",
    time: "00:00:00",
    datetime: "2000-01-01T00:00:00+00:00",
    ZoneInfo: "UTC",
    LocalText: {"en": NOTHING},
    Window: {"start_at": "2000-01-01T00:00:00+00:00", "end_at": "2000-01-01T01:00:00+00:00"},
    CountryCode: {"alpha2": "CN"},
    HSCode: {"digits": "0902"},
    Money: {"amount": "0", "currency": "EUR"},
}


def least_document(kind: Any) -> Any:  # noqa: ANN401  # a type form in, JSON data out
    """Return the emptiest JSON data that a type can be read from: only what has no default, as short as it may be."""
    if isinstance(kind, NewType):
        return least_document(kind.__supertype__)
    return _PLAIN[kind] if kind in _PLAIN else _of_form(kind)


def _of_form(kind: Any) -> Any:  # noqa: ANN401  # a type form in, JSON data out
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return None if NoneType in parts else least_document(parts[0])
    if origin is tuple and parts[-1] is not Ellipsis:
        return [least_document(part) for part in parts]
    if origin is not None:
        return {} if origin is dict else []
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    return _of_class(kind)


def _of_class(kind: Any) -> dict[str, Any]:  # noqa: ANN401  # a type form in, JSON data out
    if not is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, ByLanguage)):
        return {}
    hints = get_type_hints(kind)
    needed = [field for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    return {field.name: least_document(hints[field.name]) for field in needed if field.init}
