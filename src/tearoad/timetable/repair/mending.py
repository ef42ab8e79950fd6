"""How a plan is mended: with as few people disturbed as can be, and a proof of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from importlib import import_module

from tearoad.timetable.bounds import certify
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair.ground import Ground
from tearoad.timetable.repair.sketch import Sketch
from tearoad.timetable.repair.toll import Aim, Toll, changed, people_told, toll
from tearoad.timetable.solvers.cp_sat import cp_sat
from tearoad.timetable.solvers.linear import Whole
from tearoad.timetable.solvers.solver import Effort, never
from tearoad.values import WishId

_FOR_DRAWING = 0.4
"""Share of the time in which relaxations say whom to draw out."""
_FOR_BOUND = 0.6
"""Share of the time after which the model is drawn out no further, and the best plan inside it is looked for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to mend the plan."""

    aim: Aim
    meetings: tuple[Meeting, ...]
    people: tuple[str, ...]
    """Who must be told: parties and interpreters."""
    changed: tuple[WishId, ...]
    """Wishes that are not met as they were told: moved, altered, given up or new."""
    given_up: tuple[WishId, ...]
    toll: Toll
    bound: Toll
    """No plan costs less, in the order of the aim."""

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.toll == self.bound


@dataclass(frozen=True, slots=True)
class Repaired:
    """The proposals, the one to take first; the second only where fewer people would be told."""

    proposals: tuple[Proposal, ...]
    fewest_people: int
    """No plan at all tells fewer, whatever it gives up."""
    seconds: float


def repair(
    problem: Problem,
    told: Sequence[Meeting],
    *,
    now: int = 0,
    wanted: Collection[WishId] = (),
    time_limit_s: float = 2.0,
    stop: Callable[[], bool] = never,
) -> Repaired:
    """Return how a plan is mended after trouble: `problem` is the troubled one, `told` the plan people hold.

    Meetings that began before slot `now` stay whatever the rules say of them, and nothing new begins before it.
    `wanted` are musts that have to be brought in; other wishes that people do not hold are left alone. The time limit
    is for each proposal; what it does not cut is repeatable.
    """
    import_module("ortools.sat.python.cp_model")  # seconds, once a process: the limit is for the work
    begun = time.monotonic()
    ground = Ground(problem, told, now, wanted)
    first = _Mending(ground, Aim.KEEP_MEETINGS, begun + time_limit_s, stop).run()
    proposals, fewest = [first], len(ground.surely_told)
    if first.toll.people > fewest:
        second = _Mending(ground, Aim.LEAVE_ALONE, time.monotonic() + time_limit_s, stop).run()
        fewest = second.bound.people
        if second.toll.people < first.toll.people:
            proposals.append(second)
    return Repaired(tuple(proposals), fewest, time.monotonic() - begun)


class _Mending:
    """Draws the model out, meeting by meeting, until its best answer is a plan."""

    def __init__(self, ground: Ground, aim: Aim, until: float, stop: Callable[[], bool]) -> None:
        self._ground, self._aim, self._stop = ground, aim, stop
        self._begun, self._until = time.monotonic(), until
        self._bound: Toll | None = None
        self._best: tuple[tuple[int, ...], tuple[Meeting, ...], Toll] | None = None

    def run(self) -> Proposal:
        """Return the best plan found and what no plan can beat."""
        drawn, drawn_out = frozenset((*self._ground.hit, *self._ground.wanted)), False
        while True:
            sketch = Sketch(self._ground, drawn, self._aim)
            answer = cp_sat(sketch.stand, sketch.start(), self._effort(_FOR_BOUND))
            self._learn(sketch.toll(answer.bound))
            self._keep(sketch, answer.values)
            aside = sketch.stepped_aside(answer.values)
            if self._is_proved() or not aside:
                break
            if self._left(_FOR_BOUND) <= 0 or self._stop():
                self._keep(sketch, cp_sat(sketch.real(), sketch.start(), self._effort(1.0)).values)
                break
            if self._aim is Aim.KEEP_MEETINGS and not drawn_out:
                self._keep(sketch, cp_sat(sketch.real(), sketch.start(), self._effort(_FOR_BOUND)).values)
            drawn, drawn_out = self._drawn_out(drawn | aside), True
        return self._proposal()

    def _drawn_out(self, drawn: frozenset[WishId]) -> frozenset[WishId]:
        """Draw out who steps aside in relaxations, one after the other: much quicker than by whole answers.

        They tell what is lost, not who is disturbed: where people come first they would mislead.
        """
        if self._aim is not Aim.KEEP_MEETINGS:
            return drawn
        while self._left(_FOR_DRAWING) > 0 and not self._stop():
            sketch = Sketch(self._ground, drawn, self._aim)
            found = certify(sketch.guide(), self._left(_FOR_DRAWING))
            if found is None:
                break
            self._learn(sketch.least_lost(found.bound))
            aside = sketch.stepped_aside(found.values)
            if not aside:
                break
            drawn |= aside
        return drawn

    def _left(self, share: float) -> float:
        return self._begun + share * (self._until - self._begun) - time.monotonic()

    def _effort(self, share: float) -> Effort:
        seconds = max(0.01, self._left(share))
        return Effort(seconds, seconds, stop=self._stop)

    def _learn(self, bound: Toll) -> None:
        if self._bound is None or self._aim.rank(bound) > self._aim.rank(self._bound):
            self._bound = bound

    def _keep(self, sketch: Sketch, values: Whole) -> None:
        """Keep the plan if it is the best so far: whoever stepped aside is given up."""
        meetings = self._ground.seated(sketch.chosen(values))
        cost = toll(self._ground.problem, self._ground.told, meetings, self._ground.wanted)
        rank = self._aim.rank(cost)
        if self._best is None or rank < self._best[0]:
            self._best = rank, meetings, cost

    def _is_proved(self) -> bool:
        return self._best is not None and self._best[2] == self._bound

    def _proposal(self) -> Proposal:
        assert self._best is not None and self._bound is not None  # noqa: S101, PT018  # one sketch was answered
        _, meetings, cost = self._best
        ground, held = self._ground, {one.wish for one in self._best[1]}
        return Proposal(
            self._aim,
            meetings,
            people_told(ground.problem, ground.told, meetings),
            tuple(wish for wish, _ in changed(ground.told, meetings)),
            tuple(wish for wish in ground.before if wish not in held),
            cost,
            self._bound,
        )
