"""What if, in words."""

from __future__ import annotations

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
        one, other = (language_name(code, language) for code in (change.one, change.other))
        return Text("timetable.what_if_interpreter", one=one, other=other)
    if change.day is None:
        return Text("timetable.what_if_hour")
    first = problem.lookup.days[change.day][0]
    return Text("timetable.what_if_hour_of", on=problem.slots[first].window.start_at.date())


def verdict_text(verdict: Verdict) -> Text:
    """Return how sure it is that the change helps in one goal."""
    return Text(f"timetable.what_if_{verdict.value}")
