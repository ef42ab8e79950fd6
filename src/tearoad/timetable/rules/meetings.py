"""A meeting grants a wish, once, where it may begin, within one day, in its order, and as it was pinned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules.violation import Violation, begin, by, pair, slots_of, sound


def grants_a_wish(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Only wishes are granted."""
    for meeting in meetings:
        if meeting.wish not in problem.lookup.wish:
            yield Violation(Text("timetable.unknown_wish", wish=meeting.wish), (meeting,))


def is_held_once(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A wish is granted at most once."""
    for wish, mine in by(lambda meeting: (meeting.wish,), meetings).items():
        if len(mine) > 1 and wish in problem.lookup.wish:
            yield Violation(
                Text("timetable.held_twice", meeting=pair(problem.lookup.wish[wish]), count=len(mine)), tuple(mine)
            )


def begins_where_it_may(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A meeting begins in one of the slots that suit both sides."""
    for meeting in meetings:
        wish = problem.lookup.wish.get(meeting.wish)
        if wish is not None and 0 <= meeting.start < len(problem.slots) and meeting.start not in wish.starts:
            at = begin(problem, meeting.start)
            yield Violation(Text("timetable.begins_wrong", meeting=pair(wish), at=at), (meeting,))


def fits_in_day(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A meeting begins and ends on one day of the fair."""
    for meeting in meetings:
        wish = problem.lookup.wish.get(meeting.wish)
        if wish is not None and not problem.lookup.fits_in_day(meeting.start, wish.slots):
            text = Text("timetable.outside_day", meeting=pair(wish), slot=meeting.start, slots=wish.slots)
            yield Violation(text, (meeting,))


def order_is_kept(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Of two wishes with an order, both granted, the earlier meeting ends before the later begins."""
    held = by(lambda meeting: (meeting.wish,), sound(problem, meetings) if problem.precedences else ())
    for order in problem.precedences:
        for first in held.get(order.earlier, ()):
            for second in held.get(order.later, ()):
                if second.start <= slots_of(problem, first)[-1]:
                    earlier, later = (pair(problem.lookup.wish[wish]) for wish in (order.earlier, order.later))
                    at = begin(problem, second.start)
                    text = Text("timetable.order_broken", earlier=earlier, later=later, at=at)
                    yield Violation(text, (first, second))


def pins_hold(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """What the organiser pinned stands as pinned: the time, the place, the interpreter."""
    for meeting in meetings:
        pin = problem.lookup.pin.get(meeting.wish)
        if pin is None:
            continue
        if pin.start not in (None, meeting.start):
            at = begin(problem, pin.start or 0)
            yield Violation(
                Text("timetable.pin_time_broken", meeting=pair(problem.lookup.wish[pin.wish]), at=at), (meeting,)
            )
        if pin.place is not None and pin.place != meeting.place:
            yield Violation(
                Text("timetable.pin_place_broken", meeting=pair(problem.lookup.wish[pin.wish]), place=Ref(pin.place)),
                (meeting,),
            )
        if pin.interpreter is not None and pin.interpreter != meeting.interpreter:
            ref = Ref(pin.interpreter)
            yield Violation(
                Text("timetable.pin_interpreter_broken", meeting=pair(problem.lookup.wish[pin.wish]), interpreter=ref),
                (meeting,),
            )
