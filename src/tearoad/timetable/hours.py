"""The hours that a plan books for interpreters, day by day; what they are paid for is settled with the costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from tearoad.costs import BookedHours
from tearoad.mission import Interpreter, Mission, ProgrammeItem
from tearoad.programme import programme_hours
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem


def booked_hours(
    mission: Mission,
    problem: Problem,
    plan: Plan,
    programme: Iterable[ProgrammeItem] = (),
    interpreters: Iterable[Interpreter] = (),
) -> tuple[BookedHours, ...]:
    """Return the hours of each interpreter on each day on which they are engaged, in the problem's order.

    A slot counts whole, its pause included, an item of the programme that they interpret as long as it lasts; a day on
    which nothing is booked counts with no hours.

    Args:
        mission: its days and zone.
        problem: whose plan it is.
        plan: the meetings.
        programme: the programme as it is told to people.
        interpreters: the mission's, who may work in it.

    """
    known, items = {interpreter.id: interpreter for interpreter in interpreters}, tuple(programme)
    slot = Fraction(mission.slot_minutes, 60)
    dates = {slot.day: slot.window.start_at.astimezone(mission.fair_zone).date() for slot in problem.slots}
    taken: Counter[tuple[str, int]] = Counter()
    for meeting in plan.meetings:
        if meeting.interpreter is not None:
            taken[meeting.interpreter, problem.slots[meeting.start].day] += problem.lookup.wish[meeting.wish].slots
    found = []
    for interpreter in problem.interpreters:
        days = {problem.slots[index].day for index in interpreter.hours} | {
            day for who, day in taken if who == interpreter.id
        }
        hours = {dates[day]: taken[interpreter.id, day] * slot for day in days}
        beside = programme_hours(known[interpreter.id], items, mission.fair_zone) if interpreter.id in known else {}
        for on, lasts in beside.items():
            hours[on] = hours.get(on, Fraction()) + Fraction(round(lasts.total_seconds()), 3600)
        found += [BookedHours(interpreter.id, on, hours[on]) for on in sorted(hours)]
    return tuple(found)
