"""Days chosen for everyone of an event, and exchanges that lead a plan to them."""

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.bench.timetable.made_up_events import Size, made_up_event
from tearoad.timetable.matchmaking import Appointment, Event, breaks, faults
from tearoad.timetable.matchmaking.chains import Chains, seated, with_plan
from tearoad.timetable.matchmaking.exchanges import lead
from tearoad.timetable.matchmaking.narrowing import narrowed
from tearoad.timetable.matchmaking.patterns import Quiet, quietest
from tearoad.timetable.matchmaking.sat.encoding import Limits
from tearoad.timetable.matchmaking.target_days import target_days
from tearoad.timetable.solvers.solver import never

SIZE, ANY = Size(40, 140, 12, 14), Limits(0, 12)


def slots_of(event: Event) -> tuple[frozenset[int], ...]:
    slots = narrowed(event)
    assert slots is not None
    return slots


def quiet_days(event: Event) -> Mapping[int, Quiet]:
    slots = slots_of(event)
    days = {person: quietest(mine, slots) for person, mine in enumerate(event.appointments_of()) if len(mine) > 1}
    return {person: day for person, day in days.items() if day is not None}


def placed(event: Event, seed: int) -> Chains:
    chains = Chains(event, slots_of(event), ANY, seed)
    assert chains.place_all(never)
    return chains


def runs(day: frozenset[int]) -> int:
    return sum(slot - 1 not in day for slot in day)


def busy(event: Event, days: Sequence[frozenset[int]], side: Sequence[int]) -> list[int]:
    return [sum(slot in days[person] for person in side) for slot in range(event.slots)]


@pytest.mark.parametrize("seed", [1, 4])
def test_chosen_days_are_quiet_and_fit_tables_sides_and_partners(seed: int) -> None:
    event, quiet = made_up_event(SIZE, seed), quiet_days(made_up_event(SIZE, seed))
    days = target_days(event, slots_of(event), quiet, placed(event, seed).plan, inf, never)
    assert {person: max(0, runs(days[person]) - 1) for person in quiet} == {
        person: day.breaks for person, day in quiet.items()
    }
    assert [len(day) for day in days] == [len(mine) for mine in event.appointments_of()]
    first, second = (busy(event, days, side) for side in event.sides() or ())
    assert first == second
    assert max(first) <= event.tables
    assert all(days[one.first] & days[one.second] & one.slots for one in event.appointments)


def test_days_stay_as_they_are_when_nobody_waits_for_the_choice() -> None:
    event = made_up_event(SIZE, 1)
    plan = placed(event, 1).plan
    held = tuple(frozenset(plan[number] for number in mine) for mine in event.appointments_of())
    assert target_days(event, slots_of(event), quiet_days(event), plan, inf, lambda: True) == held


def test_days_of_people_without_two_sides_fit_pair_by_pair() -> None:
    free = frozenset(range(5))
    event = Event(3, 5, 1, (Appointment(0, 1, free), Appointment(1, 2, free), Appointment(0, 2, free)))
    days = target_days(event, slots_of(event), quiet_days(event), (0, 2, 4), inf, never)
    assert [len(day) for day in days] == [2, 2, 2]
    assert set(busy(event, days, range(3))) <= {0, 2}


def test_two_who_meet_twice_are_company_twice() -> None:
    free = frozenset(range(4))
    event = Event(4, 4, 2, (*(Appointment(0, 2, free),) * 2, Appointment(0, 3, free), Appointment(1, 3, free)))
    days = target_days(event, slots_of(event), quiet_days(event), (0, 3, 1, 2), inf, never)
    assert [runs(day) for day in days] == [1, 1, 1, 1]
    assert [len(day) for day in days] == [3, 1, 2, 2]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 2**30), st.integers(0, 300))
def test_exchanges_that_lead_to_days_keep_every_rule_and_count_what_they_cost(
    seed: int, chance: int, tries: int
) -> None:
    event = made_up_event(SIZE, seed)
    chains, dice = placed(event, seed), np.random.default_rng(seed)
    wanted = dice.random((event.people, event.slots)) < 0.5
    seating = with_plan(seated(event, slots_of(event), ANY, seed), chains.plan)

    def astray() -> int:
        return int(((seating.at[:, 1:-1] >= 0) & ~wanted).sum())

    before = astray()
    assert lead(seating, wanted, tries, np.array([2**30, chance, 0], np.int64)) == astray() - before
    plan = tuple(seating.slot.tolist())
    assert faults(event, plan) == []
    again = with_plan(seating, plan)
    assert np.array_equal(again.at, seating.at)
    assert np.array_equal(again.runs, seating.runs)
    assert np.array_equal(again.load, seating.load)


@pytest.mark.parametrize("seed", [4, 5])
def test_a_plan_led_to_quiet_days_has_no_break_more_than_they(seed: int) -> None:
    event = made_up_event(SIZE, seed)
    quiet, chains = quiet_days(event), placed(event, seed)
    days = target_days(event, slots_of(event), quiet, chains.plan, inf, never)
    plans = [*chains.lead_to(days, chains.plan, 0.1, never)]
    assert [faults(event, plan) for plan in plans] == [[]] * len(plans)
    assert sum(breaks(event, plans[-1])) == sum(day.breaks for day in quiet.values())
    assert plans == [*chains.lead_to(days, chains.plan, 0.1, never)]
