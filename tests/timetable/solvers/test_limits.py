"""What an interpreter, or a crew of equals, may work in a day and in a run, as the search is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.timetable.problem import MeetingInterpreter, Party, Problem, Side
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.limits import Limits, Why
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import InterpreterId, PartyId
from tests.timetable.tiny import ALL, E0, ZH_RU, tiny, wish

BUYERS = tuple(PartyId(f"C{number}") for number in range(12))


def problem(crew: int, a_day: int, run: int, programme: tuple[int, ...] = ()) -> Problem:
    """Return a mission of many buyers who all need one of so many equal interpreters."""
    wishes = tuple(replace(wish(f"W{buyer}", E0, buyer), interpreting=(ZH_RU,)) for buyer in BUYERS)
    made = tiny()
    ones = tuple(
        MeetingInterpreter(
            InterpreterId(f"I{number}"), ZH_RU, ALL, max_slots_per_day=a_day, max_run=run, programme_slots=programme
        )
        for number in range(crew)
    )
    buyers = tuple(Party(buyer, Side.BUYER, (1,) * 6) for buyer in BUYERS)
    return replace(made, parties=(*made.parties, *buyers), interpreters=ones, wishes=wishes)


def most(of: Problem, why: Why) -> set[int]:
    spots, crews = Spots(of), Crews(of)
    found = candidates(of, spots, crews)
    return {limit.most for limit in Limits(of, spots, found, crews).all() if limit.label.why is why}


@pytest.mark.parametrize("crew", [1, 3, 4])
def test_crew_works_the_hours_of_all_its_members(crew: int) -> None:
    """Finds hours of a day, or slots in a row, that are counted once for a crew of several."""
    assert most(problem(crew, 2, 4), Why.INTERPRETER_DAY) == {2 * crew}
    assert most(problem(crew, 6, 2), Why.INTERPRETER_RUN) == {2 * crew}


def test_what_the_programme_takes_of_a_day_is_left_out_for_each_of_a_crew() -> None:
    """Finds hours at the programme that are taken off once, or not at all; they never leave less than nothing."""
    assert most(problem(3, 3, 4, (1, 0)), Why.INTERPRETER_DAY) == {6, 9}
    assert most(problem(3, 2, 4, (5, 0)), Why.INTERPRETER_DAY) == {0, 6}
