"""Editions of results, and what changed since one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tearoad.errors import UnknownIdError
from tearoad.mission.web import models as rows
from tearoad.results import SCHEMA, CountedFigure, ResultFigure
from tearoad.results.in_words import unknown_rows
from tearoad.results.web.models import ResultsEdition
from tearoad.results.web.queries.open_doubts import doubts_in_words
from tearoad.text import Text
from tearoad.values import Money

_LAST_NUMBER = 2**31 - 1
"""The largest that the column holds: a database would refuse to look for more."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure then and now."""

    name: Text
    code: str
    then: Money | int | Decimal | None
    now: Money | int | Decimal | None
    is_money: bool
    changed: bool
    then_unknown: Text | None
    now_unknown: Text | None


@dataclass(frozen=True, slots=True)
class EditionCompared:
    """An edition beside the figures of this moment."""

    edition: ResultsEdition
    changes: tuple[FigureChange, ...]
    equal_definitions: bool
    """False where figures were counted by another version: then they are not the same figures."""
    doubts: tuple[Text, ...]
    """What nobody had decided when it was frozen."""


def editions(mission: rows.Mission) -> tuple[ResultsEdition, ...]:
    """Return the editions, the latest first, without their figures; one query."""
    return tuple(ResultsEdition.objects.filter(mission=mission).defer("document"))


def edition_of(mission: rows.Mission, number: int) -> ResultsEdition:
    """Return one edition; one query.

    Raises:
        UnknownIdError: there is no such edition.

    """
    row: ResultsEdition | None = None
    if number <= _LAST_NUMBER:
        row = ResultsEdition.objects.filter(mission=mission, number=number).first()
    if row is None:
        raise UnknownIdError(Text("results.no_such_edition", number=number), Text("results.no_such_edition_hint"))
    return row


def compared(mission: rows.Mission, number: int, figures: Sequence[CountedFigure]) -> EditionCompared:
    """Return an edition beside what the figures are now; one query.

    Raises:
        UnknownIdError: there is no such edition.

    """
    row = edition_of(mission, number)
    frozen = {figure["code"]: figure for figure in row.document["figures"] if not figure["of"]}
    whole = (figure.figure for figure in figures if not figure.figure.of)
    changes = tuple(_change(figure, frozen.get(figure.code)) for figure in whole)
    return EditionCompared(row, changes, row.schema == SCHEMA, doubts_in_words(row.document))


def _change(figure: ResultFigure, frozen: dict[str, Any] | None) -> FigureChange:
    then = _value(frozen["value"], frozen["currency"]) if frozen else None
    now = _value(figure.value, figure.currency)
    counts = (frozen["unknown"] if frozen else 0, figure.unknown)
    unknown = (unknown_rows(figure.code, count) for count in counts)
    return FigureChange(figure.name, figure.code, then, now, bool(figure.currency), then != now, *unknown)


def _value(value: int | str | Decimal | None, currency: str) -> Money | int | Decimal | None:
    """An amount, a count, or a mean or rate, which editions keep as text."""
    if value is None or (isinstance(value, int) and not currency):
        return value
    return Money(Decimal(value), currency) if currency else Decimal(value)
