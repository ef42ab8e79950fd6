"""Whose meetings they are, and in which slots they take somebody of a party, ways included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Party, Problem
from tearoad.timetable.rules.violation import by, slots_of, sound, wish_of
from tearoad.values import PartyId, PersonId


def by_party(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[tuple[Party, list[Meeting]]]:
    """Yield every party that has meetings, with its meetings."""

    def parties(meeting: Meeting) -> tuple[PartyId, ...]:
        return wish_of(problem, meeting).parties

    for party, mine in by(parties, sound(problem, meetings)).items():
        yield problem.lookup.party[party], mine


def by_person(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[tuple[PersonId, list[Meeting]]]:
    """Yield whoever must be at meetings in person, asked for by name or speaking for the firm, with their meetings."""

    def persons(meeting: Meeting) -> Iterable[PersonId]:
        speaker = problem.lookup.speaker(meeting.interpreter)
        return dict.fromkeys(filter(None, (wish_of(problem, meeting).person, speaker)))

    yield from by(persons, sound(problem, meetings)).items()


def leaves_base(problem: Problem, party: Party, meeting: Meeting) -> bool:
    """Whether somebody of the party goes away from its stand or desk for a meeting."""
    anywhere = problem.lookup.place[meeting.place].anywhere
    return party.base is not None and meeting.place != party.base and not anywhere


def taken_by(problem: Problem, party: Party, meetings: Sequence[Meeting]) -> dict[int, list[Meeting]]:
    """Return who is in which meeting, slot by slot, the way from and to the base included."""
    look = problem.lookup
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        taken = slots_of(problem, meeting)
        if party.base is None or not leaves_base(problem, party, meeting):
            touched: Sequence[int] = taken
        else:
            way = 60 * look.minutes(party.base, meeting.place)
            leaves, returns = look.begins[taken[0]] - way, look.ends[taken[-1]] + way
            touched = [t for t in range(len(look.day)) if look.begins[t] < returns and look.ends[t] > leaves]
        for slot in touched:
            found[slot].append(meeting)
    return dict(sorted(found.items()))
