"""A repair found by trying every plan: its cost restated in the plainest way; what is allowed is asked of the judge."""

# ruff: noqa: D102  # a small search, told by its names

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem, Wish
from tearoad.timetable.repair import Aim
from tearoad.timetable.rules import broken
from tearoad.values import InterpreterId, WishId

Cost = tuple[int, ...]


class Trying:
    """Tries all plans of a small problem, those that disturb least first."""

    def __init__(self, problem: Problem, announced: Sequence[Meeting], now: int, wanted: Sequence[WishId]) -> None:
        self.problem, self.now, self.wanted = problem, now, wanted
        self.told = {meeting.wish: meeting for meeting in announced}
        self.begun = [meeting for meeting in announced if meeting.start < now]
        self.helpers = {interpreter.id for interpreter in problem.interpreters}
        self.excused = broken(problem, self.begun)
        self.fits_alone = cache(lambda way: self.fits((way,)))
        self.fits_together = cache(lambda way, other: self.fits((way, other)))

    def best(self, aim: Aim) -> Cost:
        """Return the least cost, in the order of the aim."""
        self.found: Cost | None = None
        options = [self.options(wish) for wish in self.problem.wishes]
        self.dive(aim, options, [])
        assert self.found is not None
        return self.found

    def options(self, wish: Wish) -> list[Meeting | None]:
        announced = self.told.get(wish.id)
        if announced is not None and announced.start < self.now:
            return [announced]
        own = (InterpreterId(person.id) for person in self.problem.persons if person.languages)
        speakers = (None, *(interpreter.id for interpreter in self.problem.interpreters), *own)
        ways = [
            Meeting(wish.id, start, place, interpreter)
            for start, place, interpreter in product(sorted(wish.starts), wish.places, speakers)
            if start >= self.now
        ]
        ways = [way for way in ways if self.fits_alone(way)]
        return [*sorted(ways, key=lambda way: way != announced), None] if announced else [None, *ways]

    def fits(self, meetings: Sequence[Meeting]) -> bool:
        """Whether no rule is broken but those that what has begun breaks by itself."""
        added = [meeting for meeting in meetings if meeting not in self.begun]
        return broken(self.problem, [*self.begun, *added]) == self.excused

    def dive(self, aim: Aim, options: list[list[Meeting | None]], chosen: list[Meeting | None]) -> None:
        cost = self.cost(aim, chosen)
        if self.found is not None and cost >= self.found:
            return  # each further decision only adds to each count
        if len(chosen) == len(options):
            self.found = cost
            return
        for option in options[len(chosen)]:
            if option is None or self.may_join(option, [meeting for meeting in chosen if meeting is not None]):
                self.dive(aim, options, [*chosen, option])

    def may_join(self, option: Meeting, chosen: list[Meeting]) -> bool:
        return all(self.fits_together(meeting, option) for meeting in chosen) and self.fits([*chosen, option])

    def cost(self, aim: Aim, chosen: Sequence[Meeting | None]) -> Cost:
        musts = value = changed = 0
        people: set[str] = set()
        for wish, after in zip(self.problem.wishes, chosen, strict=False):
            before = self.told.get(wish.id)
            is_must = wish.must or any(pin.wish == wish.id for pin in self.problem.pins)
            if after is None and is_must and (before is not None or wish.id in self.wanted):
                musts += 1
            if after is None and before is not None:
                value += wish.value
            if before != after:
                changed += 1
                people |= {wish.exporter, wish.buyer, *wish.others}
                people |= {
                    meeting.interpreter
                    for meeting in (before, after)
                    if meeting and meeting.interpreter in self.helpers
                }
        if aim is Aim.LEAVE_ALONE:
            return len(people), musts, value, changed
        return musts, value, len(people), changed


def sheets(problem: Problem, meetings: Sequence[Meeting]) -> dict[str, list[Meeting]]:
    """Return the meetings of each party and interpreter in order of time; a delegate reads the firm's sheet."""
    helpers = {interpreter.id for interpreter in problem.interpreters}
    found: dict[str, list[Meeting]] = {}
    for meeting in sorted(meetings):
        wish = problem.lookup.wish[meeting.wish]
        helped = (meeting.interpreter,) if meeting.interpreter in helpers else ()
        for who in (wish.exporter, wish.buyer, *wish.others, *helped):
            found.setdefault(who, []).append(meeting)
    return {who: sorted(mine, key=lambda meeting: (meeting.start, meeting.wish)) for who, mine in found.items()}
