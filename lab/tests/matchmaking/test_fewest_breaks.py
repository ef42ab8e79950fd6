"""The fewest breaks, against every plan of small events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lab.tests.matchmaking.events import breaks_by_hand, every_plan, small_event
from tearoad_lab.matchmaking import Appointment, Event, Outcome, breaks, faults, fewest_breaks

ANY = frozenset(range(4))


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_small_events_have_the_fewest_breaks_of_all_their_plans(first: int) -> None:
    for seed in range(first, first + 25):
        event = small_event(seed)
        least = min((sum(breaks_by_hand(event, plan)) for plan in every_plan(event)), default=None)
        found = fewest_breaks(event)
        assert (seed, found.value) == (seed, least)
        assert found.outcome is (Outcome.IMPOSSIBLE if least is None else Outcome.OPTIMAL)
        if found.plan is not None:
            assert (found.bound, sum(breaks(event, found.plan))) == (least, least)
            assert faults(event, found.plan) == []


def test_an_unavoidable_break_is_proved() -> None:
    event = Event(3, 3, 1, (Appointment(0, 1, frozenset({0})), Appointment(0, 2, frozenset({2}))))
    found = fewest_breaks(event)
    assert (found.outcome, found.plan, found.value, found.bound) == (Outcome.OPTIMAL, (0, 2), 1, 1)


def test_fairness_may_ask_for_more_breaks_than_the_fewest() -> None:
    ends = (frozenset({0}), frozenset({3}))
    between = (Appointment(2, 3, ANY), Appointment(3, 2, ANY))
    event = Event(4, 4, 3, (*(Appointment(0, 1, end) for end in ends), *between))
    assert [fewest_breaks(replace(event, spread=spread)).value for spread in (None, 1, 0)] == [2, 2, 4]


def test_an_event_without_meetings_has_no_breaks() -> None:
    found = fewest_breaks(Event(2, 3, 1, ()))
    assert (found.outcome, found.plan, found.value, found.bound) == (Outcome.OPTIMAL, (), 0, 0)


def test_more_meetings_than_slots_is_impossible() -> None:
    meetings = tuple(Appointment(0, other, frozenset({0, 1})) for other in (1, 2, 3))
    assert fewest_breaks(Event(4, 4, 3, meetings)).outcome is Outcome.IMPOSSIBLE


def test_the_same_seed_gives_the_same_plan() -> None:
    event = small_event(7)
    assert fewest_breaks(event, seed=3).plan == fewest_breaks(event, seed=3).plan


def test_a_wish_to_stop_is_heard_before_the_search() -> None:
    found = fewest_breaks(small_event(7), stop=lambda: True)
    assert (found.outcome, found.plan) == (Outcome.UNKNOWN, None)


def test_whoever_listens_is_told_value_and_bound() -> None:
    heard: list[tuple[int, int]] = []
    event = Event(3, 3, 1, (Appointment(0, 1, frozenset({0})), Appointment(0, 2, frozenset({2}))))
    fewest_breaks(event, heard=lambda value, bound: heard.append((value, bound)))
    assert heard == [(1, 1)]
