"""Hours worked as rows: which interpreter, on which day, how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearoad.costs.settlement import WorkedHours
from tearoad.errors import InputError
from tearoad.mission.span import WORK_AROUND_DAYS, far_from
from tearoad.paper.sheets import Record, SheetWords
from tearoad.rows import Field, RowKind, refuse_second
from tearoad.rows.codecs import DAY, INTERPRETER, NUMBER
from tearoad.text import Text


def _build(said: Mapping[str, Any], record: Record) -> WorkedHours | None:
    if far := far_from(said["on"], record.around.calendar.days, WORK_AROUND_DAYS):
        record.error(far, Text("programme.span_hint"), "on")
        return None
    try:
        return WorkedHours(**said)
    except InputError as wrong:
        record.error(wrong.text, wrong.hint or Text("costs.bad_hours_hint"), "hours")
        return None


HOURS = RowKind(
    name="hours",
    title=SheetWords("sheet_words.hours_of_hours"),
    core=WorkedHours,
    personal=frozenset(),
    fields=(
        Field(
            "interpreter",
            INTERPRETER,
            SheetWords("sheet_words.interpreter_of_hours"),
            example="I01",
            about="hours_interpreter",
            width=20,
            needed=True,
        ),
        Field(
            "on",
            DAY,
            SheetWords("sheet_words.day_of_hours"),
            example="2027-02-09",
            about="hours_on",
            width=14,
            needed=True,
        ),
        Field(
            "hours",
            NUMBER,
            SheetWords("sheet_words.hours_worked"),
            example="6.5",
            about="hours_worked",
            width=10,
            needed=True,
        ),
    ),
    build=_build,
    refusal=refuse_second("sheets.hours_twice", "sheets.hours_twice_hint", "on"),
)
