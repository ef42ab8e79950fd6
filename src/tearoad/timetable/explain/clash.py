"""Musts that exclude each other, as few as it takes to see the clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tearoad.text import Ref, Text
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.cp_sat import cp_sat
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.linear import Model, Stand
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import WishId

_SECONDS = 5.0
"""For one question; a question that stays open counts as "they fit", so that no innocent must is named."""


def clash(problem: Problem) -> tuple[WishId, ...]:
    """Return musts that cannot all be held, none of which could be left out of the clash; empty when all musts fit.

    Smallest by inclusion, not by number: each must in turn is dropped where the rest still clashes (deletion filter;
    Chinneck 1997). Deterministic; one search for each must.
    """
    musts = problem.lookup.musts
    asked = _Asked(_only(problem, musts))
    clashing = [wish.id for wish in problem.wishes if wish.id in musts]
    if asked.fit(clashing):
        return ()
    for wish in tuple(clashing):
        rest = [other for other in clashing if other != wish]
        if not asked.fit(rest):
            clashing = rest
    return tuple(clashing)


def clash_text(problem: Problem, wishes: Sequence[WishId]) -> Text:
    """Return the clash as a text that names its meetings."""
    pairs = tuple(
        Text(
            "timetable.clash_pair",
            exporter=Ref(problem.lookup.wish[wish].exporter),
            buyer=Ref(problem.lookup.wish[wish].buyer),
        )
        for wish in wishes
    )
    return Text("timetable.clash", count=len(wishes), meetings=pairs)


def _only(problem: Problem, musts: frozenset[WishId]) -> Problem:
    return replace(problem, wishes=tuple(wish for wish in problem.wishes if wish.id in musts), previous=())


class _Asked:
    """Whether some of the musts can be held together."""

    def __init__(self, problem: Problem) -> None:
        spots = Spots(problem)
        self._candidates = candidates(problem, spots)
        model = Model()
        model.add_columns(len(self._candidates))
        for limit in Limits(problem, spots, self._candidates).all():
            model.add_sum(limit.columns, limit.weights, most=limit.most)
        model.goal = dict.fromkeys(range(len(self._candidates)), 1)
        self._stand = model.stand()

    def fit(self, wishes: Sequence[WishId]) -> bool:
        wanted = set(wishes)
        if wanted - {one.wish.id for one in self._candidates}:
            return False
        if not wanted:
            return True
        free = np.array([one.wish.id in wanted for one in self._candidates])
        nobody = np.zeros(self._stand.width, np.int64)
        part: Stand
        part, kept = self._stand.part(free, nobody)
        answer = cp_sat(part, nobody[kept], Effort(_SECONDS, _SECONDS))
        return min(answer.bound, len(wanted)) >= len(wanted)
