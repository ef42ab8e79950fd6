"""A plan of a large event with few breaks: people are given a quiet day one after another.

Quiet here is a day with no more breaks than are aimed at: those that the person has to have, or those that the prices
of the tables leave them.

What a solver cannot find at once it finds in steps: each step asks for one more quiet day beside those already granted,
and the solver remembers the plan it holds, so that it only has to mend it. Whoever gets none within the step's work is
asked again later with more of it, and for one further break at most. Nothing is proved here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tearoad.timetable.matchmaking.event import Event
from tearoad.timetable.matchmaking.patterns import Quiet, days
from tearoad.timetable.matchmaking.sat.encoding import Counting, Encoded, Limits

if TYPE_CHECKING:
    from tearoad.timetable.matchmaking.sat.asking import Asking

LARGE = 400
"""With more appointments than this, an event is large."""
HUGE = 200_000
"""With more ways to hold them (appointments x slots) than this, telling a solver takes more than it gives."""

_FIRST_CONFLICTS = 3_000
_CONFLICTS_OF_FIRST = 250_000
_GROWTH = 2
_MARGIN = 3
"""So many breaks more than anybody has to have are thought of at first."""
_LEAST_CONFLICTS = 200
_MOST_CONFLICTS = 1_000_000
_TOGETHER = 8
_PATTERNS = 1_500
"""A person with more patterns than this gets none: counting runs is cheaper then."""


def is_large(slots: Sequence[frozenset[int]]) -> bool:
    """Whether plans of such an event are grown before anything is proved."""
    return len(slots) > LARGE


def is_huge(slots: Sequence[frozenset[int]]) -> bool:
    """Whether such an event is too large for a solver: its plan is mended chain by chain only."""
    return sum(map(len, slots)) > HUGE


def aimed(
    event: Event, slots: Sequence[frozenset[int]], quiet: Mapping[int, Quiet], like: Sequence[frozenset[int]]
) -> dict[int, Quiet]:
    """Return each person's days with no more breaks than the one they should be like, or than their quietest."""
    people = event.appointments_of()
    found = dict(quiet)
    for person, day in quiet.items():
        most = sum(slot - 1 not in like[person] for slot in like[person]) - 1
        if most > day.breaks:
            known = days(people[person], slots, range(day.breaks, most + 1), _PATTERNS)
            found[person] = Quiet(most, tuple(one.slots for one in known or ()))
    return found


@dataclass(slots=True)
class Growing:
    """One search: what is granted, who still waits, and how fast the solver is."""

    event: Event
    slots: Sequence[frozenset[int]]
    quiet: Mapping[int, Quiet]
    ends: float
    stop: Callable[[], bool]
    keep: Callable[[tuple[int, ...]], None]
    """Is given every plan; knows which is the best."""
    seed: int = 0
    like: Sequence[frozenset[int]] = ()
    """A day for each person that the solver tries first."""
    _granted: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The literals that hold a person's day as it was granted."""
    _begun: float = 0.0
    _asked: int = 0

    def run(self, limits: Limits) -> bool:
        """Search until everyone has a quiet day, or time ends; whether everyone has one. Work is counted in conflicts.

        Nobody has fewer or more breaks than `limits` allow.
        """
        most = min(limits.most, max((day.breaks for day in self.quiet.values()), default=0) + _MARGIN)
        for cap in sorted({most, limits.most}):
            encoded = Encoded(self.event, self.slots, self.quiet, Limits(limits.least, cap), Counting.FREE)
            if self._over:
                return False
            from tearoad.timetable.matchmaking.sat.asking import Asking  # noqa: PLC0415  # loaded when needed

            with Asking(encoded, self.seed) as asking:
                asking.lean_to(self.like)
                plan = asking.plan(_CONFLICTS_OF_FIRST, wishes=False)
                if plan is not None:
                    self.keep(plan)
                    return self._grow(asking, encoded)
        return False

    @property
    def _over(self) -> bool:
        return time.monotonic() >= self.ends or self.stop()

    def _grow(self, asking: Asking, encoded: Encoded) -> bool:
        people = self.event.appointments_of()
        waiting = sorted(encoded.quiet, key=lambda person: (-len(people[person]), person))
        quiet = {person: (literal,) for person, literal in encoded.quiet.items()}
        conflicts = _FIRST_CONFLICTS
        self._begun = time.monotonic()
        if self.like:  # days given whole leave the solver little to think about
            whole = {person: tuple(encoded.day_like(self.like, person)) for person in waiting}
            waiting = self._round(asking, quiet, self._round(asking, whole, waiting, conflicts), conflicts)
            self._granted = {person: quiet[person] for person in self._granted}  # for whoever waits they make room
        while waiting and not self._over:
            before = len(waiting)
            waiting = self._round(asking, quiet, waiting, conflicts)
            if len(waiting) == before:
                self._near(asking, encoded, waiting, conflicts)
            conflicts = min(conflicts * _GROWTH, _MOST_CONFLICTS)
        return not waiting

    def _round(
        self, asking: Asking, days: Mapping[int, tuple[int, ...]], waiting: list[int], conflicts: int
    ) -> list[int]:
        """Ask once for everyone who waits, for several at a time while that goes well; return who still waits."""
        left: list[int] = []
        size = 1
        while waiting:
            asked = waiting[:size]
            held = not self._over and self._ask(asking, {one: days[one] for one in asked}, conflicts)
            if held or size == 1:
                left += [] if held else asked
                waiting = waiting[size:]
            size = min(2 * size, _TOGETHER) if held else 1
        return left

    def _near(self, asking: Asking, encoded: Encoded, waiting: Sequence[int], conflicts: int) -> None:
        """Ask for one further break at most where there is no quiet day."""
        for person in waiting:
            further = encoded.further[person][1:2]
            if further and person not in self._granted and not self._over:
                self._ask(asking, {person: (-further[0],)}, conflicts)

    def _ask(self, asking: Asking, wanted: Mapping[int, tuple[int, ...]], conflicts: int) -> bool:
        """Ask for more grants; keep the plan, and the grants, if there is one."""
        wishes = {**self._granted, **wanted}
        plan = asking.plan_with([one for held in wishes.values() for one in held], self._affordable(conflicts))
        if plan is None:
            return False
        self._granted = wishes
        self.keep(plan)
        return True

    def _affordable(self, conflicts: int) -> int:
        """Return fewer conflicts where the time left is not enough for so many."""
        self._asked += conflicts
        now = time.monotonic()
        pace = self._asked / max(0.01, now - self._begun)
        return max(_LEAST_CONFLICTS, min(conflicts, int(min(pace * max(0.0, self.ends - now), _MOST_CONFLICTS))))
