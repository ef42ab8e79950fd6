"""What people's days cost at least when each meeting only gets a day, a zone and an interpreter, and no hour.

Every plan of the value held is such a choice, so that the best choice is a bound on all of them. It is a small whole
problem: a person's meetings of a day must fit into its slots, and each interpreter at a firm, each zone of somebody's
day, counts whole as soon as one meeting has it (the strong form of locating facilities; Balinski 1965). What hours
forbid of a value is kept nevertheless: the prices that proved the value say what each way loses, and a plan of the
value held loses no more than is spare.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise, permutations
from typing import TypeVar

import numpy as np

from tearoad.mission import Objective
from tearoad.timetable.bounds.certificate import UNIT, Certificate, certify
from tearoad.timetable.facts.lookup import Lookup
from tearoad.timetable.facts.parts import MeetingInterpreter, Party
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate, Mover, areas, faces, is_on_site, minutes_from_bases
from tearoad.timetable.solvers.crews import Crews, size
from tearoad.timetable.solvers.highs import most_unaided
from tearoad.timetable.solvers.linear import Model, Whole
from tearoad.timetable.solvers.solver import Effort
from tearoad.values import InterpreterId, PartyId, PlaceId, WishId

BOUNDED = (Objective.INTERPRETER_CHANGES, Objective.PLACE_CHANGES, Objective.WALKING)
"""What can be told without hours."""

MOST_ZONES = 5
"""Of a day whose walks are told zones by zones: there are 2^5 sets of five, and a shortest way through each."""

PART = UNIT // 16
"""Losses are told in sixteenths of a point."""

Area = tuple[str, str]
Row = dict[int, int]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Prices:
    """What ways lose at the prices that bound the value: a plan of the value held loses no more than it can spare."""

    earnings: Whole
    """What each candidate earns beyond its price, in units of the certificate."""
    rest: int
    """What a plan is worth at most beside that, in units."""

    @classmethod
    def of(cls, certificate: Certificate, highs: Whole) -> Prices:
        """Return the prices of a proof; `highs` are those of the candidates, the first columns, at that time."""
        earnings = certificate.earnings[: len(highs)]
        return cls(earnings, certificate.total - int((np.maximum(earnings, 0) * highs).sum()))


@dataclass(frozen=True, slots=True)
class LevelsAbove:
    """What every plan keeps that is as good on the levels above."""

    levels: Mapping[Objective, int]
    """What they came to."""
    prices: Prices | None = None


def least_without_hours(
    objective: Objective,
    problem: Problem,
    candidates: Sequence[Candidate],
    crews: Crews,
    *,
    is_open: Sequence[int],
    kept: LevelsAbove,
    effort: Effort,
) -> int:
    """Return what an objective (of `BOUNDED`) comes to at least in every plan that keeps what is held.

    `is_open` is 0 for candidates that no such plan contains. Deterministic unless the clock cuts it, which only makes
    the bound weaker. Building takes O(candidates x their slots).
    """
    running = effort.begun()
    stand = _Choice(problem, candidates, crews, is_open, kept).asking(objective).stand().lean()
    proved = certify(stand, running.left())
    if proved is None:
        return 0
    return max(0, -proved.bound, -most_unaided(stand, running.left()))


class _Choice:
    """The choice of day, zone and interpreter for each meeting as a model, a column for all ways alike in them."""

    def __init__(
        self, problem: Problem, candidates: Sequence[Candidate], crews: Crews, is_open: Sequence[int], kept: LevelsAbove
    ) -> None:
        self._problem, self._look, self._crews, self._kept = problem, problem.lookup, crews, kept
        look = self._look
        groups: dict[object, list[int]] = defaultdict(list)
        for column, candidate in enumerate(candidates):
            if is_open[column]:
                zone = look.area(candidate.place) if is_on_site(candidate, look) else None
                minutes = minutes_from_bases(candidate, look)
                groups[candidate.wish.id, look.day[candidate.start], zone, candidate.interpreter, minutes].append(
                    column
                )
        self._columns = tuple(groups.values())
        self._of = tuple(candidates[mine[0]] for mine in self._columns)
        """One way of each group: all have what is asked for here in common."""
        self._slots = tuple(frozenset(chain(*(candidates[way].taken for way in mine))) for mine in self._columns)
        self._ways = ShortestWays((way for nth, way in enumerate(candidates) if is_open[nth]), problem)
        self._model = Model()
        self._model.add_columns(len(self._of))
        self._wishes()
        self._days()

    def asking(self, objective: Objective) -> Model:
        """Return the model with an objective as its goal, and those above it held."""
        goals = {
            Objective.INTERPRETER_CHANGES: self._faces,
            Objective.PLACE_CHANGES: self._zones,
            Objective.WALKING: self._walks,
        }
        for above, goal in goals.items():
            if above is not objective and above in self._kept.levels:
                self._model.add_row(goal(), least=-self._kept.levels[above])
        self._model.goal = goals[objective]()
        return self._model

    def _wishes(self) -> None:
        """Say that a wish is granted once, and what the plans are worth."""
        look, levels, prices = self._look, self._kept.levels, self._kept.prices
        granted: dict[WishId, Row] = defaultdict(dict)
        served: dict[PartyId, Row] = defaultdict(dict)
        for group, way in enumerate(self._of):
            granted[way.wish.id][group] = served[way.wish.exporter][group] = 1
        for row in granted.values():
            self._model.add_row(row, most=1)
        if Objective.MUSTS in levels:
            musts = {group: 1 for wish in sorted(look.musts) for group in granted.get(wish, ())}
            self._model.add_row(musts, least=levels[Objective.MUSTS])
        if Objective.VALUE in levels:
            values = {group: way.wish.value for group, way in enumerate(self._of)}
            self._model.add_row(values, least=levels[Objective.VALUE])
        if Objective.VALUE in levels and prices is not None:
            best = [int(prices.earnings[mine].max()) for mine in self._columns]
            rounded_up = {group: -(-earned // PART) for group, earned in enumerate(best)}
            self._model.add_row(rounded_up, least=(levels[Objective.VALUE] * UNIT - prices.rest) // PART)
        for firm, count in Counter(wish.exporter for wish in self._problem.wishes).items():
            held = count - levels.get(Objective.FAIRNESS, 1000) * count // 1000
            self._model.add_row(served[firm], least=held)

    def _days(self) -> None:
        """Say how many meetings fit into everybody's day."""
        use: dict[Mover, Row] = defaultdict(dict)
        slots: dict[Mover, set[int]] = defaultdict(set)
        for group, way in enumerate(self._of):
            day = self._look.day[way.start]
            people: list[Mover] = [("party", party, day) for party in way.wish.parties]
            people += [("interpreter", way.interpreter, day)] if way.interpreter is not None else []
            for somebody in people:
                use[somebody][group] = way.wish.slots
                slots[somebody] |= self._slots[group]
        for (kind, who, day), row in use.items():
            if kind == "interpreter":
                members, most = self._crews.size(InterpreterId(who)), self._longest(InterpreterId(who), day)
                self._model.add_row(row, most=members * min(most, len(slots[kind, who, day])))
            else:
                party = self._look.party[PartyId(who)]
                self._model.add_row(row, most=_person_slots(party, slots[kind, who, day], self._look))
                self._model.add_row(dict.fromkeys(row, 1), most=party.max_per_day)

    def _longest(self, interpreter: InterpreterId, day: int) -> int:
        """Return how many slots an interpreter works in a day at most."""
        person: MeetingInterpreter = self._look.interpreter[interpreter]
        today = len(self._look.days[day])
        return min(person.slots_left(day), today - today // (person.max_run + 1))

    def _faces(self) -> Row:
        look, crews = self._look, self._crews
        keys = self._distinct(lambda way: ((key, crews.size(key[2])) for key in faces(way, look)))
        return dict.fromkeys(keys.values(), -1)

    def _zones(self) -> Row:
        return dict.fromkeys(self._zone_columns().values(), -1)

    def _zone_columns(self) -> dict[tuple[Mover, Area], int]:
        look, crews = self._look, self._crews
        return self._distinct(lambda way: ((key, size(key[0], crews)) for key in areas(way, look)))

    def _distinct(self, keys: Callable[[Candidate], Iterable[tuple[Key, int]]]) -> dict[Key, int]:
        """Return a column for each key: how many of those it stands for have it, so many at most."""
        wishes: dict[tuple[Key, int], dict[WishId, Row]] = defaultdict(lambda: defaultdict(dict))
        slots: dict[tuple[Key, int], set[int]] = defaultdict(set)
        for group, way in enumerate(self._of):
            for mine in keys(way):
                wishes[mine][way.wish.id][group] = 1
                slots[mine] |= self._slots[group]
        columns: dict[Key, int] = {}
        for (key, members), of_wish in wishes.items():
            (column,) = self._model.add_columns(1, members)
            for row in of_wish.values():
                self._model.add_row(row | {column: -1}, most=0)
            together = {group: self._of[group].wish.slots for row in of_wish.values() for group in row}
            self._model.add_row(together | {column: -len(slots[key, members])}, most=0)
            columns[key] = column
        return columns

    def _walks(self) -> Row:
        """Each who moves about has one set of zones a day, and walks the shortest way through it at least."""
        goal = {
            group: -minutes for group, way in enumerate(self._of) if (minutes := minutes_from_bases(way, self._look))
        }
        days: dict[Mover, dict[Area, int]] = defaultdict(dict)
        for (mover, area), column in self._zone_columns().items():
            days[mover][area] = column
        for mover, zones in days.items():
            if len(zones) <= MOST_ZONES:
                goal |= self._sets(mover, zones)
        return goal

    def _sets(self, mover: Mover, zones: Mapping[Area, int]) -> Row:
        sets = [held for count in range(1, len(zones) + 1) for held in combinations(sorted(zones), count)]
        members = size(mover, self._crews)
        columns = dict(zip(sets, self._model.add_columns(len(sets), members), strict=True))
        self._model.add_row(dict.fromkeys(columns.values(), 1), most=members)
        for area, column in zones.items():
            there = {own: 1 for held, own in columns.items() if area in held}
            self._model.add_row(there | {column: -1}, least=0)
        return {column: -minutes for held, column in columns.items() if (minutes := self._ways.through(held))}


def _person_slots(party: Party, slots: Collection[int], look: Lookup) -> int:
    """Return how many slots of their people a party's meetings take in a day at most, when they lie in these slots."""
    (day,) = {look.day[slot] for slot in slots}
    people = len(slots) if party.base is None else sum(party.staff[slot] for slot in slots)
    return min(people, party.walk_in_share.rest_of(sum(party.staff[slot] for slot in look.days[day])))


class ShortestWays:
    """The shortest way through sets of zones: no plan's way through them is shorter."""

    def __init__(self, candidates: Iterable[Candidate], problem: Problem) -> None:
        look, named = problem.lookup, {end for walk in problem.walks for end in (walk.here, walk.there)}
        places: dict[Area, dict[str, PlaceId]] = defaultdict(dict)
        for candidate in candidates:
            if is_on_site(candidate, look):  # of a zone's places that no way is told for by name one stands for all
                places[look.area(candidate.place)][candidate.place if candidate.place in named else ""] = (
                    candidate.place
                )
        self._minutes = {
            (here, there): min(look.walked(a, b) for a in places[here].values() for b in places[there].values())
            for here in places
            for there in places
        }
        for over in places:  # Floyd 1962: who walks between two zones may pass others
            for here, there in self._minutes:
                by_over = self._minutes[here, over] + self._minutes[over, there]
                self._minutes[here, there] = min(self._minutes[here, there], by_over)

    def through(self, zones: Sequence[Area]) -> int:
        """Return the minutes of the shortest way through all of them."""
        return min(sum(self._minutes[step] for step in pairwise(order)) for order in permutations(zones))
