"""A plan of an event after trouble: what can be held is, the fewest people are disturbed, the fewest meetings moved.

Moves alone give a first plan (`repair_moves.py`) and counting a first bound (`repair_bounds.py`); often they meet.
Where they do not, the meetings of the people who lost one are planned anew against a relaxation of everybody else
(`repair_scope.py`), which no plan beats. Whoever stands in the way is taken in, until nobody does: then the plan is the
best there is, however large the event. Where the work ends before, the first plan is bettered among those taken in and
proposed beside the bound.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from tearoad.timetable.matchmaking.event import UNPLACED, Event
from tearoad.timetable.matchmaking.event_troubles import EventTrouble, TroubledEvent, troubled_event
from tearoad.timetable.matchmaking.repair_bounds import RepairBounds, RepairCounts
from tearoad.timetable.matchmaking.repair_moves import RepairMoves
from tearoad.timetable.matchmaking.repair_scope import RepairScope, ScopeAnswer
from tearoad.timetable.solvers.solver import never

_SPARE = 2
"""So many more meetings than need be are looked at where tables are short."""
_SHARE_OF_PROOF = 0.7
"""Of the work, what goes into the relaxation."""
_SHARE_OF_COUNT = 0.05
"""Of the work, so much goes into which meetings leave over-full slots."""


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
    fewest_people: int
    """No plan that holds as many meetings disturbs fewer."""
    fewest_given_up: int
    """No plan gives up fewer."""
    proved: bool
    """Whether no plan holds more, or as many with fewer people disturbed, or as few with fewer meetings moved."""
    seconds: float


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
    import_module("ortools.sat.python.cp_model")  # a second, once a process: the limit is for the work
    begun = time.monotonic()
    troubled = troubled_event(event, plan, troubles, now)
    search = _RepairSearch(troubled, work, begun + time_limit_s, stop)
    best, bound, proved = search.run()
    changed = tuple(number for number, slot in enumerate(best) if slot != troubled.plan[number])
    wanted = sorted(troubled.wanted)
    given_up = tuple(number for number in wanted if best[number] == UNPLACED)
    people = sorted({person for number in changed for person in troubled.event.appointments[number].people})
    return EventRepair(
        troubled.event,
        best,
        tuple(people),
        changed,
        given_up,
        min(bound[1], len(people)),
        min(max(0, len(wanted) - bound[0]), len(given_up)),
        proved,
        time.monotonic() - begun,
    )


class _RepairSearch:
    """The search from the people who are hit outwards."""

    def __init__(self, troubled: TroubledEvent, work: float, ends: float, stop: Callable[[], bool]) -> None:
        self._troubled, self._work, self._ends, self._stop = troubled, work, ends, stop
        self._scope = {
            person
            for number in troubled.wanted
            if not troubled.stands(number)
            for person in troubled.event.appointments[number].people
        }
        self._hit = troubled.hit()
        self._counts = RepairCounts(troubled)
        standing = [slot if troubled.stands(number) else UNPLACED for number, slot in enumerate(troubled.plan)]
        full = Counter(standing)
        for slot, seats in enumerate(troubled.seats):
            if full[slot] > seats:
                self._scope |= self._movable(standing, slot, full[slot] - seats)

    def run(self) -> tuple[tuple[int, ...], tuple[int, int], bool]:
        """Return the best plan, the most held and fewest disturbed of any plan, and whether it is proved."""
        best, bounds = self._counted()
        if self._is_met(best, bounds):
            return best, (bounds.held, self._bounds(best, bounds).people), True
        proof = self._work * (1 - _SHARE_OF_PROOF)
        left, answer = self._relaxed(self._work, proof)
        if answer is not None and not answer.blocked and not answer.crowded:
            return answer.plan, (answer.held, answer.people), True
        best = self._better(best, max(proof, left))
        if answer is not None and self._count_held(best) < answer.held:
            # The fewest people of a plan that holds more say nothing of one that holds as many as this.
            again = None if self._is_over() else self._answer(proof, relaxed=True, least=self._count_held(best))
            answer = None if again is None else replace(again, held=answer.held)
        held, people = bounds.held, self._bounds(best, bounds).people
        if answer is not None:
            held, people = min(held, answer.held), max(people, answer.people)
        return best, (held, people), False

    def _counted(self) -> tuple[tuple[int, ...], RepairBounds]:
        """Return the best plan of moves alone, and the bounds of counting."""
        bounds = self._counts.bounds(all_held=False)
        if not self._is_over():
            work, seconds = self._work * _SHARE_OF_COUNT, self._ends - time.monotonic()
            bounds = self._counts.weighed(bounds, work, seconds, RepairMoves(self._troubled).can_move)
        all_moves = [RepairMoves(self._troubled, leave) for leave in sorted({(), bounds.leave})]
        for moves in all_moves:
            moves.place_at_once()
        if not any(self._is_met(moves.plan, bounds) for moves in all_moves):
            for moves in all_moves:
                moves.place_with_room(self._is_over)
        return min((moves.plan for moves in all_moves), key=self._cost), bounds

    def _bounds(self, plan: Sequence[int], bounds: RepairBounds) -> RepairBounds:
        """Return the bounds of plans that hold as many as this one."""
        sure = self._counts.bounds(all_held=self._count_held(plan) == self._counts.possible)
        return replace(sure, held=bounds.held, people=max(bounds.people, sure.people))

    def _is_met(self, plan: Sequence[int], bounds: RepairBounds) -> bool:
        sure = self._bounds(plan, bounds)
        return self._cost(plan) == (len(self._troubled.wanted) - sure.held, sure.people, sure.changed)

    def _relaxed(self, left: float, proof: float) -> tuple[float, ScopeAnswer | None]:
        """Return the work that is left and the last answer beside a relaxation; whoever is in its way is taken in."""
        last = None
        while left > proof and not self._is_over():
            answer = self._answer(left - proof, relaxed=True)
            if answer is None:
                break
            left, last, before = left - answer.spent, answer, len(self._scope)
            self._scope |= answer.blocked
            for slot, count in answer.crowded:
                self._scope |= self._movable(answer.plan, slot, count)
            if len(self._scope) == before:
                break
        return left, last

    def _is_over(self) -> bool:
        return self._stop() or time.monotonic() >= self._ends

    def _count_held(self, plan: Sequence[int]) -> int:
        return sum(plan[number] != UNPLACED for number in self._troubled.wanted)

    def _cost(self, plan: Sequence[int]) -> tuple[int, int, int]:
        """Return how many meetings are given up, how many people disturbed and how many meetings changed."""
        changed = [number for number, slot in enumerate(plan) if slot != self._troubled.plan[number]]
        people = {person for number in changed for person in self._troubled.event.appointments[number].people}
        return len(self._troubled.wanted) - self._count_held(plan), len(people), len(changed)

    def _better(self, best: tuple[int, ...], work: float) -> tuple[int, ...]:
        """Plan everybody who is told anew, from a plan on."""
        for number, slot in enumerate(best):
            if slot != self._troubled.plan[number]:
                self._scope.update(self._troubled.event.appointments[number].people)
        found = None if self._is_over() else self._answer(work, relaxed=False, hint=best)
        return best if found is None else min(best, found.plan, key=self._cost)

    def _answer(
        self, work: float, *, relaxed: bool, hint: Sequence[int] | None = None, least: int | None = None
    ) -> ScopeAnswer | None:
        scope = RepairScope(self._troubled, self._scope, relaxed=relaxed, least=least)
        return scope.solved(work, self._ends - time.monotonic(), hint or self._troubled.plan, self._stop)

    def _movable(self, plan: Sequence[int], slot: int, count: int) -> set[int]:
        """Return the people of some meetings of a crowded slot, first those that could go elsewhere at once."""
        busy = {
            (person, when)
            for number, when in enumerate(plan)
            if when != UNPLACED
            for person in self._troubled.event.appointments[number].people
        }
        load, hit = Counter(plan), self._hit

        def rank(number: int) -> tuple[bool, int, int]:
            pair = self._troubled.event.appointments[number].people
            free = any(
                load[when] < self._troubled.seats[when] and all((person, when) not in busy for person in pair)
                for when in self._troubled.slots[number]
            )
            return not free, -len(hit.intersection(pair)), number

        outside = [
            number
            for number, when in enumerate(plan)
            if when == slot and self._scope.isdisjoint(self._troubled.event.appointments[number].people)
        ]
        chosen = sorted(outside, key=rank)[: count + _SPARE]
        return {person for number in chosen for person in self._troubled.event.appointments[number].people}
