from __future__ import annotations

from tearoad.bench.timetable.missions import Format, mission
from tearoad.mission import Objective
from tearoad.timetable import rules
from tearoad.timetable.objectives import measure
from tearoad.timetable.solvers.assignment.local_search import improve_assignment
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tests.timetable.solvers.assignment.test_rota import planned

SERVED = (Objective.IDLE, Objective.INTERPRETER_CHANGES)


def test_members_are_shared_out_better_and_the_times_stay() -> None:
    problem = mission(Format.STAND, 14, 1)
    chosen, rota = planned(problem)
    settled, _ = rota.settle(chosen)
    made = improve_assignment(settled, problem, Crews(problem), Spots(problem), SERVED, Effort(600, 5))
    now, then = seat(made, problem), seat(settled, problem)
    assert [(meeting.wish, meeting.start) for meeting in now] == [(meeting.wish, meeting.start) for meeting in then]
    assert [violation.text.code for violation in rules.broken(problem, now)] == []
    better, before = ([measure(objective, problem, plan) for objective in SERVED] for plan in (now, then))
    assert better < before
