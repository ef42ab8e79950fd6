"""Slots that are left out are in no plan; matchings and days are what they say."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from lab.tests.matchmaking.events import every_plan, small_event
from tearoad_lab.matchmaking import Appointment, Event
from tearoad_lab.matchmaking.narrowing import matching, narrowed
from tearoad_lab.matchmaking.patterns import Quiet, bits_of, days, quietest, slots_of

ANY = frozenset(range(4))


def test_no_plan_is_lost() -> None:
    for seed in range(120):
        event = replace(small_event(seed), spread=None)
        plans = list(every_plan(event))
        slots = narrowed(event)
        if slots is None:
            assert (seed, plans) == (seed, [])
        else:
            assert all(slot in slots[number] for plan in plans for number, slot in enumerate(plan))


def test_what_no_matching_contains_is_left_out() -> None:
    two = frozenset({0, 1})
    event = Event(4, 4, 3, (Appointment(0, 1, two), Appointment(0, 2, two), Appointment(0, 3, ANY)))
    assert narrowed(event) == (two, two, frozenset({2, 3}))


def test_an_order_moves_both_ends() -> None:
    event = Event(4, 4, 2, (Appointment(0, 1, ANY), Appointment(2, 3, ANY)), frozenset({(0, 1)}))
    assert narrowed(event) == (frozenset({0, 1, 2}), frozenset({1, 2, 3}))


def test_an_order_in_a_circle_has_no_plan() -> None:
    event = Event(4, 4, 2, (Appointment(0, 1, ANY), Appointment(2, 3, ANY)), frozenset({(0, 1), (1, 0)}))
    assert narrowed(event) is None


def test_a_matching_stays_among_the_given_slots() -> None:
    slots = [frozenset({0, 1}), frozenset({0}), frozenset({2})]
    assert matching((0, 1), slots) == {0: 1, 1: 0}
    assert matching((0, 1), slots, {0, 2}) is None


def test_the_quietest_day_has_the_fewest_breaks_of_all_days() -> None:
    for seed in range(60):
        event = small_event(seed)
        slots = [appointment.slots for appointment in event.appointments]
        for mine in event.appointments_of():
            if len(mine) < 2:
                continue
            possible: dict[int, set[frozenset[int]]] = {}
            for day in map(frozenset, combinations(range(event.slots), len(mine))):
                if matching(mine, slots, day) is not None:
                    possible.setdefault(_breaks(day), set()).add(day)
            found = quietest(mine, slots)
            if not possible:
                assert found is None
                continue
            least = min(possible)
            assert found is not None
            assert (found.breaks, {*map(frozenset, map(slots_of, found.patterns))}) == (least, possible[least])
            every = days(mine, slots, range(least, len(mine)), 10_000)
            assert every is not None
            assert {(frozenset(slots_of(day.slots)), day.further + least) for day in every} >= {
                (day, number) for number, group in possible.items() for day in group
            }


def test_a_day_with_more_breaks_can_be_asked_for() -> None:
    slots = [ANY, ANY]
    assert quietest((0, 1), slots, least=1) == Quiet(1, tuple(map(bits_of, ((0, 2), (0, 3), (1, 3)))))
    assert quietest((0, 1), slots, least=2) is None


def _breaks(day: frozenset[int]) -> int:
    return sum(slot + 1 not in day for slot in day) - 1
