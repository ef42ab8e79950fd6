"""Each objective as columns, rows and a goal on top of the rules.

A level adds columns of its own (is this buyer waiting in slot 7?) and says what they are once the meetings are chosen.
Later levels keep them, since an earlier level's achievement stays a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tearoad.mission import Objective
from tearoad.timetable.solvers.levels import days, granted, resting
from tearoad.timetable.solvers.levels.level import Chosen, Complete, Ground, Level
from tearoad.timetable.solvers.levels.walking import walking

__all__ = ["Complete", "Ground", "Level", "columns_of_all", "level"]


def level(objective: Objective, ground: Ground) -> Level:
    """Add an objective's columns and rows to the model and return its goal."""
    return _LEVELS[objective](ground)


_LEVELS: dict[Objective, Callable[[Ground], Level]] = {
    Objective.MUSTS: granted.musts,
    Objective.MINIMUMS: granted.minimums,
    Objective.DISTURBANCE: granted.disturbance,
    Objective.VALUE: granted.value,
    Objective.FAIRNESS: granted.fairness,
    Objective.SPREAD: granted.spread,
    Objective.PAUSES: resting.pauses,
    Objective.IDLE: days.idle,
    Objective.INTERPRETER_CHANGES: days.interpreter_changes,
    Objective.PLACE_CHANGES: days.place_changes,
    Objective.WALKING: walking,
}


def columns_of_all(completes: Sequence[Complete], chosen: Chosen) -> list[int]:
    """Return the values of all levels' own columns, in the order in which the levels were added."""
    return [value for complete in completes for value in complete(chosen)]
