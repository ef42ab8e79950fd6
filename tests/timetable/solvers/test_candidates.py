"""Where and when a meeting can be at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.timetable.problem import Party, Side
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.spots import Spots
from tests.timetable.tiny import E0, S0, T0, tiny, wish, with_party


@pytest.mark.parametrize(("staff", "starts"), [(1, []), (2, [0, 1, 2, 3, 4, 5]), (3, [0, 1, 2, 3, 4, 5])])
def test_one_may_leave_a_stand_where_another_stays(staff: int, starts: list[int]) -> None:
    """Finds a firm that may send nobody to a table although somebody is left at its stand, or all of them."""
    made = with_party(tiny(replace(wish("W0"), places=(T0,))), Party(E0, Side.EXPORTER, (staff,) * 6, S0, 1))
    assert sorted({candidate.start for candidate in candidates(made, Spots(made))}) == starts
