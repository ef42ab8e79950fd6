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
            kept = tuple(one for one in kept if who not in _at(problem, one))
        elif kind == "pinned":
            problem = replace(problem, pins=tuple(_interpreter_only(one, wish) for one in problem.pins))
        elif kind == "order":
            orders = (one for one in problem.precedences if one.earlier != who or wish not in (one.earlier, one.later))
            problem = replace(problem, precedences=tuple(orders))
        elif kind in _RESTS:
            problem = replace(problem, pauses=None)
        elif kind in {"person_absent", "speaker_away"}:
            persons = (replace(one, absent=frozenset()) if one.id == who else one for one in problem.persons)
            problem = replace(problem, persons=tuple(persons))
        elif kind in _QUOTAS:
            quotas = (replace(one, most=_MANY) if one.party == who else one for one in problem.quotas)
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
        return replace(problem, places=tuple(_PLACES[kind](one) if one.id == who else one for one in problem.places))
    if kind in _PARTIES:
        parties = (_PARTIES[kind](one) if one.id == who else one for one in problem.parties)
        return replace(problem, parties=tuple(parties))
    slots = frozenset(range(len(problem.slots)))
    ones = (_INTERPRETERS[kind](one, slots) if one.id == who else one for one in problem.interpreters)
    return replace(problem, interpreters=tuple(ones))


def _with_people(one: Party) -> Party:
    """Return a party with people to spare, no more of whom may leave the base than before."""
    if one.base is None:
        return replace(one, staff=(1,) * len(one.staff))
    return replace(one, staff=tuple(people + _MANY for people in one.staff), cover=one.cover + _MANY)


_FREED = {"busy", "way"}
"""Whoever is in another meeting is taken out of all they have."""
_QUOTAS = {"quota", "quota_alone"}
_RESTS = {"pause", "row", "pause_alone"}
_LEAVING = {"cover", "cover_alone"}
_PLACES: Mapping[str, Callable[[MeetingPlace], MeetingPlace]] = {
    "room": lambda one: replace(one, capacity=one.capacity + _MANY),
    "no_room": lambda one: replace(one, capacity=one.capacity + _MANY),
    "closed": lambda one: replace(one, closed=frozenset()),
}
_PARTIES: Mapping[str, Callable[[Party], Party]] = {
    "people": _with_people,
    "absent": _with_people,
    "cover": lambda one: replace(one, cover=0),
    "cover_alone": lambda one: replace(one, cover=0),
    "walk_in": lambda one: replace(one, walk_in_share=NOTHING),
    "walk_in_alone": lambda one: replace(one, walk_in_share=NOTHING),
    "cap": lambda one: replace(one, max_per_day=_MANY),
    "cap_alone": lambda one: replace(one, max_per_day=_MANY),
}
_INTERPRETERS: Mapping[str, Callable[[MeetingInterpreter, frozenset[int]], MeetingInterpreter]] = {
    "interpreter_off": lambda one, slots: replace(one, hours=slots),
    "interpreter_day": lambda one, _: replace(one, max_slots_per_day=_MANY),
    "interpreter_run": lambda one, _: replace(one, max_run=_MANY),
    "interpreter_too_long": lambda one, _: replace(one, max_slots_per_day=_MANY, max_run=_MANY),
}
PRECISE = frozenset(
    {"room", "no_room", "closed", "cap", "cap_alone", "walk_in", "walk_in_alone", "order", "pinned", "person_absent"}
    | {"speaker_away"}
    | {"cover", "cover_alone", "interpreter_off", "interpreter_day", "interpreter_run"}
    | _QUOTAS
)
"""Obstacles that can be lifted without lifting anything else."""
