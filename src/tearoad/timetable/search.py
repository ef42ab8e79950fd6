"""The search through the levels: a greedy start, then each objective with all earlier ones held.

Large levels begin with a proved bound from the relaxation, which also leaves out what no better plan can contain; the
plan is then rounded from the relaxation, improved day by day, and handed to a whole-model search for the rest of the
time. Small levels go to CP-SAT at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from tearoad.mission import Objective
from tearoad.timetable import bounds
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers import greedy
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.cp_sat import SMALL, cp_sat
from tearoad.timetable.solvers.days import by_days
from tearoad.timetable.solvers.highs import highs
from tearoad.timetable.solvers.levels import Complete, Ground, columns_of_all, level
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.linear import Model, Stand, Whole
from tearoad.timetable.solvers.shifting import SHIFTED, Shifting
from tearoad.timetable.solvers.solver import Answer, Effort, unheard
from tearoad.timetable.solvers.spots import Spots
from tearoad.timetable.solvers.tables import seat

RELAXED = frozenset({Objective.MUSTS, Objective.DISTURBANCE, Objective.VALUE, Objective.FAIRNESS})
"""Objectives whose relaxation says much; that of waiting and of changes says nearly nothing and takes long."""

DAYS_SHARE = 0.8
"""Of a level's time, what may go into single days; they usually end sooner, when a round brings nothing."""

SHIFTING_SHARES = {Objective.VALUE: 0.15, Objective.IDLE: 0.4, Objective.INTERPRETER_CHANGES: 0.4}
"""Of a level's time, what may go into shifting single meetings."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a level came."""

    objective: Objective
    bound: int
    """Of the objective's value, given the levels above."""
    seconds: float


class Search:
    """One run over a problem; it always holds a plan that keeps all rules."""

    def __init__(self, problem: Problem, seed: int, stop: Callable[[], bool]) -> None:
        """Find the candidates and limits, and a first plan."""
        self._problem, self._seed, self._stop = problem, seed, stop
        spots = Spots(problem)
        found = candidates(problem, spots)
        limits = Limits(problem, spots, found).all()
        model = Model()
        model.add_columns(len(found))
        for limit in limits:
            model.add_sum(limit.columns, limit.weights, most=limit.most)
        self._ground = Ground(problem, found, model)
        self._limits = limits
        self._packing = greedy.Packing(limits, len(found))
        self._completes: list[Complete] = []
        self._done: list[Objective] = []
        self._days = np.array([problem.lookup.day[one.start] for one in found], np.int64)
        number = {wish.id: nth for nth, wish in enumerate(problem.wishes)}
        self._wishes = np.array([number[one.wish.id] for one in found], np.int64)
        self._chosen = self._packing.fill(greedy.order(problem, found, self._packing))

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The plan in hand."""
        return seat([self._ground.candidates[column] for column in sorted(self._chosen)], self._problem)

    def improve(self, objective: Objective, seconds: float, heard: Callable[[int, int], None]) -> Reached:
        """Make the plan better in one objective, without loss in those improved before."""
        begun = time.monotonic()
        ground = self._ground
        this = level(objective, ground)
        self._completes.append(this.complete)
        ground.model.goal = this.goal
        effort = Effort(
            seconds, seconds, self._seed, self._stop, lambda worth, bound: heard(this.value(worth), this.value(bound))
        )
        answer = self._search(objective, effort)
        ground.model.add_row(this.goal, least=answer.worth)
        self._done.append(objective)
        return Reached(objective, this.value(answer.bound), time.monotonic() - begun)

    def _search(self, objective: Objective, effort: Effort) -> Answer:
        stand = self._ground.model.stand()
        values = self._values()
        ceiling = self._ceiling(stand)
        answer = Answer(values, stand.worth(values), ceiling)
        if not answer.proved and not effort.stop():
            large = len(self._ground.candidates) > SMALL
            answer = self._large(objective, stand, answer, effort) if large else cp_sat(stand, values, effort)
            answer = replace(answer, bound=max(answer.worth, min(answer.bound, ceiling)))
        self._keep(answer.values)
        effort.heard(answer.worth, answer.bound)
        return answer

    def _values(self) -> Whole:
        width = len(self._ground.candidates)
        values = np.zeros(self._ground.model.width, np.int64)
        values[sorted(self._chosen)] = 1
        values[width:] = columns_of_all(self._completes, self._chosen)
        return values

    def _keep(self, values: Whole) -> None:
        width = len(self._ground.candidates)
        self._chosen = frozenset(np.flatnonzero(values[:width]).tolist())

    def _ceiling(self, stand: Stand) -> int:
        """Return what the goal is worth if each wish had its best candidate and nothing else mattered."""
        width = len(self._wishes)
        best = np.zeros(len(self._problem.wishes), np.int64)
        np.maximum.at(best, self._wishes, stand.goal[:width] * stand.highs[:width])
        own = np.maximum(stand.goal[width:] * stand.highs[width:], stand.goal[width:] * stand.lows[width:])
        return int(best.sum() + own.sum())

    def _large(self, objective: Objective, stand: Stand, answer: Answer, effort: Effort) -> Answer:
        ends = time.monotonic() + effort.seconds
        certificate = bounds.certify(stand, effort.seconds / 2) if objective in RELAXED else None
        if certificate is not None:
            answer = replace(answer, bound=min(answer.bound, certificate.bound))
            if objective is Objective.VALUE:
                answer = self._rounded(stand, answer, certificate)
                self._keep(answer.values)
            stand = self._without_needless(stand, answer, certificate)
            effort.heard(answer.worth, answer.bound)
        if not answer.proved and objective in SHIFTING_SHARES:
            answer = self._shifted(objective, stand, answer, effort)
        if not answer.proved and len(set(self._days.tolist())) > 1:
            some = replace(effort, seconds=DAYS_SHARE * (ends - time.monotonic()), heard=unheard)
            values = by_days(stand, answer.values, self._days, self._wishes, some, highs)
            answer = replace(answer, values=values, worth=stand.worth(values))
            effort.heard(answer.worth, answer.bound)
            if certificate is not None:
                stand = self._without_needless(stand, answer, certificate)
        left = ends - time.monotonic()
        if answer.proved or left <= 0 or effort.stop():
            return answer
        last = self._whole(stand, answer, replace(effort, seconds=left))
        return replace(last, bound=min(last.bound, answer.bound))

    def _whole(self, stand: Stand, answer: Answer, effort: Effort) -> Answer:
        small, kept = stand.part(np.ones(stand.width, np.bool_), answer.values)
        fixed = stand.worth(answer.values) - small.worth(answer.values[kept])

        def hear(worth: int, bound: int) -> None:
            effort.heard(worth + fixed, max(worth + fixed, min(answer.bound, bound + fixed)))

        found = highs(small, answer.values[kept], replace(effort, heard=hear))
        values = answer.values.copy()
        values[kept] = found.values
        return Answer(values, stand.worth(values), found.bound + fixed)

    def _rounded(self, stand: Stand, answer: Answer, certificate: bounds.Certificate) -> Answer:
        """Try the relaxation's plan made whole, and the plan in hand filled up."""
        ground = self._ground
        by_relaxation = greedy.by_relaxation(self._problem, ground.candidates, certificate.values.tolist())
        for first in ((), sorted(self._chosen)):
            self._chosen = self._packing.fill(by_relaxation, first)
            values = self._values()
            if stand.worth(values) > answer.worth and stand.holds(values):
                answer = replace(answer, values=values, worth=stand.worth(values))
            self._keep(answer.values)
        return answer

    def _shifted(self, objective: Objective, stand: Stand, answer: Answer, effort: Effort) -> Answer:
        """Try where single meetings could go; what people were told before stays."""
        shifting = Shifting(self._problem, self._ground.candidates, self._limits, self._chosen)
        fixed = self._told() | frozenset(np.flatnonzero(stand.highs[: len(self._wishes)] == 0).tolist())
        some = replace(effort, seconds=SHIFTING_SHARES[objective] * effort.seconds)
        if objective is Objective.VALUE:
            self._chosen = shifting.grow(fixed, some)
        else:
            self._chosen = shifting.improve([one for one in (*self._done, objective) if one in SHIFTED], fixed, some)
        values = self._values()
        if stand.worth(values) > answer.worth and stand.holds(values):
            answer = replace(answer, values=values, worth=stand.worth(values))
        self._keep(answer.values)
        effort.heard(answer.worth, answer.bound)
        return answer

    def _told(self) -> frozenset[int]:
        """The candidates that stand exactly as in the previous plan."""
        if Objective.DISTURBANCE not in self._done:
            return frozenset()
        told = set(self._problem.previous)
        return frozenset(
            column
            for column, one in enumerate(self._ground.candidates)
            if any(Meeting(one.wish.id, one.start, place, one.interpreter) in told for place in one.spot.places)
        )

    def _without_needless(self, stand: Stand, answer: Answer, certificate: bounds.Certificate) -> Stand:
        """Leave out for good the candidates that no plan at least as good as the one in hand contains."""
        needless = certificate.needless(stand, answer.worth)
        needless[len(self._wishes) :] = False
        highs_now = np.where(needless, stand.lows, stand.highs)
        for column in np.flatnonzero(needless).tolist():
            self._ground.model.highs[column] = 0
        return Stand(stand.rows, stand.lows, highs_now, stand.goal)
