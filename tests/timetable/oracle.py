"""The problem solved by trying everything: rules and objectives restated in the plainest way, for small problems only.

Nothing is shared with the rules or solvers; only the problem's dataclasses are read. Time is told in minutes since the
first slot, and every question is asked again for the whole set of meetings.
"""

# ruff: noqa: D102  # each method is named after the rule it restates
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import ceil

from tearoad.mission import Objective
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Party, Person, Pin, Problem, Switch, Wish
from tearoad.values import InterpreterId

Vector = tuple[int, ...]


class Oracle:
    """Finds the best value of each objective, in the mission's order."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.wishes = {wish.id: wish for wish in problem.wishes}
        self.parties = {party.id: party for party in problem.parties}
        self.places = {place.id: place for place in problem.places}
        self.interpreters = {interpreter.id: interpreter for interpreter in problem.interpreters}
        self.pins: dict[str, Pin] = {pin.wish: pin for pin in problem.pins}
        zero = problem.slots[0].window.start_at
        self.opens = [(slot.window.start_at - zero).total_seconds() / 60 for slot in problem.slots]
        self.closes = [(slot.window.end_at - zero).total_seconds() / 60 for slot in problem.slots]
        self.objectives = [o for o in problem.objectives if self.tells(o)]

    def tells(self, objective: Objective) -> bool:
        """Whether an objective is listed: there is something that it could count."""
        real = [place for place in self.problem.places if not place.anywhere]
        return {
            Objective.DISTURBANCE: len(self.problem.previous) > 0,
            Objective.MINIMUMS: any(quota.least > 0 for quota in self.problem.quotas),
            Objective.SPREAD: len({wish.exporter for wish in self.problem.wishes}) > 1,
            Objective.PAUSES: self.soft(),
            Objective.PLACE_CHANGES: len({place.zone or place.id for place in real}) > 1,
            Objective.WALKING: any(walk.minutes > 0 for walk in self.problem.walks),
        }.get(objective, True)

    def off(self, switch: Switch) -> bool:
        return switch in self.problem.switched_off

    def soft(self) -> bool:
        pauses = self.problem.pauses
        return pauses is not None and pauses.soft and not self.off(Switch.PAUSES)

    def sits(self, wish: Wish) -> list[str]:
        return [wish.exporter, wish.buyer, *wish.others]

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

    def speakers(self) -> list[Person]:
        return [person for person in self.problem.persons if person.languages]

    def must(self, wish: Wish) -> bool:
        return wish.must or wish.id in self.pins

    def ways(self, wish: Wish) -> Iterator[Meeting]:
        pin = self.pins.get(wish.id)
        for start in range(len(self.opens)):
            for place in wish.places:
                for interpreter in (None, *self.interpreters, *(InterpreterId(p.id) for p in self.speakers())):
                    way = Meeting(wish.id, start, place, interpreter)
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
            and all(self.party(party, meetings) and self.party_rests(party, meetings) for party in self.problem.parties)
            and all(self.person_rests(person, meetings) for person in self.problem.persons)
            and all(self.seated(party, meetings) for party in self.problem.parties)
            and all(
                self.one_by_one([m for m in meetings if p.id in (self.wishes[m.wish].person, m.interpreter)])
                for p in self.problem.persons
            )
            and all(self.interpreter(interpreter, meetings) for interpreter in self.problem.interpreters)
            and self.quotas(meetings)
            and self.orders(meetings)
        )

    def quotas(self, meetings: list[Meeting]) -> bool:
        for quota in self.problem.quotas:
            if (
                sum(m.start in quota.slots and quota.party in self.sits(self.wishes[m.wish]) for m in meetings)
                > quota.most
            ):
                return False
        return True

    def orders(self, meetings: list[Meeting]) -> bool:
        for order in self.problem.precedences:
            for first in (m for m in meetings if m.wish == order.earlier):
                for second in (m for m in meetings if m.wish == order.later):
                    if self.closes[self.slots(first)[-1]] > self.opens[second.start]:
                        return False
        return True

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
            return not wish.interpreting and not wish.direct
        for person in self.speakers():
            if InterpreterId(person.id) == meeting.interpreter:
                return self.talks(person, wish, slots)
        interpreter = self.interpreters[meeting.interpreter]
        pin = self.pins.get(wish.id)
        asked = pin is not None and pin.interpreter == interpreter.id
        carried = wish.interpreting or wish.direct
        speaks = any(pairs <= interpreter.pairs for pairs in wish.interpreting) if carried else asked
        mine = interpreter.attached_to is None or interpreter.attached_to in self.sits(wish)
        welcome = all(party not in interpreter.not_for for party in self.sits(wish))
        return speaks and mine and welcome and all(slot in interpreter.hours for slot in slots)

    def talks(self, person: Person, wish: Wish, slots: list[int]) -> bool:
        """Whether a delegate speaks with the buyer: of the exporter, there, in a language of the buyer's."""
        if person.party != wish.exporter or wish.person not in (None, person.id):
            return False
        common = [language for language in person.languages if language in wish.direct]
        return len(common) > 0 and not any(slot in person.absent for slot in slots)

    def rooms(self, meetings: list[Meeting]) -> bool:
        return all(
            sum(slot in self.slots(m) for m in meetings if m.place == place.id) <= place.capacity
            for place in self.problem.places
            for slot in range(len(self.opens))
        )

    def party(self, party: Party, meetings: list[Meeting]) -> bool:
        mine = [m for m in meetings if party.id in self.sits(self.wishes[m.wish])]
        for day in {slot.day for slot in self.problem.slots}:
            today = [slot.index for slot in self.problem.slots if slot.day == day]
            booked = sum(slot in self.busy(party, m) for m in mine for slot in today)
            free = (1 - party.walk_in_share.value) * sum(party.staff[slot] for slot in today)
            if booked > free and not self.off(Switch.WALK_IN_SHARE):
                return False
            if sum(self.day(m) == day for m in mine) > party.max_per_day and not self.off(Switch.DAY_CAP):
                return False
        if party.base is None and not self.one_by_one(mine):
            return False
        for slot, staff in enumerate(party.staff):
            if sum(slot in self.busy(party, m) for m in mine) > staff:
                return False
            gone = sum(slot in self.busy(party, m) for m in mine if self.away(party, m))
            if gone > max(0, staff - party.cover) and not self.off(Switch.STAND_COVER):
                return False
        return True

    def party_rests(self, party: Party, meetings: list[Meeting]) -> bool:
        return self.soft() or self.tired_of_party(party, meetings) == 0

    def person_rests(self, person: Person, meetings: list[Meeting]) -> bool:
        mine = [m for m in meetings if person.id in (self.wishes[m.wish].person, m.interpreter)]
        staff = [int(slot not in person.absent) for slot in range(len(self.opens))]
        busy = [slot for m in mine for slot in self.slots(m)]
        if mine:
            busy += [slot for m in meetings if m not in mine for slot in self.slots(m) if self.only(person, m, slot)]
        return self.soft() or self.tired(staff, busy) == 0

    def only(self, person: Person, meeting: Meeting, slot: int) -> bool:
        """Whether nobody but this person can be at a meeting of their party."""
        mine = [party for party in self.problem.parties if party.id == person.party]
        there = [p.id for p in self.problem.persons if p.party == person.party and slot not in p.absent]
        return (
            person.party in self.sits(self.wishes[meeting.wish]) and mine[0].staff[slot] == 1 and there == [person.id]
        )

    def seated(self, party: Party, meetings: list[Meeting]) -> bool:
        """Whether a firm's people can be at all its meetings, each in one place: every way is tried."""
        named = [person for person in self.problem.persons if person.party == party.id]
        if party.base is None or not named:
            return True
        mine = [m for m in meetings if party.id in self.sits(self.wishes[m.wish])]
        for day in {slot.day for slot in self.problem.slots}:
            today = [slot.index for slot in self.problem.slots if slot.day == day]
            beyond = max(party.staff[slot] - sum(slot not in person.absent for person in named) for slot in today)
            people = [*named, *[None] * beyond]
            to_hold = [m for m in mine if self.day(m) == day]
            shared = product(range(len(people)), repeat=len(to_hold))
            if not any(self.shared_out(to_hold, people, seats) for seats in shared):
                return False
        return True

    def shared_out(self, meetings: list[Meeting], people: Sequence[Person | None], seats: tuple[int, ...]) -> bool:
        for meeting, seat in zip(meetings, seats, strict=True):
            who = people[seat]
            asked = {self.wishes[meeting.wish].person, meeting.interpreter}
            needed = [person.id for person in people if person is not None and person.id in asked]
            if needed and (who is None or needed != [who.id]):
                return False
            if not needed and who is not None and any(slot in who.absent for slot in self.slots(meeting)):
                return False
        by_seat = [[m for m, seat in zip(meetings, seats, strict=True) if seat == mine] for mine in set(seats)]
        return all(self.one_by_one(together) for together in by_seat)

    def tired_of_party(self, party: Party, meetings: list[Meeting]) -> int:
        mine = [m for m in meetings if party.id in self.sits(self.wishes[m.wish])]
        return self.tired(party.staff, [slot for m in mine for slot in self.busy(party, m)])

    def tired(self, staff: Sequence[int], busy: list[int]) -> int:
        """How many people go without the pause at noon, and how many at most without one in a row of slots, daily.

        Tried out person by person, pause by pause.
        """
        pauses = self.problem.pauses
        if pauses is None or self.off(Switch.PAUSES):
            return 0
        total = 0
        free = [max(0, there - busy.count(slot)) for slot, there in enumerate(staff)]
        for day in {slot.day for slot in self.problem.slots}:
            today = [slot.index for slot in self.problem.slots if slot.day == day]
            hours = [slot for slot in today if slot in pauses.within]
            starts = [hours[nth : nth + pauses.slots] for nth in range(len(hours) - pauses.slots + 1)]
            if starts:
                total += self.without(min(staff[slot] for slot in hours), starts, free)
            rows = [today[nth : nth + pauses.max_run + 1] for nth in range(len(today) - pauses.max_run)]
            longest = [self.without(min(staff[s] for s in row), [[s] for s in row], free) for row in rows]
            total += max(longest, default=0)
        return total

    def without(self, people: int, pauses: list[list[int]], free: list[int]) -> int:
        """How many of the people find no pause, whoever takes which."""
        if people == 0:
            return 0
        rest = [
            self.without(people - 1, pauses, [left - (slot in pause) for slot, left in enumerate(free)])
            for pause in pauses
            if all(free[slot] > 0 for slot in pause)
        ]
        return min(rest, default=people)

    def away(self, party: Party, meeting: Meeting) -> bool:
        if party.base is None or self.places[meeting.place].anywhere:
            return False
        return meeting.place != party.base

    def busy(self, party: Party, meeting: Meeting) -> list[int]:
        if not self.away(party, meeting):
            return self.slots(meeting)
        assert party.base is not None
        way = self.way(party.base, meeting.place)
        leaves, returns = self.opens[self.slots(meeting)[0]] - way, self.closes[self.slots(meeting)[-1]] + way
        return [t for t in range(len(self.opens)) if self.opens[t] < returns and leaves < self.closes[t]]

    def way(self, here: str, there: str) -> int:
        return 0 if self.off(Switch.WALKING_TIME) else self.minutes(here, there)

    def minutes(self, here: str, there: str) -> int:
        a, b = self.place(here), self.place(there)
        if a.id == b.id or (a.zone and a.zone == b.zone) or a.anywhere or b.anywhere:
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
        return self.closes[self.slots(first)[-1]] + self.way(first.place, second.place) <= self.opens[second.start]

    def interpreter(self, meeting_interpreter: MeetingInterpreter, meetings: list[Meeting]) -> bool:
        mine = [m for m in meetings if m.interpreter == meeting_interpreter.id]
        if not self.one_by_one(mine):
            return False
        for day in {self.day(m) for m in mine}:
            work = sorted(slot for m in mine if self.day(m) == day for slot in self.slots(m))
            in_programme = (
                meeting_interpreter.programme_slots[day] if day < len(meeting_interpreter.programme_slots) else 0
            )
            if len(work) + in_programme > meeting_interpreter.max_slots_per_day and not self.off(
                Switch.INTERPRETER_DAY
            ):
                return False
            if self.off(Switch.INTERPRETER_PAUSE):
                continue
            today = [slot.index for slot in self.problem.slots if slot.day == day]
            if any(
                self.tiring(meeting_interpreter, stretch, work)
                for stretch in combinations(today, meeting_interpreter.max_run + 1)
            ):
                return False
        return True

    def tiring(self, interpreter: MeetingInterpreter, stretch: tuple[int, ...], work: list[int]) -> bool:
        """Whether one interprets in all these slots in a row, and in a meeting right in or beside them."""
        if stretch[-1] - stretch[0] != interpreter.max_run:
            return False
        return all(slot in work or slot in interpreter.programme for slot in stretch) and any(
            s in work for s in stretch
        )

    # --- objectives ---

    def measure(self, meetings: list[Meeting]) -> Vector:
        return tuple(self.one_value(objective, meetings) for objective in self.objectives)

    def rank(self, value: Vector) -> Vector:
        signs = [1 if o in (Objective.MUSTS, Objective.VALUE) else -1 for o in self.objectives]
        return tuple(sign * one for sign, one in zip(signs, value, strict=True))

    def one_value(self, objective: Objective, meetings: list[Meeting]) -> int:
        held = [self.wishes[m.wish] for m in meetings]
        helped = [m for m in meetings if m.interpreter in self.interpreters]
        faces = {(self.wishes[m.wish].exporter, self.day(m), m.interpreter) for m in helped}
        return {
            Objective.MUSTS: lambda: sum(self.must(wish) for wish in held),
            Objective.MINIMUMS: lambda: self.lacking(meetings),
            Objective.DISTURBANCE: lambda: self.disturbed(meetings),
            Objective.VALUE: lambda: sum(wish.value for wish in held),
            Objective.FAIRNESS: lambda: max(self.left_out(held)),
            Objective.SPREAD: lambda: max(self.left_out(held)) - min(self.left_out(held)),
            Objective.PAUSES: lambda: sum(self.tired_of_party(party, meetings) for party in self.problem.parties),
            Objective.IDLE: lambda: self.waits(meetings),
            Objective.INTERPRETER_CHANGES: lambda: len(faces),
            Objective.PLACE_CHANGES: lambda: self.corners(meetings),
            Objective.WALKING: lambda: self.walks(meetings),
        }[objective]()

    def lacking(self, meetings: list[Meeting]) -> int:
        total = 0
        for quota in self.problem.quotas:
            has = sum(m.start in quota.slots and quota.party in self.sits(self.wishes[m.wish]) for m in meetings)
            total += quota.least - has if has < quota.least else 0
        return total

    def disturbed(self, meetings: list[Meeting]) -> int:
        lost = [m for m in self.problem.previous if m not in meetings]
        firms = {name for m in lost for name in self.sits(self.wishes[m.wish])}
        own = [InterpreterId(person.id) for person in self.speakers()]
        helpers = {m.interpreter for m in lost if m.interpreter is not None and m.interpreter not in own}
        return (len(firms) + len(helpers)) * (len(self.problem.previous) + 1) + len(lost)

    def left_out(self, held: list[Wish]) -> list[int]:
        shares = []
        for firm in {wish.exporter for wish in self.problem.wishes}:
            mine = [wish for wish in self.problem.wishes if wish.exporter == firm]
            shares.append(ceil(1000 * sum(wish not in held for wish in mine) / len(mine)))
        return shares

    def waits(self, meetings: list[Meeting]) -> int:
        total = 0
        for group in self.days(meetings):
            work = {slot for m in group for slot in self.slots(m)}
            total += sum(slot not in work for slot in range(min(work), max(work))) if work else 0
        return total

    def days(self, meetings: list[Meeting]) -> Iterator[list[Meeting]]:
        """One day of one who moves about, whoever and whenever."""
        for day in {slot.day for slot in self.problem.slots}:
            today = sorted((m for m in meetings if self.day(m) == day), key=lambda m: m.start)
            for party in self.problem.parties:
                if party.base is None:
                    yield [m for m in today if party.id in self.sits(self.wishes[m.wish])]
            for interpreter in self.problem.interpreters:
                if interpreter.attached_to is None:
                    yield [m for m in today if m.interpreter == interpreter.id]

    def real(self, meetings: list[Meeting]) -> list[MeetingPlace]:
        places = [self.place(m.place) for m in meetings]
        return [place for place in places if not place.anywhere]

    def corners(self, meetings: list[Meeting]) -> int:
        return sum(len({place.zone or place.id for place in self.real(group)}) for group in self.days(meetings))

    def walks(self, meetings: list[Meeting]) -> int:
        total = 0
        for party in self.problem.parties:
            for m in meetings:
                if party.base is not None and party.id in self.sits(self.wishes[m.wish]):
                    total += 2 * self.minutes(party.base, m.place)
        for group in self.days(meetings):
            places = self.real(group)
            for nth in range(1, len(places)):
                total += self.minutes(places[nth - 1].id, places[nth].id)
        return total
