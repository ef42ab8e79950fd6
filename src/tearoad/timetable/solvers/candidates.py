"""Every way in which one wish could be granted if it were alone: start, spot, interpreter.

Identical tables are one spot (`spots.py`), so that a plan is searched once and not once per table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearoad.timetable.facts.lookup import Lookup
from tearoad.timetable.facts.parts import MeetingInterpreter, Party, Pin, Wish
from tearoad.timetable.facts.taken import taken_slots
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.spots import Spot, Spots
from tearoad.values import InterpreterId, PartyId, PlaceId

Mover = tuple[str, str, int]
"""A party or interpreter by kind and id, and a day."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wish, beginning in slot `start`, at a spot, with an interpreter or none."""

    wish: Wish
    start: int
    spot: Spot
    interpreter: InterpreterId | None = None

    def __hash__(self) -> int:
        """Tell ways apart by what is quickly looked at: a wish is long."""
        return hash((self.wish.id, self.start, self.spot.hall, self.interpreter))

    @property
    def taken(self) -> range:
        """The slots of the meeting itself."""
        return range(self.start, self.start + self.wish.slots)

    @property
    def place(self) -> PlaceId:
        """A place that stands for the spot: all of them are equally far from everywhere."""
        return self.spot.places[0]


_FREE = Pin(wish=Wish.__name__)  # type: ignore[arg-type]  # a pin that fixes nothing


def candidates(problem: Problem, spots: Spots, crews: Crews | None = None) -> tuple[Candidate, ...]:
    """Return all candidates in the order of wishes, starts, preferred places, interpreters (of a crew, the first).

    A candidate breaks no rule by itself. Time O(wishes x starts x spots x interpreters).
    """
    known = crews or Crews(problem, alone=True)
    return tuple(candidate for wish in problem.wishes for candidate in ways(wish, problem, spots, known))


def candidates_of_crews(problem: Problem, spots: Spots, small: int) -> tuple[Crews, tuple[Candidate, ...]]:
    """Return candidates for crews where more than `small` would be there by name, else for each interpreter."""
    crews = Crews(problem)
    found = candidates(problem, spots, crews)
    if crews.single or by_name(found, crews) <= small:
        crews = Crews(problem, alone=True)
        found = candidates(problem, spots, crews)
    return crews, found


def by_name(found: Sequence[Candidate], crews: Crews) -> int:
    """Return how many ways there are with everybody of a crew by name."""
    return sum(1 if candidate.interpreter is None else crews.size(candidate.interpreter) for candidate in found)


def ways(wish: Wish, problem: Problem, spots: Spots, crews: Crews | None = None) -> Iterator[Candidate]:
    """Yield the candidates of one wish."""
    look = problem.lookup
    pin = look.pin.get(wish.id, _FREE)
    needed = wish.needs_speaker or pin.interpreter is not None
    speakers = crews.serving(wish) if crews else look.interpreter.values()
    able = [speaker for speaker in speakers if serves(speaker, wish, pin)] if needed else []
    for start in sorted(wish.starts):
        if pin.start not in (None, start) or not _person_is_there(wish, start, look):
            continue
        if any(not quota.most and start in quota.slots and quota.party in wish.parties for quota in problem.quotas):
            continue
        free = [
            meeting_interpreter.id
            for meeting_interpreter in able
            if meeting_interpreter.hours.issuperset(look.taken(start, wish.slots))
        ]
        if needed and not free:
            continue
        for spot in spots.of(wish, start):
            if _people_can(wish, start, spot.places[0], look):
                for interpreter in spots.interpreters(spot, wish, start, free) if needed else (None,):
                    yield Candidate(wish, start, spot, interpreter)


def _person_is_there(wish: Wish, start: int, look: Lookup) -> bool:
    return wish.person is None or look.person[wish.person].absent.isdisjoint(look.taken(start, wish.slots))


def serves(interpreter: MeetingInterpreter, wish: Wish, pin: Pin) -> bool:
    """Whether an interpreter, or a delegate in their stead, may work in this meeting at all, the hour left aside."""
    firms = wish.parties
    return (
        pin.interpreter in (None, interpreter.id)
        and (interpreter.speaks_in(wish) if wish.needs_speaker else not interpreter.is_delegate)
        and (interpreter.attached_to is None or interpreter.attached_to in firms)
        and interpreter.not_for.isdisjoint(firms)
        and wish.slots <= min(interpreter.max_slots_per_day, interpreter.max_run)
    )


def _people_can(wish: Wish, start: int, place: PlaceId, look: Lookup) -> bool:
    return all(_party_can(look.party[side], wish, start, place, look) for side in wish.parties)


def _party_can(party: Party, wish: Wish, start: int, place: PlaceId, look: Lookup) -> bool:
    taken, away = taken_slots(party, start, wish.slots, place, look)
    if party.max_per_day < 1 or any(party.staff[t] < 1 for t in taken):
        return False
    if away and any(party.staff[t] - party.cover < 1 for t in taken):
        return False
    if party.walk_in_share.value == 0:
        return True
    days = {look.day[t] for t in taken}
    return all(
        sum(look.day[t] == day for t in taken)
        <= party.walk_in_share.rest_of(sum(party.staff[t] for t in look.days[day]))
        for day in days
    )


def movers(candidate: Candidate, look: Lookup) -> Iterator[Mover]:
    """Yield who of a meeting moves about that day: parties without a base, an interpreter of the pool."""
    day = look.day[candidate.start]
    for party in candidate.wish.parties:
        if look.party[party].base is None:
            yield "party", party, day
    if candidate.interpreter is not None and look.interpreter[candidate.interpreter].attached_to is None:
        yield "interpreter", candidate.interpreter, day


def faces(candidate: Candidate, look: Lookup) -> Iterator[tuple[PartyId, int, InterpreterId]]:
    """Yield whom the exporter sees interpret that day; its own people are no interpreters."""
    if candidate.interpreter is not None and not look.interpreter[candidate.interpreter].is_delegate:
        yield candidate.wish.exporter, look.day[candidate.start], candidate.interpreter


def areas(candidate: Candidate, look: Lookup) -> Iterator[tuple[Mover, tuple[str, str]]]:
    """Yield who moves about, and where the meeting brings them; online is nowhere."""
    if is_on_site(candidate, look):
        for mover in movers(candidate, look):
            yield mover, look.area(candidate.place)


def is_on_site(candidate: Candidate, look: Lookup) -> bool:
    """Whether people go to the meeting."""
    return not look.place[candidate.place].anywhere


def minutes_from_bases(candidate: Candidate, look: Lookup) -> int:
    """Return the minutes that people with a base walk to the meeting and back."""
    bases = (look.party[party].base for party in candidate.wish.parties)
    return sum(2 * look.walked(base, candidate.place) for base in bases if base is not None)
