"""Each change says why: what is gone, which rule the old seat breaks today, or that nothing forced it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tearoad.text import Ref, Text
from tearoad.timetable.difference import AnnouncedMeeting, announced_meetings, changes
from tearoad.timetable.explain import Explanation, Obstacle, WhyChanged
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.problem_building import wish_id
from tearoad.values import InterpreterId, WishId
from tests.timetable.tiny import B0, B1, E0, E1, I0, S0, T0, at, tiny, wish

FIRST, SECOND = wish_id(E0, B0), wish_id(E1, B1)
BOTH = tiny(wish(FIRST, E0, B0), wish(SECOND, E1, B1))
KNOWN = {str(party): "x" for party in (E0, E1, B0, B1)}


def why(
    before: Sequence[AnnouncedMeeting], problem: Problem, now: tuple[Meeting, ...], *explained: Explanation
) -> list[list[str]]:
    """Return the codes of the reasons, change by change."""
    found = WhyChanged(problem, Plan(now, ()), explained, KNOWN)
    return [
        [text.code for text in found.of(change)] for change in changes(before, announced_meetings(problem, now)).changes
    ]


def announced(*meetings: Meeting) -> tuple[AnnouncedMeeting, ...]:
    return announced_meetings(BOTH, meetings)


def test_who_is_gone_is_named() -> None:
    without = tiny(wish(SECOND, E1, B1))
    assert why(announced(at(FIRST, 0)), without, ()) == [["timetable.changed_gone"]]
    refused = tiny(wish(SECOND, E1, B0), wish(wish_id(E0, B1), E0, B1))
    assert why(announced(at(FIRST, 0)), refused, ()) == [["timetable.changed_not_asked"]]


def test_a_new_meeting_tells_a_newcomer_from_new_room() -> None:
    assert why((), BOTH, (at(FIRST, 0),)) == [["timetable.changed_room"]]
    found = WhyChanged(BOTH, Plan((at(FIRST, 0),), ()), (), {str(E0): "x"})
    (change,) = changes((), announced_meetings(BOTH, (at(FIRST, 0),))).changes
    assert found.of(change) == (Text("timetable.changed_newcomer", who=Ref(B0)),)


def test_a_seat_that_breaks_a_rule_today_says_which() -> None:
    parties = tuple(replace(party, staff=(0, *party.staff[1:])) if party.id == B0 else party for party in BOTH.parties)
    absent = replace(BOTH, parties=parties)
    assert why(announced(at(FIRST, 0)), absent, (at(FIRST, 1),)) == [["timetable.changed_away"]]


def test_a_seat_that_somebody_else_has_now_says_so() -> None:
    now = (at(FIRST, 1, T0), at(SECOND, 0, T0))
    assert why(announced(at(FIRST, 0, T0), at(SECOND, 0, T0)), BOTH, now) == [["timetable.place_full"]]


def test_a_seat_that_would_still_do_was_left_for_a_better_plan() -> None:
    assert why(announced(at(FIRST, 0)), BOTH, (at(FIRST, 1),)) == [["timetable.changed_better"]]


def test_a_place_an_interpreter_or_a_time_that_is_gone() -> None:
    fewer = replace(BOTH, interpreters=BOTH.interpreters[1:])
    with_one = announced(at(FIRST, 0, S0, I0))
    assert why(with_one, fewer, (at(FIRST, 0, S0, InterpreterId("I1")),)) == [["timetable.changed_gone"]]
    earlier = tuple(
        replace(meeting, start_at=meeting.start_at - timedelta(minutes=5)) for meeting in announced(at(FIRST, 0))
    )
    assert why(earlier, BOTH, (at(FIRST, 0),)) == [["timetable.changed_no_slot"]]


def test_a_dropped_meeting_says_what_keeps_it_out() -> None:
    full = Explanation(
        WishId(FIRST), Text("timetable.why_no_room"), (Obstacle(Text("timetable.why_no_room"), 0, 0),), None
    )
    assert why(announced(at(FIRST, 0)), BOTH, (), full) == [["timetable.why_no_room"]]
