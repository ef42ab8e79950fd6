"""The bound that prices prove, against every plan of small events."""

from __future__ import annotations

import time

import pytest

from lab.tests.matchmaking.events import breaks_by_hand, crowded_event, every_plan, small_event
from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking.narrowing import narrowed
from tearoad_lab.matchmaking.patterns import quietest
from tearoad_lab.matchmaking.prices import priced
from tearoad_lab.timetable.made_up_events import Size, made_up_event
from tests.waiting import PATIENCE_S


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_no_plan_of_a_small_event_has_fewer_breaks(first: int) -> None:
    judged = 0
    for seed in range(first, first + 50):
        event = small_event(seed)
        slots = narrowed(event)
        least = min((sum(breaks_by_hand(event, plan)) for plan in every_plan(event)), default=None)
        if slots is None or least is None:
            continue
        judged += 1
        assert priced(event, slots, time.monotonic() + PATIENCE_S, never).bound <= least
    assert judged > 10


def test_full_tables_cost_breaks_that_nobody_alone_would_have() -> None:
    event = crowded_event()
    slots = narrowed(event)
    assert slots is not None
    assert sum(day.breaks for mine in event.appointments_of() if (day := quietest(mine, slots)) is not None) == 0
    least = min(sum(breaks_by_hand(event, plan)) for plan in every_plan(event))
    assert (priced(event, slots, time.monotonic() + PATIENCE_S, never).bound, least) == (2, 2)


def test_the_days_have_as_many_breaks_as_the_bound_says_and_tables_for_all() -> None:
    event = made_up_event(Size(60, 270, 14, 20), 4)
    slots = narrowed(event)
    assert slots is not None
    found = priced(event, slots, time.monotonic() + PATIENCE_S, never)
    quiet = sum(day.breaks for mine in event.appointments_of() if (day := quietest(mine, slots)) is not None)
    assert found.bound > quiet
    assert sum(sum(slot - 1 not in day for slot in day) - 1 for day in found.days) == found.bound
    assert [len(day) for day in found.days] == [len(mine) for mine in event.appointments_of()]
    sides = [sum(slot in day for day in side) for side in (found.days[:30], found.days[30:]) for slot in range(14)]
    assert (sides[:14] == sides[14:], max(sides) <= event.tables) == (True, True)


def test_a_search_that_is_cut_still_has_a_bound() -> None:
    event = made_up_event(Size(60, 270, 14, 20), 4)
    slots = narrowed(event)
    assert slots is not None
    quiet = sum(day.breaks for mine in event.appointments_of() if (day := quietest(mine, slots)) is not None)
    assert 0 < priced(event, slots, 0.0, never).bound <= quiet
