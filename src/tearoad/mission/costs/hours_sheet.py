"""The sheet of hours worked: which interpreter, on which day, how long."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.errors import InputError
from tearoad.mission.costs.settlement import WorkedHours
from tearoad.mission.programme.span import WORK_AROUND_DAYS, far_from
from tearoad.paper.sheets import Column, Kind, Reading, Record, Row, SheetSpec, Table, w3
from tearoad.text import Text
from tearoad.values import InterpreterId

_INTERPRETERS = frozenset({Kind.INTERPRETER})
HOURS = SheetSpec(
    "hours",
    w3(
        "Hours|Hours worked|Worked hours|Timesheet",
        "工时|口译工时|实际工时",
        "Часы|Отработанные часы|Табель|Учёт часов",
    ),
    (
        Column(
            "interpreter",
            w3("Interpreter|Interpreter ID|ID|Name", "译员|口译员|译员编号|姓名", "Переводчик|ID|Имя|ФИО"),
            "I01",
            about="hours_interpreter",
            width=20,
        ),
        Column("on", w3("Day|Date", "日期|工作日期", "Дата|День"), "2027-02-09", about="hours_on", width=14),
        Column(
            "hours",
            w3("Hours|Hours worked|Worked", "小时数|工时|实际工时", "Часы|Часов|Отработано"),
            "6.5",
            about="hours_worked",
            width=10,
        ),
    ),
    needs=(("interpreter",), ("on",), ("hours",)),
)


def read_hours(records: Iterable[Record], _reading: Reading) -> tuple[WorkedHours, ...]:
    """Return the hours of the good rows; an interpreter has one figure a day, a second one is held back."""
    found: dict[str, tuple[WorkedHours, Record]] = {}
    for record in records:
        worked = _worked(record)
        if worked is None:
            continue
        if worked.id in found:
            twice = Text("sheets.hours_twice", found=worked.id, other=found[worked.id][1].where)
            record.error(twice, Text("sheets.hours_twice_hint"), "on")
            continue
        found[worked.id] = worked, record
    return tuple(worked for worked, _record in found.values())


def _worked(record: Record) -> WorkedHours | None:
    for field in ("interpreter", "on", "hours"):
        record.needed((field,))
    who, on, hours = record.ref("interpreter", _INTERPRETERS), record.date("on"), record.number("hours")
    if record.held or who is None or on is None or hours is None:
        return None
    if far := far_from(on, record.around.calendar.days, WORK_AROUND_DAYS):
        record.error(far, Text("programme.span_hint"), "on")
        return None
    try:
        return WorkedHours(InterpreterId(who), on, hours)
    except InputError as wrong:
        record.error(wrong.text, wrong.hint or Text("mission_costs.bad_hours_hint"), "hours")
        return None


def write_hours(worked: Iterable[WorkedHours]) -> Table:
    """Return the sheet that reads back as these hours."""
    rows = (Row({"interpreter": one.interpreter, "on": one.on, "hours": one.hours}) for one in worked)
    return Table(HOURS, tuple(rows))
