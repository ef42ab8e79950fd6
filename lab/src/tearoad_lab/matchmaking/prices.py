"""A bound on all breaks of an event of any size: everyone chooses a day, at a price for each slot.

A linear programme shares the tables out among the days known so far; at its prices each person's best day is found by
dynamic programming, and the days found are added until nobody finds a better one (Dantzig and Wolfe 1960; Gilmore and
Gomory 1961). Whatever the prices are, no plan has fewer breaks than the cheapest days of all cost, less what the tables
earn (Lagrange): that sum is taken in whole numbers and is the proof. Who meets whom is not looked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.bounds.certificate import UNIT
from tearoad.timetable.solvers.highs import solved
from tearoad.timetable.solvers.linear import Model, Stand, Whole
from tearoad.timetable.solvers.relaxation import relaxed
from tearoad.timetable.solvers.solver import UNLIMITED_WORK, Effort
from tearoad_lab.matchmaking.event import Event

_NEVER = 2**50
"""Costs more than any day."""
_MISFIT = 4
"""What a meeting too many in a slot costs, in breaks, while the days known do not fit together."""
_ROUNDS = 200
_LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Priced:
    """What the prices prove, and a day for each person that together leave all tables enough."""

    bound: int
    days: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Days:
    """One day of each person: what it costs, and when they are busy."""

    costs: Whole
    busy: NDArray[np.bool_]


def priced(event: Event, slots: Sequence[frozenset[int]], ends: float, stop: Callable[[], bool]) -> Priced:
    """Return a bound for all plans. It holds whenever the search is cut; a longer one makes it better.

    Deterministic unless it is cut. Time O(rounds x people x slots x meetings of one), and a linear programme a round.
    """
    people = _People(event, slots)
    market = _Market(event, people)
    none = np.zeros((event.people, event.slots), np.int64)
    first = people.cheapest(none)
    market.add(first)
    bound = int(first.costs.sum())
    for _ in range(_ROUNDS):
        left = ends - time.monotonic()
        if left <= 0 or stop() or not market.clear(left):
            break
        days = people.cheapest(market.prices)
        bound = max(bound, int(days.costs.sum()) - market.earned)
        if not market.add(days):
            break
    return Priced(max(0, -(-bound // UNIT)), market.days(max(_LEAST_SECONDS, ends - time.monotonic())))


class _People:
    """Everyone's days: when they may be busy, and with how many meetings."""

    def __init__(self, event: Event, slots: Sequence[frozenset[int]]) -> None:
        self.counts = np.zeros(event.people, np.int64)
        self.may = np.zeros((event.people, event.slots), np.bool_)
        for appointment, may in zip(event.appointments, slots, strict=True):
            for person in appointment.people:
                self.counts[person] += 1
                self.may[person, list(may)] = True

    def cheapest(self, prices: Whole) -> Days:
        """Return each person's cheapest day at these prices of their slots, a break costing one unit.

        Slot by slot, for each number of meetings held so far: the cheapest way there, busy or free just now.
        """
        people, width = self.may.shape
        held = int(self.counts.max(initial=0)) + 1
        free = np.full((people, held), _NEVER, np.int64)
        free[:, 0] = 0
        busy = np.full((people, held), _NEVER, np.int64)
        begins, rests = [], []
        for slot in range(width):
            price = np.where(self.may[:, slot], prices[:, slot], _NEVER)[:, None]
            begin = free + UNIT < busy
            rest = busy < free
            now = np.full_like(busy, _NEVER)
            now[:, 1:] = np.minimum(np.minimum(free + UNIT, busy)[:, :-1] + price, _NEVER)
            free, busy = np.minimum(free, busy), now
            begins.append(begin)
            rests.append(rest)
        row = np.arange(people)
        last = busy[row, self.counts] < free[row, self.counts]
        costs = np.minimum(free, busy)[row, self.counts] - UNIT * (self.counts > 0)
        return Days(costs, self._traced(last, begins, rests))

    def _traced(
        self, last: NDArray[np.bool_], begins: list[NDArray[np.bool_]], rests: list[NDArray[np.bool_]]
    ) -> NDArray[np.bool_]:
        people, width = self.may.shape
        row, left, is_busy = np.arange(people), self.counts.copy(), last
        array = np.zeros((people, width), np.bool_)
        for slot in reversed(range(width)):
            array[:, slot] = is_busy
            left = left - is_busy
            is_busy = np.where(is_busy, ~begins[slot][row, left], rests[slot][row, left])
        return array


class _Market:
    """The days known, shared out under the tables, and the prices at which they are."""

    def __init__(self, event: Event, people: _People) -> None:
        self._event, self._people = event, people
        sides = event.sides()
        everyone = tuple(range(event.people))
        self._side = np.ones(event.people, np.int64)
        """1 on the one side, -1 on the other; all on one where there are no two."""
        if sides is not None:
            self._side[list(sides[1])] = -1
        self._two_sides = sides is not None
        self._seats = event.tables if self._two_sides else 2 * event.tables
        self._known: list[dict[bytes, int]] = [{} for _ in everyone]
        self._days: list[tuple[int, NDArray[np.bool_], int]] = []
        """Person, when busy, breaks."""
        self.prices: Whole = np.zeros((event.people, event.slots), np.int64)
        self.earned = 0

    def add(self, days: Days) -> bool:
        """Take days in; whether one was new."""
        before = len(self._days)
        for person, busy in enumerate(days.busy):
            if self._known[person].setdefault(busy.tobytes(), len(self._days)) == len(self._days):
                runs = int(busy[0]) + int((busy[1:] & ~busy[:-1]).sum())
                self._days.append((person, busy, max(0, runs - 1)))
        return len(self._days) > before

    def clear(self, seconds: float) -> bool:
        """Share the days out anew; False when that takes too long."""
        shared = relaxed(self._model(), Effort(seconds, UNLIMITED_WORK))
        if shared is None:
            return False
        self._read(np.rint(shared.prices[self._event.people :] * UNIT).astype(np.int64))
        return True

    def _model(self) -> Stand:
        """Say it as a model: a column a day known, one day for each person, tables and sides for each slot."""
        model, width = Model(), self._event.slots
        shares = model.add_columns(len(self._days))
        choices: list[dict[int, int]] = [{} for _ in range(self._event.people)]
        seats: list[dict[int, int]] = [{} for _ in range(width)]
        level: list[dict[int, int]] = [{} for _ in range(width)]
        for column, (person, busy, count) in zip(shares, self._days, strict=True):
            choices[person][column] = 1
            model.goal[column] = -count
            side = int(self._side[person])
            for slot in map(int, np.flatnonzero(busy)):
                level[slot][column] = side
                if side > 0:
                    seats[slot][column] = 1
        for row in choices:
            model.add_row(row, least=1, most=1)
        for slot in range(width):
            above, missing, spare = model.add_columns(3, self._event.people)
            model.goal |= dict.fromkeys((above, missing, spare), -_MISFIT)
            model.add_row(seats[slot] | {above: -1}, most=self._seats)
            if self._two_sides:
                model.add_row(level[slot] | {missing: 1, spare: -1}, least=0, most=0)
        return model.stand()

    def _read(self, prices: Whole) -> None:
        table = np.maximum(0, prices[::2] if self._two_sides else prices)
        level = prices[1::2] if self._two_sides else np.zeros_like(table)
        on_first = (self._side > 0)[:, None]
        self.prices = np.where(on_first, table, 0) + self._side[:, None] * level
        self.earned = int(table.sum()) * self._seats

    def days(self, seconds: float) -> tuple[frozenset[int], ...]:
        """Return a whole day for each person, those of the best plan for the tables; any days where time is short."""
        values = solved(self._model(), Effort(seconds, seconds))
        found: list[frozenset[int]] = [frozenset()] * self._event.people
        for nth, (person, busy, _) in enumerate(self._days):
            if values is None or values[nth]:
                found[person] = frozenset(np.flatnonzero(busy).tolist())
        return tuple(found)
