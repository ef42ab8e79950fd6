"""The integer programming solver (HiGHS): strong where sums bind, as interpreters' hours do.

One thread; repeatable when it ends by proof or by its limit of nodes. Its bound is a floating-point figure; it is
rounded down only after a margin of one in ten million, and never replaces an exact certificate (`bounds/`) that is
better.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tearoad.timetable.solvers.linear import UNLIMITED, Stand, Whole
from tearoad.timetable.solvers.quiet import new_highs
from tearoad.timetable.solvers.solver import Effort, Meter, SolverAnswer

if TYPE_CHECKING:
    import highspy

NODES_PER_SECOND = 100
"""How the limit of work is told to HiGHS."""
WORK_A_STEP = 2e-9
"""What one step of the simplex method costs for each entry of the model."""
LEAST_ENTRIES = 20_000
"""A step of a small model costs as much as one of so many entries."""
USUAL_SIZE = 60_000
"""A day of meetings at a mission of eighteen firms: entries, and columns and rows ten times."""
TO_BEGIN, A_LOOK, A_PIVOT = 0.16, 0.014, 1.6e-4
"""What a search of that size over whole numbers costs before it begins, up to the next look, and for each step of the
simplex method, whatever the size: the least squares of 110 searches of ten missions."""
USUAL_PIVOTS = 0.03
"""What the steps up to the next look are taken to cost while it searches; more where those of the last search did:
how many they were it says at its end."""

_Options = Mapping[str, str | bool]


def highs(stand: Stand, start: Whole, effort: Effort) -> SolverAnswer:
    """Return the best values found from `start` on, with the bound that HiGHS reaches."""
    return _answer(stand, start, effort, {})


def at_once(stand: Stand, start: Whole, effort: Effort) -> SolverAnswer:
    """Return the same without what prepares the search: where little is open that takes longer than the search."""
    return _answer(stand.lean(), start, effort, {"presolve": "off", "mip_heuristic_run_feasibility_jump": False})


def _answer(stand: Stand, start: Whole, effort: Effort, options: _Options) -> SolverAnswer:
    running = effort.begun()
    found, bound, ended = _searched(stand, start, effort, start, options)
    best = start if found is None else found
    if ended and bound > stand.worth(best):
        # It proved that something better exists and handed back what it was given (seen in 1.16): asked without that.
        found, again, _ = _searched(stand, best, running.left(), None, options)
        best = best if found is None else found
        bound = min(bound, again)
    worth = stand.worth(best)
    return SolverAnswer(best, worth, max(worth, bound))


def solved(stand: Stand, effort: Effort) -> Whole | None:
    """Return the best values found, with nothing to start from; None where none were found in time."""
    best, _, _ = _searched(stand, None, effort, None, {})
    return best


def most_unaided(stand: Stand, effort: Effort) -> int:
    """Return what no values are worth more than, with nothing to start from; nothing is begun with too little work."""
    if TO_BEGIN * _size(stand) > effort.work:
        return stand.ceiling()
    return _searched(stand, None, effort, None, {})[1]


def _searched(
    stand: Stand, start: Whole | None, effort: Effort, given: Whole | None, options: _Options
) -> tuple[Whole | None, int, bool]:
    """Return the better of `start` and what one run finds, its bound, and whether it came to its end.

    Where the work would not suffice to begin, nothing is begun: HiGHS looks up for the first time when it has prepared
    the search.
    """
    import highspy  # noqa: PLC0415  # only when a search is needed

    looks = _Looks(_size(stand), effort.work, effort.stop, max(USUAL_PIVOTS, effort.meter.pivots_a_look))
    if start is not None and not options and looks.work > effort.work:
        return start, stand.ceiling(), False
    solver = load_model(stand, whole=True)
    solver.setOptionValue("time_limit", max(0.01, effort.seconds))
    solver.setOptionValue("random_seed", effort.seed)
    solver.setOptionValue("mip_max_nodes", max(1, int(effort.work * NODES_PER_SECOND)))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    for name, value in options.items():
        solver.setOptionValue(name, value)
    if given is not None:
        begun = highspy.HighsSolution()
        begun.col_value = given.astype(float).tolist()
        solver.setSolution(begun)
    solver.cbMipInterrupt += looks.hear
    solver.cbMipImprovingSolution += lambda event: effort.heard(
        round(event.data_out.mip_primal_bound), _down(event.data_out.mip_dual_bound, stand)
    )
    solver.run()
    looks.count_work(max(0, solver.getInfo().simplex_iteration_count), effort.meter)
    best: Whole | None = start
    if solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        found = np.rint(np.array(solver.getSolution().col_value)).astype(np.int64)
        if stand.holds(found) and (start is None or stand.worth(found) > stand.worth(start)):
            best = found
    ended = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return best, _down(solver.getInfo().mip_dual_bound, stand), ended


def step(entries: int) -> float:
    """Return what a step of the simplex method costs in a model; to read the model costs as much once."""
    return WORK_A_STEP * max(LEAST_ENTRIES, entries)


def _size(stand: Stand) -> float:
    """Return how large a model is as a search feels it, beside a day of an ordinary mission."""
    return (len(stand.rows.columns) + 10 * (stand.width + stand.rows.height)) / USUAL_SIZE


@dataclass(slots=True)
class _Looks:
    """Ends a search after so much work.

    HiGHS does not say how many steps it has done while it searches, but it looks up and asks whether to go on, at
    moments that are the same in every run.
    """

    size: float
    most: float
    stop: Callable[[], bool]
    pivots_a_look: float
    done: int = 0

    @property
    def work(self) -> float:
        """What was done, as far as can be told while it searches."""
        return (TO_BEGIN + (A_LOOK + self.pivots_a_look) * self.done) * self.size

    def count_work(self, pivots: int, meter: Meter) -> None:
        """Count what was done when the search has ended after so many steps of the simplex method."""
        meter.spend((TO_BEGIN + A_LOOK * self.done) * self.size + A_PIVOT * pivots)
        if self.done and self.size:
            meter.pivots_a_look = A_PIVOT * pivots / (self.done * self.size)

    def hear(self, event: Any) -> None:  # noqa: ANN401  # HiGHS' own event
        """Be asked whether to go on."""
        self.done += 1
        if self.work >= self.most or self.stop():
            event.interrupt()


def _down(bound: float, stand: Stand) -> int:
    ceiling = stand.ceiling()
    if not math.isfinite(bound) or abs(bound) > UNLIMITED:
        return ceiling
    return min(ceiling, math.floor(bound + 1e-7 * max(10.0, abs(bound))))


def load_model(stand: Stand, *, whole: bool) -> highspy.Highs:
    """Return HiGHS with a model read, its columns whole or not."""
    import highspy  # noqa: PLC0415  # only when a search is needed

    rows = stand.rows
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = stand.width, rows.height
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = stand.goal.astype(float)
    model.col_lower_, model.col_upper_ = stand.lows.astype(float), stand.highs.astype(float)
    model.row_lower_ = np.where(rows.least <= -UNLIMITED // 2, -highspy.kHighsInf, rows.least.astype(float))
    model.row_upper_ = np.where(rows.most >= UNLIMITED // 2, highspy.kHighsInf, rows.most.astype(float))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = rows.start
    model.a_matrix_.index_ = rows.columns
    model.a_matrix_.value_ = rows.weights.astype(float)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * stand.width
    solver = new_highs()
    solver.passModel(model)
    return solver
