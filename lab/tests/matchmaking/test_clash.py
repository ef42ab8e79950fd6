from dataclasses import replace

import pytest

from lab.tests.matchmaking.events import every_plan, small_event
from tearoad_lab.matchmaking import Appointment, Event
from tearoad_lab.matchmaking.clash import event_clash


def only(event: Event, kept: tuple[int, ...]) -> Event:
    """Return the event with some of its appointments alone."""
    number = {old: new for new, old in enumerate(kept)}
    order = frozenset((number[a], number[b]) for a, b in event.order if a in number and b in number)
    return replace(event, appointments=tuple(event.appointments[number] for number in kept), order=order)


def can_be_held(event: Event) -> bool:
    return next(every_plan(event), None) is not None


@pytest.mark.parametrize("hundred", range(5))
def test_what_is_named_cannot_be_held_together_and_can_without_any_one_of_it(hundred: int) -> None:
    found = 0
    for seed in range(100 * hundred, 100 * hundred + 100):
        event = replace(small_event(seed), spread=None, tables=1)
        clash = event_clash(event)
        assert clash is not None
        assert bool(clash) is not can_be_held(event), seed
        if clash:
            found += 1
            assert not can_be_held(only(event, clash)), seed
            assert all(can_be_held(only(event, tuple(set(clash) - {number}))) for number in clash), seed
    assert found > 10


def test_many_meetings_of_one_person_in_few_slots_are_named_at_once() -> None:
    slots = frozenset(range(30))
    event = Event(40, 31, 50, tuple(Appointment(0, other, slots) for other in range(1, 32)))
    assert event_clash(event) == tuple(range(31))


def test_too_few_tables_name_one_meeting_more_than_they_hold() -> None:
    slots = frozenset(range(20))
    event = Event(90, 20, 2, tuple(Appointment(2 * pair, 2 * pair + 1, slots) for pair in range(45)))
    clash = event_clash(event)
    assert clash is not None
    assert len(clash) == 41


def test_time_that_ends_leaves_it_open() -> None:
    seed = next(seed for seed in range(1000) if event_clash(small_event(seed)) == ())
    assert event_clash(small_event(seed), time_limit_s=0) is None
