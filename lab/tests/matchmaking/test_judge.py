"""The judge of matchmaking events: one plan that keeps the rules, and one that breaks each."""

from __future__ import annotations

from lab.tests.matchmaking.events import breaks_by_hand, every_plan, small_event
from tearoad.text import Text
from tearoad_lab.matchmaking import Appointment, Event, breaks, faults, idle_slots

ANY = frozenset(range(5))
EVENT = Event(3, 5, 1, (Appointment(0, 1, ANY), Appointment(0, 2, ANY - {4})), frozenset({(0, 1)}), 0)


def test_a_plan_that_keeps_the_rules_has_no_faults() -> None:
    assert faults(EVENT, (0, 1)) == []


def test_a_meeting_outside_its_slots_and_an_unfair_break_are_named() -> None:
    assert faults(EVENT, (0, 4)) == [
        Text("matchmaking.event_not_then", number=2, slot=5),
        Text("matchmaking.event_unfair", least=0, most=1, spread=0),
    ]


def test_too_many_at_once_and_the_wrong_order_are_named() -> None:
    assert faults(EVENT, (2, 2)) == [
        Text("matchmaking.event_full", slot=3, count=2, most=1),
        Text("matchmaking.event_twice", person=1, slot=3),
        Text("matchmaking.event_too_early", before=1, after=2),
    ]


def test_breaks_are_runs_and_idle_slots_are_counted_one_by_one() -> None:
    assert (breaks(EVENT, (0, 3)), idle_slots(EVENT, (0, 3))) == ((1, 0, 0), (2, 0, 0))
    assert (breaks(EVENT, (-1, 3)), idle_slots(EVENT, (-1, 3))) == ((0, 0, 0), (0, 0, 0))


def test_breaks_are_counted_as_by_hand() -> None:
    for seed in range(60):
        event = small_event(seed)
        for plan in list(every_plan(event))[:50]:
            assert list(breaks(event, plan)) == breaks_by_hand(event, plan)
            assert faults(event, plan) == []
