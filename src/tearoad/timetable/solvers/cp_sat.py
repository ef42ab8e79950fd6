"""The constraint solver (OR-Tools CP-SAT): exact in whole numbers, the method for small and knotty models.

Repeatable: two workers that take turns in fixed batches (`interleave_search`), and a limit in deterministic time. Small
models, and bounds to be raised, get one worker, which is repeatable by itself and starts faster. A run that the wall
clock or a person cuts is the exception.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tearoad.timetable.solvers.linear import UNLIMITED, Stand, Whole
from tearoad.timetable.solvers.solver import Effort, SolverAnswer

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_ONE_WORKER = 2000
"""Columns up to which one worker is faster."""
BOUNDING_WORK = 2.0
"""What a second of CP-SAT's own, deterministic time costs where it solves programmes over fractions all the time."""
WORK_A_COLUMN, WORK_TO_RISE = 1e-4, 4e-8
"""What each column costs before such a search begins; and, times the square of the columns, what it takes to rise: some
2 for 7,000, 25 for 25,000."""
_POLL_SECONDS = 0.1


def cp_sat(stand: Stand, start: Whole, effort: Effort) -> SolverAnswer:
    """Return the best values found from `start` on, with the bound that CP-SAT proves."""
    if stand.width <= _ONE_WORKER:
        return _answer(stand, start, effort, {"num_workers": 1, "cp_model_probing_level": 0, "symmetry_level": 1})
    return _answer(stand, start, effort, {"num_workers": 2, "interleave_search": True})


def raise_bound(stand: Stand, answer: SolverAnswer, effort: Effort) -> SolverAnswer:
    """Raise the bound of an answer: the search goes on where it is lowest, and solves programmes over fractions."""

    def hear(worth: int, bound: int) -> None:
        effort.heard(max(answer.worth, worth), min(answer.bound, bound))

    options = {"num_workers": 1, "optimize_with_lb_tree_search": True, "linearization_level": 2}
    begun = WORK_A_COLUMN * stand.width
    effort.meter.spend(begun)
    some = replace(effort, work=max(0.0, effort.work - begun), heard=hear)
    last = _answer(stand, answer.values, some, options, BOUNDING_WORK)
    return replace(last, bound=min(last.bound, answer.bound))


def least_work_to_raise_bound(stand: Stand) -> float:
    """Return with how much work the bound of a model can be expected to rise."""
    return WORK_TO_RISE * stand.width**2


def _answer(
    stand: Stand, start: Whole, effort: Effort, options: Mapping[str, int | bool], work_a_second: float = 1.0
) -> SolverAnswer:
    from ortools.sat.python import cp_model  # noqa: PLC0415  # 1.8 s, only when a search is needed

    stand = stand.lean()
    model, columns = _cp_sat_model(stand, start, cp_model)
    solver = cp_model.CpSolver()
    # Else OR-Tools puts the default handler back after each search, and a Ctrl-C later would kill the run outright.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_time_in_seconds = max(0.01, effort.seconds)
    solver.parameters.max_deterministic_time = effort.work / work_a_second
    for name, value in options.items():
        setattr(solver.parameters, name, value)
    with SolverWatch(solver, effort.stop):
        status = solver.solve(model, _listener(effort, cp_model))
    effort.meter.spend(work_a_second * solver.response_proto.deterministic_time)
    best = start
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        array = np.array([solver.value(column) for column in columns], np.int64)
        best = array if stand.worth(array) > stand.worth(start) else start
    bound = stand.ceiling() if status == cp_model.UNKNOWN else round(solver.best_objective_bound)
    worth = stand.worth(best)
    return SolverAnswer(best, worth, max(worth, min(bound, stand.ceiling())))


def _cp_sat_model(stand: Stand, start: Whole, cp_model: Any) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:  # noqa: ANN401  # a late import
    model = cp_model.CpModel()
    bounds = zip(stand.lows.tolist(), stand.highs.tolist(), strict=True)
    columns = [model.new_int_var(low, high, "") for low, high in bounds]
    weighted = cp_model.LinearExpr.weighted_sum
    rows = stand.rows
    places, weights = rows.columns.tolist(), rows.weights.tolist()
    for row, (least, most) in enumerate(zip(rows.least.tolist(), rows.most.tolist(), strict=True)):
        span = slice(rows.start[row], rows.start[row + 1])
        mine, by = [columns[place] for place in places[span]], weights[span]
        if most == 1 and least <= 0 and set(by) == {1} and all(stand.highs[place] <= 1 for place in places[span]):
            model.add_at_most_one(mine)
        elif least <= -UNLIMITED // 2:
            model.add(weighted(mine, by) <= most)
        elif most >= UNLIMITED // 2:
            model.add(weighted(mine, by) >= least)
        else:
            model.add_linear_constraint(weighted(mine, by), least, most)
    used = np.flatnonzero(stand.goal).tolist()
    model.maximize(weighted([columns[place] for place in used], stand.goal[used].tolist()))
    for column, value in zip(columns, start.tolist(), strict=True):
        model.add_hint(column, value)
    return model, columns


def _listener(effort: Effort, cp_model: Any) -> cp_model.CpSolverSolutionCallback:  # noqa: ANN401  # a late import
    class Listener(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]  # the base is imported late
        def on_solution_callback(self) -> None:
            effort.heard(round(self.objective_value), round(self.best_objective_bound))

    return Listener()


class SolverWatch:
    """Asks from time to time whether to stop, beside the search."""

    def __init__(self, solver: cp_model.CpSolver, stop: Callable[[], bool]) -> None:
        """Begin when entered."""
        self._solver, self._stop = solver, stop
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_POLL_SECONDS):
            if self._stop():
                self._solver.stop_search()
