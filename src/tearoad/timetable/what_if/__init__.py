"""What if there were a table, an interpreter, an hour more? The changed problem, and what its plan gains."""

from tearoad.timetable.what_if.changes import (
    Change,
    HourMore,
    InterpreterMore,
    TableMore,
    change_code,
    change_of,
    changes_for,
)
from tearoad.timetable.what_if.gains import Gain, LevelGain, Verdict, gain

__all__ = [
    "Change",
    "Gain",
    "HourMore",
    "InterpreterMore",
    "LevelGain",
    "TableMore",
    "Verdict",
    "change_code",
    "change_of",
    "changes_for",
    "gain",
]
