"""Whether a plan from elsewhere is an answer to its problem at all: what it names is there."""

from __future__ import annotations

from collections.abc import Iterator

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem


def refuse_misfit(problem: Problem, plan: Plan) -> None:
    """Refuse a plan that names what its problem does not have; whether it keeps the rules is another question.

    Raises:
        InputError: it names such a thing, or the same wish twice.

    """
    for name in _strange(problem, plan):
        raise InputError(Text("timetable.misfit", name=name), Text("timetable.misfit_hint"))


def _strange(problem: Problem, plan: Plan) -> Iterator[str]:
    wishes = {wish.id: wish for wish in problem.wishes}
    places, helpers = {place.id for place in problem.places}, set(problem.lookup.interpreter)
    left = set(wishes)
    for wish in (*(meeting.wish for meeting in plan.meetings), *plan.unplaced):
        if wish not in left:
            yield wish
        left.discard(wish)
    for meeting in plan.meetings:
        if meeting.place not in places:
            yield meeting.place
        if meeting.interpreter is not None and meeting.interpreter not in helpers:
            yield meeting.interpreter
        if meeting.wish in wishes and not 0 <= meeting.start <= len(problem.slots) - wishes[meeting.wish].slots:
            yield str(meeting.start)
