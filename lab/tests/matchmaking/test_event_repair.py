"""Repair of events: equal to a search that tries all, and nobody else's sheet changes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.tests.matchmaking.events import every_plan, small_event
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking import Appointment, Event, repair_event
from tearoad_lab.matchmaking.chains import Chains
from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.event_troubles import (
    AppointmentAdded,
    AppointmentOff,
    AppointmentWanted,
    EventTrouble,
    ParticipantAbsent,
    ParticipantWithdrawn,
    TablesGone,
    TroubledEvent,
    troubled_event,
)
from tearoad_lab.matchmaking.repair_bounds import RepairCounts
from tearoad_lab.matchmaking.repair_moves import RepairMoves
from tearoad_lab.matchmaking.repair_plan import RepairPlan
from tearoad_lab.matchmaking.sat.encoding import Limits
from tearoad_lab.timetable.made_up_events import Size, made_up_event


def some_trouble(event: Event, chance: random.Random) -> EventTrouble:
    slots = frozenset(slot for slot in range(event.slots) if chance.random() < 0.4)
    person, number = chance.randrange(event.people), chance.randrange(len(event.appointments))
    first, second = chance.sample(range(event.people), 2)
    return chance.choice(
        (
            ParticipantAbsent(person, slots),
            ParticipantAbsent(person, slots),
            ParticipantWithdrawn(person),
            TablesGone(chance.randint(1, 2), slots),
            AppointmentOff(number),
            AppointmentWanted(number),
            AppointmentAdded(Appointment(first, second, frozenset(range(event.slots)))),
        )
    )


def trouble_at(seed: int) -> tuple[Event, tuple[int, ...], tuple[EventTrouble, ...], int] | None:
    """Return a small event, a plan of it that leaves something out now and then, trouble, and the slot it is now."""
    chance = random.Random(seed)
    event = replace(small_event(seed), spread=None)
    plans = [*islice(every_plan(event), 30)]
    if not plans:
        return None
    plan = [UNPLACED if chance.random() < 0.1 else slot for slot in chance.choice(plans)]
    troubles = tuple(some_trouble(event, chance) for _ in range(chance.randint(1, 3)))
    return event, tuple(plan), troubles, chance.choice((0, 0, 1, 2))


SOME = [case for case in map(trouble_at, (2145, 2399, 2514, *range(60))) if case is not None]
"""In the first three a new meeting and one that has to move compete."""


def every_answer(troubled: TroubledEvent) -> Iterator[tuple[int, ...]]:
    """Yield every plan after trouble, some meetings left out; the rules are stated here once more, by hand."""
    event = troubled.event

    def extend(plan: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        number = len(plan)
        if number == len(event.appointments):
            yield plan
            return
        yield from extend((*plan, UNPLACED))
        for slot in troubled.slots[number] if number in troubled.wanted else ():
            others = [number for number, held in enumerate(plan) if held == slot]
            if len(others) >= troubled.seats[slot]:
                continue
            if any({*event.appointments[other].people} & {*event.appointments[number].people} for other in others):
                continue
            now = (*plan, slot)
            pairs = [(a, b) for a, b in event.order if max(a, b) == number and UNPLACED not in (now[a], now[b])]
            if all(now[a] < now[b] for a, b in pairs):
                yield from extend(now)

    yield from extend(())


def cost(troubled: TroubledEvent, plan: Sequence[int]) -> tuple[int, int, int]:
    """Return how many wanted meetings are not held, how many people have another day, how many meetings changed."""
    changed = [number for number, slot in enumerate(plan) if slot != troubled.plan[number]]
    people = {person for number in changed for person in troubled.event.appointments[number].people}
    return sum(plan[number] == UNPLACED for number in troubled.wanted), len(people), len(changed)


@pytest.mark.parametrize("case", SOME[:30])
def test_a_repair_is_as_good_as_the_best_of_all(
    case: tuple[Event, tuple[int, ...], tuple[EventTrouble, ...], int],
) -> None:
    event, plan, troubles, now = case
    troubled = troubled_event(event, plan, troubles, now)
    found = repair_event(event, plan, troubles, now=now)
    assert found.proved
    answers = [*every_answer(troubled)]
    assert found.plan in answers
    assert cost(troubled, found.plan) == min(cost(troubled, answer) for answer in answers)
    assert (found.fewest_given_up, found.fewest_people) == cost(troubled, found.plan)[:2]


def held_plan(event: Event) -> tuple[int, ...]:
    chains = Chains(event, tuple(appointment.slots for appointment in event.appointments), Limits(0, event.slots), 0)
    assert chains.place_all(never)
    return chains.plan


FAIR = made_up_event(Size(40, 160, 12, 15), 0)
HELD = held_plan(FAIR)


def sheets(event: Event, plan: Sequence[int]) -> list[set[tuple[int, int]]]:
    found: list[set[tuple[int, int]]] = [set() for _ in range(event.people)]
    for number, slot in enumerate(plan):
        for person in event.appointments[number].people if slot != UNPLACED else ():
            found[person].add((number, slot))
    return found


@settings(max_examples=4)
@given(st.integers(0, 10**6), st.sampled_from([0.001, 0.5]))
def test_nobody_elses_sheet_changes_and_the_bound_is_below(seed: int, work: float) -> None:
    chance = random.Random(seed)
    troubles = tuple(some_trouble(FAIR, chance) for _ in range(2))
    found = repair_event(FAIR, HELD, troubles, now=2, work=work)
    before, after = sheets(FAIR, HELD), sheets(found.event, found.plan)
    assert [person for person in range(FAIR.people) if before[person] != after[person]] == [*found.people]
    assert found.fewest_people <= len(found.people)
    assert found.fewest_given_up <= len(found.given_up)
    troubled = troubled_event(FAIR, HELD, troubles, 2)
    assert all(found.plan[number] == slot for number, slot in enumerate(HELD) if slot < 2)
    held = [number for number, slot in enumerate(found.plan) if slot != UNPLACED]
    assert all(number in troubled.wanted and found.plan[number] in troubled.slots[number] for number in held)
    for slot in range(FAIR.slots):
        there = [number for number in held if found.plan[number] == slot]
        busy = [person for number in there for person in found.event.appointments[number].people]
        assert len(there) <= troubled.seats[slot]
        assert len(busy) == len(set(busy))


@pytest.mark.parametrize(("work", "stop"), [(0.001, False), (0.3, False), (0.3, True)])
def test_tables_that_are_short_give_up_nothing_that_fits(work: float, *, stop: bool) -> None:
    troubles = (TablesGone(5, frozenset({1, 5, 6})), ParticipantAbsent(7, frozenset({2, 3})))
    found = repair_event(FAIR, HELD, troubles, work=work, stop=lambda: stop)
    troubled = troubled_event(FAIR, HELD, troubles)
    load = [found.plan.count(slot) for slot in range(FAIR.slots)]
    busy = {
        (person, slot)
        for number, slot in enumerate(found.plan)
        if slot != UNPLACED
        for person in FAIR.appointments[number].people
    }
    fits = [
        number
        for number in found.given_up
        for slot in troubled.slots[number]
        if load[slot] < troubled.seats[slot]
        and busy.isdisjoint((person, slot) for person in FAIR.appointments[number].people)
    ]
    assert fits == []
    over = max(HELD.count(slot) - seats for slot, seats in enumerate(troubled.seats))
    assert 2 * over <= found.fewest_people <= len(found.people)


@pytest.mark.parametrize("case", SOME)
def test_moves_keep_the_rules_and_counts_are_below_the_best(
    case: tuple[Event, tuple[int, ...], tuple[EventTrouble, ...], int],
) -> None:
    event, plan, troubles, now = case
    troubled = troubled_event(event, plan, troubles, now)
    answers = [*every_answer(troubled)]
    mended = RepairPlan(troubled)
    moves = RepairMoves(mended)
    counts = RepairCounts(troubled, RepairPlan(troubled))
    moves.place_at_once(counts.leave()[0])
    assert tuple(mended.plan) in answers
    moves.place_with_room(never)
    assert tuple(mended.plan) in answers
    bounds = counts.bounds(all_held=False)
    for answer in answers:
        given_up, people, changed = cost(troubled, answer)
        assert len(troubled.wanted) - given_up <= bounds.held
        assert bounds.people <= people
        assert bounds.changed <= changed


def test_the_same_trouble_is_mended_the_same_way() -> None:
    troubles = (ParticipantAbsent(3, frozenset(range(5))), TablesGone(4, frozenset({6, 7})))
    once, again = (repair_event(FAIR, HELD, troubles, work=0.2) for _ in range(2))
    assert replace(once, seconds=0.0) == replace(again, seconds=0.0)


def test_what_the_event_does_not_have_is_refused_all_at_once() -> None:
    troubles = (
        ParticipantAbsent(40, frozenset({12})),
        AppointmentOff(-1),
        TablesGone(0, frozenset({1})),
        AppointmentAdded(Appointment(2, 2, frozenset({1}))),
    )
    with pytest.raises(InputError) as refused:
        repair_event(FAIR, HELD, troubles)
    assert refused.value.text.code == "matchmaking.event_trouble_unknown"
    defects = refused.value.text["defects"]
    assert isinstance(defects, tuple)
    assert [defect.code for defect in defects if isinstance(defect, Text)] == [
        "matchmaking.event_trouble_person",
        "matchmaking.event_trouble_slot",
        "matchmaking.event_trouble_meeting",
        "matchmaking.event_trouble_alone",
        "matchmaking.event_trouble_tables",
    ]


def test_a_plan_that_breaks_rules_is_not_mended() -> None:
    with pytest.raises(InputError) as refused:
        repair_event(FAIR, [0] * len(HELD), ())
    assert refused.value.text.code == "matchmaking.event_plan_broken"
