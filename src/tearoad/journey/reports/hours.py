"""What interpreters work and are paid for, from the plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from tearoad.costs import BookedHours, WorkedDay, settle
from tearoad.mission import Interpreter
from tearoad.timetable.hours import booked_hours
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import InterpreterId


@dataclass(frozen=True, slots=True)
class Hours:
    """One interpreter's fair: meetings, hours booked, hours to be paid."""

    interpreter: InterpreterId
    meetings: int
    booked_hours: Fraction
    paid_hours: Fraction


def interpreter_hours(roster: Roster, problem: Problem, plan: Plan) -> tuple[Hours, ...]:
    """Return the hours of each interpreter, in the roster's order.

    A slot counts whole, its pause included, an interpreted item of the programme as long as it lasts. On each day on
    which they are engaged, interpreters are paid for what is booked, and at least for their minimum.
    """
    meetings = Counter(meeting.interpreter for meeting in plan.meetings)
    booked = booked_hours(roster.mission, problem, plan, roster.programme, roster.interpreters)
    return tuple(_hours(interpreter, meetings[interpreter.id], booked) for interpreter in roster.interpreters)


def _hours(interpreter: Interpreter, meetings: int, booked: tuple[BookedHours, ...]) -> Hours:
    settled = settle(interpreter, (WorkedDay(day.on, day.hours) for day in booked if day.interpreter == interpreter.id))
    return Hours(interpreter.id, meetings, settled.booked_hours, settled.paid_hours)
