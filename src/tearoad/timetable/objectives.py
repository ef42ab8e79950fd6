"""What each objective counts, straight from the meetings: for the judge, for reports, never for the search itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from tearoad.mission import Objective
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem

MAXIMISED = frozenset({Objective.MUSTS, Objective.VALUE})
"""The others count trouble."""


def measure(objective: Objective, problem: Problem, meetings: Sequence[Meeting]) -> int:
    """Return one objective's value. Meetings whose wish is unknown are not counted."""
    known = [meeting for meeting in meetings if meeting.wish in problem.lookup.wish]
    return MEASURES[objective](problem, known)


def musts(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """How many musts (pinned wishes among them) are held."""
    return len({meeting.wish for meeting in meetings} & problem.lookup.musts)


def value(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """The sum of the values of the wishes granted."""
    return sum(problem.lookup.wish[wish].value for wish in {meeting.wish for meeting in meetings})


def disturbance(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """How many people's day changed and, among equals, how many meetings.

    People are the parties and interpreters of the previous plan with a meeting that does not stand exactly as they
    were told. Counted as people x (previous meetings + 1) + meetings changed, so that people come first.
    """
    now = set(meetings)
    changed = [meeting for meeting in problem.previous if meeting not in now]
    people: set[tuple[str, str]] = set()
    for meeting in changed:
        wish = problem.lookup.wish[meeting.wish]
        people |= {("party", wish.exporter), ("party", wish.buyer)}
        if meeting.interpreter is not None:
            people.add(("interpreter", meeting.interpreter))
    return len(people) * (len(problem.previous) + 1) + len(changed)


def fairness(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """The unplaced share of the worst-served exporter, in permille, rounded up."""
    wishes = Counter(wish.exporter for wish in problem.wishes)
    placed = Counter(problem.lookup.wish[wish].exporter for wish in {meeting.wish for meeting in meetings})
    return max((-(-1000 * (count - placed[firm]) // count) for firm, count in wishes.items()), default=0)


def idle(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """Slots without a meeting between the first and the last of a day, of those who move about.

    These are the parties without a base and the interpreters of the pool.
    """
    look = problem.lookup
    busy: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for meeting in meetings:
        wish = look.wish[meeting.wish]
        taken = look.taken(meeting.start, wish.slots)
        day = look.day[meeting.start]
        for party in (wish.exporter, wish.buyer):
            if look.party[party].base is None:
                busy["party", party, day].update(taken)
        one = look.interpreter.get(meeting.interpreter) if meeting.interpreter is not None else None
        if one is not None and one.attached_to is None:
            busy["interpreter", one.id, day].update(taken)
    return sum(max(slots) - min(slots) + 1 - len(slots) for slots in busy.values())


def interpreter_changes(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """How many different interpreters each exporter meets with each day, summed up."""
    look = problem.lookup
    return len(
        {
            (look.wish[meeting.wish].exporter, look.day[meeting.start], meeting.interpreter)
            for meeting in meetings
            if meeting.interpreter is not None
        }
    )


MEASURES: Mapping[Objective, Callable[[Problem, Sequence[Meeting]], int]] = {
    Objective.MUSTS: musts,
    Objective.DISTURBANCE: disturbance,
    Objective.VALUE: value,
    Objective.FAIRNESS: fairness,
    Objective.IDLE: idle,
    Objective.INTERPRETER_CHANGES: interpreter_changes,
}
