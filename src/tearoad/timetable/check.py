"""The independent judge: knows the rules and the objectives, not how a plan came about."""

from __future__ import annotations

from collections.abc import Iterator

from tearoad.text import Text
from tearoad.timetable import objectives, rules
from tearoad.timetable.plan import Level, Plan, Status
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules import Violation, pair


def check(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Return everything that is wrong with a plan: broken rules, wishes told wrongly, levels that do not add up.

    An empty answer means the plan can be held as it stands. Deterministic.
    """
    return (
        *rules.broken(problem, plan.meetings),
        *_unplaced(problem, plan),
        *_switched_off(problem, plan),
        *_levels(problem, plan),
    )


def _unplaced(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Each wish is either held or listed as left out."""
    held, left_out = {meeting.wish for meeting in plan.meetings}, set(plan.unplaced)
    for wish in problem.wishes:
        if wish.id not in held and wish.id not in left_out:
            yield Violation(Text("timetable.wish_forgotten", meeting=pair(wish)), ())
        if wish.id in held and wish.id in left_out:
            yield Violation(Text("timetable.wish_told_unplaced", meeting=pair(wish)), ())
    for unknown in sorted(left_out - set(problem.lookup.wish)):
        yield Violation(Text("timetable.unknown_wish", wish=unknown), ())


def _switched_off(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """A plan says which rules it need not keep: those that the problem switches off, no more, no fewer."""
    for switch in sorted(problem.switched_off ^ plan.switched_off):
        yield Violation(Text("timetable.switch_disagrees", rule=Text(f"timetable.rule_{switch.value}")), ())


def _levels(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for level in plan.levels:
        value = objectives.measure(level.objective, problem, plan.meetings)
        what = level.objective.value
        if value != level.value:
            text = Text("timetable.level_disagrees", objective=what, told=level.value, found=value)
            yield Violation(text, plan.meetings)
        if not _bound_is_possible(level):
            text = Text("timetable.level_bound", objective=what, value=level.value, bound=level.bound)
            yield Violation(text, plan.meetings)


def _bound_is_possible(level: Level) -> bool:
    better = level.bound - level.value if level.objective in objectives.MAXIMISED else level.value - level.bound
    return better == 0 if level.status is Status.OPTIMAL else better >= 0
