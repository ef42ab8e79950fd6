"""Hours worked as rows: which interpreter, on which day, how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearoad.costs.settlement import WorkedHours
from tearoad.errors import InputError
from tearoad.mission.span import WORK_AROUND_DAYS, far_from
from tearoad.paper.sheets import Record, w3
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
    title=w3(
        "Hours|Hours worked|Worked hours|Timesheet",
        "工时|口译工时|实际工时",
        "Часы|Отработанные часы|Табель|Учёт часов",
    ),
    core=WorkedHours,
    personal=frozenset(),
    fields=(
        Field(
            "interpreter",
            INTERPRETER,
            w3("Interpreter|Interpreter ID|ID|Name", "译员|口译员|译员编号|姓名", "Переводчик|ID|Имя|ФИО"),
            example="I01",
            about="hours_interpreter",
            width=20,
            needed=True,
        ),
        Field(
            "on",
            DAY,
            w3("Day|Date", "日期|工作日期", "Дата|День"),
            example="2027-02-09",
            about="hours_on",
            width=14,
            needed=True,
        ),
        Field(
            "hours",
            NUMBER,
            w3("Hours|Hours worked|Worked", "小时数|工时|实际工时", "Часы|Часов|Отработано"),
            example="6.5",
            about="hours_worked",
            width=10,
            needed=True,
        ),
    ),
    build=_build,
    refusal=refuse_second("sheets.hours_twice", "sheets.hours_twice_hint", "on"),
)
