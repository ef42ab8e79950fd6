"""Whoever moves as one is in one place at a time, and walks in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules.violation import Violation, begin, slots_of


def in_one_place_at_a_time(problem: Problem, who: str, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Of any two meetings the earlier ends before the later begins, by at least the minutes of the way.

    Any two, not only neighbours: a talk online in between does not carry anyone across the fair.
    """
    look = problem.lookup
    for first, second in combinations(sorted(meetings, key=lambda meeting: meeting.start), 2):
        end, start = slots_of(problem, first)[-1], second.start
        at = begin(problem, start)
        if start <= end:
            yield Violation(Text("timetable.two_at_once", who=Ref(who), at=at), (first, second))
            continue
        minutes = look.minutes(first.place, second.place)
        if look.seconds_between(end, start) < 60 * minutes:
            here, there = Ref(first.place), Ref(second.place)
            text = Text("timetable.way_too_long", who=Ref(who), at=at, here=here, there=there, minutes=minutes)
            yield Violation(text, (first, second))
