"""Small matchmaking events, and every plan of one, tried one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tearoad_lab.matchmaking import Appointment, Event


def small_event(seed: int) -> Event:
    """Some people, slots and tables, with whoever is away, an order and a fairness now and then."""
    chance = random.Random(seed)
    people, slots = chance.randint(2, 6), chance.randint(3, 6)
    pairs = [(person, other) for person in range(people) for other in range(person)]
    chosen = chance.sample(pairs, min(len(pairs), chance.randint(1, 7)))
    appointments = tuple(
        Appointment(person, other, frozenset(slot for slot in range(slots) if chance.random() < 0.85))
        for person, other in chosen
    )
    order = frozenset((before, before + 1) for before in range(len(chosen) - 1) if chance.random() < 0.15)
    spread = chance.choice((None, 0, 1, 2))
    return Event(people, slots, chance.randint(1, 3), appointments, order, spread)


def crowded_event() -> Event:
    """Two groups of two pairs, three slots each of which three may use: two people at least have a break."""
    any_time = frozenset(range(3))
    meetings = [
        Appointment(4 * nth + here, 4 * nth + 2 + two, any_time)
        for nth in range(2)
        for here, two in ((0, 0), (0, 1), (1, 0), (1, 1))
    ]
    return Event(8, 3, 3, tuple(meetings))


def every_plan(event: Event) -> Iterator[tuple[int, ...]]:
    """Yield every plan that keeps the rules; they are stated here once more, by hand."""

    def extend(plan: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        number = len(plan)
        if number == len(event.appointments):
            if fair(event, plan):
                yield plan
            return
        appointment = event.appointments[number]
        for slot in sorted(appointment.slots):
            if plan.count(slot) == event.tables:
                continue
            others = (event.appointments[nth] for nth, held in enumerate(plan) if held == slot)
            if any(set(appointment.people) & set(other.people) for other in others):
                continue
            now = (*plan, slot)
            if all(now[a] < now[b] for a, b in event.order if max(a, b) == number):
                yield from extend(now)

    yield from extend(())


def breaks_by_hand(event: Event, plan: tuple[int, ...]) -> list[int]:
    """Count the holes in each person's row of busy and idle slots."""
    found = []
    for person in range(event.people):
        busy = {
            slot for appointment, slot in zip(event.appointments, plan, strict=True) if person in appointment.people
        }
        row = "".join("x" if slot in busy else "." for slot in range(event.slots)).strip(".")
        found.append(sum(bool(hole) for hole in row.split("x")))
    return found


def fair(event: Event, plan: tuple[int, ...]) -> bool:
    """Whether nobody has too many breaks more than another."""
    counts = breaks_by_hand(event, plan)
    return event.spread is None or max(counts) - min(counts) <= event.spread
