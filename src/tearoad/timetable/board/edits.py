"""What the board does to a plan: put a meeting somewhere, take it out, pin it. The levels are measured anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tearoad.timetable.objectives import MAXIMISED, counted, measure
from tearoad.timetable.plan import Level, Meeting, Plan, Status
from tearoad.timetable.problem import Pin, Problem
from tearoad.timetable.schema import digest
from tearoad.values import WishId


def put(problem: Problem, plan: Plan, meeting: Meeting) -> Plan:
    """Return the plan with a wish granted there and then, wherever it stood before."""
    others = (other for other in plan.meetings if other.wish != meeting.wish)
    return measured(problem, plan, (*others, meeting))


def taken_out(problem: Problem, plan: Plan, wish: WishId) -> Plan:
    """Return the plan without the meeting of a wish."""
    return measured(problem, plan, (meeting for meeting in plan.meetings if meeting.wish != wish))


def measured(problem: Problem, plan: Plan, meetings: Iterable[Meeting]) -> Plan:
    """Return the plan with these meetings, its levels measured anew.

    The bounds were proved for every plan that is at least as good on the levels above; they stay. Where an edit gave
    up something above, a level below may do better than its bound: then the bound moves with it and proves nothing.
    """
    # By time and wish, so that a meeting put back gives the plan that was there before.
    kept = tuple(sorted(meetings, key=lambda meeting: (meeting.start, meeting.wish)))
    held = {meeting.wish for meeting in kept}
    levels, worse_above = [], False
    for level in plan.levels:
        found = measure(level.objective, problem, kept)
        sign = 1 if level.objective in MAXIMISED else -1
        bound = sign * max(sign * found, sign * level.bound)
        proved = level.status is Status.OPTIMAL and found == level.bound and not worse_above
        levels.append(replace(level, value=found, bound=bound, status=Status.OPTIMAL if proved else Status.FEASIBLE))
        worse_above |= sign * found < sign * level.value
    unplaced = tuple(wish.id for wish in problem.wishes if wish.id not in held)
    return replace(plan, meetings=kept, levels=tuple(levels), unplaced=unplaced)


def unproved(problem: Problem, meetings: Iterable[Meeting], engine: str) -> Plan:
    """Return a plan that no search made, measured; as bounds it has only what no plan at all can beat."""
    bare = (Level(objective, 0, 0, Status.FEASIBLE, 0.0) for objective in counted(problem))
    levels = tuple(_loose(problem, level) for level in bare)
    plan = Plan((), (), levels, 0, engine, digest(problem), problem.switched_off)
    return measured(problem, plan, meetings)


def repinned(problem: Problem, plan: Plan, wish: WishId, pin: Pin | None) -> tuple[Problem, Plan]:
    """Return problem and plan with a wish pinned otherwise, or no longer.

    A pin added leaves fewer plans: bounds stay, and one must more may be held. A pin taken away leaves more: only what
    no plan at all can beat is still proved.
    """
    others = tuple(other for other in problem.pins if other.wish != wish)
    freed = len(others) < len(problem.pins)
    pinned = replace(problem, pins=others if pin is None else (*others, pin))
    levels = tuple(_loose(pinned, level) if freed else _tight(problem, pinned, level) for level in plan.levels)
    return pinned, measured(pinned, replace(plan, levels=levels, problem_digest=digest(pinned)), plan.meetings)


def _tight(before: Problem, after: Problem, level: Level) -> Level:
    """One must more: both sides of the level may grow by it."""
    more = len(after.lookup.musts) - len(before.lookup.musts)
    return replace(level, value=level.value + more, bound=level.bound + more) if level.objective == "musts" else level


def _loose(after: Problem, level: Level) -> Level:
    most = {"musts": len(after.lookup.musts), "value": sum(wish.value for wish in after.wishes)}
    bound = most.get(level.objective.value, 0)
    return replace(level, bound=bound, status=Status.FEASIBLE)
