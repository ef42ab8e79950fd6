"""Why meetings of an event cannot be held: at all, together, or as a plan stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tearoad.text import Text
from tearoad_lab.matchmaking.event import UNPLACED, Event
from tearoad_lab.matchmaking.event_troubles import TroubledEvent
from tearoad_lab.matchmaking.repair_plan import RepairPlan


@dataclass(frozen=True, slots=True)
class SlotBar:
    """What keeps a meeting out of some of its slots, as a plan stands."""

    code: str
    slots: tuple[int, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class EventMove:
    """With another meeting moved, one that a plan leaves out fits, and none is lost."""

    slot: int
    """Where it fits then."""
    moved: int
    to: int


def never_held(event: Event) -> dict[Text, tuple[int, ...]]:
    """Return the meetings that no plan could hold, even alone, by the reason. Time O(appointments x slots)."""
    found: dict[Text, list[int]] = defaultdict(list)
    if not event.tables or not event.slots:
        why = Text("matchmaking.event_no_table" if event.slots else "matchmaking.event_no_slot")
        return {why: tuple(range(len(event.appointments)))} if event.appointments else {}
    for number, appointment in enumerate(event.appointments):
        if not appointment.slots:
            found[_why_never(event, number)].append(number)
    return {why: tuple(numbers) for why, numbers in found.items()}


def _why_never(event: Event, number: int) -> Text:
    appointment = event.appointments[number]
    absences = {person: event.absences.get(person, frozenset()) for person in appointment.people}
    for person, away in absences.items():
        if len(away) == event.slots:
            return Text("matchmaking.event_never_there", person=person + 1)
    wanted = appointment.wanted
    if wanted is None:
        return Text("matchmaking.event_without_slot")
    if not wanted:
        return Text("matchmaking.event_no_part")
    for person, away in absences.items():
        if wanted <= away:
            return Text("matchmaking.event_away_then", person=person + 1, slots=numbered(wanted))
    first, second = appointment.people
    return Text("matchmaking.event_never_both", first=first + 1, second=second + 1, slots=numbered(wanted))


def without(event: Event, left_out: Collection[int]) -> tuple[Event, tuple[int, ...]]:
    """Return the event without some meetings, and the number that each meeting left has in the whole."""
    kept = tuple(number for number in range(len(event.appointments)) if number not in left_out)
    new = {number: nth for nth, number in enumerate(kept)}
    order = frozenset((new[before], new[after]) for before, after in event.order if before in new and after in new)
    return replace(event, appointments=tuple(event.appointments[number] for number in kept), order=order), kept


def why_together(event: Event, excluded: Sequence[int]) -> list[Text]:
    """Return why these meetings cannot all be held, where counting alone shows it."""
    slots = frozenset[int]().union(*(event.appointments[number].slots for number in excluded))
    people = [frozenset(event.appointments[number].people) for number in excluded]
    everywhere = frozenset.intersection(*people) if people else frozenset[int]()
    found = []
    if len(excluded) > len(slots):
        found = [
            Text("matchmaking.event_crowded_day", person=person + 1, count=len(slots), slots=numbered(slots))
            for person in sorted(everywhere)
        ]
    if len(excluded) > len(slots) * event.tables:
        places = len(slots) * event.tables
        found.append(Text("matchmaking.event_crowded_fair", count=places, tables=event.tables, slots=numbered(slots)))
    if not found and any(before in excluded and after in excluded for before, after in event.order):
        found.append(Text("matchmaking.event_ordered_out"))
    return found


def slot_bars(event: Event, plan: Sequence[int], number: int) -> tuple[list[SlotBar], tuple[int, ...]]:
    """Return what bars a meeting's slots as a plan stands, and the slots that nothing bars. Time O(appointments)."""
    appointment = event.appointments[number]
    bars: dict[tuple[str, int], set[int]] = defaultdict(set)
    load: Mapping[int, int] = _load(plan)
    for other, slot in enumerate(plan):
        if slot in appointment.slots:
            for person in set(appointment.people) & set(event.appointments[other].people):
                bars["matchmaking.event_bar_busy", person].add(slot)
    full = {slot for slot in appointment.slots if load[slot] >= event.tables}
    if full:
        bars["matchmaking.event_bar_full", event.tables] = full
    for code, other, wrong in _orders(event, plan, number):
        if wrong:
            bars[code, other] = wrong
    free = appointment.slots - set().union(*bars.values())
    slot_bars = [
        SlotBar(code, tuple(sorted(slots)), _bar(code, of, slots)) for (code, of), slots in sorted(bars.items())
    ]
    return slot_bars, tuple(sorted(free))


def nearest_move(event: Event, plan: Sequence[int], number: int) -> EventMove | None:
    """Return the other meeting that makes room for one by moving the fewest slots; None where no single one can.

    The plan keeps the rules, and as it stands there is no room. Time O(event + slots x meetings of a slot x slots).
    """
    slots = tuple(appointment.slots for appointment in event.appointments)
    everything = frozenset(range(len(slots)))
    standing = RepairPlan(TroubledEvent(event, tuple(plan), slots, (event.tables,) * event.slots, everything))
    found = []
    for slot in standing.slots[number]:
        barring = standing.in_the_way(number, slot)
        for other in sorted(barring or standing.there[slot]) if len(barring) <= 1 else ():
            before = plan[other]
            standing.move(other, UNPLACED)
            if standing.is_free(number, slot):
                standing.move(number, slot)
                others = (to for to in standing.slots[other] if to != before and standing.is_free(other, to))
                found += [(abs(to - before), slot, other, to) for to in others]
                standing.move(number, UNPLACED)
            standing.move(other, before)
    return EventMove(*min(found)[1:]) if found else None


def _load(plan: Sequence[int]) -> Mapping[int, int]:
    load: dict[int, int] = defaultdict(int)
    for slot in plan:
        load[slot] += slot != UNPLACED
    return load


def _orders(event: Event, plan: Sequence[int], number: int) -> Iterator[tuple[str, int, set[int]]]:
    """Yield what comes before or after a meeting, and the slots that are too early or too late for it."""
    slots = event.appointments[number].slots
    for before, after in event.order:
        if after == number and plan[before] != UNPLACED:
            yield "matchmaking.event_bar_early", before, {slot for slot in slots if slot <= plan[before]}
        if before == number and plan[after] != UNPLACED:
            yield "matchmaking.event_bar_late", after, {slot for slot in slots if slot >= plan[after]}


def _bar(code: str, of: int, slots: Collection[int]) -> Text:
    if code == "matchmaking.event_bar_full":
        return Text(code, count=of, slots=numbered(slots))
    return Text(code, of=of + 1, slots=numbered(slots))


def numbered(numbers: Collection[int]) -> str:
    """Return numbers counted from 1, runs of three and more as `3-5`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        [f"{run[0] + 1}-{run[-1] + 1}"] if run[-1] > run[0] + 1 else [str(number + 1) for number in run] for run in runs
    ]
    return ", ".join(part for each in parts for part in each)
