import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from tearoad.mission import PlaceKind, Walk
from tearoad.timetable.check import check
from tearoad.timetable.problem import MeetingPlace, Party, Pin, Problem, Side
from tearoad.timetable.search import Search
from tearoad.timetable.solve import solve
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import PartyId, PlaceId, WishId
from tearoad_lab.timetable.missions import Format, mission
from tests.timetable.small_problems import small_problem
from tests.timetable.tiny import B2, T0, T1, at, tiny, wish, with_party, with_place

TABLES = (T0, T1)


def at_tables(*lengths: int) -> Problem:
    """So many meetings of these lengths at two tables, of parties that never get in each other's way."""
    firms = [PartyId(f"X{nth}") for nth in range(len(lengths))]
    buyers = [PartyId(f"Y{nth}") for nth in range(len(lengths))]
    parties = (
        *(Party(firm, Side.EXPORTER, (1,) * 6) for firm in firms),
        *(Party(buyer, Side.BUYER, (1,) * 6) for buyer in buyers),
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
    together = tuple(replace(wish, starts=frozenset({0})) for wish in problem.wishes)
    replanned = replace(problem, wishes=together, previous=(at("W1", 0, T0),))
    assert set(solve(replanned).meetings) == {at("W1", 0, T0), at("W0", 0, T1)}


@pytest.mark.parametrize("seed", range(60))
def test_halls_hold_each_place_at_which_a_wish_may_be_met_once(seed: int) -> None:
    """Looking at whole halls yields what looking at every place of every wish at every time does, in the same order."""
    problem = small_problem(seed)
    spots = Spots(problem)
    for meant in problem.wishes:
        pin = problem.lookup.pin.get(meant.id)
        for start in sorted(meant.starts):
            found = [spot.places for spot in spots.of(meant, start)]
            if pin is not None and pin.place is not None:
                assert found == [(pin.place,)] * spots_open(problem, pin.place, start, meant.slots)
                continue
            open_places = [place for place in meant.places if spots_open(problem, place, start, meant.slots)]
            assert {place for places in found for place in places} == set(open_places)
            assert len(found) == len(set(found))
            whole = {hall.places for hall in spots.halls}
            firsts = [min(map(open_places.index, places)) for places in found if places in whole]
            assert firsts == sorted(firsts)


def spots_open(problem: Problem, place: PlaceId, start: int, slots: int) -> bool:
    at_place = problem.lookup.place[place]
    return at_place.capacity > 0 and not at_place.closed & {*range(start, start + slots)}


def calls_of(function: Callable[[], object]) -> int:
    """Return how many functions are called: a measure of work that is the same on every machine."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def test_building_a_search_takes_work_in_proportion_to_its_wishes() -> None:
    """With four times the firms there are four times the wishes and tables: a wish for each table would be sixteen."""
    small, large = (mission(Format.TABLE, firms, 1) for firms in (10, 40))
    times = len(large.wishes) / len(small.wishes)
    assert calls_of(lambda: Search(large)) < 1.4 * times * calls_of(lambda: Search(small))
