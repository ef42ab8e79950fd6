"""Value and bound of a level as a person reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.journey.reports.levels import value_and_bound
from tearoad.mission import Objective
from tearoad.timetable.plan import Level, Status
from tests.timetable.tiny import at, tiny, wish


@pytest.mark.parametrize(
    ("value", "bound", "shown"), [(0, 0, (0, 0)), (2, 2, (0, 0)), (3, 0, (1, 0)), (8, 7, (2, 2)), (9, 9, (3, 3))]
)
def test_disturbance_is_told_in_people_and_every_other_level_as_it_is(
    value: int, bound: int, shown: tuple[int, int]
) -> None:
    """Finds meetings among equals that are rounded up to one person more."""
    made = replace(tiny(wish("W0"), wish("W1")), previous=(at("W0", 0), at("W1", 1)))
    level = Level(Objective.DISTURBANCE, value, bound, Status.OPTIMAL, 0)
    assert value_and_bound(level, made) == shown
    assert value_and_bound(replace(level, objective=Objective.VALUE), made) == (value, bound)
