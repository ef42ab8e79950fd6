"""Trouble of five kinds at a mission's plan, and what repairing it came to: judged, compared, measured."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from tearoad.mission import Objective
from tearoad.timetable.check import check
from tearoad.timetable.difference import announced_meetings, changes
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import (
    CalledOff,
    InterpreterAway,
    PartyShort,
    PersonAway,
    PlaceClosed,
    Proposal,
    Repaired,
    Trouble,
    WantedNow,
    repair,
)
from tearoad.timetable.repair.toll import toll
from tearoad.timetable.rules import broken
from tearoad.timetable.solve import solve
from tearoad.values import InterpreterId
from tearoad_lab.timetable.missions import Format, mission, sizes

_SOLVING_S = 5.0


@dataclass(frozen=True, slots=True)
class Run:
    """One call: what it proposed, its time by the clock and by the processor, and what the judge found wrong."""

    kind: str
    trouble: Trouble
    now: int
    found: Repaired
    seconds: float
    cpu_s: float
    wrong: tuple[str, ...] = ()

    @property
    def fewest_proved(self) -> bool:
        """Whether one of the proposals tells as few people as any plan at all does."""
        return min(proposal.toll.people for proposal in self.found.proposals) == self.found.fewest_people


def interpreter_away(problem: Problem, announced: Sequence[Meeting], dice: random.Random) -> Trouble:
    """Who carries a meeting's language, an interpreter or a delegate: two hours, a day or the rest of the fair."""
    meeting = dice.choice([meeting for meeting in announced if meeting.interpreter is not None])
    day = problem.lookup.days[problem.lookup.day[meeting.start]]
    rest = range(meeting.start, len(problem.slots))
    slots = dice.choice((range(meeting.start, min(meeting.start + 4, day[-1] + 1)), day, rest))
    assert meeting.interpreter is not None  # noqa: S101  # chosen so
    speaker = problem.lookup.speaker(meeting.interpreter)
    if speaker is not None:
        return PersonAway(speaker, frozenset(slots))
    return InterpreterAway(meeting.interpreter, frozenset(slots))


def party_short(problem: Problem, announced: Sequence[Meeting], dice: random.Random) -> Trouble:
    """A firm with one person fewer for some hours, or a party that is not there at all for an hour or a day."""
    meeting = dice.choice(announced)
    wish = problem.lookup.wish[meeting.wish]
    day = problem.lookup.days[problem.lookup.day[meeting.start]]
    party, missing = dice.choice(((wish.exporter, 1), (wish.exporter, None), (wish.buyer, None)))
    first = meeting.start if dice.random() < 0.5 else day[0]
    return PartyShort(
        party, frozenset(range(first, min(day[-1] + 1, meeting.start + dice.choice((2, 4, 16))))), missing
    )


def place_closed(problem: Problem, announced: Sequence[Meeting], dice: random.Random) -> Trouble:
    """A stand or a table for two hours or a day."""
    meeting = dice.choice(announced)
    day = problem.lookup.days[problem.lookup.day[meeting.start]]
    return PlaceClosed(
        meeting.place, frozenset(dice.choice((range(meeting.start, min(meeting.start + 4, day[-1] + 1)), day)))
    )


def called_off(problem: Problem, announced: Sequence[Meeting], dice: random.Random) -> Trouble:
    """One meeting is off."""
    del problem
    return CalledOff(dice.choice(announced).wish)


def wanted_now(problem: Problem, announced: Sequence[Meeting], dice: random.Random) -> Trouble:
    """A meeting that was left out has to be held."""
    held = {meeting.wish for meeting in announced}
    return WantedNow(dice.choice([wish.id for wish in problem.wishes if wish.id not in held and wish.starts]))


KINDS: tuple[Callable[[Problem, Sequence[Meeting], random.Random], Trouble], ...] = (
    interpreter_away,
    party_short,
    place_closed,
    called_off,
    wanted_now,
)


def town(kind: Format, firms: int, seed: int) -> tuple[Problem, tuple[Meeting, ...]]:
    """Return a generated mission and the plan people hold; one in twenty of its meetings is free to be wanted."""
    problem = replace(mission(kind, firms, seed), objectives=(Objective.MUSTS, Objective.VALUE))
    meetings = solve(problem, seed=seed, time_limit_s=_SOLVING_S).meetings
    return problem, tuple(meeting for nth, meeting in enumerate(meetings) if nth % 20)


def towns(count: int, seed: int) -> Iterator[tuple[str, Problem, tuple[Meeting, ...]]]:
    """Yield a name, the mission and the plan people hold of each of `count` generated missions."""
    for kind, firms, own in sizes(count, seed):
        yield f"{kind.value} {firms} {own}", *town(kind, firms, own)


def runs(
    problem: Problem, announced: Sequence[Meeting], times: int, seed: int, time_limit_s: float = 2.0
) -> Iterator[Run]:
    """Yield so many calls of each kind; every second time it is told in the morning, else at the moment it begins."""
    for kind in KINDS:
        dice = random.Random(f"{kind.__name__} {seed}")  # noqa: S311  # made-up data
        for nth in range(times):
            trouble = kind(problem, announced, dice)
            now = min(getattr(trouble, "slots", None) or {0}) if nth % 2 else 0
            yield replace(mended(problem, announced, trouble, now, time_limit_s), kind=kind.__name__)


def mended(
    problem: Problem, announced: Sequence[Meeting], trouble: Trouble, now: int, time_limit_s: float = 2.0
) -> Run:
    """Repair, measure the call, and judge it."""
    troubled = trouble.applied(problem)
    wanted = (trouble.wish,) if isinstance(trouble, WantedNow) else ()
    began, worked = time.monotonic(), time.process_time()
    repaired = repair(troubled, announced, now=now, wanted=wanted, time_limit_s=time_limit_s)
    seconds, cpu_s = time.monotonic() - began, time.process_time() - worked
    wrong: list[str] = []
    for proposal in repaired.proposals:
        wrong += _judged(troubled, announced, now, proposal)
        if toll(troubled, announced, proposal.meetings, wanted) != proposal.toll:
            wrong.append("toll")
        if (
            proposal.aim.rank(proposal.bound) > proposal.aim.rank(proposal.toll)
            or proposal.toll.people < repaired.fewest_people
        ):
            wrong.append("bound")
    return Run("", trouble, now, repaired, seconds, cpu_s, tuple(wrong))


def _judged(problem: Problem, announced: Sequence[Meeting], now: int, proposal: Proposal) -> Iterator[str]:
    """Yield what is wrong: a rule broken that what has begun does not break, a sheet changed unsaid or said in vain."""
    held = {meeting.wish for meeting in proposal.meetings}
    begun = [meeting for meeting in announced if meeting.start < now]
    unplaced = tuple(wish.id for wish in problem.wishes if wish.id not in held)
    if check(problem, Plan(proposal.meetings, unplaced, switched_off=problem.switched_off)) != broken(problem, begun):
        yield "rules"
    if set(proposal.people) != set(
        changes(announced_meetings(problem, announced), announced_meetings(problem, proposal.meetings)).people
    ):
        yield "difference"
    before, after = _sheets(problem, announced), _sheets(problem, proposal.meetings)
    if set(proposal.people) != {who for who in before.keys() | after.keys() if before.get(who) != after.get(who)}:
        yield "sheets"
    if not set(begun) <= set(proposal.meetings):
        yield "begun"


def _sheets(problem: Problem, meetings: Sequence[Meeting]) -> dict[str, set[Meeting]]:
    """Return everybody's meetings; a delegate who speaks for a firm reads the firm's sheet."""
    found: dict[str, set[Meeting]] = {}
    for meeting in meetings:
        for who in (*problem.lookup.wish[meeting.wish].parties, meeting.interpreter):
            if who is not None and not problem.lookup.is_delegate(InterpreterId(who)):
                found.setdefault(who, set()).add(meeting)
    return found


def figures(of_one_kind: Sequence[Run]) -> dict[str, object]:
    """Return what calls of one kind cost; people and changes are those of each call's first proposal."""
    firsts = [run.found.proposals[0] for run in of_one_kind]
    return {
        "calls": len(of_one_kind),
        "wall_ms": _spread([run.seconds for run in of_one_kind]),
        "cpu_ms": _spread([run.cpu_s for run in of_one_kind]),
        "wrong": sum(bool(run.wrong) for run in of_one_kind),
        "fewest_proved": sum(run.fewest_proved for run in of_one_kind),
        "proved": sum(all(proposal.proved for proposal in run.found.proposals) for run in of_one_kind),
        "people_told": _share(first.toll.people for first in firsts),
        "fewest_people": _share(run.found.fewest_people for run in of_one_kind),
        "changed": _share(first.toll.meetings for first in firsts),
        "given_up": sum(len(first.given_up) for first in firsts),
        "second_proposals": sum(len(run.found.proposals) > 1 for run in of_one_kind),
    }


def _spread(seconds: Sequence[float]) -> dict[str, int]:
    """Return the time that half of the calls, 95 of 100 and all of them took at most."""
    ordered = sorted(round(1000 * second) for second in seconds)
    return {name: ordered[ceil(share * len(ordered)) - 1] for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1))}


def _share(counts: Iterator[int]) -> float:
    found = list(counts)
    return round(sum(found) / len(found), 1)
