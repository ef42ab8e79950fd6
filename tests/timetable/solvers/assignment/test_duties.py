from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product

import pytest

from tearoad.mission import Walk
from tearoad.timetable.problem import MeetingInterpreter
from tearoad.timetable.solvers.assignment.duties import Duty, duties
from tearoad.timetable.solvers.candidates import Candidate, candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.levels.crew_day import crew_day
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.spots import Spots
from tearoad_lab.timetable.missions import Format, mission

NEAR = mission(Format.DESK, 12, 1)
FAR = replace(NEAR, walks=tuple(Walk(walk.here, walk.there, 12) for walk in NEAR.walks))
MEMBER = next(interpreter for interpreter in NEAR.interpreters if interpreter.attached_to is None)


def drawn(seed: int) -> list[Candidate]:
    """Return up to seven interpreted meetings of one morning."""
    dice = random.Random(seed)
    ways = [
        candidate
        for candidate in candidates(NEAR, Spots(NEAR), Crews(NEAR))
        if candidate.interpreter == MEMBER.id and candidate.start < 6
    ]
    by_wish = {candidate.wish.id: candidate for candidate in dice.sample(ways, len(ways))}
    return dice.sample(list(by_wish.values()), dice.randint(1, 7))


def waits(duty: Sequence[Candidate]) -> int:
    return sum(later.start - candidate.taken[-1] - 1 for candidate, later in pairwise(duty))


def possible(duty: Sequence[Candidate], far: bool, member: MeetingInterpreter) -> bool:  # noqa: FBT001  # a case
    problem = FAR if far else NEAR
    look, run = problem.lookup, 0
    for nth, candidate in enumerate(duty):
        if nth:
            last = duty[nth - 1]
            if candidate.start <= last.taken[-1]:
                return False
            if look.seconds_between(last.taken[-1], candidate.start) < 60 * look.minutes(last.place, candidate.place):
                return False
            run = run if candidate.start == last.taken[-1] + 1 else 0
        run += candidate.wish.slots
        if run > member.max_run:
            return False
    return True


def least(meetings: Sequence[Candidate], members: int, member: MeetingInterpreter, *, far: bool) -> int | None:
    """Try every way to share the meetings out: the least waiting, None where none is possible."""
    found = []
    for whose in product(range(members), repeat=len(meetings)):
        shared = [
            sorted(
                (candidate for candidate, who in zip(meetings, whose, strict=True) if who == nth),
                key=lambda candidate: candidate.start,
            )
            for nth in range(members)
        ]
        if all(possible(duty, far, member) for duty in shared):
            found.append(sum(map(waits, shared)))
    return min(found, default=None)


@pytest.mark.parametrize("far", [False, True])
def test_duties_wait_as_little_as_trying_everything_finds(far: bool) -> None:  # noqa: FBT001  # a case
    seen = set()
    for seed in range(40):
        meetings, members = drawn(seed), 1 + seed % 3
        member = replace(MEMBER, max_run=1 + seed % 4)
        found: list[Duty] = duties(meetings, FAR if far else NEAR, member, members, 10)
        best = least(meetings, members, member, far=far)
        seen.add(best is None)
        if best is None:
            assert found == []
        else:
            assert sorted(candidate.wish.id for duty in found for candidate in duty) == sorted(
                meeting.wish.id for meeting in meetings
            )
            assert all(possible(duty, far, member) for duty in found)
            assert (len(found) <= members, sum(map(waits, found))) == (True, best)
    assert seen == {False, True}


def test_a_crews_level_counts_what_its_duties_wait() -> None:
    for seed in range(30):
        meetings, members = drawn(seed), 2 + seed % 2
        member = replace(MEMBER, max_run=2 + seed % 3)
        best = least(meetings, members, member, far=False)
        if best is None:
            continue
        at: dict[int, list[int]] = {}
        for nth, candidate in enumerate(meetings):
            for slot in candidate.taken:
                at.setdefault(slot, []).append(nth)
        model, goal = Model(), dict[int, int]()
        model.add_columns(len(meetings))
        complete = crew_day(at, members, member.max_run, model, goal)
        values = [1] * len(meetings) + complete(frozenset(range(len(meetings))))
        assert -sum(weight * values[column] for column, weight in goal.items()) == best


def test_a_day_too_long_is_evened_out() -> None:
    meetings = drawn(3) + drawn(5)
    by_start = {(meeting.start, meeting.wish.id): meeting for meeting in meetings}
    row = sorted(
        {candidate.start: candidate for candidate in by_start.values()}.values(), key=lambda candidate: candidate.start
    )
    member = replace(MEMBER, max_run=8, max_slots_per_day=-(-len(row) // 2))
    found = duties(row, NEAR, member, 2, 10)
    assert max(len(duty) for duty in found) <= member.max_slots_per_day
