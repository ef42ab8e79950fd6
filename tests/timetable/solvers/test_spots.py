from dataclasses import replace

import pytest

from tearoad.mission import PlaceKind, Walk
from tearoad.timetable.check import check
from tearoad.timetable.problem import MeetingPlace, Party, Pin, Problem, Side
from tearoad.timetable.solve import solve
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import PartyId, WishId
from tests.timetable.tiny import B2, T0, T1, at, tiny, wish, with_party, with_place

TABLES = (T0, T1)


def at_tables(*lengths: int) -> Problem:
    """So many meetings of these lengths at two tables, of parties that never get in each other's way."""
    firms = [PartyId(f"X{nth}") for nth in range(len(lengths))]
    buyers = [PartyId(f"Y{nth}") for nth in range(len(lengths))]
    parties = (
        *(Party(one, Side.EXPORTER, (1,) * 6) for one in firms),
        *(Party(one, Side.BUYER, (1,) * 6) for one in buyers),
    )
    wishes = tuple(
        replace(
            wish(f"W{nth}", firms[nth], buyers[nth]),
            slots=length,
            places=TABLES,
            starts=frozenset(range(4 - length + 1)),
        )
        for nth, length in enumerate(lengths)
    )
    return replace(tiny(), parties=parties, wishes=wishes, places=tiny().places[2:4], persons=())


def halls(problem: Problem) -> set[tuple[str, ...]]:
    return {hall.places for hall in Spots(problem).halls}


def test_identical_tables_are_one_hall() -> None:
    assert (T0, T1) in halls(at_tables(1, 1))


@pytest.mark.parametrize(
    "different",
    [
        with_place(at_tables(1), MeetingPlace(T1, PlaceKind.TABLE, "u")),
        with_place(at_tables(1), MeetingPlace(T1, PlaceKind.TABLE, "t", 2)),
        with_place(at_tables(1), MeetingPlace(T1, PlaceKind.TABLE, "t", closed=frozenset({0}))),
        with_place(at_tables(1), MeetingPlace(T1, PlaceKind.OFFSITE, "t")),
        replace(at_tables(1), walks=(Walk(T1, "x", 5),)),
        replace(at_tables(1), wishes=(replace(at_tables(1).wishes[0], places=(T0,)),)),
        with_party(tiny(wish("W0")), Party(B2, Side.BUYER, (1,) * 6, T1)),
    ],
)
def test_tables_that_differ_are_not(different: Problem) -> None:
    assert (T0, T1) not in halls(different)


def test_meetings_of_several_slots_are_seated_without_moving_tables() -> None:
    problem = at_tables(3, 2, 2, 1)
    plan = solve(problem)
    assert check(problem, plan) == ()
    assert len(plan.meetings) == 4


def test_a_table_bound_by_a_pin_is_counted_exactly() -> None:
    # Two pinned single slots leave each table open for two slots in a row only where the pins allow.
    problem = at_tables(1, 1, 3)
    pinned = replace(problem, pins=(Pin(WishId("W0"), 1, T0), Pin(WishId("W1"), 2, T1)))
    plan = solve(pinned)
    assert check(pinned, plan) == ()
    assert {meeting.wish for meeting in plan.meetings} == {"W0", "W1"}
    assert plan.levels[1].bound == 20


def test_the_previous_table_is_kept_although_tables_are_alike() -> None:
    problem = replace(at_tables(1, 1), previous=(at("W0", 0, T1), at("W1", 0, T0)))
    assert solve(problem).meetings == (at("W1", 0, T0), at("W0", 0, T1))


def test_two_told_to_sit_at_one_table_cannot_both_be_kept() -> None:
    problem = replace(at_tables(1, 1), previous=(at("W0", 0, T0), at("W1", 0, T0)))
    plan = solve(problem)
    assert check(problem, plan) == ()
    # One of the two pairs is disturbed: two people, one meeting.
    assert [level.value for level in plan.levels[:3]] == [0, 2 * 3 + 1, 20]


def test_who_may_sit_anywhere_leaves_the_told_table_free() -> None:
    problem = at_tables(1, 1)
    together = tuple(replace(one, starts=frozenset({0})) for one in problem.wishes)
    told = replace(problem, wishes=together, previous=(at("W1", 0, T0),))
    assert set(solve(told).meetings) == {at("W1", 0, T0), at("W0", 0, T1)}
