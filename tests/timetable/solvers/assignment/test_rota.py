from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.timetable import rules
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers import greedy
from tearoad.timetable.solvers.assignment import rota as rota_module
from tearoad.timetable.solvers.assignment.rota import Rota
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.candidates import Candidate, candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.spots import Spots
from tearoad_lab.timetable.missions import Format, mission


def planned(problem: Problem) -> tuple[list[Candidate], Rota]:
    """Return a greedy plan for crews, and what settles it."""
    spots, crews = Spots(problem), Crews(problem)
    assert not crews.single
    found = candidates(problem, spots, crews)
    packing = greedy.Packing(Limits(problem, spots, found, crews).all(), len(found))
    chosen = packing.fill(greedy.order(problem, found, packing))
    return [found[column] for column in sorted(chosen)], Rota(problem, crews, spots)


def with_programme(problem: Problem) -> Problem:
    """The whole pool interprets at a seminar of an hour."""
    at = frozenset({3, 4})
    return replace(
        problem,
        interpreters=tuple(
            interpreter
            if interpreter.attached_to
            else replace(interpreter, programme=at, hours=interpreter.hours - at, programme_slots=(2,))
            for interpreter in problem.interpreters
        ),
    )


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("programme", [False, True])
def test_what_is_settled_keeps_every_rule(kind: Format, programme: bool) -> None:  # noqa: FBT001  # a case
    problem = mission(kind, 20, 2)
    problem = with_programme(problem) if programme else problem
    chosen, rota = planned(problem)
    own, left = rota.settle(chosen)
    assert sorted(candidate.wish.id for candidate in (*own, *left)) == sorted(candidate.wish.id for candidate in chosen)
    assert len(left) <= len(chosen) // 20
    assert [violation.text.code for violation in rules.broken(problem, seat(own, problem))] == []
    assert rota.settle(chosen) == (own, left)


def test_the_day_of_a_crew_too_large_for_the_exact_ways_keeps_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rota_module, "_MOST_WAYS", 0)
    problem = mission(Format.OFF_SITE, 20, 2)
    chosen, rota = planned(problem)
    own, left = rota.settle(chosen)
    assert len(own) + len(left) == len(chosen)
    assert len(left) <= len(chosen) // 5
    assert [violation.text.code for violation in rules.broken(problem, seat(own, problem))] == []


def test_what_is_more_than_the_members_can_hold_is_left_and_the_rest_is_settled() -> None:
    problem = mission(Format.TABLE, 24, 1)
    spots, crews = Spots(problem), Crews(problem)
    crew = next(interpreter for interpreter, members in crews.members.items() if len(members) > 1)
    members = len(crews.members[crew])
    ways = [
        candidate
        for candidate in candidates(problem, spots, crews)
        if candidate.interpreter == crew and candidate.start == 0
    ]
    by_firm = {way.wish.exporter: way for way in ways}
    at_once = list({candidate.wish.buyer: candidate for candidate in by_firm.values()}.values())[: members + 1]
    own, left = Rota(problem, crews, spots).settle(at_once)
    assert (len(own), len(left)) == (members, 1)
    assert len({candidate.interpreter for candidate in own}) == members
