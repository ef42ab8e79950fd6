from dataclasses import replace

from tearoad.mission import Absence, Interpreter, ItemKind, LocalText, ProgrammeItem
from tearoad.names import PersonName
from tearoad.timetable.posing.days import fair_slots
from tearoad.timetable.posing.presence import Presence, interpreter_slots_per_day
from tearoad.timetable.roster import Roster
from tearoad.values import InterpreterId, ItemId
from tests.timetable.posing.missions import CHAIN, SHOP, TEA, hours, mission, roster

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
    one = Interpreter(InterpreterId("I1"), PersonName(latin="Ann"), frozenset(), hours=(hours(6, 10, 11),))
    assert presence(found).interpreter_hours(one) == {0, 1}
    assert interpreter_slots_per_day(mission(), one) == 12
    assert interpreter_slots_per_day(mission(), replace(one, max_hours_per_day=2)) == 4


def test_what_an_interpreter_does_in_the_programme_counts_in_slots_and_by_the_day() -> None:
    one = Interpreter(InterpreterId("I1"), PersonName(latin="Ann"), frozenset())
    works = replace(OPENING, must=(), interpreters=(one.id,))
    evening = replace(works, id=ItemId("P2"), window=hours(7, 18, 20))
    listens = replace(OPENING, id=ItemId("P3"), must=(one.id,), window=hours(6, 10, 11))
    found = roster(programme=(works, evening, listens))
    assert presence(found).interpreter_programme(one) == (frozenset({4, 5}), (0, 6))
    assert presence(found).interpreter_hours(one) == {2, 3}
    assert presence(roster()).interpreter_programme(one) == (frozenset(), ())
