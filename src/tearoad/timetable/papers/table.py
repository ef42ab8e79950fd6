"""The timetable as one CSV file that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from tearoad.paper import PaperFile
from tearoad.timetable.papers.appointments import Appointment, appointments
from tearoad.timetable.papers.columns import Column
from tearoad.timetable.papers.wording import names
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import Language

PATH = "timetable.csv"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def papers(
    roster: Roster, problem: Problem, plan: Plan, *, stamp: datetime, language: Language | None = None
) -> Iterator[PaperFile]:
    """Make the CSV: UTF-8 with a byte order mark, so that Excel reads Chinese, a row a meeting in order of time.

    A cell that a spreadsheet would run as a formula is given an apostrophe in front.
    """
    del stamp  # a CSV carries no date; the argument is that of every paper
    reader = language or roster.mission.home_language
    known = names(roster, reader)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_heading(reader))
    writer.writerows(
        [harmless(cell) for cell in _row(appointment, known)] for appointment in appointments(roster, problem, plan)
    )
    yield PaperFile(PATH, out.getvalue().encode("utf-8-sig"))


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return (
        f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA_STARTS) or cell.startswith(_FORMULA_STARTS) else cell
    )


def _heading(language: Language) -> list[str]:
    heads = {column: column.heading(language) for column in Column}
    with_ids = (Column.EXPORTER, Column.BUYER, Column.PLACE, Column.INTERPRETER)
    return [
        *(heads[column] for column in (Column.WISH, Column.DAY, Column.START, Column.END)),
        *(text for column in with_ids for text in (f"{heads[column]} (ID)", heads[column])),
    ]


def _row(appointment: Appointment, known: dict[str, str]) -> list[str]:
    start, end = appointment.window.start_at, appointment.window.end_at
    interpreter = str(appointment.carried_by.id) if appointment.carried_by else ""
    parties = (str(appointment.exporter.id), str(appointment.buyer.id), str(appointment.place.id), interpreter)
    return [
        str(appointment.meeting.wish),
        f"{start:%Y-%m-%d}",
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        *(text for party in parties for text in (party, known.get(party, party))),
    ]
