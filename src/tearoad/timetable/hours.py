"""The hours that a plan books for interpreters, day by day; what they are paid for is settled with the costs."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from tearoad.mission import Mission
from tearoad.mission.costs import BookedHours
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem


def booked_hours(mission: Mission, problem: Problem, plan: Plan) -> tuple[BookedHours, ...]:
    """Return the hours of each interpreter on each day on which they are engaged, in the problem's order.

    A slot counts whole, its pause included; a day on which nothing is booked counts with no hours.
    """
    slot = Fraction(mission.slot_minutes, 60)
    dates = {one.day: one.window.start_at.astimezone(mission.fair_zone).date() for one in problem.slots}
    taken: Counter[tuple[str, int]] = Counter()
    for meeting in plan.meetings:
        if meeting.interpreter is not None:
            taken[meeting.interpreter, problem.slots[meeting.start].day] += problem.lookup.wish[meeting.wish].slots
    found = []
    for one in problem.interpreters:
        engaged = {problem.slots[index].day for index in one.hours}
        days = engaged | {day for who, day in taken if who == one.id}
        found += [BookedHours(one.id, dates[day], taken[one.id, day] * slot) for day in sorted(days)]
    return tuple(found)
