"""Nobody is in two places, no stand is left empty, walk-in guests find someone, and a day has its limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules.taking import by_party, by_person, leaves_base, taken_by
from tearoad.timetable.rules.violation import Violation, begin, by, slots_of, sound, wish_of
from tearoad.timetable.rules.ways import in_one_place_at_a_time


def people_are_enough(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A party is in no more meetings at once, ways included, than it has people on hand.

    A meeting at the base (or online) takes one person in its slots; elsewhere it takes one person in every slot that
    the way there, the meeting or the way back touches.
    """
    for party, mine in by_party(problem, meetings):
        for slot, together in taken_by(problem, party, mine).items():
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
    for party, mine in by_party(problem, meetings):
        gone = [meeting for meeting in mine if leaves_base(problem, party, meeting)]
        for slot, together in taken_by(problem, party, gone).items():
            if len(together) > max(0, party.staff[slot] - party.cover):
                present = party.staff[slot] - len(together)
                at = begin(problem, slot)
                text = Text("timetable.stand_empty", firm=Ref(party.id), at=at, present=present, cover=party.cover)
                yield Violation(text, tuple(together))


def walk_in_share_is_kept(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Of each day's person-slots the walk-in share stays unbooked."""
    look = problem.lookup
    for party, mine in by_party(problem, meetings):
        if party.walk_in_share.value == 0:
            continue
        booked: dict[int, list[Meeting]] = defaultdict(list)
        for slot, together in taken_by(problem, party, mine).items():
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
    for party, mine in by_party(problem, meetings):
        for day, together in by(lambda meeting: (look.day[meeting.start],), mine).items():
            if len(together) > party.max_per_day:
                on = begin(problem, look.days[day][0]).date()
                text = Text("timetable.cap", firm=Ref(party.id), on=on, found=len(together), cap=party.max_per_day)
                yield Violation(text, tuple(together))


def quota_is_kept(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Of the meetings that begin in the slots of a quota its party has no more than the quota allows."""
    mine = {party.id: together for party, together in by_party(problem, meetings)}
    for quota in problem.quotas:
        counted = tuple(meeting for meeting in mine.get(quota.party, ()) if meeting.start in quota.slots)
        if len(counted) > quota.most:
            at = begin(problem, min(quota.slots))
            text = Text("timetable.quota", firm=Ref(quota.party), at=at, found=len(counted), most=quota.most)
            yield Violation(text, counted)


def party_is_in_one_place(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A party without a base is in one meeting at a time and has the minutes to walk to the next."""
    for party, mine in by_party(problem, meetings):
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
    for name, mine in by_person(problem, meetings):
        yield from in_one_place_at_a_time(problem, name, mine)
