"""What each objective counts, straight from the meetings: for the judge, for reports, never for the search itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from tearoad.mission import Objective
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules.pauses import soft_pauses_missed

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
    were told; a delegate who speaks for a party belongs to it. Counted as people x (previous meetings + 1) + meetings
    changed, so that people come first.
    """
    now = set(meetings)
    changed = [meeting for meeting in problem.previous if meeting not in now]
    people: set[tuple[str, str]] = set()
    for meeting in changed:
        wish = problem.lookup.wish[meeting.wish]
        people |= {("party", party) for party in wish.parties}
        if meeting.interpreter is not None and not problem.lookup.is_delegate(meeting.interpreter):
            people.add(("interpreter", meeting.interpreter))
    return len(people) * (len(problem.previous) + 1) + len(changed)


def minimums(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """How many meetings the parties lack of what their quotas ask for, summed up."""
    begin = Counter(
        (party, meeting.start) for meeting in meetings for party in problem.lookup.wish[meeting.wish].parties
    )
    return sum(max(0, quota.least - sum(begin[quota.party, slot] for slot in quota.slots)) for quota in problem.quotas)


def fairness(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """The unplaced share of the worst-served exporter, in permille, rounded up."""
    return max(_unplaced_permille(problem, meetings), default=0)


def spread(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """The unplaced share of the worst-served exporter less that of the best-served, each in permille, rounded up."""
    shares = _unplaced_permille(problem, meetings)
    return max(shares, default=0) - min(shares, default=0)


def _unplaced_permille(problem: Problem, meetings: Sequence[Meeting]) -> list[int]:
    wishes = Counter(wish.exporter for wish in problem.wishes)
    placed = Counter(problem.lookup.wish[wish].exporter for wish in {meeting.wish for meeting in meetings})
    return [-(-1000 * (count - placed[firm]) // count) for firm, count in wishes.items()]


def pauses(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """How many people lack a pause, each day: the one at noon, and one in the longest row of slots."""
    return sum(missed.people for missed in soft_pauses_missed(problem, meetings))


def idle(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """Slots without a meeting between the first and the last of a day, of those who move about.

    These are the parties without a base and the interpreters of the pool.
    """
    look = problem.lookup
    days = [
        {slot for meeting in mine for slot in look.taken(meeting.start, look.wish[meeting.wish].slots)}
        for mine in _days_of_movers(problem, meetings)
    ]
    return sum(max(slots) - min(slots) + 1 - len(slots) for slots in days)


def interpreter_changes(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """How many different interpreters each exporter meets with each day, summed up."""
    look = problem.lookup
    return len(
        {
            (look.wish[meeting.wish].exporter, look.day[meeting.start], meeting.interpreter)
            for meeting in meetings
            if meeting.interpreter is not None and not look.is_delegate(meeting.interpreter)
        }
    )


def place_changes(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """How many different zones those who move about meet in each day, summed up; a place without zone is its own.

    Online is nowhere.
    """
    area = problem.lookup.area
    days = _days_of_movers(problem, _on_site(problem, meetings))
    return sum(len({area(meeting.place) for meeting in mine}) for mine in days)


def walking(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """The minutes walked: from meeting to meeting of a day, and from a base to each meeting away from it and back."""
    look = problem.lookup
    there = _on_site(problem, meetings)
    minutes = 0
    for meeting in there:
        bases = (look.party[party].base for party in look.wish[meeting.wish].parties)
        minutes += sum(2 * look.walked(base, meeting.place) for base in bases if base is not None)
    for mine in _days_of_movers(problem, there):
        places = [meeting.place for meeting in sorted(mine, key=lambda meeting: meeting.start)]
        minutes += sum(look.walked(here, to) for here, to in pairwise(places))
    return minutes


def _on_site(problem: Problem, meetings: Sequence[Meeting]) -> list[Meeting]:
    places = problem.lookup.place
    return [meeting for meeting in meetings if meeting.place in places and not places[meeting.place].anywhere]


def _days_of_movers(problem: Problem, meetings: Sequence[Meeting]) -> Iterable[list[Meeting]]:
    """Return the meetings of each day of each who moves about: parties without a base, interpreters of the pool."""
    look = problem.lookup
    days: dict[tuple[str, str, int], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        day = look.day[meeting.start]
        for party in look.wish[meeting.wish].parties:
            if look.party[party].base is None:
                days["party", party, day].append(meeting)
        interpreter = look.interpreter.get(meeting.interpreter) if meeting.interpreter is not None else None
        if interpreter is not None and interpreter.attached_to is None:
            days["interpreter", interpreter.id, day].append(meeting)
    return days.values()


def counted(problem: Problem) -> tuple[Objective, ...]:
    """Return the objectives in their order, without those in which no two plans of this problem can differ."""
    on_site = (place for place in problem.places if not place.anywhere)
    areas = {problem.lookup.area(place.id) for place in on_site}
    of_no_effect = {
        Objective.DISTURBANCE: not problem.previous,
        Objective.MINIMUMS: not any(quota.least for quota in problem.quotas),
        Objective.SPREAD: len({wish.exporter for wish in problem.wishes}) < 2,
        Objective.PAUSES: problem.lookup.soft_pauses is None,
        Objective.PLACE_CHANGES: len(areas) < 2,
        Objective.WALKING: not any(walk.minutes for walk in problem.walks),
    }
    return tuple(objective for objective in problem.objectives if not of_no_effect.get(objective, False))


MEASURES: Mapping[Objective, Callable[[Problem, Sequence[Meeting]], int]] = {
    Objective.MUSTS: musts,
    Objective.MINIMUMS: minimums,
    Objective.DISTURBANCE: disturbance,
    Objective.VALUE: value,
    Objective.FAIRNESS: fairness,
    Objective.SPREAD: spread,
    Objective.PAUSES: pauses,
    Objective.IDLE: idle,
    Objective.INTERPRETER_CHANGES: interpreter_changes,
    Objective.PLACE_CHANGES: place_changes,
    Objective.WALKING: walking,
}
