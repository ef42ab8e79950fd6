"""The officer's working file: the meetings to be edited, and grids to look at.

What may be changed stands on the first sheet only; `read_back` reads that sheet.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tearoad.paper import PaperFile
from tearoad.text import Text
from tearoad.timetable.papers.appointments import Appointment, appointments, places
from tearoad.timetable.papers.columns import Column, labelled
from tearoad.timetable.papers.wording import names
from tearoad.timetable.plan import Plan, broken_rules_sentence
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import Language
from tearoad.words import say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

PATH = "timetable.xlsx"
_WIDTHS = {
    Column.WISH: 12, Column.DAY: 12, Column.START: 8, Column.END: 8,
    Column.EXPORTER: 38, Column.BUYER: 38, Column.PLACE: 30, Column.INTERPRETER: 26,
}  # fmt: skip
_SPARE_ROWS = 60
"""Empty rows below the meetings that still offer the lists of places and interpreters."""


_LONGEST_FOOTER = 250
"""A spreadsheet takes 255 characters."""


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Format
    text: Format
    day: Format
    time: Format
    grid: Format


@dataclass(frozen=True, slots=True)
class _Grid:
    """A sheet with a row a slot: `key` says in whose column a meeting stands, `cell` what is written there."""

    title: str
    heads: tuple[tuple[str, str], ...]
    key: Callable[[Appointment], str]
    cell: Callable[[Appointment], str]


def papers(
    roster: Roster, problem: Problem, plan: Plan, *, stamp: datetime, language: Language | None = None
) -> Iterator[PaperFile]:
    """Make the workbook, in the officer's language (else the mission's home language); equal input, equal bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # only a run that writes pays for it

    reader = language or roster.mission.home_language
    booked = appointments(roster, problem, plan)
    known = _known(roster, problem, reader)
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": roster.mission.name.in_language(reader), "created": stamp.astimezone(UTC)})
    formats = _formats(book)
    _meetings(book, formats, booked, roster, problem, known, reader)
    for grid in _grids(roster, problem, known, reader):
        _grid(book, formats, grid, booked, problem, roster)
    _say_what_is_off(book, plan, reader)
    _lists(book, roster, problem, known, reader)
    book.close()
    yield PaperFile(PATH, out.getvalue())


def _say_what_is_off(book: Workbook, plan: Plan, language: Language) -> None:
    """Print under every page so far which rules the plan does not keep."""
    missing = broken_rules_sentence(plan)
    if missing is not None:
        for sheet in book.worksheets():
            sheet.set_footer("&L" + say(missing, language).replace("&", "&&")[:_LONGEST_FOOTER])


def _known(roster: Roster, problem: Problem, language: Language) -> dict[str, str]:
    spots = {place_id: place.name.in_language(language) for place_id, place in places(roster, problem).items()}
    return {**names(roster, language), **spots}


def _formats(book: Workbook) -> _Formats:
    base = {"valign": "top", "text_wrap": True}
    return _Formats(
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"}),
        text=book.add_format(base),
        day=book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
        time=book.add_format({**base, "num_format": "hh:mm", "align": "left"}),
        grid=book.add_format({**base, "border": 4, "border_color": "#999999", "font_size": 9}),
    )


def _meetings(
    book: Workbook,
    formats: _Formats,
    booked: tuple[Appointment, ...],
    roster: Roster,
    problem: Problem,
    known: dict[str, str],
    language: Language,
) -> None:
    sheet = book.add_worksheet(say(Text("papers.sheet_meetings"), language))
    for number, column in enumerate(Column):
        sheet.set_column(number, number, _WIDTHS[column])
        sheet.write_string(0, number, column.heading(language), formats.head)
    for row, appointment in enumerate(booked, start=1):
        _meeting(sheet, formats, row, appointment, known)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(booked)), len(Column) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    lists = f"'{say(Text('papers.sheet_lists'), language)}'"
    last = len(booked) + _SPARE_ROWS
    for column, letter, count in (
        (Column.PLACE, "A", len(problem.places)),
        (Column.INTERPRETER, "B", len(roster.interpreters)),
    ):
        if count:
            at = list(Column).index(column)
            source = f"={lists}!${letter}$1:${letter}${count}"
            sheet.data_validation(1, at, last, at, {"validate": "list", "source": source, "error_type": "warning"})


def _meeting(sheet: Worksheet, formats: _Formats, row: int, appointment: Appointment, known: dict[str, str]) -> None:
    start, end = appointment.window.start_at, appointment.window.end_at
    words = {
        Column.WISH: str(appointment.meeting.wish),
        Column.EXPORTER: labelled(appointment.exporter.id, known[appointment.exporter.id]),
        Column.BUYER: labelled(appointment.buyer.id, known[appointment.buyer.id]),
        Column.PLACE: labelled(appointment.place.id, known[appointment.place.id]),
        Column.INTERPRETER: labelled(appointment.carried_by.id, known[appointment.carried_by.id])
        if appointment.carried_by
        else "",
    }
    for number, column in enumerate(Column):
        if column is Column.DAY:
            sheet.write_datetime(row, number, start.date(), formats.day)
        elif column in {Column.START, Column.END}:
            at = start if column is Column.START else end
            sheet.write_datetime(row, number, at.time(), formats.time)
        else:
            sheet.write_string(row, number, words[column], formats.text)


def _grids(roster: Roster, problem: Problem, known: dict[str, str], language: Language) -> tuple[_Grid, ...]:
    def heads(ids: list[str]) -> tuple[tuple[str, str], ...]:
        return tuple((text, labelled(text, known.get(text, text))) for text in ids)

    def firm(appointment: Appointment) -> str:
        return known[appointment.exporter.id]

    def house(appointment: Appointment) -> str:
        return known[appointment.buyer.id]

    def spot(appointment: Appointment) -> str:
        return str(appointment.place.id)

    def pair(appointment: Appointment) -> str:
        return f"{firm(appointment)} × {house(appointment)}"

    return (
        _Grid(
            say(Text("papers.sheet_exporters"), language),
            heads([party.id for party in roster.exporters]),
            lambda appointment: appointment.exporter.id,
            lambda appointment: f"{house(appointment)} · {spot(appointment)}",
        ),
        _Grid(
            say(Text("papers.sheet_buyers"), language),
            heads([party.id for party in roster.buyers]),
            lambda appointment: appointment.buyer.id,
            lambda appointment: f"{firm(appointment)} · {spot(appointment)}",
        ),
        _Grid(say(Text("papers.sheet_places"), language), heads([place.id for place in problem.places]), spot, pair),
        _Grid(
            say(Text("papers.sheet_interpreters"), language),
            heads([interpreter.id for interpreter in roster.interpreters]),
            lambda appointment: appointment.interpreter.id if appointment.interpreter else "",
            lambda appointment: f"{pair(appointment)} · {spot(appointment)}",
        ),
    )


def _grid(
    book: Workbook,
    formats: _Formats,
    grid: _Grid,
    booked: tuple[Appointment, ...],
    problem: Problem,
    roster: Roster,
) -> None:
    cells: dict[tuple[int, str], list[str]] = {}
    lengths = {wish.id: wish.slots for wish in problem.wishes}
    for appointment in booked:
        for index in range(appointment.meeting.start, appointment.meeting.start + lengths[appointment.meeting.wish]):
            cells.setdefault((index, grid.key(appointment)), []).append(grid.cell(appointment))
    used = {key for _, key in cells}
    heads = [head for head in grid.heads if head[0] in used]
    sheet = book.add_worksheet(grid.title)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, max(1, len(heads)), 26)
    for number, (_, head) in enumerate(heads, start=1):
        sheet.write_string(0, number, head, formats.head)
    for row, slot in enumerate(problem.slots, start=1):
        at = slot.window.start_at.astimezone(roster.mission.fair_zone)
        sheet.write_string(row, 0, f"{at:%Y-%m-%d %H:%M}", formats.head)
        for number, (key, _) in enumerate(heads, start=1):
            sheet.write_string(row, number, "\n".join(cells.get((slot.index, key), ())), formats.grid)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)


def _lists(book: Workbook, roster: Roster, problem: Problem, known: dict[str, str], language: Language) -> None:
    """Write what the drop-down lists of the first sheet offer."""
    sheet = book.add_worksheet(say(Text("papers.sheet_lists"), language))
    sheet.set_column(0, 1, 40)
    place_ids: list[str] = [place.id for place in problem.places]
    interpreter_ids: list[str] = [interpreter.id for interpreter in roster.interpreters]
    for column, ids in enumerate((place_ids, interpreter_ids)):
        for row, text in enumerate(ids):
            sheet.write_string(row, column, labelled(text, known.get(text, text)))
