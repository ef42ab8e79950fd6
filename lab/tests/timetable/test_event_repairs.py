"""A slice of `make bench-event-repair`: trouble at a small event, judged; ignored trouble is seen."""

from lab.benchmarks.event_repairs import is_ignored, repairs
from tearoad_lab.matchmaking import Appointment, Event
from tearoad_lab.matchmaking.event_troubles import (
    EventTrouble,
    ParticipantAbsent,
    ParticipantWithdrawn,
    TablesGone,
)


def test_repairs_of_a_small_event_are_right() -> None:
    found = [*repairs("60/200/12/20", 2, (1,))]
    assert [repair["wrong"] for repair in found] == [[], []]
    assert all(repair["proved"] for repair in found)


def test_ignored_trouble_is_seen() -> None:
    any_slot = frozenset(range(3))
    event = Event(4, 3, 2, (Appointment(0, 1, any_slot), Appointment(2, 3, any_slot)))
    plan = (1, 1)
    troubles: list[EventTrouble] = [
        ParticipantAbsent(0, frozenset({1})),
        ParticipantAbsent(0, frozenset({0, 2})),
        ParticipantWithdrawn(3),
        TablesGone(1, frozenset({1})),
        TablesGone(1, frozenset({0, 2})),
    ]
    assert [is_ignored(event, plan, [trouble]) for trouble in troubles] == [True, False, True, True, False]
    assert is_ignored(event, (0, 1), [TablesGone(1, frozenset({0})), TablesGone(1, frozenset({0}))])
