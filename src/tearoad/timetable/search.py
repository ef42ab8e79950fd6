"""The search through the levels: a greedy start, then each objective with all earlier ones held.

Large levels begin with a proved bound from the relaxation, which also leaves out what no better plan can contain; the
plan is then rounded from the relaxation, improved day by day, and handed to a whole-model search for the rest of the
time. Small levels go to CP-SAT at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from tearoad.mission import Objective
from tearoad.timetable.beside import Beside
from tearoad.timetable.bounds import (
    BOUNDED,
    Certificate,
    LevelReached,
    LevelsAbove,
    Prices,
    certify,
    least_spread,
    least_without_hours,
    least_worst,
)
from tearoad.timetable.objectives import MAXIMISED, measure
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.shares import (
    BY_NAME,
    CERTIFYING_SHARE,
    DAYS_SHARE,
    LEAST_BEGUN,
    LEFT,
    MOVED_AT_ONCE,
    PERSONAL,
    POLISHING_SHARE,
    POLISHING_WORK,
    READING_LEAST,
    READING_SHARE,
    RELAXED,
    SERVED_WORK,
    SHIFTING_SHARES,
    SMALL,
    STAFFING_WORK,
    VAST,
    WITHOUT_HOURS_LEAST,
    WITHOUT_HOURS_LEAST_S,
    WITHOUT_HOURS_SHARE,
)
from tearoad.timetable.solvers import greedy
from tearoad.timetable.solvers.assignment.local_search import WORK_TO_READ, Assignment
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.candidates import Candidate, by_name, candidates_of_crews
from tearoad.timetable.solvers.cp_sat import cp_sat, least_work_to_raise_bound, raise_bound
from tearoad.timetable.solvers.current_plan import CurrentPlan
from tearoad.timetable.solvers.days import by_days
from tearoad.timetable.solvers.highs import highs
from tearoad.timetable.solvers.levels import Ground, level
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.linear import Model, Stand, Whole
from tearoad.timetable.solvers.quiet import without_collecting
from tearoad.timetable.solvers.shifting import Shifting
from tearoad.timetable.solvers.solver import Effort, Running, SolverAnswer, never, unheard
from tearoad.timetable.solvers.spots import Spots
from tearoad.timetable.solvers.tallies import TALLIED
from tearoad.values import WishId


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a level came."""

    objective: Objective
    seconds: float
    was_cut: bool
    """Whether the clock, or somebody, ended it before its work was done."""


class Search:
    """One run over a problem; it always holds a plan that keeps all rules."""

    def __init__(self, problem: Problem, start: Sequence[Meeting] = ()) -> None:
        """Find the candidates and limits, and a first plan: `start` as far as it fits, then the most wanted first."""
        self._problem = problem
        spots = Spots(problem)
        with without_collecting():
            self._crews, found = candidates_of_crews(problem, spots, SMALL)
            self._packing = greedy.Packing(Limits(problem, spots, found, self._crews).all(), len(found))
        self._rules = self._packing.model
        self._ground = Ground(problem, found, self._rules.copy(), self._crews)
        self._plan = CurrentPlan(self._ground, spots)
        self._assignment = Assignment(problem, found, self._crews, spots)
        self._told = frozenset(problem.previous)
        self._is_moved_by_name = False
        self._held: dict[Objective, LevelReached] = {}
        self._bounds: dict[Objective, int] = {}
        """What the search itself proved."""
        self._proved: dict[Objective, int] = {}
        """What was proved beside it, or before a level was searched."""
        self._beside = Beside()
        self._values_held: dict[Objective, int] = {}
        self._prices: Prices | None = None
        """Those that bound the value."""
        self._done: list[Objective] = []
        self._days = np.array([problem.lookup.day[candidate.start] for candidate in found], np.int64)
        number = {wish.id: nth for nth, wish in enumerate(problem.wishes)}
        self._wishes = np.array([number[candidate.wish.id] for candidate in found], np.int64)
        columns = np.array(self._plan.columns_of(start), np.int64)
        chosen = self._packing.fill(np.concatenate((columns, greedy.order(problem, found, self._packing))))
        self._plan.chosen = chosen - self._plan.unstaffed(chosen)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The plan in hand."""
        return self._plan.meetings

    def improve(self, objective: Objective, effort: Effort) -> Reached:
        """Make the plan better in one objective, without loss in those improved before."""
        if self._is_for_moves_alone(objective):
            return self._moved(objective, effort)
        begun = time.monotonic()
        ground = self._ground
        this = level(objective, ground)
        self._plan.add_level(this.complete)
        ground.model.goal = this.goal
        heard = effort.heard
        effort = replace(effort, heard=lambda worth, bound: heard(this.value(worth), this.value(bound)))
        running = effort.begun()
        if objective in BOUNDED:
            self._prove_without_hours(objective, running)
        is_by_name = not self._crews.single and not PERSONAL.isdisjoint((*self._done, objective))
        if is_by_name and self._plan.by_name is None:
            self._is_moved_by_name = self._is_read_soon(effort)
        is_moved = is_by_name and self._is_moved_by_name and objective in BY_NAME
        some = running.left(1 - POLISHING_SHARE if is_by_name else 1.0)  # who goes where needs time too
        some = replace(some, work=0.0 if is_moved else effort.work)
        least = None if self._is_large else self._proved.get(objective)  # else it is not known yet
        answer = self._search(objective, some, None if least is None else this.worth(least))
        self._done.append(objective)
        worth = answer.worth
        if is_by_name:  # only estimated as long as nobody of a crew has a name
            worth = min(worth, this.worth(self._improve_by_name(objective, running)))
        ground.model.add_row(this.goal, least=worth)
        self._held[objective] = LevelReached(this.goal, worth)
        self._values_held[objective] = this.value(worth)
        self._bounds[objective] = this.value(answer.bound)
        if objective is Objective.FAIRNESS:
            self._prove_least_worst(running)
        if objective is Objective.SPREAD and not answer.proved:
            self._prove_least_spread(running)
        settled = this.value(worth), self._bounds[objective]
        if settled != (this.value(answer.worth), this.value(answer.bound)):
            heard(*settled)
        was_cut = not answer.proved and (time.monotonic() >= running.deadline or effort.stop())
        return Reached(objective, time.monotonic() - begun, was_cut)

    def bounds(self, stop: Callable[[], bool] = never) -> Mapping[Objective, int]:
        """Wait for what is proved beside the search, unless somebody stops; return the bound of each level's value."""
        self._beside.finish(stop)
        tighter = {level: min if level in MAXIMISED else max for level in self._bounds}
        return {level: tighter[level](bound, self._proved.get(level, bound)) for level, bound in self._bounds.items()}

    def _is_read_soon(self, effort: Effort) -> bool:
        """Whether reading the ways of the meetings held, with everybody by name, leaves enough of a level's work."""
        found = self._ground.candidates
        held = {found[column].wish.id for column in self._plan.chosen}
        ways = by_name([candidate for candidate in found if candidate.wish.id in held], self._crews)
        return WORK_TO_READ * ways <= max(READING_LEAST, READING_SHARE * min(effort.work, effort.seconds))

    def _is_relaxed(self, objective: Objective) -> bool:
        """Whether the relaxation is asked: of many firms shares one by one say more of fairness, and sooner."""
        return objective in RELAXED and not (self._is_vast and objective is Objective.FAIRNESS)

    def _is_for_moves_alone(self, objective: Objective) -> bool:
        """Whether the model is large, and nothing follows that a solver would have to hold this level for."""
        objectives = self._problem.objectives
        follow = objectives[objectives.index(objective) :]
        return self._is_vast and PERSONAL.issuperset(follow)

    def _moved(self, objective: Objective, effort: Effort) -> Reached:
        """Shift single meetings only; a crew's are counted as its level counts them, and settled by the rota."""
        begun, running = time.monotonic(), effort.begun()
        self._done.append(objective)
        moved = self._shifting(self._done).improve(self._unchanged(), effort)
        if not self._plan.unstaffed(moved):
            self._plan.chosen = moved
        value = self._values_held[objective] = measure(objective, self._problem, self.meetings)
        self._bounds[objective] = 0
        if objective in BOUNDED:
            self._prove_without_hours(objective, running)
        effort.heard(value, 0)
        was_cut = time.monotonic() >= running.deadline or effort.stop()
        return Reached(objective, time.monotonic() - begun, was_cut)

    def _shifting(self, objectives: Sequence[Objective]) -> Shifting:
        served = [objective for objective in objectives if objective in TALLIED]
        return Shifting(self._problem, self._ground.candidates, self._packing, self._plan.chosen, served, self._crews)

    def _improve_by_name(self, objective: Objective, running: Running) -> int:
        """Settle who of the crews goes where, move meetings with everybody by name; return what that comes to.

        Those that a firm's people could not hold together stand where they stood.
        """
        done = [earlier for earlier in self._done if earlier in TALLIED]
        before, work = self._plan.by_name, max(POLISHING_WORK, POLISHING_SHARE * running.effort.work)
        if before is None or not (self._is_moved_by_name and objective in BY_NAME):
            made = self._plan.with_members(self._plan.chosen)[0]
            if not self._is_moved_by_name:  # else moves exchange interpreters too
                made = self._assignment.share_out(made, done, replace(running.left(), work=work, heard=unheard))
            before = made if before is None or self._rank(made) < self._rank(before) else before
        if not self._is_moved_by_name:
            self._plan.by_name = before
            return self._measured(objective)
        stand = set[WishId]()
        while True:
            some = replace(running.left(MOVED_AT_ONCE, least=LEAST_BEGUN if stand else work), heard=unheard)
            self._plan.by_name = self._assignment.move(before, done, some, stand, self._is_unchanged)
            self._plan.chosen = frozenset(self._plan.columns_of(self.meetings))
            clashes = tuple(self._plan.clashes(self._plan.chosen))
            if not clashes:
                return self._measured(objective)
            stand |= {self._ground.candidates[column].wish.id for clash in clashes for column in clash}

    def _measured(self, objective: Objective) -> int:
        """Return what the plan in hand comes to, and note it of those above too: a gain there may cost more below."""
        meetings = self.meetings
        self._values_held |= {earlier: measure(earlier, self._problem, meetings) for earlier in self._done}
        return self._values_held[objective]

    def _rank(self, plan: Sequence[Candidate]) -> list[int]:
        """Return what the objectives served so far come to, in their order; less is better."""
        meetings = seat(plan, self._problem)
        found = ((objective, measure(objective, self._problem, meetings)) for objective in self._done)
        return [-value if objective in MAXIMISED else value for objective, value in found]

    def _prove(self, objective: Objective, proof: Callable[[Effort], int], effort: Effort) -> None:
        """Have a bound of an objective proved: where the model is large, beside the search."""

        def note(effort: Effort) -> None:
            self._proved[objective] = proof(effort)

        if self._is_large:
            self._beside.prove(note, effort)
        else:
            note(effort)

    def _prove_least_worst(self, running: Running) -> None:
        value = self._held.get(Objective.VALUE)
        known = range(self._bounds[Objective.FAIRNESS], self._values_held[Objective.FAIRNESS])
        if value is not None and known:
            proof = partial(least_worst, *self._shares_asked(), value=value, known=known)
            self._prove(Objective.FAIRNESS, lambda effort: proof(effort=effort), running.left(least=SERVED_WORK))

    def _prove_least_spread(self, running: Running) -> None:
        value = self._held.get(Objective.VALUE)
        if value is None:
            return
        known = self._bounds.get(Objective.FAIRNESS, 0)
        proof = partial(least_spread, *self._shares_asked(), value=value)

        def prove(effort: Effort) -> int:
            return proof(worst=max(known, self._proved.get(Objective.FAIRNESS, 0)), effort=effort)

        self._prove(Objective.SPREAD, prove, running.left(least=SERVED_WORK))

    def _shares_asked(self) -> tuple[Problem, Sequence[Candidate], Model, Whole]:
        ways = self._ground.candidates
        return self._problem, ways, self._rules, self._plan.values()[: len(ways)]

    def _prove_without_hours(self, objective: Objective, running: Running) -> None:
        """Have proved what the best choice of days, zones and interpreters comes to."""
        some = running.left(WITHOUT_HOURS_SHARE, least=WITHOUT_HOURS_LEAST)
        proof = partial(
            least_without_hours,
            objective,
            self._problem,
            self._ground.candidates,
            self._crews,
            is_open=self._ground.model.highs[: len(self._ground.candidates)],
            kept=LevelsAbove(dict(self._values_held), self._prices),
        )

        def prove(effort: Effort) -> int:
            return proof(effort=replace(effort, seconds=max(effort.seconds, WITHOUT_HOURS_LEAST_S)))

        self._prove(objective, prove, some)

    def _search(self, objective: Objective, effort: Effort, bound: int | None = None) -> SolverAnswer:
        running = effort.begun()
        stand = self._ground.model.stand()
        values = self._plan.values()
        ceiling = self._ceiling(stand)
        if bound is not None:
            ceiling = min(ceiling, bound)
        answer = SolverAnswer(values, stand.worth(values), max(stand.worth(values), ceiling))
        if not answer.proved and effort.work > 0 and not effort.stop():
            answer = self._large(objective, stand, answer, effort) if self._is_large else cp_sat(stand, values, effort)
            answer = replace(answer, bound=max(answer.worth, min(answer.bound, ceiling)))
            answer = self._staffed(objective, stand, answer, values, running.left(least=STAFFING_WORK))
        self._plan.take(answer.values)
        effort.heard(answer.worth, answer.bound)
        return answer

    @property
    def _is_vast(self) -> bool:
        return len(self._ground.candidates) >= VAST

    @property
    def _is_large(self) -> bool:
        return len(self._ground.candidates) > SMALL or not self._crews.single

    def _staffed(
        self, objective: Objective, stand: Stand, answer: SolverAnswer, before: Whole, effort: Effort
    ) -> SolverAnswer:
        """Return a plan for all of whose meetings a member of each crew is left, and somebody of each firm.

        Where no member is left, that way of holding the meeting is left out; what a firm's people cannot hold together
        becomes a limit for good. The plan is then searched anew around it; what is not better than before is not taken.
        """
        running, banned, best = effort.begun(), set[int](), before
        values = answer.values
        while True:
            chosen = self._plan.columns_in(values)
            left = self._plan.unstaffed(chosen)
            kept = self._plan.hold_without(values, left)
            if stand.holds(kept) and stand.worth(kept) > stand.worth(best):
                best = kept
            lost = stand.worth(values) - stand.worth(kept)
            good_enough = self._is_vast and best is kept and lost <= LEFT * stand.worth(kept)
            if not left or good_enough or running.is_over:
                return replace(answer, values=best, worth=stand.worth(best))
            for clash in self._plan.clashes(chosen):
                self._ground.model.add_row(dict.fromkeys(clash, 1), most=len(clash) - 1)
            banned |= self._plan.without_member(chosen)
            highs_now = stand.highs.copy()
            highs_now[sorted(banned)] = 0
            around = Stand(self._ground.model.matrix(), stand.lows, highs_now, stand.goal)
            some = replace(running.left(), heard=unheard)
            if self._is_vast and objective in MAXIMISED:
                values = self._grown(objective, kept, frozenset(banned), some)
            elif self._is_large:
                values = by_days(around, best, self._days, self._wishes, some, highs)
            else:
                solver_answer = cp_sat(around, best, some)
                values, answer = solver_answer.values, replace(answer, bound=min(answer.bound, solver_answer.bound))

    def _grown(self, objective: Objective, values: Whole, fixed: frozenset[int], effort: Effort) -> Whole:
        """Squeeze in what was left out, musts first, by no way that is fixed."""
        self._plan.take(values)
        shifting, musts_alone = self._shifting((*self._done, objective)), objective is Objective.MUSTS
        self._plan.chosen = shifting.grow(fixed | self._unchanged(), effort, musts_alone=musts_alone)
        return self._plan.values()

    def _ceiling(self, stand: Stand) -> int:
        """Return what the goal is worth if each wish had its best candidate and nothing else mattered."""
        width = len(self._wishes)
        best = np.zeros(len(self._problem.wishes), np.int64)
        np.maximum.at(best, self._wishes, stand.goal[:width] * stand.highs[:width])
        own = np.maximum(stand.goal[width:] * stand.highs[width:], stand.goal[width:] * stand.lows[width:])
        return int(best.sum() + own.sum())

    def _large(self, objective: Objective, stand: Stand, answer: SolverAnswer, effort: Effort) -> SolverAnswer:
        if objective in TALLIED and min(effort.work, effort.seconds) < LEAST_BEGUN:
            return answer
        running, before = effort.begun(), answer.worth
        if objective is Objective.MUSTS:  # they nearly always find room, and then nothing is to be proved
            answer = self._shifted(objective, stand, answer, running, SHIFTING_SHARES[objective])
        certificate = None
        if self._is_relaxed(objective) and not answer.proved:
            certificate = certify(stand, running.left(CERTIFYING_SHARE), answer.values)
        if certificate is not None:
            answer = replace(answer, bound=min(answer.bound, certificate.bound))
            if objective is Objective.VALUE:
                self._prices = Prices.of(certificate, stand.highs[: len(self._wishes)])
                answer = self._rounded(stand, answer, certificate)
                self._plan.take(answer.values)
            effort.heard(answer.worth, answer.bound)
        if not self._is_vast:
            narrowed = partial(self._narrowed, before=before, certificate=certificate)
            answer = self._searched(objective, stand, answer, running, narrowed)
        # What is too large for the solver leaves its work over.
        last = not answer.proved and (objective in MAXIMISED or self._is_vast) and objective in SHIFTING_SHARES
        return self._shifted(objective, stand, answer, running, 1.0) if last else answer

    def _searched(
        self,
        objective: Objective,
        stand: Stand,
        answer: SolverAnswer,
        running: Running,
        narrowed: Callable[[Stand, SolverAnswer], Stand],
    ) -> SolverAnswer:
        """Shift meetings, then search day by day, then the whole; of waiting the bound is raised instead."""
        stand = narrowed(stand, answer)
        if objective is Objective.IDLE:
            return self._waiting(stand, answer, running)
        if not answer.proved and objective in SHIFTING_SHARES:
            answer = self._shifted(objective, stand, answer, running, SHIFTING_SHARES[objective])
        if not answer.proved and len(set(self._days.tolist())) > 1:
            some = replace(running.left(DAYS_SHARE), heard=unheard)
            values = by_days(stand, answer.values, self._days, self._wishes, some, highs)
            answer = replace(answer, values=values, worth=stand.worth(values))
            running.effort.heard(answer.worth, answer.bound)
            stand = narrowed(stand, answer)
        if answer.proved or running.is_over:
            return answer
        if objective is Objective.VALUE:  # days find what the whole model would find, which then only proves
            self._prove_whole(objective, stand, answer, running)
            return answer
        last = self._whole(stand, answer, running.left())
        return replace(last, bound=min(last.bound, answer.bound))

    def _prove_whole(self, objective: Objective, stand: Stand, answer: SolverAnswer, running: Running) -> None:
        """Have the whole model searched beside for the rest of the work, for its bound alone."""
        some = running.left()
        running.effort.meter.spend(some.work)
        self._prove(objective, lambda effort: self._whole(stand, answer, effort).bound, some)

    def _waiting(self, stand: Stand, answer: SolverAnswer, running: Running) -> SolverAnswer:
        """Shift meetings, then raise the bound where there is enough work for that."""
        left, share = running.left(), SHIFTING_SHARES[Objective.IDLE]
        is_bounded = (1 - share) * min(left.work, left.seconds) >= least_work_to_raise_bound(stand)
        answer = self._shifted(Objective.IDLE, stand, answer, running, share if is_bounded else 1.0)
        is_done = answer.proved or running.is_over or not is_bounded
        return answer if is_done else raise_bound(stand, answer, running.left())

    def _whole(self, stand: Stand, answer: SolverAnswer, effort: Effort) -> SolverAnswer:
        small, kept = stand.part(np.ones(stand.width, np.bool_), answer.values)
        fixed = stand.worth(answer.values) - small.worth(answer.values[kept])

        def hear(worth: int, bound: int) -> None:
            effort.heard(worth + fixed, max(worth + fixed, min(answer.bound, bound + fixed)))

        solver_answer = highs(small, answer.values[kept], replace(effort, heard=hear))
        values = answer.values.copy()
        values[kept] = solver_answer.values
        return SolverAnswer(values, stand.worth(values), solver_answer.bound + fixed)

    def _rounded(self, stand: Stand, answer: SolverAnswer, certificate: Certificate) -> SolverAnswer:
        """Try the relaxation's plan made whole, and the plan in hand filled up."""
        ground = self._ground
        by_relaxation = greedy.by_relaxation(self._problem, ground.candidates, certificate.values)
        for first in ((), sorted(self._plan.chosen)):
            self._plan.chosen = self._packing.fill(by_relaxation, first)
            values = self._plan.values()
            if stand.worth(values) > answer.worth and stand.holds(values):
                answer = replace(answer, values=values, worth=stand.worth(values))
            self._plan.take(answer.values)
        return answer

    def _shifted(
        self, objective: Objective, stand: Stand, answer: SolverAnswer, running: Running, share: float
    ) -> SolverAnswer:
        """Try where single meetings could go, for so much of the work at most; what people were told before stays."""
        some = running.left()
        some = replace(some, work=min(some.work, share * running.effort.work))
        if some.work <= 0:
            return answer
        fixed = frozenset(np.flatnonzero(stand.highs[: len(self._wishes)] == 0).tolist())
        if objective in MAXIMISED:
            values = self._grown(objective, answer.values, fixed, some)
        else:
            shifting = self._shifting((*self._done, objective))
            self._plan.chosen = shifting.improve(fixed | self._unchanged(), some)
            values = self._plan.values()
        if stand.worth(values) > answer.worth and stand.holds(values):
            answer = replace(answer, values=values, worth=stand.worth(values))
        self._plan.take(answer.values)
        running.effort.heard(answer.worth, answer.bound)
        return answer

    def _unchanged(self) -> frozenset[int]:
        return frozenset(column for column, way in enumerate(self._ground.candidates) if self._is_unchanged(way))

    def _is_unchanged(self, way: Candidate) -> bool:
        """Whether a meeting would stand exactly as in the previous plan."""
        return Objective.DISTURBANCE in self._done and any(
            Meeting(way.wish.id, way.start, place, way.interpreter) in self._told for place in way.spot.places
        )

    def _narrowed(self, stand: Stand, answer: SolverAnswer, *, before: int, certificate: Certificate | None) -> Stand:
        """Leave out what is in no plan worth as much as this one, or as `before` if no crew can hold this one."""
        if certificate is None:
            return stand
        chosen = self._plan.columns_in(answer.values)
        return self._without_needless(stand, before if self._plan.unstaffed(chosen) else answer.worth, certificate)

    def _without_needless(self, stand: Stand, worth: int, certificate: Certificate) -> Stand:
        """Leave out for good the candidates that no plan worth so much contains."""
        needless = certificate.needless(stand, worth)
        needless[len(self._wishes) :] = False
        highs_now = np.where(needless, stand.lows, stand.highs)
        for column in np.flatnonzero(needless).tolist():
            self._ground.model.highs[column] = 0
        return Stand(stand.rows, stand.lows, highs_now, stand.goal)
