"""What a mended plan costs: musts and value lost, people who must be told, meetings changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.values import WishId


@dataclass(frozen=True, slots=True)
class Toll:
    """Four counts, each the better the smaller."""

    musts: int
    """Musts that were held, or are wanted now, and are not held."""
    value: int
    """Value of the meetings that were held and no longer are."""
    people: int
    """Parties and interpreters whose sheet changes."""
    meetings: int
    """Meetings moved, altered, given up or added."""


class Aim(Enum):
    """In which order the four counts matter."""

    KEEP_MEETINGS = ("musts", "value", "people", "meetings")
    """What was promised is held; then few are disturbed."""
    LEAVE_ALONE = ("people", "musts", "value", "meetings")
    """Nobody is told who need not be told in any plan; what cannot be mended among the others is given up."""

    def rank(self, toll: Toll) -> tuple[int, ...]:
        """Return the counts in this order; the smaller the better."""
        return tuple(getattr(toll, name) for name in self.value)


def changed(announced: Iterable[Meeting], meetings: Iterable[Meeting]) -> Iterator[tuple[WishId, set[Meeting]]]:
    """Yield each wish that stands otherwise than it was told, with its meeting before and after."""
    before = {meeting.wish: meeting for meeting in announced}
    after = {meeting.wish: meeting for meeting in meetings}
    for wish in sorted(before.keys() | after.keys()):
        versions = {meeting for meeting in (before.get(wish), after.get(wish)) if meeting is not None}
        if before.get(wish) != after.get(wish):
            yield wish, versions


def people_to_notify(problem: Problem, announced: Iterable[Meeting], meetings: Iterable[Meeting]) -> tuple[str, ...]:
    """Return whose sheet changes: everybody at the table of a changed meeting, interpreters before and after."""
    found: set[str] = set()
    for wish, versions in changed(announced, meetings):
        found.update(problem.lookup.wish[wish].parties)
        helpers = {version.interpreter for version in versions if version.interpreter is not None}
        found.update(helper for helper in helpers if not problem.lookup.is_delegate(helper))
    return tuple(sorted(found))


def toll(
    problem: Problem, announced: Sequence[Meeting], meetings: Sequence[Meeting], wanted: Collection[WishId]
) -> Toll:
    """Return what it costs to go over from the plan people were told to these meetings."""
    look = problem.lookup
    before, after = {meeting.wish for meeting in announced}, {meeting.wish for meeting in meetings}
    return Toll(
        musts=len(look.musts & (before | set(wanted)) - after),
        value=sum(look.wish[wish].value for wish in before - after),
        people=len(people_to_notify(problem, announced, meetings)),
        meetings=len(list(changed(announced, meetings))),
    )
