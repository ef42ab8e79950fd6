"""What a report from the floor holds, field by field: one table for the phone's page and for the server.

A report is what one firm writes down about one visitor at its stand, or about one meeting. Nothing in it is needed: a
stand is no desk, and half of a report is worth more than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from tearoad.text import Text
from tearoad.values import Incoterm

SCHEMA = 1
"""The version of this table; a phone with an unknown one is not refused, its reports wait for a person."""

Value: TypeAlias = "str | tuple[str, ...]"
"""What a field holds: words, a day, an amount as written (`12.50`), one of the choices; several of them sorted."""


class Kind(StrEnum):
    """How a field is written and judged."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    SEVERAL = "several"
    """Several names, such as those of the firm's own products."""
    AMOUNT = "amount"
    """A number above nothing, with a point: never a binary fraction."""
    CURRENCY = "currency"
    DAY = "day"


class Part(StrEnum):
    """Where a field stands on the phone, in this order: `first` is all that twenty seconds allow."""

    MEETING = "meeting"
    """Only of a planned meeting: what became of it."""
    FIRST = "first"
    PERSON = "person"
    WANTS = "wants"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a report."""

    name: str
    part: Part
    kind: Kind = Kind.LINE
    choices: tuple[str, ...] = ()
    most: int = 200
    """So many letters, or entries where it holds several."""
    is_personal: bool = False
    """Whether it is about a person, and so is erased with them."""


class Warmth(StrEnum):
    """How likely business is, as felt at the stand."""

    HOT = "hot"
    WARM = "warm"
    COLD = "cold"


class NextStep(StrEnum):
    """What was promised."""

    CATALOGUE = "catalogue"
    OFFER = "offer"
    SAMPLE = "sample"
    CALL = "call"
    VISIT = "visit"
    NONE = "none"


class Consent(StrEnum):
    """What a visitor said to being written down and written to."""

    AGREED = "agreed"
    CARD_GIVEN = "card_given"
    """Handed over a card or showed a badge, and was not asked further."""
    REFUSED = "refused"


_YES_NO = ("yes", "no")
_HELD = ("started", "kept", "no_show", "late", "moved")
"""In the order in which they are asked; `tearoad.capture.meetings.Held` says what each means."""


def _choices(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(enum.value for enum in kind)


FIELDS: tuple[Field, ...] = (
    Field("held", Part.MEETING, Kind.CHOICE, _HELD),
    Field("came", Part.MEETING, is_personal=True),
    Field("products", Part.FIRST, Kind.SEVERAL, most=40),
    Field("warmth", Part.FIRST, Kind.CHOICE, _choices(Warmth)),
    Field("next_step", Part.FIRST, Kind.CHOICE, _choices(NextStep)),
    Field("notes", Part.FIRST, Kind.LINES, most=4000, is_personal=True),
    Field("person", Part.PERSON, is_personal=True),
    Field("title", Part.PERSON, is_personal=True),
    Field("firm", Part.PERSON),
    Field("city", Part.PERSON),
    Field("phone", Part.PERSON, is_personal=True),
    Field("email", Part.PERSON, is_personal=True),
    Field("messenger", Part.PERSON, is_personal=True),
    Field("code", Part.PERSON, Kind.LINES, most=4000, is_personal=True),
    Field("consent", Part.PERSON, Kind.CHOICE, _choices(Consent)),
    Field("wants", Part.WANTS, Kind.LINES, most=2000),
    Field("quantity", Part.WANTS, Kind.AMOUNT),
    Field("unit", Part.WANTS, most=40),
    Field("price", Part.WANTS, Kind.AMOUNT),
    Field("currency", Part.WANTS, Kind.CURRENCY),
    Field("incoterm", Part.WANTS, Kind.CHOICE, _choices(Incoterm)),
    Field("sample", Part.WANTS, Kind.CHOICE, _YES_NO),
    Field("certificate", Part.WANTS),
    Field("private_label", Part.WANTS, Kind.CHOICE, _YES_NO),
    Field("owner", Part.NEXT, most=80),
    Field("due_on", Part.NEXT, Kind.DAY),
)
"""Every field of schema 1. `code` is a scanned code as it was read, letter by letter, whatever it means."""

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}


def label_of(field: Field) -> Text:
    """Return what a field is called."""
    return Text(f"capture.field_{field.name}")


def choice_of(field: Field, choice: str) -> Text | str:
    """Return what a choice is called. Rules of delivery are called as they are written."""
    return choice if field.name == "incoterm" else Text(f"capture.{field.name}_{choice}")


_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,4})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def fits(field: Field, value: Value) -> bool:
    """Whether a field may hold a value. Nothing, the empty text, fits everywhere: it takes back what was said."""
    if isinstance(value, tuple):
        return field.kind is Kind.SEVERAL and _fit_several(field, value)
    if field.kind is Kind.SEVERAL or _CONTROL.search(value):
        return False
    return value == "" or (len(value) <= field.most and _FIT[field.kind](field, value))


def _fit_several(field: Field, value: tuple[str, ...]) -> bool:
    words = all(text and len(text) <= 200 and not _CONTROL.search(text) for text in value)
    return words and len(value) <= field.most and list(value) == sorted(set(value))


def _is_line(_field: Field, value: str) -> bool:
    return "\n" not in value


def _is_choice(field: Field, value: str) -> bool:
    return value in field.choices


def _is_amount(_field: Field, value: str) -> bool:
    return _AMOUNT.fullmatch(value) is not None and Decimal(value) > 0


def _is_day(_field: Field, value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_FIT = {
    Kind.LINE: _is_line,
    Kind.LINES: lambda _field, _value: True,
    Kind.CHOICE: _is_choice,
    Kind.AMOUNT: _is_amount,
    Kind.CURRENCY: lambda _field, value: _CURRENCY.fullmatch(value) is not None,
    Kind.DAY: _is_day,
}
