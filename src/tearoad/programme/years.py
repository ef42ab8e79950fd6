"""The year beside each day of a conflict that reaches into another year than the fair's: otherwise it goes unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from tearoad.programme.scene import Conflict, Scene
from tearoad.text import Param, Text


def with_years(conflict: Conflict, scene: Scene) -> Conflict:
    """Return the conflict with the year at every day it tells, where one of them lies in another year than the fair."""
    fair = {day.on.year for day in scene.mission.days}
    if _years(conflict.text, scene) <= fair:
        return conflict
    return replace(conflict, text=_with_years(conflict.text, scene))


def _years(text: Text, scene: Scene) -> set[int]:
    found: set[int] = set()
    for _name, param in text.params:
        if isinstance(param, Text):
            found |= _years(param, scene)
        elif isinstance(param, date):
            found.add(_year(param, scene))
    return found


def _with_years(text: Text, scene: Scene) -> Text:
    return Text(text.code, **{name: _with_year(param, scene) for name, param in text.params})


def _with_year(param: Param, scene: Scene) -> Param:
    if isinstance(param, Text):
        return _with_years(param, scene)
    if isinstance(param, date):
        return Text("programme.of_year", at=param, year=_year(param, scene))
    return param


def _year(at: date, scene: Scene) -> int:
    return scene.day_of(at).year if isinstance(at, datetime) else at.year
