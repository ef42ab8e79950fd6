"""Why meetings cannot be held, against every plan of small events and against the judge."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from random import Random

import pytest

from lab.tests.matchmaking.events import every_plan, small_event
from tearoad.text import Text
from tearoad_lab.matchmaking import Appointment, Event, read_dzn
from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.judge import faults_of_held
from tearoad_lab.matchmaking.why_not import nearest_move, never_held, numbered, slot_bars, why_together, without

DZN = """
nBusiness = 5; nMeetings = 5; nTables = {tables}; nTotalSlots = {slots}; nMorningSlots = {morning};
requested = [| 1, 2, 3 | 1, 3, 3 | 2, 4, 1 | 4, 5, 1 | 3, 5, 3 |];
forbidden = [{{1, 2, 3}}, {{}}, {{1}}, {{2}}, {{2, 3}}];
"""


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_what_is_never_held_cannot_be_held_even_alone(first: int) -> None:
    for seed in range(first, first + 50):
        chance = Random(seed)
        event = replace(small_event(seed), spread=None, order=frozenset(), tables=chance.choice((0, 1, 2, 2, 2)))
        emptied = tuple(
            replace(appointment, slots=appointment.slots if chance.random() < 0.8 else frozenset())
            for appointment in event.appointments
        )
        event = replace(event, appointments=emptied)
        never = {number for numbers in never_held(event).values() for number in numbers}
        for number in range(len(emptied)):
            alone, kept = without(event, set(range(len(emptied))) - {number})
            assert (kept, any(every_plan(alone))) == ((number,), number not in never), (seed, number)


def test_each_meeting_has_its_reason() -> None:
    event = read_dzn(DZN.format(tables=2, slots=3, morning=2))
    assert never_held(event) == {
        Text("matchmaking.event_never_there", person=1): (0, 1),
        Text("matchmaking.event_never_both", first=3, second=5, slots="1-3"): (4,),
    }
    assert never_held(read_dzn(DZN.format(tables=2, slots=3, morning=0)))[Text("matchmaking.event_no_part")] == (2, 3)
    assert never_held(replace(event, tables=0)) == {Text("matchmaking.event_no_table"): (0, 1, 2, 3, 4)}
    assert never_held(Event(2, 1, 1, (Appointment(0, 1, frozenset()),))) == {
        Text("matchmaking.event_without_slot"): (0,)
    }
    fixed = read_dzn(DZN.format(tables=2, slots=3, morning=2) + "fixed = [0, 0, 2, 0, 0];")
    assert never_held(fixed)[Text("matchmaking.event_away_then", person=4, slots="2")] == (2,)


def test_an_event_without_slots_says_so() -> None:
    event = Event(2, 0, 1, (Appointment(0, 1, frozenset()),))
    assert never_held(event) == {Text("matchmaking.event_no_slot"): (0,)}
    assert never_held(replace(event, appointments=())) == {}


def moves_by_trying(event: Event, plan: tuple[int, ...], number: int) -> list[int]:
    """By how many slots another meeting moves, for each that makes room by moving alone; judged."""
    return [
        abs(to - before)
        for other, before in enumerate(plan)
        for slot in event.appointments[number].slots
        for to in event.appointments[other].slots - {before}
        if before != UNPLACED
        and not faults_of_held(event, [{number: slot, other: to}.get(meeting, at) for meeting, at in enumerate(plan)])
    ]


def barred_only(event: Event, plan: tuple[int, ...], number: int) -> Event:
    """The event with only those slots of a meeting in which it could not be held as a plan stands."""
    mine = event.appointments[number]
    barred = replace(mine, slots=mine.slots.difference(slot_bars(event, plan, number)[1]))
    return replace(event, appointments=(*event.appointments[:number], barred, *event.appointments[number + 1 :]))


def test_a_meeting_moves_wherever_one_alone_can_make_room_and_the_fewest_slots() -> None:
    movable = barred = 0
    for seed in range(300):
        whole_event = replace(small_event(seed), spread=None)
        for whole in islice(every_plan(whole_event), 3):
            number = Random(seed).randrange(len(whole))
            plan = tuple(UNPLACED if meeting == number else slot for meeting, slot in enumerate(whole))
            tables = max(map(plan.count, range(whole_event.slots)))
            event = barred_only(replace(whole_event, tables=tables), plan, number)
            found, tried = nearest_move(event, plan, number), moves_by_trying(event, plan, number)
            movable, barred = movable + bool(tried), barred + (not tried)
            if found is None:
                assert tried == [], (seed, number)
            else:
                now = {number: found.slot, found.moved: found.to}
                assert faults_of_held(event, [now.get(meeting, slot) for meeting, slot in enumerate(plan)]) == []
                assert abs(found.to - plan[found.moved]) == min(tried), (seed, number)
    assert (movable > 100, barred > 100) == (True, True), (movable, barred)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_slot_is_barred_where_the_judge_finds_a_fault_and_only_there(first: int) -> None:
    looked_at = 0
    for seed in range(first, first + 50):
        event = replace(small_event(seed), spread=None)
        plan = next(every_plan(event), None)
        if plan is None:
            continue
        number = seed % len(plan)
        rest = tuple(UNPLACED if nth == number else slot for nth, slot in enumerate(plan))
        bars, free = slot_bars(event, rest, number)
        barred = {slot for bar in bars for slot in bar.slots}
        for slot in event.appointments[number].slots:
            looked_at += 1
            tried = tuple(slot if nth == number else other for nth, other in enumerate(rest))
            is_wrong = bool(faults_of_held(event, tried))
            assert (slot in barred, slot in free) == (is_wrong, not is_wrong), (seed, slot)
    assert looked_at > 50


def test_too_many_together_are_counted() -> None:
    two = frozenset({0, 1})
    day = Event(4, 2, 3, tuple(Appointment(0, other, two) for other in (1, 2, 3)))
    assert why_together(day, (0, 1, 2)) == [Text("matchmaking.event_crowded_day", person=1, count=2, slots="1, 2")]
    fair = Event(6, 2, 1, tuple(Appointment(person, person + 3, two) for person in range(3)))
    assert why_together(fair, (0, 1, 2)) == [Text("matchmaking.event_crowded_fair", count=2, tables=1, slots="1, 2")]
    ordered = Event(
        4, 2, 2, tuple(Appointment(person, person + 2, frozenset({0})) for person in range(2)), frozenset({(0, 1)})
    )
    assert why_together(ordered, (0, 1)) == [Text("matchmaking.event_ordered_out")]


def test_numbers_are_told_from_one_with_their_runs() -> None:
    assert numbered([0, 1, 2, 4, 6, 7]) == "1-3, 5, 7, 8"
