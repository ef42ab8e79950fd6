"""How others place meetings, on the same event in the same run.

`first_fit` is what documented event systems do: one meeting after the other into the first slot that is free for both.
`best_of_shuffles` tries a thousand orders of it. `plain_cp_sat` and `plain_rc2` are the models one would write in a
hundred lines for OR-Tools and for the MaxSAT solver RC2 of python-sat: they prove optima too, without what the
engine knows about such events.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tearoad_lab.matchmaking import Event
from tearoad_lab.matchmaking.sat.clauses import Clauses

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SHUFFLES = 1_000


@dataclass(frozen=True, slots=True)
class Placed:
    """What a peer found; `breaks` is None where it found no whole plan and stopped."""

    status: str
    breaks: int | None
    unplaced: int


def first_fit(event: Event, _seed: int, _seconds: float) -> Placed:
    """Place one meeting after the other, as they are listed, in the first slot that both have free."""
    return _placed(event, _fit(event, range(len(event.appointments))))


def best_of_shuffles(event: Event, seed: int, seconds: float) -> Placed:
    """Place them in a thousand random orders and keep the best: fewest left out, then fewest breaks."""
    dice, ends = random.Random(seed), time.monotonic() + seconds  # noqa: S311  # the order of tries, not a secret
    best: Placed | None = None
    order = list(range(len(event.appointments)))
    for _ in range(SHUFFLES):
        dice.shuffle(order)
        found = _placed(event, _fit(event, order))
        if best is None or (found.unplaced, found.breaks or 0) < (best.unplaced, best.breaks or 0):
            best = found
        if time.monotonic() >= ends:
            break
    return best or Placed("empty", None, 0)


def _fit(event: Event, order: Sequence[int]) -> dict[int, int]:
    busy: set[tuple[int, int]] = set()
    full: Counter[int] = Counter()
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for early, late in event.order:
        before[late].append(early)
        after[early].append(late)
    at: dict[int, int] = {}
    for number in order:
        appointment = event.appointments[number]
        least = max((at[other] for other in before[number] if other in at), default=-1)
        most = min((at[other] for other in after[number] if other in at), default=event.slots)
        for slot in sorted(appointment.slots):
            free = all((person, slot) not in busy for person in appointment.people)
            if least < slot < most and full[slot] < event.tables and free:
                at[number] = slot
                full[slot] += 1
                busy.update((person, slot) for person in appointment.people)
                break
    return at


def _placed(event: Event, at: Mapping[int, int]) -> Placed:
    of: dict[int, list[int]] = defaultdict(list)
    for number, slot in at.items():
        for person in event.appointments[number].people:
            of[person].append(slot)
    count = sum(later - earlier > 1 for slots in of.values() for earlier, later in pairwise(sorted(slots)))
    return Placed("placed", count, len(event.appointments) - len(at))


def plain_cp_sat(event: Event, seed: int, seconds: float) -> Placed:
    """Ask OR-Tools: a truth for each meeting and slot, for each busy slot, and for each run that begins."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  # only where peers are asked for

    model = cp_model.CpModel()
    meets = [{slot: model.new_bool_var("") for slot in appointment.slots} for appointment in event.appointments]
    for meet in meets:
        model.add_exactly_one(meet.values())
    for slot in range(event.slots):
        model.add(sum(meet[slot] for meet in meets if slot in meet) <= event.tables)
    for early, late in event.order:
        first, second = (sum(slot * truth for slot, truth in meets[number].items()) for number in (early, late))
        model.add(first + 1 <= second)
    counts = _break_counts(event, model, meets)
    if event.spread is not None:
        least = 0 if len(counts) < event.people else model.new_int_var(0, event.slots, "")
        for count in counts:
            model.add(count >= least)
            model.add(count <= least + event.spread)
    model.minimize(sum(counts))
    solver = cp_model.CpSolver()
    solver.parameters.random_seed, solver.parameters.num_workers = seed, 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Placed("optimal" if status == cp_model.OPTIMAL else "feasible", round(solver.objective_value), 0)
    return Placed("impossible" if status == cp_model.INFEASIBLE else "unknown", None, len(event.appointments))


def _break_counts(
    event: Event, model: cp_model.CpModel, meets: Sequence[Mapping[int, cp_model.IntVar]]
) -> Sequence[cp_model.LinearExprT]:
    counts = []
    for mine in filter(None, event.appointments_of()):
        busy, starts = ([model.new_bool_var("") for _ in range(event.slots)] for _ in range(2))
        for slot, truth in enumerate(busy):
            model.add(sum(meets[number][slot] for number in mine if slot in meets[number]) == truth)
            before = busy[slot - 1] if slot else 0
            model.add(starts[slot] >= truth - before)
            model.add(starts[slot] <= truth)
            model.add(starts[slot] <= 1 - before)
        counts.append(sum(starts) - 1)
    return counts


def plain_rc2(event: Event, _seed: int, seconds: float) -> Placed:
    """Ask RC2 (Ignatiev, Morgado, Marques-Silva 2019), range of breaks by range: every further break costs one."""
    ends = time.monotonic() + seconds
    best: int | None = None
    idle = any(not mine for mine in event.appointments_of())
    longest = max(map(len, event.appointments_of()), default=0)
    lows = [0] if idle or event.spread is None else range(max(1, longest))
    for least in lows:
        most = longest if event.spread is None else least + event.spread
        cost, over = _rc2(event, least, most, ends)
        if over:
            return Placed("unknown", best, 0 if best is not None else len(event.appointments))
        if cost is not None and (best is None or cost < best):
            best = cost
        if best is not None and best <= (least + 1) * event.people:
            break  # whoever has more breaks at least has more in all
    return Placed("impossible" if best is None else "optimal", best, len(event.appointments) if best is None else 0)


def _rc2(event: Event, least: int, most: int, ends: float) -> tuple[int | None, bool]:
    """Return the fewest breaks with everyone between two numbers of them, and whether the time ended first."""
    from threading import Timer  # noqa: PLC0415  # only where peers are asked for

    from pysat.examples.rc2 import RC2  # noqa: PLC0415  # only where peers are asked for
    from pysat.formula import WCNF  # noqa: PLC0415  # only where peers are asked for

    clauses, soft = _clauses_of_event(event, least, most)
    formula = WCNF()
    formula.extend(clauses.all)
    for literal in soft:
        formula.append([-literal], weight=1)
    with RC2(formula, solver="g4") as solver:
        timer = Timer(max(0.0, ends - time.monotonic()), solver.interrupt)
        timer.start()
        model = solver.compute(expect_interrupt=True)
        timer.cancel()
        if model is None:
            return None, time.monotonic() >= ends
        return int(solver.cost) + least * sum(map(bool, event.appointments_of())), False


def _clauses_of_event(event: Event, least: int, most: int) -> tuple[Clauses, list[int]]:
    clauses, soft = Clauses(), list[int]()
    meets = [{slot: clauses.variable() for slot in sorted(appointment.slots)} for appointment in event.appointments]
    for meet in meets:
        clauses.add(*meet.values())
        clauses.at_most_one(list(meet.values()))
    for slot in range(event.slots):
        clauses.at_most([meet[slot] for meet in meets if slot in meet], event.tables)
    for early, late in event.order:
        for slot, second in meets[late].items():
            clauses.all.extend([-second, -first] for other, first in meets[early].items() if other >= slot)
    for mine in filter(None, event.appointments_of()):
        busy, starts = ([clauses.variable() for _ in range(event.slots)] for _ in range(2))
        for slot, truth in enumerate(busy):
            here = [meets[number][slot] for number in mine if slot in meets[number]]
            clauses.at_most_one(here)
            clauses.add(-truth, *here)
            clauses.all.extend([-literal, truth] for literal in here)
            before = [busy[slot - 1]] if slot else []
            clauses.add(-truth, starts[slot], *before)
            clauses.add(-starts[slot], truth)
            clauses.all.extend([-starts[slot], -literal] for literal in before)
        runs = clauses.run_count(starts, min(most + 2, event.slots), exact=True)
        clauses.all.extend([-literal] for literal in runs[most + 1 :])
        clauses.all.extend([literal] for literal in runs[: least + 1])
        soft.extend(runs[least + 1 : most + 1])
    return clauses, soft


PEERS: Mapping[str, Callable[[Event, int, float], Placed]] = {
    "first-fit": first_fit,
    "best-of-1000": best_of_shuffles,
    "cp-sat": plain_cp_sat,
    "rc2": plain_rc2,
}
QUICK_PEERS = ("first-fit", "best-of-1000")
MOST_WAYS = 150_000
"""With more ways to hold its meetings (appointments x slots) an event's plain models do not go into memory."""
