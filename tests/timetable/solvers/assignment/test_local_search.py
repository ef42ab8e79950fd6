from __future__ import annotations

from tearoad.mission import Objective
from tearoad.timetable import rules
from tearoad.timetable.objectives import measure
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.assignment.local_search import Assignment
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.candidates import Candidate, candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad_lab.timetable.missions import Format, mission
from tests.timetable.solvers.assignment.test_rota import planned

SERVED = (Objective.IDLE, Objective.INTERPRETER_CHANGES)


def _settled(problem: Problem) -> tuple[Assignment, tuple[Candidate, ...]]:
    spots, crews = Spots(problem), Crews(problem)
    chosen, rota = planned(problem)
    return Assignment(problem, candidates(problem, spots, crews), crews, spots), rota.settle(chosen)[0]


def _served(problem: Problem, plan: tuple[Candidate, ...]) -> list[int]:
    return [measure(objective, problem, seat(plan, problem)) for objective in SERVED]


def test_members_are_shared_out_better_and_the_times_stay() -> None:
    problem = mission(Format.STAND, 14, 1)
    assignment, settled = _settled(problem)
    made = assignment.share_out(settled, SERVED, Effort(600, 5))
    now, then = seat(made, problem), seat(settled, problem)
    assert [(meeting.wish, meeting.start) for meeting in now] == [(meeting.wish, meeting.start) for meeting in then]
    assert [violation.text.code for violation in rules.broken(problem, now)] == []
    assert _served(problem, made) < _served(problem, settled)


def test_meetings_move_further_when_hours_change_too_and_go_on_where_they_were_left() -> None:
    problem = mission(Format.DESK, 14, 1)
    assignment, settled = _settled(problem)
    shared_out = assignment.share_out(settled, SERVED, Effort(600, 2))
    once = assignment.move(shared_out, SERVED, Effort(600, 0.5))
    again = assignment.move(once, SERVED, Effort(600, 0.5))
    assert {way.wish.id for way in again} == {way.wish.id for way in settled}
    assert [violation.text.code for violation in rules.broken(problem, seat(again, problem))] == []
    assert _served(problem, again) <= _served(problem, once) < _served(problem, shared_out)


def test_wishes_that_stand_and_ways_that_are_fixed_are_left_alone() -> None:
    problem = mission(Format.DESK, 14, 1)
    assignment, settled = _settled(problem)
    half = {way.wish.id for way in settled[::2]}
    first = {way.start for way in settled}
    made = assignment.move(settled, SERVED, Effort(600, 0.5), half, lambda way: way.start not in first)
    assert set(settled) - set(made)
    assert {way for way in settled if way.wish.id in half} <= set(made)
    assert {way.start for way in made} <= first
