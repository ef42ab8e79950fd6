"""A plan of a large event with few breaks: people are given a quiet day one after another.

It begins with a plan, in which most have a quiet day already: one with no more breaks than they have to have. What a
solver cannot find at once it finds in steps: each step asks for one more quiet day beside those already granted, and
the solver remembers the plan it holds, so that it only has to mend it. Whoever gets none within the step's work is
asked again later with more of it. Nothing is proved here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.judge import breaks
from tearoad_lab.matchmaking.patterns import Quiet

if TYPE_CHECKING:
    from tearoad_lab.matchmaking.sat.asking import Asking
    from tearoad_lab.matchmaking.sat.encoding import Encoded

LARGE = 400
"""With more appointments than this, an event is large."""
HUGE = 2_000
"""With more than this, a solver finds no quiet days where exchanges find none."""
CONFLICTS_A_SECOND = 10_000
"""So many conflicts of the solver count as a second of work."""

_CONFLICTS_OF_FIRST = 250_000
_FIRST_CONFLICTS = 2_000
_MOST_CONFLICTS = 1_000_000
_GROWTH = 2


def is_large(slots: Sequence[frozenset[int]]) -> bool:
    """Whether plans of such an event are grown before anything is proved."""
    return len(slots) > LARGE


def is_huge(slots: Sequence[frozenset[int]]) -> bool:
    """Whether such an event is too large for a solver: its plan is mended chain by chain only."""
    return len(slots) > HUGE


@dataclass(slots=True)
class Growing:
    """One search: what is granted, and how much work is left."""

    event: Event
    quiet: Mapping[int, Quiet]
    encoded: Encoded
    over: Callable[[], bool]
    keep: Callable[[tuple[int, ...]], None]
    """Is given every plan; knows which is the best."""
    _granted: dict[int, int] = field(default_factory=dict)
    """The literals that hold people's quiet days."""

    def run(self, asking: Asking, start: tuple[int, ...] | None, conflicts: int) -> bool:
        """Mend a plan until everyone has a quiet day, or so many conflicts are done; whether everyone has one.

        Where there is no plan to start with, the solver looks for one.
        """
        if self.over():
            return False
        begun = [] if start is None else self.encoded.literals_of(start)
        plan = asking.plan_with(begun, _CONFLICTS_OF_FIRST)
        if plan is None:
            return False
        self.keep(plan)
        self._grant(plan)
        return self._grow(asking, conflicts)

    def _grow(self, asking: Asking, conflicts: int) -> bool:
        people = self.event.appointments_of()
        waiting = sorted(self.encoded.quiet.keys() - self._granted, key=lambda person: (-len(people[person]), person))
        budget, never = _FIRST_CONFLICTS, set[int]()
        while waiting:
            for person in waiting:
                if self.over() or asking.conflicts >= conflicts:
                    return False
                if person in self._granted:
                    continue
                left = conflicts - asking.conflicts
                wanted = [*self._granted.values(), self.encoded.quiet[person]]
                plan = asking.plan_with(wanted, min(budget, left))
                if plan is not None:
                    self.keep(plan)
                    self._grant(plan)
                elif asking.core is not None:
                    never.add(person)
            waiting = [person for person in waiting if person not in self._granted and person not in never]
            budget = min(budget * _GROWTH, _MOST_CONFLICTS)
        return not never

    def _grant(self, plan: tuple[int, ...]) -> None:
        """Grant a quiet day to whoever has one in this plan."""
        counts = breaks(self.event, plan)
        for person, literal in self.encoded.quiet.items():
            if counts[person] <= self.quiet[person].breaks:
                self._granted[person] = literal
