"""A plan of an event after trouble: what can be held is, the fewest people are disturbed, the fewest meetings moved.

The search begins with the people of the meetings that lost their slot. Their meetings are planned anew against a
relaxation of everybody else (`repair_scope.py`), which no plan beats. Whoever stands in the way is taken in, until
nobody does: then the plan is the best there is, however large the event. Where the work ends before, the best plan
of those taken in is proposed, beside the bound.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from tearoad.timetable.matchmaking.event import UNPLACED, Event
from tearoad.timetable.matchmaking.event_troubles import EventTrouble, TroubledEvent, troubled_event
from tearoad.timetable.matchmaking.repair_scope import RepairScope, ScopeAnswer
from tearoad.timetable.solvers.solver import never

_SPARE = 2
"""So many more meetings than need be are looked at where tables are short."""
_SHARE_OF_PROOF = 0.7
"""Of the work, what goes into the relaxation."""


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
        standing = [slot if troubled.stands(number) else UNPLACED for number, slot in enumerate(troubled.plan)]
        full = Counter(standing)
        for slot, seats in enumerate(troubled.seats):
            if full[slot] > seats:
                self._scope |= self._movable(standing, slot, full[slot] - seats)

    def run(self) -> tuple[tuple[int, ...], tuple[int, int], bool]:
        """Return the best plan, the most held and fewest disturbed of any plan, and whether it is proved."""
        held, people, left = len(self._troubled.wanted), len(self._hit), self._work
        proof = left * (1 - _SHARE_OF_PROOF)
        while left > proof and time.monotonic() < self._ends and not self._stop():
            answer = self._answer(left - proof, relaxed=True)
            if answer is None:
                break
            left -= answer.spent
            if not answer.blocked and not answer.crowded:
                return answer.plan, (answer.held, answer.people), True
            held, people = answer.held, answer.people
            before = len(self._scope)
            self._scope |= answer.blocked
            for slot, count in answer.crowded:
                self._scope |= self._movable(answer.plan, slot, count)
            if len(self._scope) == before:
                break
        found = self._answer(max(proof, left), relaxed=False)
        plan = self._standing() if found is None else found.plan
        kept = sum(plan[number] != UNPLACED for number in self._troubled.wanted)
        if kept < held:
            # The fewest people of a plan that holds more say nothing of one that holds as many as this.
            again = self._answer(proof, relaxed=True, least=kept)
            people = len(self._hit) if again is None else again.people
        return plan, (held, people), False

    def _answer(self, work: float, *, relaxed: bool, least: int | None = None) -> ScopeAnswer | None:
        scope = RepairScope(self._troubled, self._scope, relaxed=relaxed, least=least)
        return scope.solved(work, self._ends - time.monotonic())

    def _standing(self) -> tuple[int, ...]:
        """Return what stands of the plan, the last meetings of a slot given up where tables are short."""
        full: Counter[int] = Counter()
        plan = []
        for number, slot in enumerate(self._troubled.plan):
            keeps = self._troubled.stands(number) and full[slot] < self._troubled.seats[slot]
            plan.append(slot if keeps else UNPLACED)
            full[slot] += keeps
        return tuple(plan)

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
