"""A made-up mission of full size, and how well and how fast its timetable is solved.

Run: `PYTHONPATH=src python lab/benchmarks/timetable_mission.py --seed 1 --time-limit 15`, one process a seed, so that
the memory is that of one plan. `--lost-interpreter` and `--lost-buyer` plan again after a change. All firms are
fictional.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tearoad.mission import LanguagePair, Objective, PlaceKind, Walk
from tearoad.timetable.check import check
from tearoad.timetable.facts.parts import MeetingInterpreter, MeetingPlace, Party, Side, Wish
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad.values import InterpreterId, LanguageCode, PartyId, PlaceId, Share, Slot, Window, WishId

ZH, RU = LanguageCode("zh"), LanguageCode("ru")
BOTH_WAYS = frozenset({LanguagePair(ZH, RU), LanguagePair(RU, ZH)})
DAYS = (16, 16, 16, 16, 8)
FIRMS, BUYERS = 18, 160


@dataclass(frozen=True, slots=True)
class Size:
    """How large the made-up mission is."""

    wishes_per_firm: int = 35
    must_count: int = 30


def slots_of_the_fair() -> tuple[Slot, ...]:
    """Return five days of half-hour slots from ten o'clock, of which five minutes are pause."""
    opens = datetime(2023, 2, 6, 10, tzinfo=ZoneInfo("Europe/Moscow"))
    slots: list[Slot] = []
    for day, length in enumerate(DAYS):
        for nth in range(length):
            begins = opens + timedelta(days=day, minutes=30 * nth)
            slots.append(Slot(len(slots), day, Window(begins, begins + timedelta(minutes=25))))
    return tuple(slots)


def mission_problem(seed: int, size: Size = Size()) -> Problem:  # frozen
    """Return the same mission for the same seed: 18 exporters, 160 buyers, six interpreters."""
    dice = random.Random(seed)  # made-up data
    slots = slots_of_the_fair()
    first = [sum(DAYS[:day]) for day in range(len(DAYS))]
    exporters = tuple(_exporter(nth, dice, len(slots)) for nth in range(FIRMS))
    windows = [_windows(dice, first) for _ in range(BUYERS)]
    buyers = tuple(_buyer(nth, windows[nth], dice, len(slots)) for nth in range(BUYERS))
    places = (
        *(MeetingPlace(_stand(nth), PlaceKind.STAND, "stand", 2, exporters[nth].id) for nth in range(FIRMS)),
        *(MeetingPlace(PlaceId(f"T{nth}"), PlaceKind.TABLE, "tables") for nth in range(6)),
        *(MeetingPlace(PlaceId(f"D{nth}"), PlaceKind.DESK, f"desk{nth}", 2, buyers[nth].id) for nth in range(2)),
    )
    walks = (
        Walk("stand", "tables", 5),
        *(Walk(here, f"desk{nth}", 15) for nth in range(2) for here in ("stand", "tables")),
        Walk("desk0", "desk1", 15),
    )
    wishes = tuple(_wishes(dice, windows, size))
    return Problem(slots, places, (*exporters, *buyers), wishes, _interpreters(len(slots)), (), walks)


def _stand(nth: int) -> PlaceId:
    return PlaceId(f"S{nth:02}")


def _exporter(nth: int, dice: random.Random, slots: int) -> Party:
    staff = [2] * slots
    for _ in range(2):  # programme: a seminar or a site visit takes one or both away for two hours
        begins, people = dice.randrange(slots - 4), dice.choice((1, 1, 2))
        for slot in range(begins, begins + 4):
            staff[slot] = max(0, staff[slot] - people)
    return Party(PartyId(f"E{nth:02}"), Side.EXPORTER, tuple(staff), _stand(nth), 1, 12, Share(Decimal("0.3")))


def _windows(dice: random.Random, first: list[int]) -> frozenset[int]:
    open_slots: set[int] = set()
    for day in dice.sample(range(5), dice.choice((1, 1, 2))):
        length = dice.randint(4, 8)
        begins = dice.randint(0, DAYS[day] - length)
        open_slots.update(range(first[day] + begins, first[day] + begins + length))
    return frozenset(open_slots)


def _buyer(nth: int, window: frozenset[int], dice: random.Random, slots: int) -> Party:
    party = PartyId(f"B{nth:03}")
    if nth < 2:  # a chain's purchasing desk
        return Party(party, Side.BUYER, (2,) * slots, PlaceId(f"D{nth}"), 0, 8)
    staff = tuple(int(slot in window) for slot in range(slots))
    return Party(party, Side.BUYER, staff, None, 0, dice.choice((6, 7, 8)))


def _wishes(dice: random.Random, windows: list[frozenset[int]], size: Size) -> Iterator[Wish]:
    pairs = [
        (firm, buyer)
        for firm in range(FIRMS)
        for buyer in sorted(dice.sample(range(BUYERS), size.wishes_per_firm + dice.randint(-3, 3)))
    ]
    musts = set(dice.sample(range(len(pairs)), size.must_count))
    tables = tuple(PlaceId(f"T{nth}") for nth in range(6))
    for nth, (firm, buyer) in enumerate(pairs):
        at_desk = buyer < 2
        yield Wish(
            WishId(f"W{nth:04}"),
            PartyId(f"E{firm:02}"),
            PartyId(f"B{buyer:03}"),
            min(1000, max(1, int(dice.gauss(450, 220)))),
            frozenset(range(sum(DAYS))) if at_desk else windows[buyer],
            (PlaceId(f"D{buyer}"),) if at_desk else (_stand(firm), *(tables if dice.random() < 0.5 else ())),
            nth in musts,
            1,
            None,
            (BOTH_WAYS,) if dice.random() < 0.6 else (),
        )


def _interpreters(slots: int) -> tuple[MeetingInterpreter, ...]:
    hours = frozenset(range(slots))
    attached = tuple(
        MeetingInterpreter(InterpreterId(f"I{nth}"), BOTH_WAYS, hours, PartyId(f"E{nth * 4:02}")) for nth in range(4)
    )
    return (*attached, *(MeetingInterpreter(InterpreterId(f"I{nth}"), BOTH_WAYS, hours) for nth in (4, 5)))


def two_halls(problem: Problem, seed: int) -> Problem:
    """Return a harder mission: stands in two halls ten minutes apart, every seventh meeting an hour long."""
    dice = random.Random(seed)
    halls = {_stand(nth): ("stand", "stand2")[nth % 2] for nth in range(FIRMS)}
    places = tuple(replace(place, zone=halls.get(place.id, place.zone)) for place in problem.places)
    far = (
        Walk("stand", "stand2", 10),
        Walk("stand2", "tables", 10),
        *(Walk("stand2", f"desk{nth}", 15) for nth in (0, 1)),
    )
    wishes = tuple(
        replace(wish, slots=2, starts=frozenset(t for t in wish.starts if _hour_fits(t, wish, problem)))
        if dice.random() < 0.15
        else wish
        for wish in problem.wishes
    )
    return replace(problem, places=places, walks=(*problem.walks, *far), wishes=wishes)


def _hour_fits(start: int, wish: Wish, problem: Problem) -> bool:
    return start + 1 in wish.starts and problem.lookup.fits_in_day(start, 2)


def without_interpreter(problem: Problem) -> Problem:
    """Return the mission after an interpreter of the pool fell ill."""
    return replace(problem, interpreters=problem.interpreters[:-1])


def without_buyer(problem: Problem) -> Problem:
    """Return the mission after the busiest buyer cancelled."""
    booked = Counter(problem.lookup.wish[meeting.wish].buyer for meeting in problem.previous)
    gone = max(sorted(booked), key=lambda buyer: booked[buyer])
    wishes = tuple(wish for wish in problem.wishes if wish.buyer != gone)
    left = {wish.id for wish in wishes}
    return replace(
        problem, wishes=wishes, previous=tuple(meeting for meeting in problem.previous if meeting.wish in left)
    )


def run(problem: Problem, seed: int, time_limit_s: float) -> Plan:
    """Solve, judge and print one line of figures."""
    begun = time.monotonic()
    plan = solve(problem, seed=seed, work=time_limit_s, time_limit_s=time_limit_s)
    seconds = time.monotonic() - begun
    value = next(level for level in plan.levels if level.objective is Objective.VALUE)
    figures = {
        "seed": seed,
        "wishes": len(problem.wishes),
        "meetings": len(plan.meetings),
        "violations": len(check(problem, plan)),
        "seconds": round(seconds, 1),
        "value_gap_percent": round(100 * (1 - value.value / value.bound), 3),
        "levels": {level.objective.value: [level.value, level.bound, round(level.seconds, 1)] for level in plan.levels},
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures), flush=True)  # a benchmark tells its figures
    return plan


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=15.0)
    parser.add_argument("--two-halls", action="store_true")
    parser.add_argument("--lost-interpreter", action="store_true")
    parser.add_argument("--lost-buyer", action="store_true")
    asked = parser.parse_args()
    problem = mission_problem(asked.seed)
    if asked.two_halls:
        problem = two_halls(problem, asked.seed)
    plan = run(problem, asked.seed, asked.time_limit)
    told = replace(problem, previous=plan.meetings)
    if asked.lost_interpreter:
        run(without_interpreter(told), asked.seed, asked.time_limit)
    if asked.lost_buyer:
        run(without_buyer(told), asked.seed, asked.time_limit)


if __name__ == "__main__":
    main()
