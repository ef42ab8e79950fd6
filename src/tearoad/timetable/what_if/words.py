"""What if, in words."""

from __future__ import annotations

from datetime import date

from tearoad.reference import language_name
from tearoad.text import Text
from tearoad.timetable.problem import Problem
from tearoad.timetable.what_if.changes import Change, InterpreterMore, TableMore
from tearoad.timetable.what_if.gains import Verdict
from tearoad.values import Language


def change_text(change: Change, problem: Problem, language: Language) -> Text:
    """Return what there would be more of."""
    if isinstance(change, TableMore):
        return Text("timetable.what_if_table")
    if isinstance(change, InterpreterMore):
        text, other = (language_name(code, language) for code in (change.one, change.other))
        if change.day is None:
            return Text("timetable.what_if_interpreter", one=text, other=other)
        code = f"timetable.what_if_interpreter_{change.part.value if change.part else 'on'}"
        return Text(code, one=text, other=other, on=_date(change.day, problem))
    if change.day is None:
        return Text("timetable.what_if_hour")
    return Text("timetable.what_if_hour_of", on=_date(change.day, problem))


def _date(day: int, problem: Problem) -> date:
    return problem.slots[problem.lookup.days[day][0]].window.start_at.date()


def verdict_text(verdict: Verdict) -> Text:
    """Return how sure it is that the change helps in one goal."""
    return Text(f"timetable.what_if_{verdict.value}")
