"""The problem solved by trying everything: rules and objectives restated in the plainest way, for small problems only.

Nothing is shared with the rules or solvers; only the problem's dataclasses are read. Time is told in minutes since the
first slot, and every question is asked again for the whole set of meetings.
"""

# ruff: noqa: D102  # each method is named after the rule it restates
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import ceil

from tearoad.mission import Objective, PlaceKind
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Party, Pin, Problem, Wish

Vector = tuple[int, ...]


class Oracle:
    """Finds the best value of each objective, in the mission's order."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.wishes = {wish.id: wish for wish in problem.wishes}
        self.parties = {party.id: party for party in problem.parties}
        self.places = {place.id: place for place in problem.places}
        self.interpreters = {one.id: one for one in problem.interpreters}
        self.pins: dict[str, Pin] = {pin.wish: pin for pin in problem.pins}
        zero = problem.slots[0].window.start_at
        self.opens = [(slot.window.start_at - zero).total_seconds() / 60 for slot in problem.slots]
        self.closes = [(slot.window.end_at - zero).total_seconds() / 60 for slot in problem.slots]
        self.objectives = [o for o in problem.objectives if o is not Objective.DISTURBANCE or problem.previous]

    def best(self) -> Vector:
        """Return the objectives' values of the best plan."""
        self.found: Vector | None = None
        self.value: Vector = ()
        options = [[meeting for meeting in self.ways(wish) if self.keeps([meeting])] for wish in self.problem.wishes]
        self.dive(options, 0, [])
        return self.value

    def dive(self, options: list[list[Meeting]], nth: int, chosen: list[Meeting]) -> None:
        if nth == len(options):
            value = self.measure(chosen)
            rank = self.rank(value)
            if self.found is None or rank > self.found:
                self.found, self.value = rank, value
            return
        if self.hopeless(chosen, nth):
            return
        for meeting in options[nth]:
            if self.keeps([*chosen, meeting]):
                self.dive(options, nth + 1, [*chosen, meeting])
        self.dive(options, nth + 1, chosen)

    def hopeless(self, chosen: list[Meeting], nth: int) -> bool:
        """Whether even all the wishes to come could not reach the best found so far in the first objective."""
        if self.found is None:
            return False
        rest = list(self.problem.wishes[nth:])
        held = [self.wishes[meeting.wish] for meeting in chosen]
        if self.objectives[0] is Objective.MUSTS:
            return sum(self.must(wish) for wish in held + rest) < self.found[0]
        if self.objectives[0] is Objective.VALUE:
            return sum(wish.value for wish in held + rest) < self.found[0]
        return False

    def must(self, wish: Wish) -> bool:
        return wish.must or wish.id in self.pins

    def ways(self, wish: Wish) -> Iterator[Meeting]:
        pin = self.pins.get(wish.id)
        for start in range(len(self.opens)):
            for place in wish.places:
                for one in (None, *self.interpreters):
                    way = Meeting(wish.id, start, place, one)
                    if start in wish.starts and self.pinned(way, pin):
                        yield way

    def pinned(self, way: Meeting, pin: Pin | None) -> bool:
        if pin is None:
            return True
        wanted = ((pin.start, way.start), (pin.place, way.place), (pin.interpreter, way.interpreter))
        return all(said is None or said == is_so for said, is_so in wanted)

    # --- rules ---

    def keeps(self, meetings: list[Meeting]) -> bool:
        return (
            all(self.alone(meeting) for meeting in meetings)
            and self.rooms(meetings)
            and all(self.party(party, meetings) for party in self.problem.parties)
            and all(
                self.one_by_one([m for m in meetings if self.wishes[m.wish].person == p.id])
                for p in self.problem.persons
            )
            and all(self.interpreter(one, meetings) for one in self.problem.interpreters)
        )

    def slots(self, meeting: Meeting) -> list[int]:
        return [meeting.start + nth for nth in range(self.wishes[meeting.wish].slots)]

    def day(self, meeting: Meeting) -> int:
        return self.problem.slots[meeting.start].day

    def alone(self, meeting: Meeting) -> bool:
        wish = self.wishes[meeting.wish]
        slots = self.slots(meeting)
        if any(slot in self.places[meeting.place].closed for slot in slots):
            return False
        for person in self.problem.persons:
            if person.id == wish.person and any(slot in person.absent for slot in slots):
                return False
        if meeting.interpreter is None:
            return not wish.interpreting
        one = self.interpreters[meeting.interpreter]
        pin = self.pins.get(wish.id)
        asked = pin is not None and pin.interpreter == one.id
        speaks = any(pairs <= one.pairs for pairs in wish.interpreting) if wish.interpreting else asked
        mine = one.attached_to in (None, wish.exporter, wish.buyer)
        welcome = wish.exporter not in one.not_for and wish.buyer not in one.not_for
        return speaks and mine and welcome and all(slot in one.hours for slot in slots)

    def rooms(self, meetings: list[Meeting]) -> bool:
        return all(
            sum(slot in self.slots(m) for m in meetings if m.place == place.id) <= place.capacity
            for place in self.problem.places
            for slot in range(len(self.opens))
        )

    def party(self, party: Party, meetings: list[Meeting]) -> bool:
        mine = [m for m in meetings if party.id in (self.wishes[m.wish].exporter, self.wishes[m.wish].buyer)]
        for day in {slot.day for slot in self.problem.slots}:
            today = [slot.index for slot in self.problem.slots if slot.day == day]
            booked = sum(slot in self.busy(party, m) for m in mine for slot in today)
            free = (1 - party.walk_in_share.value) * sum(party.staff[slot] for slot in today)
            if booked > free or sum(self.day(m) == day for m in mine) > party.max_per_day:
                return False
        if party.base is None and not self.one_by_one(mine):
            return False
        for slot, staff in enumerate(party.staff):
            if sum(slot in self.busy(party, m) for m in mine) > staff:
                return False
            if sum(slot in self.busy(party, m) for m in mine if self.away(party, m)) > max(0, staff - party.cover):
                return False
        return True

    def away(self, party: Party, meeting: Meeting) -> bool:
        if party.base is None or self.places[meeting.place].kind is PlaceKind.ONLINE:
            return False
        return meeting.place != party.base

    def busy(self, party: Party, meeting: Meeting) -> list[int]:
        if not self.away(party, meeting):
            return self.slots(meeting)
        assert party.base is not None
        way = self.minutes(party.base, meeting.place)
        leaves, returns = self.opens[self.slots(meeting)[0]] - way, self.closes[self.slots(meeting)[-1]] + way
        return [t for t in range(len(self.opens)) if self.opens[t] < returns and leaves < self.closes[t]]

    def minutes(self, here: str, there: str) -> int:
        a, b = self.place(here), self.place(there)
        if a.id == b.id or (a.zone and a.zone == b.zone) or PlaceKind.ONLINE in (a.kind, b.kind):
            return 0
        for left, right in ((a.id, b.id), (a.zone, b.zone)):
            for walk in self.problem.walks:
                if {walk.here, walk.there} == {left, right}:
                    return walk.minutes
        return 0

    def place(self, name: str) -> MeetingPlace:
        return next(place for place in self.problem.places if place.id == name)

    def one_by_one(self, meetings: list[Meeting]) -> bool:
        return all(self.apart(a, b) or self.apart(b, a) for a, b in combinations(meetings, 2))

    def apart(self, first: Meeting, second: Meeting) -> bool:
        return self.closes[self.slots(first)[-1]] + self.minutes(first.place, second.place) <= self.opens[second.start]

    def interpreter(self, one: MeetingInterpreter, meetings: list[Meeting]) -> bool:
        mine = [m for m in meetings if m.interpreter == one.id]
        if not self.one_by_one(mine):
            return False
        for day in {self.day(m) for m in mine}:
            work = sorted(slot for m in mine if self.day(m) == day for slot in self.slots(m))
            in_programme = one.programme_slots[day] if day < len(one.programme_slots) else 0
            if len(work) + in_programme > one.max_slots_per_day:
                return False
            today = [slot.index for slot in self.problem.slots if slot.day == day]
            if any(self.tiring(one, stretch, work) for stretch in combinations(today, one.max_run + 1)):
                return False
        return True

    def tiring(self, one: MeetingInterpreter, stretch: tuple[int, ...], work: list[int]) -> bool:
        """Whether one interprets in all these slots in a row, and in a meeting right in or beside them."""
        if stretch[-1] - stretch[0] != one.max_run:
            return False
        return all(slot in work or slot in one.programme for slot in stretch) and any(s in work for s in stretch)

    # --- objectives ---

    def measure(self, meetings: list[Meeting]) -> Vector:
        return tuple(self.one_value(objective, meetings) for objective in self.objectives)

    def rank(self, value: Vector) -> Vector:
        signs = [1 if o in (Objective.MUSTS, Objective.VALUE) else -1 for o in self.objectives]
        return tuple(sign * one for sign, one in zip(signs, value, strict=True))

    def one_value(self, objective: Objective, meetings: list[Meeting]) -> int:
        held = [self.wishes[m.wish] for m in meetings]
        if objective is Objective.MUSTS:
            return sum(self.must(wish) for wish in held)
        if objective is Objective.VALUE:
            return sum(wish.value for wish in held)
        if objective is Objective.DISTURBANCE:
            return self.disturbed(meetings)
        if objective is Objective.FAIRNESS:
            return self.unfair(held)
        if objective is Objective.IDLE:
            return self.waits(meetings)
        return len({(self.wishes[m.wish].exporter, self.day(m), m.interpreter) for m in meetings if m.interpreter})

    def disturbed(self, meetings: list[Meeting]) -> int:
        lost = [m for m in self.problem.previous if m not in meetings]
        firms = {name for m in lost for name in (self.wishes[m.wish].exporter, self.wishes[m.wish].buyer)}
        speakers = {m.interpreter for m in lost if m.interpreter is not None}
        return (len(firms) + len(speakers)) * (len(self.problem.previous) + 1) + len(lost)

    def unfair(self, held: list[Wish]) -> int:
        worst = 0
        for firm in {wish.exporter for wish in self.problem.wishes}:
            mine = [wish for wish in self.problem.wishes if wish.exporter == firm]
            worst = max(worst, ceil(1000 * sum(wish not in held for wish in mine) / len(mine)))
        return worst

    def waits(self, meetings: list[Meeting]) -> int:
        total = 0
        for day in {slot.day for slot in self.problem.slots}:
            today = [m for m in meetings if self.day(m) == day]
            groups = [
                [m for m in today if p.id in (self.wishes[m.wish].exporter, self.wishes[m.wish].buyer)]
                for p in self.problem.parties
                if p.base is None
            ] + [
                [m for m in today if m.interpreter == i.id] for i in self.problem.interpreters if i.attached_to is None
            ]
            for group in groups:
                work = {slot for m in group for slot in self.slots(m)}
                total += sum(slot not in work for slot in range(min(work), max(work))) if work else 0
        return total
