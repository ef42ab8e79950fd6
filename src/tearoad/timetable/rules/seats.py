"""Who of a firm can be at which of its meetings: the numbers may be right, and yet nobody is where they are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Party, Problem
from tearoad.timetable.rules.people import people_are_enough
from tearoad.timetable.rules.taking import by_party
from tearoad.timetable.rules.violation import Violation, begin, by, slots_of, wish_of
from tearoad.values import PartyId, PersonId

MOST_PEOPLE = 6
"""Of larger firms only the numbers count: the ways to seat them are too many."""
_Seated: TypeAlias = tuple[Meeting | None, ...]
"""By person, the meeting they were at last."""


def somebody_can_be_at_each_meeting(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """A firm's people can be at all its meetings of a day, each in one place, the named in person, ways included.

    Time O(meetings x people x ways to have seated them), for firms of few people.
    """
    look = problem.lookup
    for party, mine in by_party(problem, meetings):
        if party.base is None or not any(person.party == party.id for person in problem.persons):
            continue
        for day, together in by(lambda meeting: (look.day[meeting.start],), mine).items():
            people = _people(problem, party, day)
            if len(people) > MOST_PEOPLE or any(people_are_enough(problem, together)):
                continue  # that there are too few is told by another rule
            in_time = sorted(together, key=lambda meeting: (meeting.start, meeting.wish))
            last = _first_without_anybody(problem, people, in_time)
            if last is not None:
                text = Text("timetable.no_seat", firm=Ref(party.id), at=begin(problem, last.start), people=len(people))
                yield Violation(text, tuple(in_time[: in_time.index(last) + 1]))


@dataclass(frozen=True, slots=True)
class _OnHand:
    """One of a firm's people on a day; nobody's name is known of those the sheets only count."""

    firm: PartyId
    name: PersonId | None
    absent: frozenset[int]

    def can_take(self, problem: Problem, meeting: Meeting) -> bool:
        """Whether the meeting is theirs, or anybody's and they are there; that the named are there is another rule."""
        look = problem.lookup
        both = filter(None, (wish_of(problem, meeting).person, look.speaker(meeting.interpreter)))
        named = {name for name in both if look.person[name].party == self.firm}
        return named == {self.name} if named else self.absent.isdisjoint(slots_of(problem, meeting))


def _people(problem: Problem, party: Party, day: int) -> list[_OnHand]:
    """Return the named, and as many more as the firm has at any time of the day beyond those of them who are there."""
    named = [_OnHand(party.id, person.id, person.absent) for person in problem.persons if person.party == party.id]
    today = problem.lookup.days[day]
    more = max(party.staff[slot] - sum(slot not in hand.absent for hand in named) for slot in today)
    return [*named, *(_OnHand(party.id, None, frozenset()) for _ in range(more))]


def _first_without_anybody(problem: Problem, people: Sequence[_OnHand], in_time: Sequence[Meeting]) -> Meeting | None:
    """Return the first meeting that nobody can take however those before it were shared out; None where all are."""
    ways: frozenset[_Seated] = frozenset({(None,) * len(people)})
    for meeting in in_time:
        ways = frozenset(
            (*seated[:place], meeting, *seated[place + 1 :])
            for seated in ways
            for place, hand in enumerate(people)
            if _can_come(problem, seated[place], meeting) and hand.can_take(problem, meeting)
        )
        if not ways:
            return meeting
    return None


def _can_come(problem: Problem, before: Meeting | None, meeting: Meeting) -> bool:
    if before is None:
        return True
    look = problem.lookup
    seconds = look.seconds_between(slots_of(problem, before)[-1], meeting.start)
    return seconds >= 60 * look.minutes(before.place, meeting.place)
