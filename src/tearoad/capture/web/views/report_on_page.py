"""A report and what was kept aside, in the reader's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tearoad.capture import Field, Kind, Report, Value
from tearoad.capture.fields import BY_NAME, FIELDS, choice_of, fits, label_of
from tearoad.capture.web.queries.called import Called
from tearoad.capture.web.queries.weighed import Aside
from tearoad.capture.workbook import Cell
from tearoad.paper import figures
from tearoad.text import Text
from tearoad.words import Words

IN_COLUMNS = frozenset({"meeting", "person", "title", "firm", "city", "products", "warmth", "next_step", "due_on"})
"""What a list of visitors shows at once; all else is folded."""
TONES = {"hot": "bad", "warm": "warn", "cold": "info"}
LONGEST = 2000
"""So many letters of something that is no note are shown."""


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A field and all that stands of it; more than one value where two notes differ."""

    label: str
    values: tuple[str, ...]


def reported_values(report: Report, words: Words, called: Called) -> dict[str, ReportedValue]:
    """Return every field of a report that says something, by its name; of a meeting also with whom it was planned."""
    planned = {"meeting": ReportedValue(words(Text("capture_pages.meeting_with")), (_met(report, called),))}
    return (planned if report.meeting else {}) | {
        name: ReportedValue(
            words(label_of(BY_NAME[name])),
            tuple(value_in(BY_NAME[name], revisions.value, words, called) for revisions in those),
        )
        for name, those in report.fields.items()
    }


def value_in(field: Field, value: Value, words: Words, called: Called) -> str:
    """Return a value as the reader writes it; a dash for what was taken back."""
    if not value:
        return "–"
    if isinstance(value, tuple):
        return ", ".join(called.products.get(text, text) for text in value)
    if field.name == "owner":
        return called.owners.get(value, value)
    if field.kind is Kind.CHOICE:
        choice = choice_of(field, value)
        return words(choice) if isinstance(choice, Text) else choice
    if field.kind is Kind.DAY:
        return figures.full_day(date.fromisoformat(value), words.language)
    return figures.number(Decimal(value), words.language) if field.kind is Kind.AMOUNT else value


def sent(aside: Aside, words: Words, called: Called) -> tuple[ReportedValue, ...]:
    """Return what was kept aside, field by field; all of it as it came where it has no fields."""
    values = aside.document.get("values") if isinstance(aside.document, dict) else None
    if not isinstance(values, dict):
        return (ReportedValue(words(Text("capture_pages.as_sent")), (_raw(aside.document),)),)
    return tuple(_sent(name, value, words, called) for name, value in values.items())


def cells(report: Report, words: Words, called: Called) -> list[Cell]:
    """Return a report as the cells of a row: with whom a meeting was planned, then one a field of the table."""
    return [_met(report, called), *(_cell(field, report, words, called) for field in FIELDS)]


def _met(report: Report, called: Called) -> str:
    return called.meetings.get(report.meeting, report.meeting)


def _cell(field: Field, report: Report, words: Words, called: Called) -> Cell:
    those = report.fields.get(field.name, ())
    if len(those) == 1 and field.kind in {Kind.AMOUNT, Kind.DAY}:
        value = str(those[0].value)
        return Decimal(value) if field.kind is Kind.AMOUNT else value
    return " / ".join(value_in(field, revisions.value, words, called) for revisions in those)


def _sent(name: str, value: Any, words: Words, called: Called) -> ReportedValue:
    field, read = BY_NAME.get(name), tuple(value) if isinstance(value, list) else value
    if field is None or not _is_value(read) or not fits(field, read):
        return ReportedValue(words(label_of(field)) if field else _raw(name), (_raw(value),))
    return ReportedValue(words(label_of(field)), (value_in(field, read, words, called),))


def _is_value(read: object) -> bool:
    return isinstance(read, str) or (isinstance(read, tuple) and all(isinstance(text, str) for text in read))


def _raw(found: object) -> str:
    written = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    shown = "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in written)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def by_column(values: Mapping[str, ReportedValue]) -> tuple[dict[str, ReportedValue], tuple[ReportedValue, ...]]:
    """Return the fields that a list shows at once, and those that are folded."""
    at_once = {name: value for name, value in values.items() if name in IN_COLUMNS}
    return at_once, tuple(value for name, value in values.items() if name not in IN_COLUMNS)
