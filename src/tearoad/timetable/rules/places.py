"""A meeting stands at a place that suits it, is open and has room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules.violation import Violation, begin, by, pair, slots_of, sound


def place_is_allowed(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A meeting stands at one of the places its wish names."""
    for meeting in meetings:
        wish = problem.lookup.wish.get(meeting.wish)
        if wish is not None and meeting.place not in wish.places:
            yield Violation(Text("timetable.place_wrong", meeting=pair(wish), place=Ref(meeting.place)), (meeting,))


def place_is_open(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Nobody meets where it is closed."""
    for meeting in sound(problem, meetings):
        place = problem.lookup.place[meeting.place]
        for slot in slots_of(problem, meeting):
            if slot in place.closed:
                at = begin(problem, slot)
                yield Violation(Text("timetable.place_is_closed", place=Ref(place.id), at=at), (meeting,))


def place_has_room(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A place holds no more meetings at once than it has room for."""
    here = by(lambda meeting: ((meeting.place, slot) for slot in slots_of(problem, meeting)), sound(problem, meetings))
    for (place, slot), together in sorted(here.items()):
        room = problem.lookup.place[place].capacity
        if len(together) > room:
            text = Text(
                "timetable.place_full", place=Ref(place), at=begin(problem, slot), found=len(together), room=room
            )
            yield Violation(text, tuple(together))
