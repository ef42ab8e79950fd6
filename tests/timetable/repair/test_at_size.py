"""A slice of what `lab/benchmarks/repairs.py` measures, on a smaller made-up mission."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from lab.benchmarks.timetable_mission import Size, mission_problem
from tearoad.mission import Objective
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import InterpreterAway, Trouble
from tearoad.timetable.solve import solve
from tearoad_lab.timetable.troubles import KINDS, interpreter_away, mended


@cache
def town() -> tuple[Problem, tuple[Meeting, ...]]:
    problem = mission_problem(3, Size(wishes_per_firm=10, must_count=5))
    problem = replace(problem, objectives=(Objective.MUSTS, Objective.VALUE))
    meetings = solve(problem, time_limit_s=5).meetings
    return problem, tuple(meeting for nth, meeting in enumerate(meetings) if nth % 9)  # so that something can be wanted


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not interpreter_away])
def test_a_mission_is_mended_with_proof(
    kind: Callable[[Problem, Sequence[Meeting], random.Random], Trouble],
) -> None:
    problem, announced = town()
    dice = random.Random(kind.__name__)
    for now in (0, 20):
        proposals = mended(problem, announced, kind(problem, announced, dice), now, 60).found.proposals
        assert {proposal.proved for proposal in proposals} == {True}


def test_without_time_what_still_stands_stands_and_the_bound_is_honest() -> None:
    problem, announced = town()
    lost = next(meeting for meeting in announced if meeting.interpreter is not None)
    assert lost.interpreter is not None
    trouble = InterpreterAway(lost.interpreter, frozenset(range(lost.start, lost.start + 2)))
    late = mended(problem, announced, trouble, 0, 0.001).found.proposals[0]
    proved = mended(problem, announced, trouble, 0, 60).found.proposals[0]
    assert proved.proved
    rank = late.aim.rank
    assert rank(late.bound) <= rank(proved.toll) <= rank(late.toll)
    assert len(set(announced) & set(late.meetings)) > len(announced) - 10
