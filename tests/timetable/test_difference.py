from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tearoad.timetable.difference import Change, ChangeKind, Changes, ToldMeeting, changes
from tearoad.values import InterpreterId, PartyId, PlaceId

NOON = datetime(2023, 2, 7, 12, tzinfo=UTC)
ANN, BOB = InterpreterId("I1"), InterpreterId("I2")
TOLD = ToldMeeting(PartyId("E1"), PartyId("B1"), NOON, NOON + timedelta(minutes=25), PlaceId("A1"), ANN)


def test_nothing_changed_is_nobody_told() -> None:
    assert changes([TOLD], [TOLD]) == Changes(())
    assert changes([TOLD], [TOLD]).people == ()


def test_a_moved_meeting_tells_both_sides_and_the_interpreter() -> None:
    later = replace(TOLD, start_at=NOON + timedelta(hours=1))
    found = changes([TOLD], [later])
    assert found == Changes((Change(ChangeKind.MOVED, TOLD, later),))
    assert found.people == ("B1", "E1", "I1")


def test_another_interpreter_tells_both_interpreters() -> None:
    other = replace(TOLD, interpreter=BOB)
    found = changes([TOLD], [other])
    assert found == Changes((Change(ChangeKind.INTERPRETER, TOLD, other),))
    assert found.people == ("B1", "E1", "I1", "I2")


def test_dropped_and_added_meetings_stand_in_order_of_time() -> None:
    new = replace(TOLD, buyer=PartyId("B2"), start_at=NOON - timedelta(hours=1), interpreter=None)
    assert changes([TOLD], [new]) == Changes(
        (Change(ChangeKind.ADDED, None, new), Change(ChangeKind.DROPPED, TOLD, None))
    )


def test_the_others_of_a_meeting_are_told_too() -> None:
    group = replace(TOLD, others=(PartyId("B3"),))
    found = changes([TOLD], [group])
    assert found.people == ("B1", "B3", "E1", "I1")
