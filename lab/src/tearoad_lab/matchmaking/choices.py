"""Yes-or-no choices put to CP-SAT without its modelling layer, which takes a second to load.

A model is written in the solver's own text form (`cp_model.proto`). A choice is the number of a variable, and `~choice`
is its opposite, as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tearoad.timetable.solvers.cp_sat import SolverWatch
from tearoad.timetable.solvers.solver import never

_FOUND = (2, 4)
"""CpSolverStatus FEASIBLE and OPTIMAL."""
_LEAST = -(2**40)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best that was found, and how good any could be."""

    values: Sequence[int]
    """Of each variable."""
    bound: int
    """Nothing that keeps the rules counts less."""
    spent: float
    """Work done, in the solver's measure."""


class Choices:
    """One model."""

    def __init__(self) -> None:
        """Begin with nothing to choose."""
        self._variables: list[str] = []
        self._rules: list[str] = []
        self._aim = ""

    def choice(self) -> int:
        """Return a new choice."""
        return self.number(0, 1)

    def number(self, least: int, most: int) -> int:
        """Return a new whole number within two others."""
        self._variables.append(f"variables{{domain:[{least},{most}]}}")
        return len(self._variables) - 1

    def at_most_one(self, choices: Iterable[int]) -> None:
        """Let at most one of these be so."""
        self._rules.append(f"constraints{{at_most_one{{literals:{[*choices]}}}}}")

    def any_of(self, *choices: int) -> None:
        """Let one of these be so at least."""
        self._rules.append(f"constraints{{bool_or{{literals:{[*choices]}}}}}")

    def at_most(self, weights: Mapping[int, int], most: int) -> None:
        """Let variables times weights come to no more."""
        row = f"vars:{[*weights]} coeffs:{[*weights.values()]} domain:[{_LEAST},{most}]"
        self._rules.append(f"constraints{{linear{{{row}}}}}")

    def minimize(self, weights: Mapping[int, int]) -> None:
        """Aim at variables times weights that come to the least."""
        self._aim = f"objective{{vars:{[*weights]} coeffs:{[*weights.values()]}}}"

    def solved(self, work: float, seconds: float, stop: Callable[[], bool] = never) -> Chosen | None:
        """Return the best; None where so much work, in the solver's measure, or time brought none. Deterministic."""
        from ortools.sat.python import cp_model_helper  # noqa: PLC0415  # only when a plan is mended

        model, parameters = cp_model_helper.CpModelProto(), cp_model_helper.SatParameters()
        model.parse_text_format("\n".join((*self._variables, *self._rules, self._aim)))
        parameters.catch_sigint_signal = False
        parameters.num_workers = 1
        parameters.max_deterministic_time = max(0.001, work)
        parameters.max_time_in_seconds = max(0.01, seconds)
        solver: Any = cp_model_helper.SolveWrapper()  # its `solve` has no types
        solver.set_parameters(parameters)
        with SolverWatch(solver, stop):
            response = solver.solve(model)
        if int(response.status) not in _FOUND:
            return None
        return Chosen([*response.solution], round(response.best_objective_bound), response.deterministic_time)
