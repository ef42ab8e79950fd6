"""The fewest breaks with which every meeting of an event can be held, proved.

Each person's quietest day gives a first bound. A satisfiability solver (CaDiCaL) is asked for a plan in which every
day is quiet; where there is none, it names people of whom one at least has a further break, and the bound rises
(core-guided search: Morgado, Dodaro, Marques-Silva 2014). What that does not settle soon is asked with a budget of
breaks, in two ways of counting tables in turn, the one that last told more with most of the work. Of large events a
good plan is looked for first.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from tearoad.timetable.solvers.solver import never, unheard
from tearoad_lab.matchmaking.checkpoint import Checkpoint, unkept
from tearoad_lab.matchmaking.effort import Effort, FewestBreaks, Outcome, effort_of
from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.growing import CONFLICTS_A_SECOND, Growing, is_huge, is_large
from tearoad_lab.matchmaking.judge import breaks
from tearoad_lab.matchmaking.narrowing import narrowed
from tearoad_lab.matchmaking.patterns import Quiet, quietest
from tearoad_lab.matchmaking.prices import Priced, priced
from tearoad_lab.matchmaking.relaxation import fewest_further
from tearoad_lab.matchmaking.sat.encoding import Counting, Encoded, Limits

if TYPE_CHECKING:
    from tearoad_lab.matchmaking.chains import Chains
    from tearoad_lab.matchmaking.sat.asking import Asking
    from tearoad_lab.matchmaking.side_by_side import SideBySide

_FIRST_CONFLICTS = 6_000
_LATER_CONFLICTS = 40_000
_GROWTH = 1.5
_SHARE_OF_OTHER = 0.15
_SHRINKING_CONFLICTS = 300
_SHARE_OF_PRICES = 0.05
"""Of the time, what goes into prices."""
_SHARE_OF_RELAXING, _LEAST_OF_RELAXING = 0.25, 0.1
"""Of the time left, and in seconds, what goes into a programme over days."""
_FIRST_WORK, _WORK = 0.002, 0.005
"""So much work for each meeting has the first turn, in which exchanges make the plan that the solver begins with, and
the next; each later one twice as much as the one before. Where the solver is not asked there is no such first turn."""
_SHARES_OF_LAST = 5
"""A turn is the last where no more than this many times its work is left."""
_SHARE_OF_CORES = 0.75
"""Of the solver's work in a turn, what goes into the question whether all days can be quiet."""
_LOOK_CONFLICTS = 10_000
"""So many conflicts between two looks at the clock."""
_SHARE_OF_PROOF = 0.5
"""Where so much of the time brought no proof of a small event, a good plan is looked for too."""
_LARGE = 60
"""More people than this at once say little: their bound comes from a budget."""


def fewest_breaks(  # noqa: PLR0913  # effort, listeners and where to begin, each of its own
    event: Event,
    *,
    seed: int = 0,
    work: float | None = None,
    time_limit_s: float = 60.0,
    stop: Callable[[], bool] = never,
    heard: Callable[[int, int], None] = unheard,
    kept: Callable[[Checkpoint], None] = unkept,
    resumed: Checkpoint | None = None,
) -> FewestBreaks:
    """Return the plan with the fewest breaks in all, within the fairness the event asks for.

    `heard` is told value and bound whenever a better plan is found. Deterministic unless the time limit or `stop` cuts
    it: what is done is counted, in steps of exchanges and in the solver's conflicts. A large event's plan is mended
    with so much `work`, about as many seconds on two quiet cores (None: as many as the time limit), and so much is
    spent on the proof of another (None: until the clock ends it). `kept` is told where the search for a good plan is,
    and one that is `resumed` from there ends with the same plan. The worst case is exponential: the problem is NP-hard.
    """
    begun = time.monotonic()
    effort = replace(effort_of(work, time_limit_s, seed, stop, heard), kept=kept, resumed=resumed)
    answer = effort.cut(_fewest(event, effort))
    return replace(answer, seconds=time.monotonic() - begun)


def _fewest(event: Event, effort: Effort) -> FewestBreaks:
    slots = narrowed(event)
    if slots is None:
        return FewestBreaks(Outcome.IMPOSSIBLE, None, None, 0, 0.0)
    best: tuple[int, ...] | None = None
    value: int | None = None
    bounds: list[int] = []
    prices = cache(lambda: _priced(event, slots, effort))
    for limits, quiet in _ranges(event, slots):
        if value is not None and sum(day.breaks for day in quiet.values()) >= value:
            continue
        search = _Search(event, slots, quiet, limits, prices, effort)
        search.run(None if value is None else value - 1)
        if search.value is not None and (value is None or search.value < value):
            best, value = search.plan, search.value
        if search.bound is not None:
            bounds.append(search.bound)
    bound = min(bounds, default=0)
    if best is None or value is None:
        return FewestBreaks(Outcome.UNKNOWN if bounds else Outcome.IMPOSSIBLE, None, None, bound, 0.0)
    bound = min(bound, value)
    return FewestBreaks(Outcome.OPTIMAL if bound == value else Outcome.FEASIBLE, best, value, bound, 0.0)


def _priced(event: Event, slots: Sequence[frozenset[int]], effort: Effort) -> Priced:
    ends = effort.until(_SHARE_OF_PRICES)
    found = priced(event, slots, ends, effort.stop)
    effort.is_past(ends)
    return found


def _ranges(event: Event, slots: Sequence[frozenset[int]]) -> Iterator[tuple[Limits, dict[int, Quiet]]]:
    """Yield the ranges of breaks that fairness allows, with everyone's quietest day in it."""
    people = event.appointments_of()
    idle = any(len(mine) <= 1 for mine in people)
    longest = max(map(len, people), default=0)
    for least in range(max(1, longest)):
        most = longest if event.spread is None else least + event.spread
        days = {person: quietest(mine, slots, least) for person, mine in enumerate(people) if len(mine) > 1}
        quiet = {person: day for person, day in days.items() if day is not None}
        if len(quiet) < len(days):
            return
        if all(day.breaks <= most for day in quiet.values()):
            yield Limits(least, most), quiet
        if idle or event.spread is None:
            return


class _Search:
    """The search within one range of breaks."""

    def __init__(  # what is known before the search
        self,
        event: Event,
        slots: Sequence[frozenset[int]],
        quiet: dict[int, Quiet],
        limits: Limits,
        prices: Callable[[], Priced],
        effort: Effort,
    ) -> None:
        self._event, self._slots, self._quiet, self._limits, self._effort = event, slots, quiet, limits, effort
        self._prices = prices
        self._base = sum(day.breaks for day in quiet.values())
        self.plan: tuple[int, ...] | None = None
        self.value: int | None = None
        self._least_heard: int | None = None
        self._beside: SideBySide | None = None
        self.bound: int | None = self._base
        """No plan in the range has fewer; None when there is no plan in it at all."""

    def run(self, most: int | None) -> None:
        """Search for the best plan with `most` breaks at most."""
        ceiling = self._base + sum(max(0, self._limits.most - day.breaks) for day in self._quiet.values())
        ceiling = ceiling if most is None else min(ceiling, most)
        if is_large(self._slots) and (self._grown() or is_huge(self._slots) or self._effort.over):
            return
        self._raise(self._prices().bound)
        if is_large(self._slots) and self.plan is not None:
            return
        whole, is_small = self._effort, not is_large(self._slots)
        if is_small:
            conflicts = _SHARE_OF_PROOF * whole.conflicts
            self._effort = replace(whole, ends=whole.until(_SHARE_OF_PROOF), conflicts=conflicts)
        self._exactly(ceiling, most)
        self._effort = whole
        if is_small and self.bound is not None and self.value != self.bound and not whole.over:
            self._grown()

    def _exactly(self, ceiling: int, most: int | None) -> None:
        """Raise the bound until there is a plan with no more breaks; None when there is none in the range."""
        order = [Counting.PEOPLE, Counting.MEETINGS]
        # Where prices have raised the bound, most cores are known to be there: to find them one by one takes longer.
        by_prices = self.bound is not None and self.bound > self._base
        if not by_prices and self._by_all_cores(order):
            return
        self._raise(self._base + self._relaxed())
        with ExitStack() as stack:
            askings = [(counting, stack.enter_context(self._asking(self._encoded(counting)))) for counting in order]
            if by_prices and not self._event.order:
                self._lean(askings)
            self._any_plan(askings[0][1])
            while self.bound is not None and self.bound <= ceiling and not self._effort.over:
                first = self._within_budget(self.bound, askings)
                if first is None:
                    return
                askings.sort(key=lambda pair: pair[0] is not first)
                self._raise(self.bound + 1)
        if most is None and self.bound is not None and self.bound > ceiling:
            self.bound = None

    def _by_all_cores(self, order: list[Counting]) -> bool:
        """Raise the bound core by core, counted each way, who told more first in `order`; whether it is settled."""
        for counting in tuple(order):
            before = self.bound
            with self._asking(self._encoded(counting)) as asking:
                if self._by_cores(asking, _FIRST_CONFLICTS, _LARGE):
                    return True
            if self.bound != before:
                order.sort(key=lambda way: way is not counting)
        return False

    def _lean(self, askings: Sequence[tuple[Counting, Asking]]) -> None:
        """Let days like those that the prices lead to be tried first: they are hard to come by otherwise."""
        for _, asking in askings:
            asking.lean_to(self._prices().days)

    def _grown(self) -> bool:
        """Look for a good plan in turns; whether it is the best already, or there is none in the range."""
        chains = None if self._event.order else self._placed()
        for turn, work in self._turns():
            asks_solver = chains is None or (turn > 0 and not is_huge(self._slots))
            if self._in_turn(turn, work, chains, asks_solver=asks_solver):
                return True
            if asks_solver:
                self._raise(self._prices().bound)
        return self._is_best

    def _in_turn(self, turn: int, work: float, chains: Chains | None, *, asks_solver: bool) -> bool:
        """Let exchanges and the solver look for a better plan side by side; whether the range is settled."""
        effort = self._effort
        if chains is None:
            return self._solver_settled_after(work, lambda _: effort.over) < math.inf
        from tearoad_lab.matchmaking.annealing import Annealing  # noqa: PLC0415  # its loops are compiled when needed
        from tearoad_lab.matchmaking.side_by_side import SideBySide  # noqa: PLC0415  # so are its users

        start = self._begun(turn, chains)
        ends = effort.until(1.0)
        with Annealing(chains.seating, self._quiet, start, seed=effort.seed, work=work, ends=ends) as annealing:
            self._beside = both = SideBySide(annealing, replace(effort, heard=self._hear), self._value_of, start.bound)
            solver = self._solver_settled_after(work, both.is_solver_to_end) if asks_solver else math.inf
            both.wait(solver)
        self._beside = None
        if both.best is not None and (both.settled_after < solver or both.value < (self.value or math.inf)):
            self.plan, self.value = both.best.best, int(both.value)
        is_settled = min(solver, both.settled_after) < math.inf
        if annealing.was_cut and not is_settled:
            effort.cuts.append(ends)
        return is_settled

    def _begun(self, turn: int, chains: Chains) -> Checkpoint:
        """Return where a turn begins, or an ended search of it was."""
        resumed = self._resumed
        if resumed is not None and resumed.turn == turn:
            self._raise(resumed.bound)
            return resumed
        plan = self.plan or chains.plan
        return Checkpoint(self._limits.least, turn, 0, plan, plan, plan, self.bound or 0)

    @property
    def _resumed(self) -> Checkpoint | None:
        """Where an ended search of this range was."""
        resumed = self._effort.resumed
        return resumed if resumed is not None and resumed.least == self._limits.least else None

    def _turns(self) -> Iterator[tuple[int, float]]:
        """Yield turns and the work of each, the last of which has what is left."""
        first = 0 if self._resumed is None else self._resumed.turn
        left, meetings = self._effort.work, len(self._slots)
        for turn in count():
            doubled = turn if is_huge(self._slots) else turn - 1
            work = meetings * (_FIRST_WORK if doubled < 0 else _WORK * 2**doubled)
            is_last = left < _SHARES_OF_LAST * work
            if turn >= first and not self._is_best and not self._effort.over:
                yield turn, left if is_last else work
            if is_last:
                return
            left -= work

    def _solver_settled_after(self, work: float, is_to_end: Callable[[int], bool]) -> float:
        """Ask the solver for all quiet days at once, then for one after another.

        Return the work after which the range was settled, infinite where it was not.
        """
        conflicts = int(CONFLICTS_A_SECOND * work)
        encoded, effort = self._encoded(Counting.FREE), self._effort
        with self._asking(encoded, is_to_end) as asking:
            if self.plan is not None:  # the solver then looks near it
                asking.plan_with(encoded.literals_of(self.plan), conflicts)
            is_settled = self._by_cores(asking, int(_SHARE_OF_CORES * conflicts))
            if not is_settled and not self._is_best:
                ends = effort.until(1 - _SHARE_OF_PRICES)
                growing = Growing(
                    self._event, self._quiet, encoded, lambda: asking.is_to_end or effort.is_past(ends), self._keep
                )
                growing.run(asking, self.plan, conflicts)
            return asking.conflicts / CONFLICTS_A_SECOND if is_settled or self._is_best else math.inf

    @property
    def _is_best(self) -> bool:
        return self.value is not None and self.value == self.bound

    def _placed(self) -> Chains | None:
        """Return exchanges with every meeting placed; None where the time ended before."""
        from tearoad_lab.matchmaking.chains import Chains  # noqa: PLC0415  # its loops are compiled when needed

        effort = self._effort
        chains = Chains(self._event, self._slots, self._limits, effort.seed)
        if self._resumed is not None:
            self._keep(self._resumed.start)
        elif chains.place_all(lambda: effort.over):
            self._keep(chains.plan)
        else:
            return None
        return chains

    def _any_plan(self, asking: Asking) -> None:
        """Have something in hand if the time should end before the best plan is found."""
        plan = None if self._effort.over or self.plan is not None else asking.plan(_FIRST_CONFLICTS, wishes=False)
        if plan is not None:
            self._keep(plan)

    def _relaxed(self) -> int:
        ends = max(time.monotonic() + _LEAST_OF_RELAXING, self._effort.until(_SHARE_OF_RELAXING))
        left = ends - time.monotonic()
        further = fewest_further(self._event, self._slots, self._quiet, self._limits.most, left)
        self._effort.is_past(ends)
        return further

    def _raise(self, bound: int) -> None:
        if self.bound is not None:
            self.bound = max(self.bound, bound)

    def _encoded(self, counting: Counting) -> Encoded:
        return Encoded(self._event, self._slots, self._quiet, self._limits, counting)

    def _asking(self, encoded: Encoded, is_to_end: Callable[[int], bool] | None = None) -> Asking:
        """Return a solver that is told the event; it is asked, after so many conflicts, whether it is to end."""
        from tearoad_lab.matchmaking.sat.asking import Asking  # noqa: PLC0415  # the solver is loaded when needed

        return Asking(encoded, self._effort.seed, is_to_end or (lambda _: self._effort.over))

    def _keep(self, plan: tuple[int, ...]) -> None:
        value = self._value_of(breaks(self._event, plan))
        if value is not None and (self.value is None or value < self.value):
            self.plan, self.value = plan, value
            self._hear(value, self.bound or 0)

    def _value_of(self, counts: Sequence[int]) -> int | None:
        """Return all breaks; None where they are not fair: a large event's first plans are not always."""
        is_fair = min(counts, default=0) >= self._limits.least and max(counts, default=0) <= self._limits.most
        return sum(counts) if is_fair else None

    def _hear(self, value: int, bound: int) -> None:
        if self._least_heard is None or value < self._least_heard:
            self._least_heard = value
            self._effort.heard(value, max(bound, self.bound or 0))

    def _by_cores(self, asking: Asking, conflicts: int, largest: int | None = None) -> bool:
        """Raise the bound core by core, with so many conflicts for each; whether the range is settled."""
        bound = self._base
        while not asking.is_to_end and asking.conflicts < self._effort.conflicts:
            plan = self._quiet_plan(asking, conflicts)
            if plan is not None:
                self._raise(bound)
                self._keep(plan)
                return True
            core = asking.core
            if core is None:
                break
            if not core:
                self.bound = None
                return True
            bound += 1
            self._raise(bound)
            if self._beside is not None:
                self._beside.hear_bound(bound, asking.conflicts)
            if largest is not None and len(core) > largest:
                break
            if not asking.relax(_SHRINKING_CONFLICTS):
                self.bound = None
                return True
        self._raise(bound)
        return False

    @staticmethod
    def _quiet_plan(asking: Asking, conflicts: int) -> tuple[int, ...] | None:
        """Ask for a plan that grants every wish, with looks at the clock."""
        for done in range(0, conflicts, _LOOK_CONFLICTS):
            plan = asking.plan(min(_LOOK_CONFLICTS, conflicts - done))
            if plan is not None or asking.core is not None or asking.is_to_end:
                return plan
        return None

    def _within_budget(self, budget: int, askings: Sequence[tuple[Counting, Asking]]) -> Counting | None:
        """Return who proved that no plan has so few breaks; None when there is one, no plan at all, or no work left."""
        for _, asking in askings:
            asking.budget(budget - self._base)
        conflicts = float(_LATER_CONFLICTS)
        while True:
            for (counting, asking), share in zip(askings, (1.0, _SHARE_OF_OTHER), strict=True):
                left = self._effort.conflicts - sum(each.conflicts for _, each in askings)
                if self._effort.over or left <= 0:
                    return None
                plan = asking.plan(int(min(left, conflicts * share)))
                if plan is not None:
                    self._keep(plan)
                    return None
                if asking.core:
                    return counting
                if asking.core is not None:
                    self.bound = None
                    return None
            conflicts *= _GROWTH
