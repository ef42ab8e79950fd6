"""Counts as clauses, against counting."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysat.solvers import Solver

from tearoad_lab.matchmaking.sat.clauses import Clauses


@pytest.mark.parametrize("count", range(6))
@pytest.mark.parametrize("least", range(7))
def test_at_least_so_many_hold(count: int, least: int) -> None:
    clauses = Clauses()
    literals = [clauses.variable() for _ in range(count)]
    clauses.at_least(literals, least)
    with Solver("cadical195", bootstrap_with=clauses.all) as solver:
        for held in product((False, True), repeat=count):
            assumed = [literal if holds else -literal for literal, holds in zip(literals, held, strict=True)]
            assert solver.solve(assumptions=assumed) is (sum(held) >= least)


@given(st.integers(1, 12), st.integers(0, 13))
def test_at_most_and_at_least_are_each_others_opposite(count: int, most: int) -> None:
    clauses = Clauses()
    literals = [clauses.variable() for _ in range(count)]
    clauses.at_most(literals, most)
    clauses.at_least(literals, most + 1)
    with Solver("cadical195", bootstrap_with=clauses.all) as solver:
        assert solver.solve() is False
