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
from tearoad.timetable.repair.toll import Aim, Toll, changed, people_to_notify, toll
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.cp_sat import cp_sat
from tearoad.timetable.solvers.highs import at_once
from tearoad.timetable.solvers.linear import Whole
from tearoad.timetable.solvers.solver import UNLIMITED_WORK, Effort, never
from tearoad.values import WishId

_COLUMNS_A_SECOND = 200
"""So many more columns are drawn out for each second of the time limit: what is found seldom depends on the clock."""
_FOR_BOUND = 0.6
"""Share of the time after which no model is drawn out any further, and the best plan inside it is looked for."""


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

    def holds(self, wishes: Collection[WishId]) -> frozenset[WishId]:
        """Return those of the wishes that are granted."""
        return frozenset(meeting.wish for meeting in self.meetings) & frozenset(wishes)


@dataclass(frozen=True, slots=True)
class Repaired:
    """The proposals, the one to take first; the second only where fewer people would be told."""

    proposals: tuple[Proposal, ...]
    fewest_people: int
    """No plan at all tells fewer, whatever it gives up."""
    seconds: float


def repair(
    problem: Problem,
    announced: Sequence[Meeting],
    *,
    now: int = 0,
    wanted: Collection[WishId] = (),
    time_limit_s: float = 2.0,
    stop: Callable[[], bool] = never,
) -> Repaired:
    """Return how a plan is mended after trouble: `problem` is the troubled one, `announced` the plan people hold.

    Meetings that began before slot `now` stay whatever the rules say of them, and nothing new begins before it.
    `wanted` are musts that have to be brought in; other wishes that people do not hold are left alone. The time limit
    is for each proposal; what it does not cut is repeatable.
    """
    import_module("ortools.sat.python.cp_model")  # seconds, once a process: the limit is for the work
    begun = time.monotonic()
    ground = Ground(problem, announced, now, wanted)
    first = _Mending(ground, Aim.KEEP_MEETINGS, time_limit_s, stop).run()
    proposals, fewest = [first], len(ground.surely_told)
    if first.toll.people > fewest:
        second = _Mending(ground, Aim.LEAVE_ALONE, time_limit_s, stop).run()
        fewest = second.bound.people
        if second.toll.people < first.toll.people:
            proposals.append(second)
    return Repaired(tuple(proposals), fewest, time.monotonic() - begun)


class _Mending:
    """Draws the model out, meeting by meeting, until its best answer is a plan."""

    def __init__(self, ground: Ground, aim: Aim, time_limit_s: float, stop: Callable[[], bool]) -> None:
        self._ground, self._aim, self._limit, self._stop = ground, aim, time_limit_s, stop
        self._begun = time.monotonic()
        self._keeps = aim is Aim.KEEP_MEETINGS
        self._columns = 0.0
        """From here on the model is large enough."""
        self._bound = Toll(0, 0, len(ground.surely_told), 0)
        self._best: tuple[tuple[int, ...], tuple[Meeting, ...], Toll] | None = None

    def run(self) -> Proposal:
        """Return the best plan found and what no plan can beat."""
        ground = self._ground
        drawn = frozenset((*ground.hit, *ground.wanted)) | (frozenset() if self._keeps else ground.told_anyway)
        sketch = Sketch(ground, drawn, self._aim)
        self._columns = sketch.stand.width + _COLUMNS_A_SECOND * self._limit
        while True:
            sketch = self._drawn_out(sketch)
            values = self._answered(sketch)
            chosen = sketch.chosen(values)
            self._keep(chosen)
            aside = sketch.stepped_aside(values)
            has_to_go_on = bool(aside) or (ground.note_unseated(chosen) and self._left(1) > 0 and not self._stop())
            if self._is_proved() or not has_to_go_on:
                return self._proposal()
            sketch = Sketch(ground, sketch.drawn | aside, self._aim)

    def _drawn_out(self, sketch: Sketch) -> Sketch:
        """Draw out who steps aside in relaxations: much quicker than by whole answers.

        Whoever would step aside instead is drawn out at once, so that there are fewer rounds. Relaxations tell what is
        lost, not who is disturbed: where people come first they would mislead.
        """
        while self._keeps:
            certificate = certify(sketch.guide(), self._bounding())
            if certificate is None:
                break
            self._learn(sketch.least_lost(certificate.bound))
            aside = sketch.stepped_aside(certificate.values)
            if not aside or self._is_enough(sketch):
                break
            instead = certify(sketch.guide(firm=aside), self._bounding())
            aside |= frozenset() if instead is None else sketch.stepped_aside(instead.values)
            sketch = Sketch(self._ground, sketch.drawn | aside, self._aim)
        return sketch

    def _answered(self, sketch: Sketch) -> Whole:
        """Return the best answer of the model; where meetings come first: what is held, then who is told.

        Where it is large enough nobody steps aside, and it bounds plans no more.
        """
        enough, stand, start, held = self._is_enough(sketch), sketch.stand, sketch.start(), 0
        solver, share = cp_sat, 1.0 if enough else _FOR_BOUND
        if self._keeps:
            start = at_once(sketch.holding(), start, self._effort(share)).values
            lost = sketch.lost(sketch.held(start))
            if enough or (lost.musts, lost.value) == (self._bound.musts, self._bound.value):
                held = sketch.held(start)
                solver, stand = at_once, sketch.fewest_told(held)
        answer = solver(sketch.real(stand) if enough else stand, start, self._effort(share))
        if not enough:
            self._learn(sketch.toll(answer.bound, held))
        return answer.values

    def _is_enough(self, sketch: Sketch) -> bool:
        is_large = self._keeps and sketch.stand.width > self._columns
        return is_large or self._left(_FOR_BOUND) <= 0 or self._stop()

    def _left(self, share: float) -> float:
        return self._begun + share * self._limit - time.monotonic()

    def _bounding(self) -> Effort:
        return Effort(max(0.01, self._left(_FOR_BOUND)), UNLIMITED_WORK)

    def _effort(self, share: float) -> Effort:
        return Effort(max(0.01, self._left(share)), self._limit, stop=self._stop)

    def _learn(self, bound: Toll) -> None:
        if self._aim.rank(bound) > self._aim.rank(self._bound):
            self._bound = bound

    def _keep(self, chosen: Sequence[Candidate]) -> None:
        """Keep the plan if it is the best so far: who stepped aside, or has nobody to be there, is given up."""
        meetings = self._ground.seated(self._ground.without_unseated(chosen))
        cost = toll(self._ground.problem, self._ground.told, meetings, self._ground.wanted)
        rank = self._aim.rank(cost)
        if self._best is None or rank < self._best[0]:
            self._best = rank, meetings, cost

    def _is_proved(self) -> bool:
        return self._best is not None and self._best[2] == self._bound

    def _proposal(self) -> Proposal:
        assert self._best is not None  # noqa: S101  # one sketch was answered
        _, meetings, cost = self._best
        ground, held = self._ground, {meeting.wish for meeting in self._best[1]}
        return Proposal(
            self._aim,
            meetings,
            people_to_notify(ground.problem, ground.told, meetings),
            tuple(wish for wish, _ in changed(ground.told, meetings)),
            tuple(wish for wish in ground.before if wish not in held),
            cost,
            self._bound,
        )
