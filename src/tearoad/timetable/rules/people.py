"""Nobody is in two places, no stand is left empty, walk-in guests find someone, and a day has its limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Party, Problem
from tearoad.timetable.rules.violation import Violation, begin, by, slots_of, sound, wish_of
from tearoad.timetable.rules.ways import in_one_place_at_a_time
from tearoad.values import PartyId, PersonId

_Taken: TypeAlias = Mapping[int, Sequence[Meeting]]
"""Slot -> the meetings somebody is in, or on the way to or from."""


def people_are_enough(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A party is in no more meetings at once, ways included, than it has people on hand.

    A meeting at the base (or online) takes one person in its slots; elsewhere it takes one person in every slot that
    the way there, the meeting or the way back touches.
    """
    for party, mine in _by_party(problem, meetings):
        for slot, together in _taken(problem, party, mine).items():
            if party.base is None and party.staff[slot] > 0:
                continue  # whoever moves as one is looked at in `party_is_in_one_place`
            if len(together) > party.staff[slot]:
                text = Text(
                    "timetable.people_too_few",
                    firm=Ref(party.id),
                    at=begin(problem, slot),
                    found=len(together),
                    staff=party.staff[slot],
                )
                yield Violation(text, tuple(together))


def stand_is_never_empty(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A party leaves `cover` people at its base, or all it has when they are fewer."""
    for party, mine in _by_party(problem, meetings):
        gone = [meeting for meeting in mine if _leaves_base(problem, party, meeting)]
        for slot, together in _taken(problem, party, gone).items():
            if len(together) > max(0, party.staff[slot] - party.cover):
                present = party.staff[slot] - len(together)
                at = begin(problem, slot)
                text = Text("timetable.stand_empty", firm=Ref(party.id), at=at, present=present, cover=party.cover)
                yield Violation(text, tuple(together))


def walk_in_share_is_kept(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Of each day's person-slots the walk-in share stays unbooked."""
    look = problem.lookup
    for party, mine in _by_party(problem, meetings):
        if party.walk_in_share.value == 0:
            continue
        booked: dict[int, list[Meeting]] = defaultdict(list)
        for slot, together in _taken(problem, party, mine).items():
            booked[look.day[slot]].extend(together)
        for day, taken in sorted(booked.items()):
            most = party.walk_in_share.rest_of(sum(party.staff[slot] for slot in look.days[day]))
            if len(taken) > most:
                on = begin(problem, look.days[day][0]).date()
                text = Text("timetable.walk_in", firm=Ref(party.id), on=on, found=len(taken), most=most)
                yield Violation(text, tuple(dict.fromkeys(taken)))


def day_is_not_too_full(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A party has no more meetings on a day than its cap."""
    look = problem.lookup
    for party, mine in _by_party(problem, meetings):
        for day, together in by(lambda meeting: (look.day[meeting.start],), mine).items():
            if len(together) > party.max_per_day:
                on = begin(problem, look.days[day][0]).date()
                text = Text("timetable.cap", firm=Ref(party.id), on=on, found=len(together), cap=party.max_per_day)
                yield Violation(text, tuple(together))


def quota_is_kept(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Of the meetings that begin in the slots of a quota its party has no more than the quota allows."""
    mine = {party.id: together for party, together in _by_party(problem, meetings)}
    for quota in problem.quotas:
        counted = tuple(meeting for meeting in mine.get(quota.party, ()) if meeting.start in quota.slots)
        if len(counted) > quota.most:
            at = begin(problem, min(quota.slots))
            text = Text("timetable.quota", firm=Ref(quota.party), at=at, found=len(counted), most=quota.most)
            yield Violation(text, counted)


def party_gets_a_pause(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Whoever of a party is there over the hours of pauses has one, and nobody has too many slots in a row."""
    for party, mine in _by_party(problem, meetings):
        yield from _without_rest(problem, party.id, party.staff, _taken(problem, party, mine))


def person_gets_a_pause(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Who speaks for a firm, or was asked for by name, has a pause too: no colleague can take their place.

    Where nobody else of the firm is there, all its meetings are theirs.
    """
    parties = {party.id: together for party, together in _by_party(problem, meetings)}
    for name, own in by(lambda meeting: _persons(problem, meeting), sound(problem, meetings)).items():
        person = problem.lookup.person[name]
        alone = problem.lookup.alone(person)
        taken: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in dict.fromkeys((*own, *parties.get(person.party, ()))):
            for slot in slots_of(problem, meeting):
                if meeting in own or slot in alone:
                    taken[slot].append(meeting)
        staff = [int(slot.index not in person.absent) for slot in problem.slots]
        yield from _without_rest(problem, name, staff, taken)


def _without_rest(problem: Problem, who: str, staff: Sequence[int], taken: _Taken) -> Iterator[Violation]:
    """Yield each day on which somebody has no pause within its hours, or too many slots in a row."""
    pauses, look = problem.lookup.pauses, problem.lookup
    if pauses is None:
        return
    for day in sorted({look.day[slot] for slot in taken}):
        today = look.days[day]
        hours = [slot for slot in today if slot in pauses.within]
        people = _there(staff, hours) if len(hours) >= pauses.slots else 0
        found = _pauses(staff, taken, hours, pauses.slots)
        if found < people:
            at = begin(problem, hours[0])
            text = Text("timetable.pause_missed", firm=Ref(who), at=at, found=found, people=people)
            yield Violation(text, _together(taken, hours))
        yield from _too_long(problem, who, staff, taken, today)


def _there(staff: Sequence[int], slots: Sequence[int]) -> int:
    """Return how many people are on hand in all of these slots."""
    return min((staff[slot] for slot in slots), default=0)


def _free(staff: Sequence[int], taken: _Taken, slots: Sequence[int]) -> list[int]:
    return [max(0, staff[slot] - len(taken.get(slot, ()))) for slot in slots]


def _pauses(staff: Sequence[int], taken: _Taken, hours: Sequence[int], length: int) -> int:
    """Return how many pauses of a length there is room for: the earliest first, which is as many as can be."""
    free, found = _free(staff, taken, hours), 0
    for first in range(len(hours) - length + 1):
        here = min(free[first : first + length])
        found += here
        free[first : first + length] = [people - here for people in free[first : first + length]]
    return found


def _too_long(
    problem: Problem, who: str, staff: Sequence[int], taken: _Taken, today: Sequence[int]
) -> Iterator[Violation]:
    """Yield the first row of slots in which there are fewer pauses than people who are there all the time."""
    most = problem.lookup.pauses.max_run if problem.lookup.pauses else len(today)
    for first in range(len(today) - most):
        row = today[first : first + most + 1]
        if sum(_free(staff, taken, row)) < _there(staff, row):
            text = Text("timetable.row_too_long", firm=Ref(who), at=begin(problem, row[0]), most=most)
            yield Violation(text, _together(taken, row))
            return


def _together(taken: _Taken, slots: Sequence[int]) -> tuple[Meeting, ...]:
    return tuple(dict.fromkeys(meeting for slot in slots for meeting in taken.get(slot, ())))


def party_is_in_one_place(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A party without a base is in one meeting at a time and has the minutes to walk to the next."""
    for party, mine in _by_party(problem, meetings):
        if party.base is None:
            yield from in_one_place_at_a_time(problem, party.id, mine)


def person_is_there(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A person asked for by name is not absent."""
    for meeting in sound(problem, meetings):
        name = wish_of(problem, meeting).person
        if name is not None:
            for slot in slots_of(problem, meeting):
                if slot in problem.lookup.person[name].absent:
                    text = Text("timetable.person_absent", person=Ref(name), at=begin(problem, slot))
                    yield Violation(text, (meeting,))


def person_is_in_one_place(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A delegate asked for by name, or who speaks for the firm, is in one meeting at a time, ways included."""
    for name, mine in by(lambda meeting: _persons(problem, meeting), sound(problem, meetings)).items():
        yield from in_one_place_at_a_time(problem, name, mine)


def _persons(problem: Problem, meeting: Meeting) -> Iterable[PersonId]:
    """Return who must be at a meeting in person: whom it was asked of, and who speaks for the firm."""
    speaker = problem.lookup.speaker(meeting.interpreter)
    return dict.fromkeys(filter(None, (wish_of(problem, meeting).person, speaker)))


def _by_party(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[tuple[Party, list[Meeting]]]:
    def parties(meeting: Meeting) -> tuple[PartyId, ...]:
        return wish_of(problem, meeting).parties

    for party, mine in by(parties, sound(problem, meetings)).items():
        yield problem.lookup.party[party], mine


def _leaves_base(problem: Problem, party: Party, meeting: Meeting) -> bool:
    anywhere = problem.lookup.place[meeting.place].anywhere
    return party.base is not None and meeting.place != party.base and not anywhere


def _taken(problem: Problem, party: Party, meetings: Sequence[Meeting]) -> dict[int, list[Meeting]]:
    """Return who is in which meeting, slot by slot, the way from and to the base included."""
    look = problem.lookup
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        taken = slots_of(problem, meeting)
        if party.base is None or not _leaves_base(problem, party, meeting):
            touched: Sequence[int] = taken
        else:
            way = 60 * look.minutes(party.base, meeting.place)
            leaves, returns = look.begins[taken[0]] - way, look.ends[taken[-1]] + way
            touched = [t for t in range(len(look.day)) if look.begins[t] < returns and look.ends[t] > leaves]
        for slot in touched:
            found[slot].append(meeting)
    return dict(sorted(found.items()))
