"""Missions at tables without interpreters, planned by the mission's engine, and mended by the events' engine.

Run: `.venv/bin/python lab/benchmarks/events_of_missions.py --missions 12 --seed 1`. Such a mission is a pure event once
it is known which meetings are held on which day: the day of each meeting stays as the mission's engine has it, so that
musts, value, fairness, daily limits and busy days stay too, and the events' engine looks for the fewest breaks of each
day. Its plan is judged as any plan of the mission is. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tearoad.timetable.objectives import counted, idle, measure
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules import broken
from tearoad.timetable.solve import solve
from tearoad_lab.matchmaking import Appointment, Event, fewest_breaks
from tearoad_lab.timetable.missions import LARGEST, SMALLEST, Format, mission


@dataclass(frozen=True, slots=True)
class Compared:
    """One mission under both engines: idle slots of people who move about, and processor seconds."""

    firms: int
    wishes: int
    meetings: int
    levels: dict[str, int]
    """Of the mission's engine."""
    idle_bound: int
    idle: int
    idle_as_events: int
    cpu_s: float
    events_cpu_s: float
    worse: tuple[str, ...]
    """Levels above waiting that the events' engine made worse, and rules that it broke."""


def at_tables(firms: int, seed: int) -> Problem:
    """Return a made-up mission at tables in which everybody speaks the same language."""
    problem = mission(Format.TABLE, firms, seed)
    wishes = tuple(replace(wish, interpreting=(), direct=frozenset()) for wish in problem.wishes)
    return replace(problem, wishes=wishes, interpreters=(), persons=())


def as_events(problem: Problem, meetings: Sequence[Meeting], work: float) -> tuple[Meeting, ...]:
    """Return the same meetings on the same days, with the fewest breaks that the events' engine finds."""
    look = problem.lookup
    of_day: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        of_day[look.day[meeting.start]].append(meeting)
    return tuple(moved for day, held in sorted(of_day.items()) for moved in _day_as_event(problem, day, held, work))


def _day_as_event(problem: Problem, day: int, held: Sequence[Meeting], work: float) -> list[Meeting]:
    look = problem.lookup
    slots = [slot.index for slot in problem.slots if slot.day == day]
    wishes = [look.wish[meeting.wish] for meeting in held]
    people = {party: nth for nth, party in enumerate(sorted({each for wish in wishes for each in wish.parties}))}
    appointments = tuple(
        Appointment(
            people[wish.exporter],
            people[wish.buyer],
            frozenset(
                slots.index(slot)
                for slot in wish.starts.intersection(slots)
                if all(look.party[party].staff[slot] for party in wish.parties)
            ),
        )
        for wish in wishes
    )
    event = Event(len(people), len(slots), len(problem.places), appointments)
    answer = fewest_breaks(event, work=work, time_limit_s=600.0)
    if answer.plan is None:
        return list(held)
    taken: dict[int, int] = defaultdict(int)
    moved = []
    for meeting, slot in zip(held, answer.plan, strict=True):
        moved.append(replace(meeting, start=slots[slot], place=problem.places[taken[slot]].id))
        taken[slot] += 1
    return moved


def compare(firms: int, seed: int, work: float, events_work: float) -> Compared:
    """Plan one mission by both engines."""
    problem = at_tables(firms, seed)
    begun = time.process_time()
    plan = solve(problem, seed=seed, work=work)
    planned = time.process_time()
    moved = as_events(problem, plan.meetings, events_work)
    mended = time.process_time()
    levels = {level.objective: level for level in plan.levels}
    before, after = (_above_idle(problem, meetings) for meetings in (plan.meetings, moved))
    worse = [name for name in before if before[name] != after[name]]
    worse += [violation.text.code for violation in broken(problem, moved)]
    return Compared(
        firms,
        len(problem.wishes),
        len(plan.meetings),
        {objective.value: level.value for objective, level in levels.items()},
        _bound(plan),
        idle(problem, plan.meetings),
        idle(problem, moved),
        round(planned - begun, 1),
        round(mended - planned, 1),
        tuple(worse),
    )


def _above_idle(problem: Problem, meetings: Sequence[Meeting]) -> dict[str, int]:
    names = {"musts", "minimums", "value", "fairness", "spread"}
    return {each.value: measure(each, problem, meetings) for each in counted(problem) if each.value in names}


def _bound(plan: Plan) -> int:
    return next(level.bound for level in plan.levels if level.objective.value == "idle")


def main() -> None:
    """Compare the engines on made-up missions and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missions", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=float, default=15.0, help="of the mission's engine, as `tearoad plan` has it")
    parser.add_argument("--events-work", type=float, default=10.0, help="of the events' engine, for each day")
    given = parser.parse_args()
    dice = random.Random(f"events of missions {given.seed}")
    rows = []
    for _ in range(given.missions):
        rows.append(compare(dice.randint(SMALLEST, LARGEST), dice.randrange(2**31), given.work, given.events_work))
        row = rows[-1]
        print(
            f"{row.firms:3} firms {row.wishes:4} wishes {row.meetings:4} held: idle {row.idle:3} (at least "
            f"{row.idle_bound}) in {row.cpu_s} s, as events {row.idle_as_events:3} in {row.events_cpu_s} s {row.worse}",
            flush=True,
        )
    sums = ("meetings", "idle", "idle_bound", "idle_as_events", "cpu_s", "events_cpu_s")
    last = {name: round(sum(getattr(row, name) for row in rows), 1) for name in sums}
    better = sum(row.idle_as_events < row.idle for row in rows), sum(row.idle_as_events > row.idle for row in rows)
    print(json.dumps({"missions": len(rows), "events_better": better[0], "events_worse": better[1], **last}))


if __name__ == "__main__":
    main()
