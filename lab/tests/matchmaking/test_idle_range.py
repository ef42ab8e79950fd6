"""The smallest range of waiting, against every plan of small events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lab.tests.matchmaking.events import every_plan, small_event
from tearoad_lab.matchmaking import Appointment, Event, Outcome, faults, idle_slots, smallest_idle_range


def idle_range(event: Event, plan: tuple[int, ...]) -> int:
    counts = [
        idle for idle, mine in zip(idle_slots(event, plan), event.appointments_of(), strict=True) if len(mine) > 1
    ]
    return max(counts, default=0) - min(counts, default=0)


@pytest.mark.parametrize("first", range(0, 150, 25))
def test_small_events_have_the_smallest_range_of_all_their_plans(first: int) -> None:
    for seed in range(first, first + 25):
        event = replace(small_event(seed), spread=None)
        smallest = min((idle_range(event, plan) for plan in every_plan(event)), default=None)
        found = smallest_idle_range(event)
        assert (seed, found.value) == (seed, smallest)
        assert found.outcome is (Outcome.IMPOSSIBLE if smallest is None else Outcome.OPTIMAL)
        if found.plan is not None:
            assert (idle_range(event, found.plan), faults(event, found.plan)) == (smallest, [])


def test_everyone_waiting_equally_is_no_range() -> None:
    ends = (frozenset({0}), frozenset({2}))
    event = Event(4, 3, 2, tuple(Appointment(*pair, end) for end in ends for pair in ((0, 1), (2, 3))))
    assert (smallest_idle_range(event).value, smallest_idle_range(event).outcome) == (0, Outcome.OPTIMAL)


def test_a_wish_to_stop_is_heard() -> None:
    found = smallest_idle_range(small_event(7), stop=lambda: True)
    assert (found.outcome, found.plan) == (Outcome.UNKNOWN, None)
