"""A bound on all breaks together: a linear programme with a column for each day that a person could have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tearoad.timetable.bounds import certify
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.solver import UNLIMITED_WORK, Effort
from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.patterns import Day, Quiet, days, slots_of

MANY = 10_000
"""With more days than this the programme costs more time than it saves."""


def fewest_further(
    event: Event, slots: Sequence[frozenset[int]], quiet: Mapping[int, Quiet], most: int, seconds: float
) -> int:
    """Return how many breaks beyond quiet days any plan has at least, everyone having `most` breaks at most.

    0 where there would be too many days, or no time. The bound is proved in whole numbers (see `certify`).
    """
    model = Model()
    meets = [dict(zip(sorted(may), model.add_columns(len(may)), strict=True)) for may in slots]
    for meet in meets:
        model.add_row(dict.fromkeys(meet.values(), 1), least=1, most=1)
    for slot in range(event.slots):
        model.add_row({meet[slot]: 1 for meet in meets if slot in meet}, most=event.tables)
    people, left = event.appointments_of(), MANY
    for person, day in quiet.items():
        known = days(people[person], slots, range(day.breaks, most + 1), left)
        if known is None:
            return 0
        left -= len(known)
        _one_of(model, [meets[number] for number in people[person]], known)
    certificate = certify(model.stand(), Effort(seconds, UNLIMITED_WORK))
    return max(0, -certificate.bound) if certificate is not None else 0


def _one_of(model: Model, mine: Sequence[Mapping[int, int]], known: Sequence[Day]) -> None:
    """Give a person one of the days they could have, busy exactly when their meetings are."""
    columns = model.add_columns(len(known))
    model.add_row(dict.fromkeys(columns, 1), least=1, most=1)
    rows: dict[int, dict[int, int]] = defaultdict(dict)
    for meets in mine:
        for slot, column in meets.items():
            rows[slot][column] = 1
    for column, day in zip(columns, known, strict=True):
        model.goal[column] = -day.further
        rows |= {slot: rows[slot] | {column: -1} for slot in slots_of(day.slots)}
    for row in rows.values():
        model.add_row(row, least=0, most=0)
