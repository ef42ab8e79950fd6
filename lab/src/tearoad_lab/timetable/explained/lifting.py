"""An obstacle taken out of the way: the problem and the plan as they would be without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Party, Pin, Problem
from tearoad.values import NOTHING, WishId

_MANY = 1000
Key = tuple[str, str]


def lifted(
    problem: Problem, meetings: Sequence[Meeting], keys: Iterable[Key], wish: WishId
) -> tuple[Problem, tuple[Meeting, ...]]:
    """Return problem and meetings without these obstacles of a wish."""
    kept = tuple(meetings)
    # Who may leave comes last: people given before stay at the base.
    for kind, who in sorted(keys, key=lambda key: key[0] in _LEAVING):
        if kind in _FREED:
            kept = tuple(meeting for meeting in kept if who not in _at(problem, meeting))
        elif kind == "pinned":
            problem = replace(problem, pins=tuple(_interpreter_only(pin, wish) for pin in problem.pins))
        elif kind == "order":
            orders = (
                precedence
                for precedence in problem.precedences
                if precedence.earlier != who or wish not in (precedence.earlier, precedence.later)
            )
            problem = replace(problem, precedences=tuple(orders))
        elif kind in _RESTS:
            problem = replace(problem, pauses=None)
        elif kind in {"person_absent", "speaker_away"}:
            persons = (
                replace(person, absent=frozenset()) if person.id == who else person for person in problem.persons
            )
            problem = replace(problem, persons=tuple(persons))
        elif kind in _QUOTAS:
            quotas = (replace(quota, most=_MANY) if quota.party == who else quota for quota in problem.quotas)
            problem = replace(problem, quotas=tuple(quotas))
        else:
            problem = _changed(problem, kind, who)
    return problem, kept


def _at(problem: Problem, meeting: Meeting) -> set[str | None]:
    wish = problem.lookup.wish[meeting.wish]
    return {*wish.parties, wish.person, meeting.interpreter}


def _interpreter_only(pin: Pin, wish: WishId) -> Pin:
    return Pin(wish, interpreter=pin.interpreter) if pin.wish == wish else pin


def _changed(problem: Problem, kind: str, who: str) -> Problem:
    if kind in _PLACES:
        return replace(
            problem, places=tuple(_PLACES[kind](place) if place.id == who else place for place in problem.places)
        )
    if kind in _PARTIES:
        parties = (_PARTIES[kind](party) if party.id == who else party for party in problem.parties)
        return replace(problem, parties=tuple(parties))
    slots = frozenset(range(len(problem.slots)))
    ones = (
        _INTERPRETERS[kind](interpreter, slots) if interpreter.id == who else interpreter
        for interpreter in problem.interpreters
    )
    return replace(problem, interpreters=tuple(ones))


def _with_people(party: Party) -> Party:
    """Return a party with people to spare, no more of whom may leave the base than before."""
    if party.base is None:
        return replace(party, staff=(1,) * len(party.staff))
    return replace(party, staff=tuple(people + _MANY for people in party.staff), cover=party.cover + _MANY)


_FREED = {"busy", "way"}
"""Whoever is in another meeting is taken out of all they have."""
_QUOTAS = {"quota", "quota_alone"}
_RESTS = {"pause", "row", "pause_alone"}
_LEAVING = {"cover", "cover_alone"}
_PLACES: Mapping[str, Callable[[MeetingPlace], MeetingPlace]] = {
    "room": lambda place: replace(place, capacity=place.capacity + _MANY),
    "no_room": lambda place: replace(place, capacity=place.capacity + _MANY),
    "closed": lambda place: replace(place, closed=frozenset()),
}
_PARTIES: Mapping[str, Callable[[Party], Party]] = {
    "people": _with_people,
    "absent": _with_people,
    "cover": lambda party: replace(party, cover=0),
    "cover_alone": lambda party: replace(party, cover=0),
    "walk_in": lambda party: replace(party, walk_in_share=NOTHING),
    "walk_in_alone": lambda party: replace(party, walk_in_share=NOTHING),
    "cap": lambda party: replace(party, max_per_day=_MANY),
    "cap_alone": lambda party: replace(party, max_per_day=_MANY),
}
_INTERPRETERS: Mapping[str, Callable[[MeetingInterpreter, frozenset[int]], MeetingInterpreter]] = {
    "interpreter_off": lambda interpreter, slots: replace(interpreter, hours=slots),
    "interpreter_day": lambda interpreter, _: replace(interpreter, max_slots_per_day=_MANY),
    "interpreter_run": lambda interpreter, _: replace(interpreter, max_run=_MANY),
    "interpreter_too_long": lambda interpreter, _: replace(interpreter, max_slots_per_day=_MANY, max_run=_MANY),
}
PRECISE = frozenset(
    {"room", "no_room", "closed", "cap", "cap_alone", "walk_in", "walk_in_alone", "order", "pinned", "person_absent"}
    | {"speaker_away"}
    | {"cover", "cover_alone", "interpreter_off", "interpreter_day", "interpreter_run"}
    | _QUOTAS
)
"""Obstacles that can be lifted without lifting anything else."""
