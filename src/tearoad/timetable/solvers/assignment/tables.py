"""From spots back to single tables.

Meetings bound to one table are seated first. The others follow by their beginnings, each at the first table of the
hall that is free for its whole length; that always succeeds (see `spots.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.values import PlaceId


def seat(chosen: Sequence[Candidate], problem: Problem) -> tuple[Meeting, ...]:
    """Return the chosen candidates as meetings at single places, in order of time.

    Time O(meetings x tables x slots).
    """
    taken: dict[tuple[PlaceId, int], int] = defaultdict(int)
    found: list[Meeting] = []
    for candidate in sorted(
        chosen, key=lambda candidate: (len(candidate.spot.places) > 1, candidate.start, candidate.wish.id)
    ):
        place = next(place for place in candidate.spot.places if _free(place, candidate, taken, problem))
        for slot in candidate.taken:
            taken[place, slot] += 1
        found.append(Meeting(candidate.wish.id, candidate.start, place, candidate.interpreter))
    return in_order(found)


def in_order(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """Return meetings by time, then place, then wish."""
    return tuple(sorted(meetings, key=lambda meeting: (meeting.start, meeting.place, meeting.wish)))


def _free(place: PlaceId, candidate: Candidate, taken: dict[tuple[PlaceId, int], int], problem: Problem) -> bool:
    capacity = problem.lookup.place[place].capacity
    return all(taken[place, slot] < capacity for slot in candidate.taken)
