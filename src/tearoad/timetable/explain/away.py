"""What keeps somebody away, and whether a firm has anybody else who speaks the buyer's language."""

from __future__ import annotations

from collections.abc import Sequence

from tearoad.paper import figures
from tearoad.text import Param, Ref
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.values import PersonId

_SPEAKER = "timetable.why_speaker_away"
_ONLY_SPEAKER = "timetable.why_only_speaker_away"
AWAY = frozenset({"timetable.why_absent", "timetable.why_person_absent", "timetable.why_interpreter_off", _SPEAKER})
"""Obstacles of which it may be known what keeps somebody away; then their code ends with `_for`."""


def reason_away(problem: Problem, code: str, who: str, ways: Sequence[Candidate]) -> tuple[str, dict[str, Param]]:
    """Return how to say that somebody is away in these ways of a wish: the code, and what it says more."""
    more: dict[str, Param] = {}
    if code == _SPEAKER and _is_only_speaker(problem, who, ways[0]):
        person = problem.lookup.person[PersonId(who)]
        spoken = sorted(person.languages & ways[0].wish.direct)
        code, more = _ONLY_SPEAKER, {"firm": Ref(person.party), "languages": tuple(map(figures.language_term, spoken))}
    slots = {slot for way in ways for slot in way.taken}
    because = [
        engagement
        for engagement in problem.engagements
        if engagement.who == who and not slots.isdisjoint(engagement.slots)
    ]
    if because:
        because.sort(key=lambda engagement: min(engagement.slots & slots))
        code, more["because"] = f"{code}_for", tuple(dict.fromkeys(engagement.why for engagement in because))
    return code, more


def _is_only_speaker(problem: Problem, who: str, way: Candidate) -> bool:
    """Whether nobody else of the firm speaks a language of the buyer's."""
    firm = way.wish.exporter
    able = [person.id for person in problem.persons if person.party == firm and person.languages & way.wish.direct]
    return able == [who]
