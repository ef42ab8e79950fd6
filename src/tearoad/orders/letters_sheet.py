"""The organisation's first letters as a sheet: a row a language, handed out and taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from tearoad.errors import InputError
from tearoad.orders.hand_over import HandOverTable
from tearoad.orders.letter_template import FIELD_OF, MOST_BODY, LetterTemplate, read_template
from tearoad.paper.sheets import CellProblem, Column, FairCalendar, Grid, Reading, Record, SheetSpec, SheetWords
from tearoad.text import Text
from tearoad.values import BY_CODE, Language
from tearoad.words import Words

_COLUMNS = ("language", "subject", "body")
_BODY_BYTES = 4
SHEET = SheetSpec(
    "first_letters",
    SheetWords("orders_pages.sheet_letters"),
    tuple(
        Column(name, SheetWords(f"orders_pages.column_letter_{name}"), longest=MOST_BODY * _BODY_BYTES)
        for name in _COLUMNS
    ),
    needs=tuple((name,) for name in _COLUMNS),
)


def letters_table(texts: Mapping[Language, LetterTemplate], words: Words) -> HandOverTable:
    """Return texts as the table that `read_letters` takes."""
    heads = tuple(words(Text(f"orders_pages.column_letter_{name}")) for name in _COLUMNS)
    rows = tuple((language.code, text.subject, text.body) for language, text in texts.items())
    return HandOverTable(SHEET.name, heads, rows)


def read_letters(grid: Grid) -> tuple[tuple[tuple[Language, LetterTemplate], ...], tuple[CellProblem, ...]]:
    """Return what a sheet says by language, and what is wrong with it."""
    reading = Reading(FairCalendar(ZoneInfo("UTC"), ()), Language.EN, Language.EN, "", "", "USD")
    found: dict[Language, LetterTemplate] = {}
    for record in _records(reading, grid):
        language = _language(record)
        if language in found:
            record.error(Text("orders.template_twice"), Text("orders.template_twice_hint"), "language")
        elif language is not None:
            template = _template(record)
            found |= {language: template} if template else {}
    return tuple(found.items()), tuple(reading.problems)


def _records(reading: Reading, grid: Grid) -> Iterable[Record]:
    for record in reading.records(grid, SHEET, {}):
        for group in SHEET.needs:
            record.needed(group)
        if not record.held:
            yield record


def _language(record: Record) -> Language | None:
    said = record.languages("language")
    known = [BY_CODE[code] for code in said if code in BY_CODE]
    if len(said) == 1 and known:
        return known[0]
    if not record.held:
        codes = ", ".join(language.code for language in Language)
        hint = Text("orders.template_language_hint", known=codes)
        record.error(Text("orders.template_language", found=record.text("language")), hint, "language")
    return None


def _template(record: Record) -> LetterTemplate | None:
    try:
        return read_template(record.text("subject"), record.text("body"))
    except InputError as wrong:
        field = FIELD_OF.get(wrong.text.code, "body")
        record.error(wrong.text, wrong.hint or Text("orders.letter_long_hint"), field)
        return None
