"""A broken rule, and what all rules need to look at meetings safely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem, Wish

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Violation:
    """What is broken, and which meetings break it together."""

    text: Text
    meetings: tuple[Meeting, ...]


def sound(problem: Problem, meetings: Sequence[Meeting]) -> list[Meeting]:
    """Return the meetings whose wish, slots, place and interpreter exist; other rules report the rest."""
    look = problem.lookup
    return [
        meeting
        for meeting in meetings
        if meeting.wish in look.wish
        and look.fits_in_day(meeting.start, look.wish[meeting.wish].slots)
        and meeting.place in look.place
        and (meeting.interpreter is None or meeting.interpreter in look.interpreter)
    ]


def wish_of(problem: Problem, meeting: Meeting) -> Wish:
    """Return the wish a sound meeting grants."""
    return problem.lookup.wish[meeting.wish]


def pair(wish: Wish) -> Text:
    """Name a meeting by its two sides."""
    return Text("timetable.pair", exporter=Ref(wish.exporter), buyer=Ref(wish.buyer))


def slots_of(problem: Problem, meeting: Meeting) -> range:
    """Return the slots a sound meeting takes."""
    return problem.lookup.taken(meeting.start, wish_of(problem, meeting).slots)


def begin(problem: Problem, slot: int) -> datetime:
    """Return when a slot begins."""
    return problem.slots[slot].window.start_at


def by(key: Callable[[Meeting], Iterable[Key]], meetings: Sequence[Meeting]) -> dict[Key, list[Meeting]]:
    """Return the meetings under each of their keys, in the order given."""
    found: dict[Key, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for meeting_key in key(meeting):
            found[meeting_key].append(meeting)
    return found
