"""The minutes walked as flows: each who moves about is in one corner of the fair after another.

A step into a corner is only possible when a meeting is held there, so that walks lead from meeting to meeting whatever
detour might be shorter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tearoad.timetable.solvers.candidates import Mover, is_on_site, minutes_from_bases, movers
from tearoad.timetable.solvers.crews import size
from tearoad.timetable.solvers.levels.level import Chosen, Ground, Level
from tearoad.timetable.solvers.limits import corners
from tearoad.values import PlaceId

At = dict[int, dict[PlaceId, list[int]]]
"""Slot -> corner -> the candidates that are there then."""


@dataclass(frozen=True, slots=True)
class _Day:
    """One mover's day: who is where when, and the corners there are."""

    at: At
    corners: Sequence[PlaceId]

    def trail(self, chosen: Chosen) -> list[PlaceId]:
        """Return the corner in each slot: that of the last meeting, before the first meeting that of the first."""
        held = [
            next((corner for corner, mine in self.at[slot].items() if not chosen.isdisjoint(mine)), None)
            for slot in sorted(self.at)
        ]
        here = next((corner for corner in held if corner is not None), self.corners[0])
        found = []
        for corner in held:
            here = corner or here
            found.append(here)
        return found

    def complete(self, chosen: Chosen) -> list[int]:
        """Return the values of the day's columns: where the day begins, then each step."""
        trail = self.trail(chosen)
        found = [int(corner == trail[0]) for corner in self.corners]
        for here, there in pairwise(trail):
            found += [int((corner, other) == (here, there)) for corner in self.corners for other in self.corners]
        return found


def walking(ground: Ground) -> Level:
    """Twice the way from a base to each meeting away, and a column for each possible step of those who move about."""
    look = ground.problem.lookup
    goal = {
        column: -minutes
        for column, candidate in enumerate(ground.candidates)
        if (minutes := minutes_from_bases(candidate, look))
    }
    days = [day for at in _days(ground) if (day := _day(at, ground)) is not None]
    for day in days:
        goal |= _steps(day, ground)
    return Level(goal, lambda chosen: [value for day in days for value in day.complete(chosen)], -1)


def _days(ground: Ground) -> list[At]:
    look = ground.problem.lookup
    found: dict[Mover, At] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for column, candidate in enumerate(ground.candidates):
        if is_on_site(candidate, look):
            for mover in movers(candidate, look):
                if size(mover, ground.crews) == 1:  # how far a crew walks shows only in its rota
                    for slot in candidate.taken:
                        found[mover][slot][candidate.place].append(column)
    return list(found.values())


def _day(at: At, ground: Ground) -> _Day | None:
    """Return a day by corners; None where no step takes a minute."""
    look = ground.problem.lookup
    corner = corners(sorted({place for here in at.values() for place in here}), look.walked)
    different = sorted(set(corner.values()))
    if not any(look.walked(here, there) for here in different for there in different):
        return None
    by_corner: At = {slot: defaultdict(list) for slot in at}
    for slot, here in at.items():
        for place, mine in here.items():
            by_corner[slot][corner[place]].extend(mine)
    return _Day(by_corner, different)


def _steps(day: _Day, ground: Ground) -> dict[int, int]:
    """Add a day's columns and rows; return what each step costs."""
    model, look = ground.model, ground.problem.lookup
    goal: dict[int, int] = {}
    before = dict(zip(day.corners, ([column] for column in model.add_columns(len(day.corners))), strict=True))
    model.add_row({column: 1 for (column,) in before.values()}, least=1, most=1)
    for nth, slot in enumerate(sorted(day.at)):
        if nth:
            pairs = [(here, there) for here in day.corners for there in day.corners]
            steps = dict(zip(pairs, model.add_columns(len(pairs)), strict=True))
            for here in day.corners:  # who was here goes on from here
                onward = {steps[here, there]: 1 for there in day.corners}
                model.add_row(onward | dict.fromkeys(before[here], -1), least=0, most=0)
            before = {there: [steps[here, there] for here in day.corners] for there in day.corners}
            for there in day.corners:
                arriving = {steps[here, there]: 1 for here in day.corners if here != there}
                model.add_row(arriving | dict.fromkeys(day.at[slot].get(there, ()), -1), most=0)
            goal |= {column: -look.walked(*pair) for pair, column in steps.items() if look.walked(*pair)}
        for corner, mine in day.at[slot].items():
            model.add_row(dict.fromkeys(mine, -1) | dict.fromkeys(before[corner], 1), least=0)
    return goal
