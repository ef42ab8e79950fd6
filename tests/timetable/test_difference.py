from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tearoad.timetable.difference import (
    AnnouncedMeeting,
    Change,
    ChangeKind,
    Changes,
    announced_meetings,
    as_previous,
    change_text,
    changes,
)
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Person, Problem
from tearoad.values import InterpreterId, PartyId, PlaceId, WishId
from tests.timetable.tiny import E0, I0, P0, RU, S0, tiny, wish

NOON = datetime(2023, 2, 7, 12, tzinfo=UTC)
ANN, BOB = InterpreterId("I1"), InterpreterId("I2")
TOLD = AnnouncedMeeting(PartyId("E1"), PartyId("B1"), NOON, NOON + timedelta(minutes=25), PlaceId("A1"), ANN)


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


def test_a_delegate_who_speaks_is_told_with_the_firm_and_is_no_interpreter() -> None:
    problem = speaking()
    (announced,) = announced_meetings(problem, [Meeting(WishId("E0/B0"), 0, S0, InterpreterId(P0))])
    assert (announced.interpreter, announced.speaker) == (None, P0)
    interpreted = replace(announced, interpreter=I0, speaker=None)
    found = changes([interpreted], [announced])
    assert found.people == ("B0", "E0", "I0")
    assert [change_text(change).code for change in found.changes] == ["timetable.change_speaker"]
    assert [change_text(change).code for change in changes([announced], [interpreted]).changes] == [
        "timetable.change_interpreter"
    ]


def test_who_spoke_for_a_firm_is_known_again_in_the_next_problem() -> None:
    problem = speaking()
    meetings = (Meeting(WishId("E0/B0"), 0, S0, InterpreterId(P0)),)
    assert as_previous(announced_meetings(problem, meetings), problem.slots) == meetings


def speaking() -> Problem:
    wished = replace(wish("E0/B0"), direct=frozenset({RU}))
    return replace(tiny(wished), persons=(Person(P0, E0, languages=frozenset({RU})),))
