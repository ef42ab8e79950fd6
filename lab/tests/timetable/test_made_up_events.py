"""Events made in a size."""

from __future__ import annotations

from collections import Counter

import pytest

from tearoad.errors import InputError
from tearoad_lab.timetable.made_up_events import Size, made_up_event, size_of

SIZE = Size(20, 60, 12, 8)


def test_an_event_has_the_size_asked_for_and_two_sides() -> None:
    event = made_up_event(SIZE, 3)
    assert (event.people, len(event.appointments), event.slots, event.tables) == (20, 60, 12, 8)
    assert len({appointment.people for appointment in event.appointments}) == 60
    assert all(appointment.first < 10 <= appointment.second for appointment in event.appointments)
    assert (
        max(Counter(person for appointment in event.appointments for person in appointment.people).values())
        <= SIZE.fullest
    )


def test_the_same_seed_makes_the_same_event() -> None:
    assert made_up_event(SIZE, 3) == made_up_event(SIZE, 3)
    assert made_up_event(SIZE, 3) != made_up_event(SIZE, 4)


def test_a_size_is_read_as_it_is_written() -> None:
    assert size_of("20/60/12/8") == SIZE
    assert size_of(SIZE.name) == SIZE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("20/60/12", "bench.size"),
        ("a/b/c/d", "bench.size"),
        ("20/600/12/8", "bench.size_full"),
        ("2/1/0/1", "bench.size_full"),
    ],
)
def test_what_is_no_size_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        size_of(text)
    assert refused.value.code == code
