"""The judge of matchmaking events: knows the event, no solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tearoad.text import Text
from tearoad_lab.matchmaking.event import UNPLACED, Event


def faults(event: Event, plan: Sequence[int], *, is_mended: bool = False) -> list[Text]:
    """Return every rule that a plan breaks; `plan[m]` is the slot of appointment m. Time O(appointments x people).

    A mended plan may leave meetings out, called off or given up, and is not asked to be fair: the fewest are told.
    """
    found = faults_of_held(event, plan)
    found += [
        Text("matchmaking.event_not_held", number=number)
        for number, slot in enumerate(plan, 1)
        if slot == UNPLACED and not is_mended
    ]
    unfair = unfairness(event, plan)
    return found if unfair is None or is_mended else [*found, unfair]


def unfairness(event: Event, plan: Sequence[int]) -> Text | None:
    """Return how much more breaks somebody has than the event allows; None where it is fair or need not be."""
    counts = breaks(event, plan)
    if event.spread is None or not counts or max(counts) - min(counts) <= event.spread:
        return None
    return Text("matchmaking.event_unfair", least=min(counts), most=max(counts), spread=event.spread)


def faults_of_held(event: Event, plan: Sequence[int]) -> list[Text]:
    """Return every rule but fairness that a plan breaks with the meetings it holds."""
    held = [
        (number, appointment, slot)
        for number, (appointment, slot) in enumerate(zip(event.appointments, plan, strict=True), 1)
        if slot != UNPLACED
    ]
    found = [
        Text("matchmaking.event_not_then", number=number, slot=slot + 1)
        for number, appointment, slot in held
        if slot not in appointment.slots
    ]
    full = Counter(slot for _, _, slot in held)
    found += [
        Text("matchmaking.event_full", slot=slot + 1, count=count, most=event.tables)
        for slot, count in sorted(full.items())
        if count > event.tables
    ]
    busy = Counter((person, slot) for _, appointment, slot in held for person in appointment.people)
    found += [
        Text("matchmaking.event_twice", person=person + 1, slot=slot + 1)
        for (person, slot), count in sorted(busy.items())
        if count > 1
    ]
    found += [
        Text("matchmaking.event_too_early", before=before + 1, after=after + 1)
        for before, after in sorted(event.order)
        if UNPLACED not in {plan[before], plan[after]} and plan[before] >= plan[after]
    ]
    return found


def breaks(event: Event, plan: Sequence[int]) -> tuple[int, ...]:
    """Return each person's breaks: maximal runs of idle slots between the first and the last meeting."""
    return tuple(sum(later - earlier > 1 for earlier, later in pairwise(slots)) for slots in _days(event, plan))


def idle_slots(event: Event, plan: Sequence[int]) -> tuple[int, ...]:
    """Return each person's slots without a meeting between the first and the last one."""
    return tuple(slots[-1] - slots[0] + 1 - len(slots) if slots else 0 for slots in _days(event, plan))


def _days(event: Event, plan: Sequence[int]) -> list[list[int]]:
    return [sorted({plan[number] for number in mine} - {UNPLACED}) for mine in event.appointments_of()]
