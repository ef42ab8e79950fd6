from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from tearoad.timetable.check import check
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import (
    Aim,
    CalledOff,
    InterpreterAway,
    PartyShort,
    PersonAway,
    PlaceClosed,
    Proposal,
    Trouble,
    WantedNow,
    repair,
)
from tearoad.timetable.repair.ground import Ground
from tearoad.timetable.rules import broken
from tearoad.timetable.solve import solve
from tests.timetable.repair.by_trying import Trying, sheets
from tests.timetable.small_problems import SLOTS, small_problem


def troubles(problem: Problem, dice: random.Random) -> list[Trouble]:
    slots = frozenset(slot for slot in range(SLOTS) if dice.random() < 0.6)
    possible: list[Trouble] = [
        PartyShort(dice.choice(problem.parties).id, slots, dice.choice((1, None))),
        PersonAway(dice.choice(problem.persons).id, slots),
        PlaceClosed(dice.choice(problem.places).id, slots),
        CalledOff(dice.choice(problem.wishes).id),
        WantedNow(dice.choice(problem.wishes).id),
    ]
    if problem.interpreters:
        possible.append(InterpreterAway(dice.choice(problem.interpreters).id, slots))
    return dice.sample(possible, dice.choice((1, 1, 1, 2, 3)))


def told_of(problem: Problem, dice: random.Random) -> tuple[Meeting, ...]:
    """Return a plan that keeps the rules, not always a full one: something may be free to be wanted."""
    return tuple(meeting for meeting in solve(problem).meetings if dice.random() < 0.9)


def judged(problem: Problem, announced: Sequence[Meeting], now: int, proposal: Proposal) -> None:
    held = {meeting.wish for meeting in proposal.meetings}
    begun = [meeting for meeting in announced if meeting.start < now]
    left_out = tuple(wish.id for wish in problem.wishes if wish.id not in held)
    plan = Plan(proposal.meetings, left_out, switched_off=problem.switched_off)
    assert check(problem, plan) == broken(problem, begun)
    assert [meeting for meeting in proposal.meetings if meeting.start < now] == sorted(
        begun, key=lambda meeting: (meeting.start, meeting.place, meeting.wish)
    )
    before, after = sheets(problem, announced), sheets(problem, proposal.meetings)
    changed = {who for who in before.keys() | after.keys() if before.get(who) != after.get(who)}
    assert set(proposal.people) == changed
    assert proposal.given_up == tuple(meeting.wish for meeting in announced if meeting.wish not in held)


@pytest.mark.parametrize("sixty", range(6))
def test_nothing_that_is_tried_costs_less(sixty: int) -> None:
    for seed in range(60 * sixty, 60 * sixty + 60):
        problem, dice = small_problem(seed), random.Random(seed)
        announced = told_of(problem, dice)
        wrong, now = troubles(problem, dice), dice.choice((0, 0, 1, 2))
        for trouble in wrong:
            problem = trouble.applied(problem)
        wanted = [
            wanted_now.wish
            for wanted_now in wrong
            if isinstance(wanted_now, WantedNow) and wanted_now.wish in problem.lookup.musts
        ]
        found = repair(problem, announced, now=now, wanted=wanted, time_limit_s=60)
        tried = Trying(problem, announced, now, wanted)
        first, *second = found.proposals
        assert first.aim.rank(first.toll) == tried.best(Aim.KEEP_MEETINGS), (seed, wrong)
        alone = tried.best(Aim.LEAVE_ALONE)
        assert found.fewest_people == alone[0], (seed, wrong)
        if alone[0] < first.toll.people:
            assert [proposal.aim.rank(proposal.toll) for proposal in second] == [alone], (seed, wrong)
        else:
            assert second == [], (seed, wrong)
        for proposal in found.proposals:
            assert proposal.proved, (seed, wrong)
            judged(problem, announced, now, proposal)


def test_who_is_hit_or_wanted_is_seated_where_nobody_is_however_little_time_there_is() -> None:
    seated = 0
    for seed in range(120):
        problem, dice = small_problem(seed), random.Random(seed)
        announced = told_of(problem, dice)
        wrong = troubles(problem, dice)
        for trouble in wrong:
            problem = trouble.applied(problem)
        wanted = [now.wish for now in wrong if isinstance(now, WantedNow) and now.wish in problem.lookup.musts]
        first = repair(problem, announced, wanted=wanted, time_limit_s=0).proposals[0]
        judged(problem, announced, 0, first)
        tried = Trying(problem, announced, 0, wanted)
        out = {*Ground(problem, announced, 0, wanted).hit, *wanted} - {meeting.wish for meeting in first.meetings}
        ways = [way for wish in out for way in tried.options(problem.lookup.wish[wish]) if way is not None]
        assert not any(tried.fits((*first.meetings, way)) for way in ways), (seed, wrong)
        seated += len(first.changed) - len(first.given_up)
    assert seated > 0
