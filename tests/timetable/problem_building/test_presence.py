from __future__ import annotations

from dataclasses import replace
from typing import Any

from tearoad.mission import Absence, Interpreter, ItemKind, LocalText, Place, PlaceKind, ProgrammeItem, Walk
from tearoad.names import PersonName
from tearoad.timetable.check import check
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem_building import Desire, build_problem
from tearoad.timetable.problem_building.days import fair_slots
from tearoad.timetable.problem_building.presence import Presence, interpreter_slots_per_day
from tearoad.timetable.roster import Roster
from tearoad.values import InterpreterId, ItemId, PlaceId, Window
from tests.timetable.problem_building.missions import CHAIN, RICE, SHOP, TEA, ZH, at, hours, mission, roster

OPENING = ProgrammeItem(ItemId("P1"), ItemKind.OPENING, LocalText(en="Opening"), hours(7, 10, 11), must=(TEA,))


def presence(of: Roster, *absences: Absence) -> Presence:
    return Presence(fair_slots(of.mission), of, absences)


def test_a_delegate_who_has_not_landed_is_missing_at_the_stand() -> None:
    found = roster()
    assert presence(found).exporter_staff(found.exporters[0]) == (1, 1, 2, 2, 1, 1)


def test_what_blocks_the_firm_leaves_nobody() -> None:
    found = roster(programme=(OPENING,))
    assert presence(found).exporter_staff(found.exporters[0]) == (1, 1, 2, 2, 0, 0)


def test_what_blocks_one_delegate_leaves_the_others() -> None:
    found = roster(programme=(replace(OPENING, must=("D1",), window=hours(6, 11, 12)),))
    assert presence(found).exporter_staff(found.exporters[0]) == (1, 1, 1, 1, 1, 1)


def test_a_buyer_is_there_in_the_hours_promised() -> None:
    found = roster()
    assert presence(found).buyer_staff(found.buyers[1], 1) == (0, 0, 1, 1, 0, 0)
    assert presence(found).buyer_staff(found.buyers[0], 2) == (2, 2, 2, 2, 2, 2)


def test_an_absence_takes_a_buyer_away() -> None:
    found = roster()
    away = presence(found, Absence(CHAIN, hours(6, 10, 12)), Absence(SHOP, hours(7, 10, 11)))
    assert away.buyer_staff(found.buyers[0], 2) == (0, 0, 0, 0, 2, 2)


def test_an_interpreter_works_the_hours_written_and_so_many_slots_a_day() -> None:
    found = roster()
    interpreter = Interpreter(InterpreterId("I1"), PersonName(latin="Ann"), frozenset(), hours=(hours(6, 10, 11),))
    assert presence(found).interpreter_hours(interpreter) == {0, 1}
    assert interpreter_slots_per_day(mission(), interpreter) == 12
    assert interpreter_slots_per_day(mission(), replace(interpreter, max_hours_per_day=2)) == 4


def test_what_an_interpreter_does_in_the_programme_counts_in_slots_and_by_the_day() -> None:
    interpreter = Interpreter(InterpreterId("I1"), PersonName(latin="Ann"), frozenset())
    works = replace(OPENING, must=(), interpreters=(interpreter.id,))
    evening = replace(works, id=ItemId("P2"), window=hours(7, 18, 20))
    listens = replace(OPENING, id=ItemId("P3"), must=(interpreter.id,), window=hours(6, 10, 11))
    found = roster(programme=(works, evening, listens))
    assert presence(found).interpreter_programme(interpreter) == (frozenset({4, 5}), (0, 6))
    assert presence(found).interpreter_hours(interpreter) == {2, 3}
    assert presence(roster()).interpreter_programme(interpreter) == (frozenset(), ())


SITE = Place(PlaceId("W1"), PlaceKind.OFFSITE, LocalText(en="Warehouse"), zone="town")
WALKS = (Walk("town", "A1", 25), Walk("town", "tables", 40), Walk("town", "desk", 70))


def on_site(**changes: Any) -> Roster:  # noqa: ANN401  # the item's own fields
    """Return the mission with a visit to a warehouse, Monday 10:00 to 10:30; a slot has half an hour."""
    visit = replace(
        OPENING, kind=ItemKind.SITE_VISIT, place=LocalText("Warehouse"), window=Window(at(6, 10), at(6, 10, 30))
    )
    trip = mission()
    trip = replace(trip, places=(*trip.places, SITE), walks=WALKS)
    return roster(mission=trip, programme=(replace(visit, **changes),))


def test_an_item_takes_a_firm_for_the_way_back_to_its_stand() -> None:
    found = on_site()
    assert presence(found).exporter_staff(replace(found.exporters[0], staff_per_day=(2,))) == (0, 0, 2, 2, 2, 2)
    assert presence(on_site(place=LocalText("Elsewhere"))).exporter_staff(found.exporters[0]) == (0, 1, 2, 2, 1, 1)


def test_a_delegate_of_the_firm_is_back_when_the_firm_is() -> None:
    found = on_site(must=("D1",))
    there = replace(found.delegates[0], arrives_at=None)
    assert presence(found).delegate_absent(there) == {0, 1}


def test_a_buyer_goes_back_to_their_desk_and_one_without_to_the_nearest_place() -> None:
    found = on_site(must=(CHAIN, SHOP))
    walker = replace(found.buyers[1], windows=())
    assert presence(found).buyer_staff(found.buyers[0], 2) == (0, 0, 0, 0, 2, 2)
    assert presence(found).buyer_staff(walker, 1) == (0, 0, 1, 1, 1, 1)


def test_the_way_is_not_an_interpreters_work() -> None:
    interpreter = Interpreter(InterpreterId("I1"), PersonName(latin="Ann"), frozenset())
    found = on_site(must=(), interpreters=(interpreter.id,))
    assert presence(found).interpreter_hours(interpreter) == {2, 3, 4, 5}
    assert presence(found).interpreter_programme(interpreter) == (frozenset({0}), (1, 0))
    assert presence(found).interpreter_hours(replace(interpreter, attached_to=RICE)) == {2, 3, 4, 5}


def test_before_an_item_the_way_there_is_blocked_too() -> None:
    found = on_site(window=Window(at(6, 11, 30), at(6, 12)))
    assert presence(found).exporter_staff(replace(found.exporters[0], staff_per_day=(2,)))[:4] == (1, 1, 0, 0)


def test_a_place_has_no_way_to_go() -> None:
    assert presence(on_site(must=("T1",))).closed("T1") == {0}


def test_the_judge_refuses_a_meeting_on_the_way_back() -> None:
    """What the judge reads is the problem, and the problem knows the way."""
    desired = (Desire(TEA, SHOP, 1),)
    of = replace(
        on_site(), delegates=(), buyers=(roster().buyers[0], replace(roster().buyers[1], windows=(), languages=(ZH,)))
    )
    problem = build_problem(of, desired)
    stand = PlaceId("A1")
    late, early = (Plan((Meeting(desired[0].id, start, stand),)) for start in (2, 1))
    assert check(problem, late) == ()
    assert [violation.text.code for violation in check(problem, early)] == ["timetable.people_too_few"]
