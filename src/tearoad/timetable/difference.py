"""What changed between two plans, and who must be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.values import InterpreterId, PartyId, WishId


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting that is held in both plans, but not at the same time, place or with the same interpreter."""

    before: Meeting
    after: Meeting


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes by wish, and all whose day changed."""

    moved: tuple[Moved, ...]
    dropped: tuple[Meeting, ...]
    added: tuple[Meeting, ...]
    people: tuple[PartyId | InterpreterId, ...]
    """Parties and interpreters of any changed meeting, before or after, sorted."""


def difference(before: Sequence[Meeting], after: Sequence[Meeting], problem: Problem) -> Difference:
    """Return what must be told after the plan `before` became `after`.

    A meeting of `before` whose wish no longer exists counts as dropped; its parties are no longer known by the problem
    and are for the caller to tell.
    """
    was = {meeting.wish: meeting for meeting in before}
    now = {meeting.wish: meeting for meeting in after}
    moved = tuple(Moved(was[wish], now[wish]) for wish in sorted(was.keys() & now.keys()) if was[wish] != now[wish])
    dropped = tuple(was[wish] for wish in sorted(was.keys() - now.keys()))
    added = tuple(now[wish] for wish in sorted(now.keys() - was.keys()))
    changed = [*dropped, *added, *(one.before for one in moved), *(one.after for one in moved)]
    people: set[PartyId | InterpreterId] = {one.interpreter for one in changed if one.interpreter is not None}
    for meeting in changed:
        people.update(_parties(meeting.wish, problem))
    return Difference(moved, dropped, added, tuple(sorted(people)))


def _parties(wish: WishId, problem: Problem) -> tuple[PartyId, ...]:
    found = problem.lookup.wish.get(wish)
    return () if found is None else (found.exporter, found.buyer)
