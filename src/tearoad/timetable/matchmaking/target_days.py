"""A day for each person of a large event, all of them quiet if they can be: what exchanges then lead to.

An integer programme (HiGHS) chooses everyone's day among their quiet ones and the one they have in a plan, so that in
each slot as many are busy on one side as on the other and tables suffice; days on which the people who meet are there
together are liked best. Who meets whom is in it by rows added where the choice lacks them: in any run of slots nobody
can be busy more often than there are others to meet in it (Hall 1935), and two who meet have a slot in common. The
days are a direction, not a proof: that all meetings go into them is not said.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations

from tearoad.timetable.matchmaking.event import Event
from tearoad.timetable.matchmaking.patterns import Quiet
from tearoad.timetable.solvers.highs import roughly
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.solver import UNLIMITED_WORK, Effort

_ROUNDS = 12
"""So often rows are added at most."""
_GAP = 0.003
"""A choice so near to the best, by its worth, is good enough."""
_BREAK = 500
"""What a break more than on a quiet day costs, in meetings with others there at the time."""
_KEPT = 10
"""What it is worth that a day is left as it is, in the same."""
_ROWS_OF_PERSON = 2

Bits = int
"""Slots as the bits of a number."""


def target_days(  # what is known, and what ends it
    event: Event,
    slots: Sequence[frozenset[int]],
    quiet: Mapping[int, Quiet],
    plan: Sequence[int],
    ends: float,
    stop: Callable[[], bool],
) -> tuple[frozenset[int], ...]:
    """Return a day for each person. Deterministic unless the clock or `stop` cuts it."""
    choice = _DayChoice(event, slots, quiet, plan)
    days = choice.present
    for _ in range(_ROUNDS):
        left = ends - time.monotonic()
        if left <= 0 or stop():
            break
        days = choice.chosen(Effort(left, UNLIMITED_WORK, stop=stop))
        if not choice.add_rows(days):
            break
    return tuple(frozenset(slot for slot in range(event.slots) if day >> slot & 1) for day in days)


class _DayChoice:
    """The programme, and the day that each of its columns stands for."""

    def __init__(
        self, event: Event, slots: Sequence[frozenset[int]], quiet: Mapping[int, Quiet], plan: Sequence[int]
    ) -> None:
        self._event, self._may = event, [_bits(may) for may in slots]
        self._mine = event.appointments_of()
        self.present = [_bits(plan[number] for number in mine) for mine in self._mine]
        self._model = Model()
        self._columns = [self._person(person, quiet.get(person)) for person in range(event.people)]
        self._tables()

    def _person(self, person: int, quiet: Quiet | None) -> dict[Bits, int]:
        """Give somebody a column for each day they may have; return them by day."""
        now, mine = self.present[person], self._mine[person]
        days = {now: None}
        if quiet is not None:
            days |= dict.fromkeys(map(_bits, quiet.patterns))
        elif mine:
            days |= {1 << slot: None for slot in range(self._event.slots) if self._may[mine[0]] >> slot & 1}
        columns = dict(zip(days, self._model.add_columns(len(days)), strict=True))
        self._model.add_row(dict.fromkeys(columns.values(), 1), least=1, most=1)
        least = quiet.breaks if quiet is not None else 0
        there = [sum(self.present[other] >> slot & 1 for other, _ in self._others(person)) for slot in self._slots]
        for day, column in columns.items():
            worth = sum(count for slot, count in enumerate(there) if day >> slot & 1)
            self._model.goal[column] = worth + _KEPT * (day == now) - _BREAK * max(0, _runs(day) - 1 - least)
        return columns

    @property
    def _slots(self) -> range:
        return range(self._event.slots)

    def _others(self, person: int) -> Iterator[tuple[int, Bits]]:
        """Yield whom somebody meets, and when they may."""
        for number in self._mine[person]:
            appointment = self._event.appointments[number]
            yield appointment.first ^ appointment.second ^ person, self._may[number]

    def _tables(self) -> None:
        """Hold as many meetings in a slot as there are people for them: one of each side, or any two."""
        sides = self._event.sides()
        for slot in self._slots:
            (held,) = self._model.add_columns(1, self._event.tables)
            for side in sides or (range(self._event.people),):
                busy = {
                    column: 1 for person in side for day, column in self._columns[person].items() if day >> slot & 1
                }
                self._model.add_row(busy | {held: -1 if sides else -2}, least=0, most=0)

    def chosen(self, effort: Effort) -> list[Bits]:
        """Return the best days that hold by all rows so far; as they are, where the time ends before."""
        stand = self._model.stand()
        start = stand.lows.copy()
        for person, columns in enumerate(self._columns):
            start[columns[self.present[person]]] = 1
        for nth, column in enumerate(range(stand.width - self._event.slots, stand.width)):
            busy = sum(day >> nth & 1 for day in self.present)
            start[column] = busy // 2
        values = roughly(stand, start, effort, _GAP)
        return [next(day for day, column in columns.items() if values[column]) for columns in self._columns]

    def add_rows(self, days: Sequence[Bits]) -> int:
        """Add what these days lack; return how many rows that took."""
        return sum(self._meet(days, number) for number in range(len(self._may))) + sum(
            self._have_company(days, person) for person in range(self._event.people)
        )

    def _meet(self, days: Sequence[Bits], number: int) -> int:
        """Ask that two who meet have a slot in common, where they have none."""
        (first, second), may = self._event.appointments[number].people, self._may[number]
        if days[first] & days[second] & may:
            return 0
        for day, column in self._columns[first].items():
            there = {other: -1 for when, other in self._columns[second].items() if when & day & may}
            self._model.add_row({column: 1, **there}, most=0)
        return 1

    def _have_company(self, days: Sequence[Bits], person: int) -> int:
        """Ask that in a run of slots somebody is not busy more often than others are there, where that is so."""
        others = [(other, may & days[other], may) for other, may in self._others(person)]
        lacking = []
        for begin, end in combinations(range(self._event.slots + 1), 2):
            run = (1 << end) - (1 << begin)
            busy = (days[person] & run).bit_count()
            there = sum(1 for _, when, _ in others if when & run) if busy else 0
            if busy > there:
                lacking.append((there - busy, begin, run))
        for _, _, run in sorted(lacking)[:_ROWS_OF_PERSON]:
            row = Counter(
                {column: (day & run).bit_count() for day, column in self._columns[person].items() if day & run}
            )
            for other, _, may in others:
                row.subtract(column for day, column in self._columns[other].items() if day & may & run)
            self._model.add_row(row, most=0)
        return len(lacking)


def _bits(slots: Iterable[int]) -> Bits:
    return reduce(lambda bits, slot: bits | 1 << slot, slots, 0)


def _runs(day: Bits) -> int:
    return (day & ~(day << 1)).bit_count()
