"""A plan of an event after trouble: what can be held is, the fewest people are disturbed, the fewest meetings moved.

Moves give a first plan (`repair_moves.py`, `repair_tabu.py`) and counting a first bound (`repair_bounds.py`). Often
they meet. Where they do not, the meetings that lost their slot are planned anew while all others may leave at a price
(`repair_scope.py`), which no plan beats. What leaves is held among those who are told, or taken in and asked about too,
until plan and bound meet: then it is the best there is, however large the event. Where the work ends before, the best
plan is proposed beside the bound.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking.event import UNPLACED, Event
from tearoad_lab.matchmaking.event_troubles import EventTrouble, TroubledEvent, troubled_event
from tearoad_lab.matchmaking.repair_bounds import RepairCounts
from tearoad_lab.matchmaking.repair_moves import RepairMoves
from tearoad_lab.matchmaking.repair_plan import RepairPlan
from tearoad_lab.matchmaking.repair_scope import RepairScope
from tearoad_lab.matchmaking.repair_tabu import RepairTabu

_LOOKS = 60_000
"""So many slots are looked at for those who give way: a sixth of a second."""
_FEW_LOOKS = 3_000
"""So many where one choice of many is tried."""
_MOST_TRIED = 100_000
"""So many meetings stand in all the plans from which choices are tried."""
_MANY = 200
"""Where so many leave crowded slots, they are chosen once."""
_SOLVER_A_SECOND = 0.2
"""What a second of work is in the solver's measure."""
_A_QUESTION = 0.01
"""What putting a question counts in it."""
_LOOKS_A_SECOND = 200_000
"""How many looks a second of work is."""
_SHARE_OF_FIRST = 0.4
"""Of the work, so much goes into questions before more is looked for that could be held."""
_SHARE_OF_CHANGES = 0.2
"""Of the work, so much goes into changing fewer meetings once the fewest people are told."""


@dataclass(frozen=True, slots=True)
class EventRepair:
    """A mended plan, what it changes, and how sure it is."""

    event: Event
    """With the new meetings, at the end."""
    plan: tuple[int, ...]
    """The slot of each meeting; -1 where it is not held."""
    people: tuple[int, ...]
    """Those whose day changed."""
    changed: tuple[int, ...]
    """The meetings that are held at another time, or no longer, or now."""
    given_up: tuple[int, ...]
    """The meetings that should be held and are not."""
    fewest_given_up: int
    """No plan gives up fewer."""
    fewest_people: int
    """No plan that holds as many meetings disturbs fewer."""
    fewest_changed: int
    """No plan that holds as many and disturbs as few changes fewer meetings."""
    seconds: float

    @property
    def proved(self) -> bool:
        """Whether no plan holds more, and none that holds as many disturbs fewer people."""
        return (self.fewest_given_up, self.fewest_people) == (len(self.given_up), len(self.people))

    @property
    def is_best(self) -> bool:
        """Whether that is proved, and that no such plan changes fewer meetings."""
        return self.proved and self.fewest_changed == len(self.changed)


def repair_event(
    event: Event,
    plan: Sequence[int],
    troubles: Sequence[EventTrouble],
    *,
    now: int = 0,
    work: float = 2.0,
    time_limit_s: float = 60.0,
    stop: Callable[[], bool] = never,
) -> EventRepair:
    """Return the best plan after trouble; what is held before slot `now` stays. Breaks and fairness are not looked at.

    Deterministic unless the clock or `stop` cuts it: `work` is counted in the solver's own measure.

    Raises:
        InputError: the plan is not one of this event, or a trouble names what the event does not have.

    """
    begun = time.monotonic()
    troubled = troubled_event(event, plan, troubles, now)
    best, fewest = _RepairSearch(troubled, work, begun + time_limit_s, stop).run()
    changed = tuple(number for number, slot in enumerate(best) if slot != troubled.plan[number])
    given_up = tuple(number for number in sorted(troubled.wanted) if best[number] == UNPLACED)
    people = sorted({person for number in changed for person in troubled.event.appointments[number].people})
    return EventRepair(troubled.event, best, tuple(people), changed, given_up, *fewest, time.monotonic() - begun)


class _RepairSearch:
    """The search from the meetings that are hit outwards."""

    def __init__(self, troubled: TroubledEvent, work: float, ends: float, stop: Callable[[], bool]) -> None:
        self._troubled, self._work, self._ends, self._stop = troubled, work, ends, stop
        self._hit = troubled.hit()
        self._standing = RepairPlan(troubled)
        self._counts = RepairCounts(troubled, self._standing)
        self._lost = sum(slot != UNPLACED and not troubled.stands(number) for number, slot in enumerate(troubled.plan))
        self._movable = self._counts.short | {number for number in troubled.wanted if not troubled.stands(number)}
        leave = frozenset(self._counts.leave()[0])
        self._best = tuple(UNPLACED if number in leave else slot for number, slot in enumerate(self._standing.plan))
        self._fewest = (0, 0, 0)

    def run(self) -> tuple[tuple[int, ...], tuple[int, int, int]]:
        """Return the best plan, and how many are given up, told and changed in every plan at least."""
        self._begin()
        left = self._work
        if not self._is_met():
            self._ask(left * _SHARE_OF_FIRST)
            left *= 1 - _SHARE_OF_FIRST
        if self._cost(self._best)[0] > self._fewest[0]:
            left /= 2
            plan = RepairPlan(self._troubled, self._best)
            self._hold(plan, RepairMoves(plan).disturbed, self._fewest[0], int(left * _LOOKS_A_SECOND))
        if not self._is_met():
            self._ask(left)
        return self._best, self._fewest

    def _begin(self) -> None:
        """Hold what moves alone can hold, and count."""
        choices = self._counts.leave()
        plan = RepairPlan(self._troubled)
        for leave in choices[: 1 + _MOST_TRIED // len(plan.plan)]:
            moves = RepairMoves(plan)
            moves.place_at_once(leave)
            RepairTabu(plan, moves.disturbed).placed(self._fewest[0], _FEW_LOOKS, self._is_over)
            self._take(plan)
            self._count()
            if self._is_met():
                return
            plan.undo(0)
        for leave in dict.fromkeys((choices[0], ())) if len(choices[0]) <= _MANY else (choices[0],):
            plan = RepairPlan(self._troubled)
            moves = RepairMoves(plan)
            moves.place_at_once(leave)
            self._hold(plan, moves.disturbed, self._fewest[0])
            if self._is_met():
                return

    def _count(self) -> None:
        """Raise the bounds to what counting says of plans that hold as many as the best."""
        given_up = self._cost(self._best)[0]
        all_held = given_up == len(self._troubled.wanted) - self._counts.possible
        bounds = self._counts.bounds(all_held=all_held)
        self._raise((len(self._troubled.wanted) - bounds.held, bounds.people, bounds.changed))

    def _raise(self, fewest: tuple[int, int, int]) -> None:
        given_up, people, changed = map(max, self._fewest, fewest)
        self._fewest = given_up, people, changed

    def _is_met(self) -> bool:
        return self._cost(self._best) == self._fewest

    def _ask(self, work: float) -> None:
        """Ask what the meetings that are hit come to, hold what is in their way, and ask of that too."""
        left, fewest_told = work * _SOLVER_A_SECOND, self._counts.bounds(all_held=False).people
        while left > 0 and not self._is_over():
            scope = RepairScope(self._troubled, self._movable, self._standing, fewest_told)
            answer = scope.solved(left, self._ends - time.monotonic(), self._stop)
            if answer is None:
                return
            left -= answer.spent + _A_QUESTION
            most_out = self._cost(answer.plan)[0] - len(answer.leaving)
            self._hold(RepairPlan(self._troubled, answer.plan), answer.disturbed, most_out)
            given_up, people, _ = self._cost(self._best)
            bound = answer.bound
            least = len(self._hit) + bound.people(given_up)
            self._raise((bound.given_up, least, self._lost + bound.changed(given_up, people - len(self._hit))))
            if self._is_met() or not answer.leaving:
                return
            if self._cost(self._best)[:2] == self._fewest[:2]:
                left = min(left, self._work * _SHARE_OF_CHANGES * _SOLVER_A_SECOND)
            self._movable |= {*answer.leaving}

    def _hold(self, plan: RepairPlan, disturbed: Collection[int], most_out: int, looks: int = _LOOKS) -> None:
        """Hold all but so many among those who are told, else among others."""
        if not RepairTabu(plan, disturbed).placed(most_out, looks, self._is_over):
            moves = RepairMoves(plan)
            moves.place_with_room(self._is_over)
            RepairTabu(plan, moves.disturbed, tells_more=True).placed(most_out, _LOOKS, self._is_over)
        plan.return_home()
        self._take(plan)
        self._count()

    def _take(self, plan: RepairPlan) -> None:
        self._best = min(self._best, tuple(plan.plan), key=self._cost)

    def _is_over(self) -> bool:
        return self._stop() or time.monotonic() >= self._ends

    def _cost(self, plan: Sequence[int]) -> tuple[int, int, int]:
        """Return how many meetings are given up, how many people told and how many meetings changed."""
        changed = [number for number, slot in enumerate(plan) if slot != self._troubled.plan[number]]
        people = {person for number in changed for person in self._troubled.event.appointments[number].people}
        given_up = sum(plan[number] == UNPLACED for number in self._troubled.wanted)
        return given_up, len(people), len(changed)
