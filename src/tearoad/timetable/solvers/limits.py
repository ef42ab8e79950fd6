"""What candidates must not exceed together: each rule as sums over candidates with a limit.

Every rule of the timetable is of this kind: taking a meeting out of a plan never breaks a rule. So a greedy start, a
relaxation and a repair are all simple, and every bound on the sums is a bound on plans.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from tearoad.timetable.facts.lookup import Lookup
from tearoad.timetable.facts.parts import MeetingInterpreter, Party, Person
from tearoad.timetable.facts.taken import taken_slots
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.crews import MOST_ANTICHAINS, Crews, antichains
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.rests import BySlot, by_slot, rests
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import PlaceId, WishId

MOST_ENTRIES = 1_000_000
"""Of the limits of a crew's ways: beyond, each place more would say anew of all meetings what the others said."""


class Why(StrEnum):
    """Which rule a limit comes from."""

    ONCE = "once"
    ROOM = "room"
    PEOPLE = "people"
    COVER = "cover"
    WALK_IN = "walk_in"
    CAP = "cap"
    PAUSE = "pause"
    ROW = "row"
    QUOTA = "quota"
    ORDER = "order"
    BUSY = "busy"
    WAY = "way"
    INTERPRETER_DAY = "interpreter_day"
    INTERPRETER_RUN = "interpreter_run"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Label:
    """The rule, and whom it concerns: a party, a person, an interpreter, a place or a wish."""

    why: Why
    who: str


@dataclass(frozen=True, slots=True)
class Limit:
    """The weights of the chosen columns sum up to at most `most`."""

    columns: tuple[int, ...]
    weights: tuple[int, ...]
    most: int
    label: Label


Use = dict[int, list[int]]
"""By slot or day, or whatever is limited, the columns that use it: each as often as it weighs."""
Rows = list[list[tuple[int, int]]]
"""For each column, the limits it weighs on: position and weight."""


class Limits:
    """Collects what the candidates use, and turns it into limits that can bind."""

    def __init__(self, problem: Problem, spots: Spots, chosen: Sequence[Candidate], crews: Crews | None = None) -> None:
        """Read every rule off the problem. Time O(candidates x slots they touch)."""
        self._problem = problem
        self._crews = crews or Crews(problem, alone=True)
        self._look = problem.lookup
        self._spots = spots
        self._candidates = chosen
        self._of: dict[object, list[int]] = defaultdict(list)
        for column, candidate in enumerate(chosen):
            wish = candidate.wish
            for who in dict.fromkeys((*wish.parties, wish.person, candidate.interpreter)):  # a delegate may be both
                if who is not None:
                    self._of[who].append(column)

    def all(self, of: Collection[str] | None = None) -> tuple[Limit, ...]:
        """Return the limits, doubles and idle ones left out, in a fixed order.

        `of` leaves out those of parties, persons and interpreters that are not named.
        """
        found: dict[tuple[tuple[int, ...], tuple[int, ...]], Limit] = {}
        for limit in self.each(of):
            key = (limit.columns, limit.weights)
            if key not in found or limit.most < found[key].most:
                found[key] = limit
        return tuple(found.values())

    def each(self, of: Collection[str] | None = None) -> Iterator[Limit]:
        """Yield every limit that can bind, also where another binds the same columns."""
        yield from self._once()
        yield from self._orders()
        yield from self._rooms()
        for party in self._look.party.values():
            if of is None or party.id in of:
                yield from self._party(party)
        yield from self._quotas()
        for person in self._problem.persons:
            if of is None or person.id in of:
                yield from self._moving(person.id, self._of[person.id])
                yield from self._person_rests(person)
        for interpreter in self._look.interpreter.values():
            if of is None or interpreter.id in of:
                yield from self._interpreter(interpreter)

    def _once(self) -> Iterator[Limit]:
        use: dict[WishId, list[int]] = defaultdict(list)
        for column, candidate in enumerate(self._candidates):
            use[candidate.wish.id].append(column)
        for wish, columns in use.items():
            yield from _limit(columns, 1, Label(Why.ONCE, wish))

    def _orders(self) -> Iterator[Limit]:
        """For each time, of the later wish's ways that begin before and the earlier's that end after, at most one.

        One limit for a time, not one for two ways: stronger where ways are fractions, and far fewer.
        """
        of: dict[WishId, list[int]] = defaultdict(list)
        for column, candidate in enumerate(self._candidates):
            of[candidate.wish.id].append(column)
        for order in self._problem.precedences:
            for slot in sorted({self._candidates[column].start for column in of[order.later]}):
                early = [column for column in of[order.later] if self._candidates[column].start <= slot]
                late = [column for column in of[order.earlier] if self._candidates[column].taken[-1] >= slot]
                if early and late:
                    yield from _limit((*early, *late), 1, Label(Why.ORDER, order.earlier))

    def _quotas(self) -> Iterator[Limit]:
        for quota in self._problem.quotas:
            mine = [column for column in self._of[quota.party] if self._candidates[column].start in quota.slots]
            yield from _limit(mine, quota.most, Label(Why.QUOTA, quota.party))

    def _rooms(self) -> Iterator[Limit]:
        halls: dict[tuple[int, int], list[int]] = defaultdict(list)
        single: dict[tuple[PlaceId, int], list[int]] = defaultdict(list)
        for column, candidate in enumerate(self._candidates):
            for slot in candidate.taken:
                halls[candidate.spot.hall, slot].append(column)
                if len(candidate.spot.places) < len(self._spots.halls[candidate.spot.hall].places):
                    single[candidate.place, slot].append(column)
        for (nth, _), use in halls.items():
            hall = self._spots.halls[nth]
            yield from _limit(use, hall.capacity * len(hall.places), Label(Why.ROOM, hall.places[0]))
        for (place, _), use in single.items():
            yield from _limit(use, self._look.place[place].capacity, Label(Why.ROOM, place))

    def _party(self, party: Party) -> Iterator[Limit]:
        columns = self._of[party.id]
        slots, away, days, shares = (defaultdict[int, list[int]](list) for _ in range(4))
        for column in columns:
            candidate = self._candidates[column]
            taken, leaves = taken_slots(party, candidate.start, candidate.wish.slots, candidate.place, self._look)
            days[self._look.day[candidate.start]].append(column)
            for slot in taken:
                slots[slot].append(column)
                shares[self._look.day[slot]].append(column)
                if leaves:
                    away[slot].append(column)
        yield from _limits(days, party.max_per_day, Label(Why.CAP, party.id))
        yield from self._share(party, shares)
        taking = by_slot(party, columns, self._candidates, self._look) if self._look.pauses else {}
        yield from self._pauses(party.id, party.staff, taking)
        if party.base is None:
            yield from self._moving(party.id, columns)
            return
        for slot, use in slots.items():
            yield from _limit(use, party.staff[slot], Label(Why.PEOPLE, party.id))
        for slot, use in away.items():
            spare = max(0, party.staff[slot] - party.cover)
            yield from _limit(use, spare, Label(Why.COVER, party.id))

    def _person_rests(self, person: Person) -> Iterator[Limit]:
        """Who speaks for a firm, or was asked for by name, rests too: no colleague can take their place.

        Where nobody else of the firm is there, all its meetings are theirs.
        """
        taking: dict[int, list[int]] = defaultdict(list)
        own, alone = set(self._of[person.id]), self._look.alone(person)
        for column in dict.fromkeys(self._of[person.party]) if own else ():
            for slot in self._candidates[column].taken:
                if column in own or slot in alone:
                    taking[slot].append(column)
        staff = [int(slot.index not in person.absent) for slot in self._problem.slots]
        yield from self._pauses(person.id, staff, taking)

    def _pauses(self, who: str, staff: Sequence[int], taking: BySlot) -> Iterator[Limit]:
        if self._look.pauses is not None:
            for rest in rests(staff, taking, self._look.pauses, self._look):
                weighing = [column for column, weight in rest.use.items() for _ in range(weight)]
                yield from _limit(weighing, rest.most, Label(Why.PAUSE if rest.in_hours else Why.ROW, who))

    def _share(self, party: Party, shares: Use) -> Iterator[Limit]:
        if party.walk_in_share.value:
            for day, use in shares.items():
                people = sum(party.staff[slot] for slot in self._look.days[day])
                yield from _limit(use, party.walk_in_share.rest_of(people), Label(Why.WALK_IN, party.id))

    def _interpreter(self, interpreter: MeetingInterpreter) -> Iterator[Limit]:
        columns, members = self._of[interpreter.id], self._crews.size(interpreter.id)
        yield from (
            self._moving(interpreter.id, columns)
            if members == 1
            else self._moving_crew(interpreter.id, columns, members)
        )
        days, runs = (defaultdict[int, list[int]](list) for _ in range(2))
        for column in columns:
            candidate = self._candidates[column]
            day = self._look.day[candidate.start]
            days[day] += [column] * candidate.wish.slots
            for slot in candidate.taken:
                for first in range(max(slot - interpreter.max_run, self._look.days[day][0]), slot + 1):
                    runs[first].append(column)
        for day, use in days.items():
            most = members * interpreter.slots_left(day)
            yield from _limit(use, most, Label(Why.INTERPRETER_DAY, interpreter.id))
        for first, use in runs.items():
            if first + interpreter.max_run <= self._look.days[self._look.day[first]][-1]:
                worked = sum(slot in interpreter.programme for slot in range(first, first + interpreter.max_run + 1))
                most = members * max(0, interpreter.max_run - worked)
                yield from _limit(use, most, Label(Why.INTERPRETER_RUN, interpreter.id))

    def _moving(self, who: str, columns: Sequence[int], members: int = 1) -> Iterator[Limit]:
        """Whoever moves as one is in one place at a time, and the way between two places takes its minutes.

        Of a crew in more places than can be told in linear memory only the first is said: the rota sees to the rest.
        """
        at: dict[int, dict[PlaceId, list[int]]] = defaultdict(lambda: defaultdict(list))
        for column in columns:
            for slot in self._candidates[column].taken:
                at[slot][self._candidates[column].place].append(column)
        for here in at.values():
            together = [column for some in here.values() for column in some]
            yield from _limit(together, members, Label(Why.BUSY, who))
        corner_of = corners(sorted({place for here in at.values() for place in here}), self._look.minutes)
        different = sorted(set(corner_of.values()))
        if members > 1 and 2 * len(different) * len(columns) > MOST_ENTRIES:
            return
        for clique in _ways(_by_corner(at, corner_of), _far(different, self._look), self._look):
            yield from _limit(clique, members, Label(Why.WAY, who))

    def _moving_crew(self, who: str, columns: Sequence[int], members: int) -> Sequence[Limit]:
        """Of meetings of which no two can be one person's a crew can be in as many as it has members.

        Where there are too many such sets, as among offices all over town, the limits of single ways are told, which
        are true of a crew too and leave more to the rota.
        """
        places = sorted({self._candidates[column].place for column in columns})
        corner_of = corners(places, self._look.minutes_felt)
        days: dict[int, dict[tuple[range, PlaceId], list[int]]] = defaultdict(lambda: defaultdict(list))
        for column in columns:
            candidate = self._candidates[column]
            days[self._look.day[candidate.start]][candidate.taken, corner_of[candidate.place]].append(column)
        limits: list[Limit] = []
        entries = 0
        for nodes in days.values():
            held = list(nodes)
            sets = list(islice(antichains([self._in_conflict(node, held) for node in held]), MOST_ANTICHAINS + 1))
            uses = [[nth for nth in range(len(held)) if bits >> nth & 1] for bits in sets]
            entries += sum(len(nodes[held[nth]]) for use in uses for nth in use)
            if len(sets) > MOST_ANTICHAINS or entries > MOST_ENTRIES:
                return tuple(self._moving(who, columns, members))
            for use in uses:
                together = [column for nth in use for column in nodes[held[nth]]]
                limits += _limit(together, members, Label(Why.BUSY, who))
        return limits

    def _in_conflict(self, meeting: tuple[range, PlaceId], others: Sequence[tuple[range, PlaceId]]) -> int:
        found = 0
        for nth, other in enumerate(others):
            first, second = sorted((meeting, other), key=lambda held: held[0][0])
            way = 60 * self._look.minutes(meeting[1], other[1])
            if meeting != other and self._look.seconds_between(first[0][-1], second[0][0]) < way:
                found |= 1 << nth
        return found


def corners(places: Sequence[PlaceId], minutes: Callable[[PlaceId, PlaceId], int]) -> dict[PlaceId, PlaceId]:
    """Return for each place the first that is no way from it and equally far from all others."""
    first: dict[tuple[int, ...], list[PlaceId]] = defaultdict(list)
    found: dict[PlaceId, PlaceId] = {}
    for place in places:
        alike = first[tuple(minutes(place, other) for other in places)]
        found[place] = next((place_id for place_id in alike if not minutes(place_id, place)), place)
        if found[place] == place:
            alike.append(place)
    return found


def _by_corner(
    at: dict[int, dict[PlaceId, list[int]]], corner_of: dict[PlaceId, PlaceId]
) -> dict[int, dict[PlaceId, list[int]]]:
    found: dict[int, dict[PlaceId, list[int]]] = {}
    for slot, here in at.items():
        found[slot] = defaultdict(list)
        for place, columns in here.items():
            found[slot][corner_of[place]].extend(columns)
    return found


def _far(places: Sequence[PlaceId], look: Lookup) -> dict[PlaceId, list[tuple[int, PlaceId]]]:
    far = {
        here: [(60 * look.minutes(here, there), there) for there in places if look.minutes(here, there)]
        for here in places
    }
    return {here: ways for here, ways in far.items() if ways}


def _ways(
    at: dict[int, dict[PlaceId, list[int]]], far: dict[PlaceId, list[tuple[int, PlaceId]]], look: Lookup
) -> Iterator[list[int]]:
    """Of those in one corner in a slot and those too far from it in a later slot, at most one: a clique.

    All who are in the earlier slot exclude each other, all in the later slot too, and the way excludes the rest. Whole
    corners, not single places: fewer limits, and each says more.
    """
    longest = max((seconds for ways in far.values() for seconds, _ in ways), default=0)
    for slot in sorted(at):
        for later in range(slot + 1, len(look.day)):
            between = look.seconds_between(slot, later)
            if between >= longest:
                break
            if later not in at:
                continue
            for here, ways in far.items():
                there = [place for seconds, place in ways if seconds > between]
                for first, second in (((here,), there), (there, (here,))):
                    early = [column for place in first for column in at[slot].get(place, ())]
                    late = [column for place in second for column in at[later].get(place, ())]
                    if early and late:
                        yield early + late


def _limits(uses: Use, most: int, label: Label) -> Iterator[Limit]:
    for use in uses.values():
        yield from _limit(use, most, label)


def _limit(use: Sequence[int], most: int, label: Label) -> Iterator[Limit]:
    """Yield the limit of columns, each named as often as it weighs."""
    if len(use) > most:  # else it can never bind
        columns, weights = tuple(sorted(use)), _ones(len(use))
        if len(set(columns)) < len(columns):
            counts = Counter(columns)
            columns, weights = tuple(counts), tuple(counts.values())
        yield Limit(columns, weights, most, label)


@lru_cache(maxsize=256)
def _ones(count: int) -> tuple[int, ...]:
    """Return the same ones for all limits of so many columns: millions fill the memory."""
    return (1,) * count


def model_of(limits: Iterable[Limit], width: int) -> Model:
    """Return a model of so many columns within the limits. Time O(entries)."""
    model = Model()
    model.add_columns(width)
    for limit in limits:
        model.add_sum(limit.columns, limit.weights, most=limit.most)
    return model


def columns_of(limits: Iterable[Limit], width: int) -> Rows:
    """Return for each column the limits it weighs on, as (position of the limit, weight)."""
    rows: Rows = [[] for _ in range(width)]
    for position, limit in enumerate(limits):
        entries = {weight: (position, weight) for weight in set(limit.weights)}  # one for all: millions fill the memory
        if len(entries) == 1:
            (entry,) = entries.values()
            for column in limit.columns:
                rows[column].append(entry)
            continue
        for column, weight in zip(limit.columns, limit.weights, strict=True):
            rows[column].append(entries[weight])
    return rows
