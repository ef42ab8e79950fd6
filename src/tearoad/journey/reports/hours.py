"""What interpreters work and are paid for, from the plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from tearoad.mission import Interpreter
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import InterpreterId


@dataclass(frozen=True, slots=True)
class Hours:
    """One interpreter's fair: meetings, hours in meetings, hours to be paid."""

    interpreter: InterpreterId
    meetings: int
    booked_hours: Fraction
    paid_hours: Fraction


def interpreter_hours(roster: Roster, problem: Problem, plan: Plan) -> tuple[Hours, ...]:
    """Return the hours of each interpreter, in the roster's order.

    A slot counts whole, its pause included. On each day on which they are engaged, interpreters are paid for what is
    booked, and at least for their minimum.
    """
    return tuple(_hours(one, roster, problem, plan) for one in roster.interpreters)


def _hours(one: Interpreter, roster: Roster, problem: Problem, plan: Plan) -> Hours:
    own = [meeting for meeting in plan.meetings if meeting.interpreter == one.id]
    slot = Fraction(roster.mission.slot_minutes, 60)
    booked: Counter[int] = Counter()
    for meeting in own:
        booked[problem.slots[meeting.start].day] += problem.lookup.wish[meeting.wish].slots
    engaged = {problem.slots[index].day for index in problem.lookup.interpreter[one.id].hours}
    paid = sum((max(booked[day] * slot, Fraction(one.min_hours_per_day)) for day in engaged | set(booked)), Fraction(0))
    return Hours(one.id, len(own), booked.total() * slot, paid)
