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

    def __init__(self, problem: Problem, told: Sequence[Meeting], now: int, wanted: Sequence[WishId]) -> None:
        self.problem, self.now, self.wanted = problem, now, wanted
        self.told = {one.wish: one for one in told}
        self.begun = [one for one in told if one.start < now]
        self.helpers = {one.id for one in problem.interpreters}
        self.excused = broken(problem, self.begun)
        self.fits_alone = cache(lambda one: self.fits((one,)))
        self.fits_together = cache(lambda one, other: self.fits((one, other)))

    def best(self, aim: Aim) -> Cost:
        """Return the least cost, in the order of the aim."""
        self.found: Cost | None = None
        options = [self.options(wish) for wish in self.problem.wishes]
        self.dive(aim, options, [])
        assert self.found is not None
        return self.found

    def options(self, wish: Wish) -> list[Meeting | None]:
        told = self.told.get(wish.id)
        if told is not None and told.start < self.now:
            return [told]
        own = (InterpreterId(one.id) for one in self.problem.persons if one.languages)
        speakers = (None, *(one.id for one in self.problem.interpreters), *own)
        ways = [
            Meeting(wish.id, start, place, one)
            for start, place, one in product(sorted(wish.starts), wish.places, speakers)
            if start >= self.now
        ]
        ways = [way for way in ways if self.fits_alone(way)]
        return [*sorted(ways, key=lambda way: way != told), None] if told else [None, *ways]

    def fits(self, meetings: Sequence[Meeting]) -> bool:
        """Whether no rule is broken but those that what has begun breaks by itself."""
        added = [one for one in meetings if one not in self.begun]
        return broken(self.problem, [*self.begun, *added]) == self.excused

    def dive(self, aim: Aim, options: list[list[Meeting | None]], chosen: list[Meeting | None]) -> None:
        cost = self.cost(aim, chosen)
        if self.found is not None and cost >= self.found:
            return  # each further decision only adds to each count
        if len(chosen) == len(options):
            self.found = cost
            return
        for option in options[len(chosen)]:
            if option is None or self.may_join(option, [one for one in chosen if one is not None]):
                self.dive(aim, options, [*chosen, option])

    def may_join(self, option: Meeting, chosen: list[Meeting]) -> bool:
        return all(self.fits_together(one, option) for one in chosen) and self.fits([*chosen, option])

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
                people |= {one.interpreter for one in (before, after) if one and one.interpreter in self.helpers}
        if aim is Aim.LEAVE_ALONE:
            return len(people), musts, value, changed
        return musts, value, len(people), changed


def sheets(problem: Problem, meetings: Sequence[Meeting]) -> dict[str, list[Meeting]]:
    """Return the meetings of each party and interpreter in order of time; a delegate reads the firm's sheet."""
    helpers = {one.id for one in problem.interpreters}
    found: dict[str, list[Meeting]] = {}
    for one in sorted(meetings):
        wish = problem.lookup.wish[one.wish]
        helped = (one.interpreter,) if one.interpreter in helpers else ()
        for who in (wish.exporter, wish.buyer, *wish.others, *helped):
            found.setdefault(who, []).append(one)
    return {who: sorted(mine, key=lambda one: (one.start, one.wish)) for who, mine in found.items()}
