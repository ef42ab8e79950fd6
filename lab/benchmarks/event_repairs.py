"""Trouble at events of a size: how long a repair takes, how many people it disturbs, and how few any plan disturbs.

The plan is the one that exchanges place everybody with. Each trouble is absences, withdrawals, tables and halls that
are gone and new meetings, drawn from the seed, so many at once; the judge looks at what comes of it. A line a repair,
the last one is JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking import Appointment, Event
from tearoad_lab.matchmaking.chains import Chains
from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.event_repair import repair_event
from tearoad_lab.matchmaking.event_troubles import (
    AppointmentAdded,
    EventTrouble,
    ParticipantAbsent,
    ParticipantWithdrawn,
    TablesGone,
)
from tearoad_lab.matchmaking.judge import faults_of_held
from tearoad_lab.matchmaking.narrowing import narrowed
from tearoad_lab.matchmaking.sat.encoding import Limits
from tearoad_lab.timetable.made_up_events import made_up_event, size_of

_ABSENT_SLOTS, _MOST_TABLES, _HALL = 5, 3, 8
"""Slots that somebody is absent, tables gone at most, and of how many tables one stands in the hall that closes."""


def main() -> int:
    """Measure; 1 where a repair breaks a rule, beats its bound or changes the day of somebody it does not name."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", nargs="+", default=["400/3200/24/155", "9600/86000/30/3150"], metavar="SIZE")
    arguments.add_argument("--seeds", type=int, default=3, help="so many troubles of each number")
    given = arguments.parse_args()
    judged = [repair for size in given.events for repair in repairs(size, given.seeds)]
    wrong = sum(bool(repair["wrong"]) for repair in judged)
    for size in given.events:
        mine = [repair for repair in judged if repair["event"] == size]
        proved = sum(bool(repair["proved"]) for repair in mine)
        slowest = max((float(str(repair["cpu_s"])) for repair in mine), default=0.0)
        line = {"event": size, "repairs": len(mine), "proved": proved, "max_cpu_s": slowest}
        sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.write(json.dumps({"repairs": len(judged), "wrong": wrong}) + "\n")
    return bool(wrong)


def repairs(size: str, seeds: int, at_once: Sequence[int] = (1, 5, 20)) -> Iterator[dict[str, object]]:
    """Yield and print what became of each trouble at an event."""
    event = made_up_event(size_of(size), 0)
    chains = Chains(event, narrowed(event) or (), Limits(0, event.slots), 0)
    chains.place_all(never)
    for count in at_once:
        for seed in range(seeds):
            troubles = tuple(_troubles(event, random.Random(f"{size} {count} {seed}"), count))
            repair = {"event": size, "troubles": count, "seed": seed, **_repaired(event, chains.plan, troubles)}
            sys.stdout.write(json.dumps(repair) + "\n")
            sys.stdout.flush()
            yield repair


def _troubles(event: Event, dice: random.Random, count: int) -> Iterator[EventTrouble]:
    for _ in range(count):
        slot = dice.randrange(event.slots - _ABSENT_SLOTS)
        person, other = dice.sample(range(event.people), 2)
        yield dice.choice(
            (
                ParticipantAbsent(person, frozenset(range(slot, slot + _ABSENT_SLOTS))),
                ParticipantWithdrawn(person),
                TablesGone(dice.randint(1, _MOST_TABLES), frozenset({slot})),
                TablesGone(max(1, event.tables // _HALL), frozenset({slot, slot + 1})),
                AppointmentAdded(Appointment(person, other, frozenset(range(slot, event.slots)))),
            )
        )


def _repaired(event: Event, plan: Sequence[int], troubles: Sequence[EventTrouble]) -> dict[str, object]:
    """Repair and judge: the rules of those held, the bounds, and that only those named have another day."""
    began, spent = time.monotonic(), time.process_time()
    repair = repair_event(event, plan, troubles)
    cpu_s, wall_s = time.process_time() - spent, time.monotonic() - began
    told = (*plan, *[UNPLACED] * (len(repair.plan) - len(plan)))
    changed = {
        person
        for appointment, before, after in zip(repair.event.appointments, told, repair.plan, strict=True)
        if before != after
        for person in appointment.people
    }
    wrong = [text.code for text in faults_of_held(repair.event, repair.plan)]
    wrong += ["trouble"] * is_ignored(repair.event, repair.plan, troubles)
    wrong += ["days"] * (changed != set(repair.people))
    wrong += ["bound"] * (len(repair.given_up) < repair.fewest_given_up or len(repair.people) < repair.fewest_people)
    return {
        "people": len(repair.people),
        "fewest_people": repair.fewest_people,
        "given_up": len(repair.given_up),
        "proved": repair.proved,
        "cpu_s": round(cpu_s, 2),
        "wall_s": round(wall_s, 2),
        "wrong": wrong,
    }


def is_ignored(event: Event, plan: Sequence[int], troubles: Sequence[EventTrouble]) -> bool:
    """Whether a plan holds what the troubles forbid."""
    gone, away = Counter[int](), set[tuple[int, int]]()
    for trouble in troubles:
        if isinstance(trouble, TablesGone):
            gone.update(dict.fromkeys(trouble.slots, trouble.tables))
        elif isinstance(trouble, ParticipantAbsent):
            away |= {(trouble.person, slot) for slot in trouble.slots}
        elif isinstance(trouble, ParticipantWithdrawn):
            away |= {(trouble.person, slot) for slot in range(event.slots)}
    busy = {(person, slot) for who, slot in zip(event.appointments, plan, strict=True) for person in who.people}
    return bool(busy & away) or any(plan.count(slot) > event.tables - count for slot, count in gone.items())


if __name__ == "__main__":
    sys.exit(main())
