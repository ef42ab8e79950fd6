"""What a repair stands on: the plan people were told, what of it can still stand, and the ways of a wish, on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.assignment.tables import in_order
from tearoad.timetable.solvers.candidates import Candidate, ways
from tearoad.timetable.solvers.limits import Label, Limit, Limits, Why
from tearoad.timetable.solvers.seats import Seats
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import PlaceId, WishId


class Ground:
    """The troubled problem beside the plan people hold; candidates of a wish are found when first asked for."""

    def __init__(self, problem: Problem, announced: Sequence[Meeting], now: int, wanted: Iterable[WishId]) -> None:
        """Sort the meetings by what can become of them. Time O(problem + meetings), candidates aside."""
        look = problem.lookup
        self.told = tuple(meeting for meeting in announced if meeting.wish in look.wish)
        """Of a wish that the problem no longer knows nobody can be told any more."""
        # As the previous plan, so that each meeting keeps its own table; objectives play no part here.
        self.problem = replace(problem, previous=self.told, objectives=())
        self.now = now
        self.spots = Spots(self.problem)
        self.before = {meeting.wish: meeting for meeting in self.told}
        self.begun = tuple(self._as_told(meeting) for meeting in self.told if meeting.start < now)
        """What began before now stays as it is, whatever the rules say of it."""
        self.stays: dict[WishId, Candidate] = {}
        """What could stand as it was told if it were alone."""
        self.hit: list[WishId] = []
        """What cannot stay: to be placed anew."""
        for meeting in self.told:
            if meeting.start >= now:
                stay = self._stay(meeting)
                if stay is None:
                    self.hit.append(meeting.wish)
                else:
                    self.stays[meeting.wish] = stay
        self.clashes = Limits(self.problem, self.spots, (*self.begun, *self.stays.values())).all()
        """What binds those who stay, be nothing moved: their columns are the meetings begun, then those that stay."""
        self.wanted = tuple(wish for wish in dict.fromkeys(wanted) if wish not in self.before and wish in look.musts)
        """Not in the plan yet."""
        self.open = (*self.hit, *self.stays, *self.wanted)
        """Everything that is decided now."""
        self.surely_told = frozenset(who for wish in self.hit for who in self.people(wish))
        """Told whatever is done."""
        self.told_anyway = frozenset(wish for wish in self.stays if self.people(wish) <= self.surely_told)
        """Meetings that could be moved and nobody else be told, were it not for whom they need then."""
        self._ways: dict[WishId, tuple[Candidate, ...]] = {}
        self.unseated: dict[frozenset[Candidate], None] = {}
        """What a firm's people cannot hold together, as far as it was come upon."""
        self.note_unseated((*self.begun, *self.stays.values()))

    def people(self, wish: WishId) -> frozenset[str]:
        """Return everybody who is told whenever this meeting is not as it was; nobody where it is new."""
        if wish not in self.before:
            return frozenset()
        interpreter = self.before[wish].interpreter
        parties: tuple[str, ...] = self.problem.lookup.wish[wish].parties
        if interpreter is None or self.problem.lookup.is_delegate(interpreter):
            return frozenset(parties)
        return frozenset((*parties, interpreter))

    def ways(self, wish: WishId) -> tuple[Candidate, ...]:
        """Return the candidates of a wish from now on, its own old one left out."""
        if wish not in self._ways:
            found = ways(self.problem.lookup.wish[wish], self.problem, self.spots)
            stay = self.stays.get(wish)
            self._ways[wish] = tuple(
                candidate for candidate in found if candidate.start >= self.now and candidate != stay
            )
        return self._ways[wish]

    def note_unseated(self, chosen: Sequence[Candidate]) -> bool:
        """Note what of the meetings a firm's people cannot hold together; whether any of it was not known."""
        clashes = Seats(self.problem, chosen).clashes(range(len(chosen)))
        known = len(self.unseated)
        for members in (frozenset(chosen[column] for column in clash) for clash in clashes):
            if any(member.start >= self.now for member in members):
                self.unseated[members] = None
        return len(self.unseated) > known

    def seat_limits(self, chosen: Sequence[Candidate]) -> Iterator[Limit]:
        """Yield the limits that keep apart what is noted, of the candidates all of which are among the chosen."""
        for clash in self.unseated:
            columns = tuple(column for column, candidate in enumerate(chosen) if candidate in clash)
            if len(columns) == len(clash):
                label = Label(Why.SEAT, chosen[columns[0]].wish.exporter)
                yield Limit(columns, (1,) * len(columns), len(columns) - 1, label)

    def without_unseated(self, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return what a firm's people can hold of the meetings: the last to begin of what they cannot is given up."""
        left = list(chosen)
        while True:
            clashes = Seats(self.problem, left).clashes(range(len(left)))
            surplus = {clash[-1] for clash in clashes if left[clash[-1]].start >= self.now}
            if not surplus:
                return tuple(left)
            left = [candidate for column, candidate in enumerate(left) if column not in surplus]

    def seated(self, chosen: Iterable[Candidate]) -> tuple[Meeting, ...]:
        """Return candidates as meetings at single places, each at its old table where that is free."""
        look = self.problem.lookup
        taken: dict[tuple[PlaceId, int], int] = {}
        found = []
        for candidate in sorted(chosen, key=self._turn):
            old = self.before.get(candidate.wish.id)
            places = sorted(candidate.spot.places, key=lambda place: old is None or place != old.place)
            place = next(
                place
                for place in places
                if len(places) == 1
                or all(taken.get((place, slot), 0) < look.place[place].capacity for slot in candidate.taken)
            )
            for slot in candidate.taken:
                taken[place, slot] = taken.get((place, slot), 0) + 1
            found.append(Meeting(candidate.wish.id, candidate.start, place, candidate.interpreter))
        return in_order(found)

    def _turn(self, candidate: Candidate) -> tuple[bool, int, bool, WishId]:
        old = self.before.get(candidate.wish.id)
        return (
            len(candidate.spot.places) > 1,
            candidate.start,
            old is None or old.place not in candidate.spot.places,
            candidate.wish.id,
        )

    def _as_told(self, meeting: Meeting) -> Candidate:
        wish = self.problem.lookup.wish[meeting.wish]
        return Candidate(wish, meeting.start, self.spots.alone(meeting.place), meeting.interpreter)

    def _stay(self, meeting: Meeting) -> Candidate | None:
        """Return the told meeting as a candidate; None where it can no longer stand, even alone."""
        wish = self.problem.lookup.wish[meeting.wish]
        if meeting.start not in wish.starts or meeting.place not in wish.places:
            return None
        narrow = replace(wish, starts=frozenset({meeting.start}), places=(meeting.place,))
        fits = any(way.interpreter == meeting.interpreter for way in ways(narrow, self.problem, self.spots))
        return self._as_told(meeting) if fits else None
