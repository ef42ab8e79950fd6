"""Can these musts be held together? Asked again and again of one model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.cp_sat import cp_sat
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import WishId

_SECONDS = 5.0
"""For one question; a question that stays open counts as "they fit", so that no innocent must is named."""


class JointMusts:
    """Whether some of the musts can be held together."""

    def __init__(self, problem: Problem) -> None:
        """Build the model of a problem whose wishes are the musts."""
        spots = Spots(problem)
        self._candidates = candidates(problem, spots)
        model = Model()
        model.add_columns(len(self._candidates))
        for limit in Limits(problem, spots, self._candidates).all():
            model.add_sum(limit.columns, limit.weights, most=limit.most)
        model.goal = dict.fromkeys(range(len(self._candidates)), 1)
        self._stand = model.stand()

    def fit(self, wishes: Sequence[WishId]) -> bool:
        """Whether all of them can be held."""
        wanted = set(wishes)
        if wanted - {candidate.wish.id for candidate in self._candidates}:
            return False
        if not wanted:
            return True
        free = np.array([candidate.wish.id in wanted for candidate in self._candidates])
        nobody = np.zeros(self._stand.width, np.int64)
        part, kept = self._stand.part(free, nobody)
        answer = cp_sat(part, nobody[kept], Effort(_SECONDS, _SECONDS))
        return min(answer.bound, len(wanted)) >= len(wanted)
