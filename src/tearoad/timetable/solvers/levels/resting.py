"""Soft pauses: as few people as can be go without."""

from __future__ import annotations

from tearoad.timetable.solvers.levels.level import Chosen, Ground, Level
from tearoad.timetable.solvers.rests import Rest, soft_rests


def pauses(ground: Ground) -> Level:
    """A column per party, day and kind of pause: how many people go without."""
    model = ground.model
    groups = soft_rests(ground.problem, ground.candidates)
    lacking = [model.add_columns(1, max(rest.people for rest in group))[0] for group in groups]
    for column, group in zip(lacking, groups, strict=True):
        for rest in group:
            model.add_row({**rest.use, column: -1}, most=rest.most)
    return Level(
        dict.fromkeys(lacking, -1),
        lambda chosen: [max(_excess(rest, chosen) for rest in group) for group in groups],
        -1,
    )


def _excess(rest: Rest, chosen: Chosen) -> int:
    return max(0, sum(weight for column, weight in rest.use.items() if column in chosen) - rest.most)
