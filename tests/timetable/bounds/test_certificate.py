import numpy as np
import pytest

from tearoad.mission import Objective
from tearoad.timetable.bounds import certificate as bounds
from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad.timetable.solvers.candidates import Candidate, candidates
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.linear import Model, Stand
from tearoad.timetable.solvers.relaxation import Relaxed
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tests.timetable.small_problems import small_problem


def value_only(seed: int) -> tuple[Problem, tuple[Candidate, ...], Stand]:
    """A small problem as a model whose goal is the value."""
    problem = small_problem(seed)
    problem = Problem(
        problem.slots,
        problem.places,
        problem.parties,
        problem.wishes,
        problem.interpreters,
        problem.persons,
        problem.walks,
        problem.pins,
        objectives=(Objective.VALUE,),
    )
    spots = Spots(problem)
    found = candidates(problem, spots)
    model = Model()
    model.add_columns(len(found))
    for limit in Limits(problem, spots, found).all():
        model.add_sum(limit.columns, limit.weights, most=limit.most)
    model.goal = {column: candidate.wish.value for column, candidate in enumerate(found)}
    return problem, found, model.stand()


def test_no_plan_is_worth_more_than_the_bound() -> None:
    tight = 0
    for seed in range(150):
        problem, _, stand = value_only(seed)
        certificate = bounds.certify(stand, Effort(600, 10))
        assert certificate is not None
        best = solve(problem).levels[0].value
        assert certificate.bound >= best, seed
        tight += certificate.bound == best
    assert tight > 100


def test_what_is_left_out_is_in_no_plan_as_good() -> None:
    left_out = 0
    for seed in range(150):
        problem, found, stand = value_only(seed)
        certificate = bounds.certify(stand, Effort(600, 10))
        assert certificate is not None
        best = solve(problem)
        needless = certificate.needless(stand, best.levels[0].value)
        left_out += int(needless.sum())
        for candidate, gone in zip(found, needless.tolist(), strict=True):
            if gone:
                held = [
                    m
                    for m in best.meetings
                    if (m.wish, m.start, m.interpreter) == (candidate.wish.id, candidate.start, candidate.interpreter)
                ]
                assert all(meeting.place not in candidate.spot.places for meeting in held), seed
    assert left_out > 50


@pytest.mark.parametrize("seed", range(20))
def test_bad_prices_make_the_bound_weaker_never_wrong(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem, _, stand = value_only(seed)
    dice = np.random.default_rng(seed)
    prices = dice.normal(0, 20, stand.rows.height)
    monkeypatch.setattr(bounds, "relaxed", lambda *_: Relaxed(np.zeros(stand.width), prices))
    certificate = bounds.certify(stand, Effort(600, 10))
    assert certificate is not None
    assert certificate.bound >= solve(problem).levels[0].value
