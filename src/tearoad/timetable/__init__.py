"""When, where, with which interpreter: problem, rules, solve, bounds, check, explain.

The public library. The solvers themselves (OR-Tools, HiGHS) are loaded when a search begins, not here.
"""

from tearoad.timetable.check import check
from tearoad.timetable.explain import Explanation, Move, Obstacle, Trade, clash, clash_text, explain
from tearoad.timetable.plan import Level, Meeting, Plan, Status
from tearoad.timetable.problem import (
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Person,
    Pin,
    Precedence,
    Problem,
    Quota,
    Side,
    Switch,
    Wish,
)
from tearoad.timetable.rules import Violation
from tearoad.timetable.schema import digest, plan_from_json, plan_to_json, problem_from_json, problem_to_json
from tearoad.timetable.solve import Progress, solve

__all__ = [
    "Explanation",
    "Level",
    "Meeting",
    "MeetingInterpreter",
    "MeetingPlace",
    "Move",
    "Obstacle",
    "Party",
    "Person",
    "Pin",
    "Plan",
    "Precedence",
    "Problem",
    "Progress",
    "Quota",
    "Side",
    "Status",
    "Switch",
    "Trade",
    "Violation",
    "Wish",
    "check",
    "clash",
    "clash_text",
    "digest",
    "explain",
    "plan_from_json",
    "plan_to_json",
    "problem_from_json",
    "problem_to_json",
    "solve",
]
