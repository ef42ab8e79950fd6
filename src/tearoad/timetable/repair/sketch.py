"""A model of the repair in which only some meetings have other ways: a bound for all plans, and often a plan.

Every told meeting may stay. Those that are drawn out may also take any of their ways. Each of the others may step
aside: it counts as held, disturbs its people, and needs nobody's time and no place. So no plan costs less than the
model; and where nobody steps aside in the best answer, that answer is a plan, and none costs less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import prod

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.repair.ground import Ground
from tearoad.timetable.repair.toll import Aim, Toll
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.linear import Model, Stand, Whole
from tearoad.values import WishId

_PART = 1e-3
"""From here on a part of a meeting counts."""


class Sketch:
    """The model with some of the meetings drawn out."""

    def __init__(self, ground: Ground, drawn: frozenset[WishId], aim: Aim) -> None:
        """Build columns for who may move and rows for what binds them. Time O(candidates x slots they touch)."""
        self.drawn = drawn
        self._ground, self._aim = ground, aim
        self._model = Model()
        self._stay: dict[WishId, int] = {}
        self._moves: dict[WishId, dict[int, Candidate]] = defaultdict(dict)
        self._aside: dict[WishId, int] = {}
        self._people: dict[str, int] = {}
        self._resting: list[Candidate] = list(ground.begun)
        """What nothing can move: it has begun, or stays since it is in nobody's way."""
        self._lay_out()
        self._tell_people()
        self._weigh()
        self.stand: Stand = self._model.stand()
        """One goal of the four counts."""

    def start(self) -> Whole:
        """Return values that keep every limit: meetings stay, the weightiest first; others go where nobody is.

        So whoever can be seated without moving anybody is, however little time there is.
        """
        array = np.zeros(self.stand.width, np.int64)
        array[list(self._people.values())] = 1
        stays = sorted(self._stay.values(), key=lambda stay: -self.stand.goal[stay])
        array[stays] = 1
        if self._is_too_much(array):
            array[stays] = 0
            for stay in stays:
                array[stay] = 1
                array[stay] = not self._is_too_much(array)
        disturbed = self._seat(array)
        gone = (self._ground.people(wish) for wish, stay in self._stay.items() if not array[stay])
        disturbed = disturbed.union(*gone)
        for who, column in self._people.items():
            array[column] = who in disturbed
        return array

    def _seat(self, found: Whole) -> frozenset[str]:
        """Seat who does not stay where nothing stands in the way, the weightiest first; return whom it calls."""
        rows, called = self.stand.rows, set[str]()
        row_of = rows.row_of_entries
        for wish in sorted(self._moves, key=lambda wish: (-self._held(wish), wish)):
            spare = rows.most - rows.sums(found)
            barred = set(rows.columns[rows.weights > spare[row_of]].tolist())
            free = next((column for column in self._moves[wish] if column not in barred), None)
            if free is not None and not (wish in self._stay and found[self._stay[wish]]):
                found[free] = 1
                called |= self._called(wish, self._moves[wish][free])
        return frozenset(called)

    def _called(self, wish: WishId, way: Candidate) -> frozenset[str]:
        """Return who has to be told because a meeting goes that way, and not already since it goes at all."""
        parties = () if wish in self._ground.before else way.wish.parties
        helper = way.interpreter
        interpreters = () if helper is None or self._ground.problem.lookup.is_delegate(helper) else (helper,)
        new = frozenset((*parties, *interpreters))
        return new - self._ground.people(wish) - self._ground.surely_told

    def _is_too_much(self, values: Whole) -> bool:
        return bool((self.stand.rows.sums(values) > self.stand.rows.most).any())

    def stepped_aside(self, values: Whole | NDArray[np.float64]) -> frozenset[WishId]:
        """Return the meetings that are held nowhere, be it in part: their ways have to be drawn out."""
        return frozenset(wish for wish, column in self._aside.items() if values[column] > _PART)

    def chosen(self, values: Whole) -> tuple[Candidate, ...]:
        """Return the meetings that are held somewhere."""
        stays = [self._ground.stays[wish] for wish, column in self._stay.items() if values[column]]
        moves = [candidate for ways in self._moves.values() for column, candidate in ways.items() if values[column]]
        return (*self._resting, *stays, *moves)

    def real(self, stand: Stand) -> Stand:
        """Return a model in which nobody may step aside: each of its answers is a plan."""
        return self._firm(stand, self._aside)

    def _firm(self, stand: Stand, firm: Iterable[WishId]) -> Stand:
        highs = stand.highs.copy()
        highs[[self._aside[wish] for wish in firm]] = 0
        return replace(stand, highs=highs)

    def guide(self, firm: Iterable[WishId] = ()) -> Stand:
        """Return the model for a relaxation that shows who would be in whose way: only what is held counts.

        To step aside costs a little, all together less than the least value, so that nobody does without need; those
        who stand firm may not.
        """
        goal = self._scale * self._kept
        goal[list(self._aside.values())] -= 1
        return self._firm(replace(self.stand, goal=goal), firm).lean()

    def holding(self) -> Stand:
        """Return the model of plans in which only what is held counts."""
        return self.real(replace(self.stand, goal=self._kept))

    def fewest_told(self, held: int) -> Stand:
        """Return the model in which no less than this is held, and only who is told and what changes counts."""
        least = self.stand.rows.least.copy()
        least[-1] = held
        goal = self.stand.goal - self._price * self._kept
        return replace(self.stand, rows=replace(self.stand.rows, least=least), goal=goal)

    def held(self, values: Whole) -> int:
        """Return what it is worth that so much is held."""
        return int(self._kept @ values)

    @property
    def _scale(self) -> int:
        return 1 + len(self._aside)

    def _held(self, wish: WishId) -> int:
        """Return what it is worth to hold a meeting: a must more than all values."""
        must, value = self._lost[wish]
        return must * (1 + self._most["value"]) + value

    def least_lost(self, bound: int) -> Toll:
        """Return what plans cost at least, if the guide's goal cannot be worth more than this."""
        # A plan may move whom the model only lets step aside.
        return self.lost((bound + len(self._aside)) // self._scale)

    def lost(self, held: int) -> Toll:
        """Return what plans cost at least that hold no more than this."""
        lost = max(0, sum(map(self._held, self._lost)) - held)
        musts, value = divmod(lost, 1 + self._most["value"])
        return Toll(musts, value, len(self._ground.surely_told), 0)

    def toll(self, bound: int, held: int = 0) -> Toll:
        """Return what plans cost at least, if the goal cannot be worth more than the bound.

        With `held`: if they hold no more than that, and the bound is that of `telling`.
        """
        lost = max(0, self._whole - bound - self._price * held)
        found = {}
        for name in reversed(self._aim.value):
            lost, found[name] = divmod(lost, 1 + self._most[name])
        found["people"] += len(self._ground.surely_told)
        return Toll(**found)

    def _lay_out(self) -> None:
        ground, model = self._ground, self._model
        begun, stays = ground.begun, tuple(ground.stays.values())
        moves = [way for wish in ground.open if wish in self.drawn for way in ground.ways(wish)]
        everything = (*begun, *stays, *moves)
        moved = {who for move in moves for who in (*move.wish.parties, move.wish.person, move.interpreter) if who}
        limits = (
            *ground.clashes,
            *Limits(ground.problem, ground.spots, everything).all(moved),
            *ground.seat_limits(everything),
        )
        tight = {nth for limit in limits for nth in limit.columns}
        at: dict[int, int] = {}
        for nth, candidate in enumerate(everything[len(begun) :], len(begun)):
            is_stay = nth < len(begun) + len(stays)
            if is_stay and nth not in tight and candidate.wish.id not in self.drawn:
                self._resting.append(candidate)
                continue
            (at[nth],) = model.add_columns(1)
            if is_stay:
                self._stay[candidate.wish.id] = at[nth]
            else:
                self._moves[candidate.wish.id][at[nth]] = candidate
        for limit in limits:
            weights = dict(zip(limit.columns, limit.weights, strict=True))
            used = sum(weight for nth, weight in weights.items() if nth < len(begun))
            free = {at[nth]: weight for nth, weight in weights.items() if nth in at}
            model.add_row(free, most=max(0, limit.most - used))
        for wish, stay in self._stay.items():
            if wish not in self.drawn:
                (self._aside[wish],) = model.add_columns(1)
                model.add_row({stay: 1, self._aside[wish]: 1}, most=1)

    def _tell_people(self) -> None:
        """Bind a column for each of the people to the changes of which they would have to be told."""
        ground, model = self._ground, self._model
        for wish, stay in self._stay.items():
            for who in sorted(ground.people(wish) - ground.surely_told):
                model.add_row({self._person(who): 1, stay: 1}, least=1)
        for wish, ways in self._moves.items():
            called: dict[str, list[int]] = defaultdict(list)
            for column, candidate in ways.items():
                for who in self._called(wish, candidate):
                    called[who].append(column)
            for who in sorted(called):
                model.add_row({self._person(who): 1, **dict.fromkeys(called[who], -1)}, least=0)

    def _person(self, who: str) -> int:
        if who not in self._people:
            (self._people[who],) = self._model.add_columns(1)
        return self._people[who]

    def _weigh(self) -> None:
        """Make one goal of the four counts: each weighs more than all that come after it can weigh together."""
        ground, look, model = self._ground, self._ground.problem.lookup, self._model
        old = (*ground.hit, *self._stay)
        self._lost = {wish: (int(wish in look.musts), look.wish[wish].value) for wish in old}
        self._lost |= dict.fromkeys(ground.wanted, (1, 0))
        self._most = {
            "musts": sum(must for must, _ in self._lost.values()),
            "value": sum(value for _, value in self._lost.values()),
            "people": len(self._people),
            "meetings": len(self._lost),
        }
        order = self._aim.value
        weight = {name: prod(1 + self._most[after] for after in order[nth + 1 :]) for nth, name in enumerate(order)}
        self._price = weight["value"]
        self._whole = self._price * sum(map(self._held, self._lost)) + weight["meetings"] * len(old)
        held = {column: self._held(wish) for columns in (self._stay, self._aside) for wish, column in columns.items()}
        for wish, ways in self._moves.items():
            held.update(dict.fromkeys(ways, self._held(wish)))
        model.add_row(held, least=0)  # the last row: `telling` asks for more
        self._kept = np.zeros(model.width, np.int64)
        self._kept[list(held)] = list(held.values())
        model.goal = {column: self._price * kept for column, kept in held.items()}
        for stay in self._stay.values():
            model.goal[stay] += weight["meetings"]
        for column in (column for wish in ground.wanted for column in self._moves[wish]):
            model.goal[column] -= weight["meetings"]
        model.goal.update(dict.fromkeys(self._people.values(), -weight["people"]))
