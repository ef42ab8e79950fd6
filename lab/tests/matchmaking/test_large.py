"""Large events: plans mended chain by chain, days made quiet one after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.tests.matchmaking.events import crowded_event, every_plan, small_event
from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking import Appointment, Event, Outcome, breaks, faults, fewest_breaks
from tearoad_lab.matchmaking.annealing import Annealing
from tearoad_lab.matchmaking.chains import Chains
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.growing import Growing, is_huge, is_large
from tearoad_lab.matchmaking.narrowing import narrowed
from tearoad_lab.matchmaking.patterns import Quiet, quietest
from tearoad_lab.matchmaking.sat.asking import Asking
from tearoad_lab.matchmaking.sat.encoding import Counting, Encoded, Limits
from tearoad_lab.timetable.made_up_events import Size, made_up_event
from tests.waiting import PATIENCE_S

SIZE = Size(40, 140, 12, 14)
ANY = Limits(0, 12)


def after(times: int) -> Callable[[], bool]:
    """Stop when it was asked so often whether to stop."""
    times_asked = iter(range(times))
    return lambda: next(times_asked, None) is None


def slots_of(event: Event) -> tuple[frozenset[int], ...]:
    slots = narrowed(event)
    assert slots is not None
    return slots


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_chains_place_everything_and_never_break_a_rule(seed: int) -> None:
    event = made_up_event(SIZE, seed)
    chains = Chains(event, slots_of(event), ANY, seed)
    assert chains.place_all(never)
    slots = slots_of(event)
    days = {person: quietest(mine, slots) for person, mine in enumerate(event.appointments_of())}
    quiet = {person: day for person, day in days.items() if day is not None}
    start = Checkpoint(0, 0, 0, chains.plan, chains.plan, chains.plan, 0)
    plans = [chains.plan]
    with Annealing(chains.seating, quiet, start, seed=seed, work=0.002, ends=inf) as annealing:
        assert annealing.wait(PATIENCE_S)
        for found in annealing.look():
            assert tuple(found.breaks) == breaks(event, found.reached.best)
            plans += [found.reached.best, found.reached.plan]
    assert {str(faults(event, plan)) for plan in plans} == {"[]"}


def test_chains_place_a_small_event_whenever_it_has_a_plan() -> None:
    placed = 0
    for seed in range(40):
        event = replace(small_event(seed), order=frozenset())
        slots = narrowed(event)
        if slots is None or not any(True for _ in every_plan(event)):
            continue
        chains = Chains(event, slots, ANY, 0)
        assert chains.place_all(after(1000))
        assert faults(replace(event, spread=None), chains.plan) == []
        placed += 1
    assert placed > 10


@pytest.mark.parametrize("is_begun", [True, False])
def test_growing_gives_everyone_a_quiet_day(*, is_begun: bool) -> None:
    event = made_up_event(SIZE, 1)
    slots = slots_of(event)
    days = {person: quietest(mine, slots) for person, mine in enumerate(event.appointments_of()) if len(mine) > 1}
    quiet = {person: day for person, day in days.items() if day is not None}
    chains = Chains(event, slots, ANY, 1)
    assert chains.place_all(never)
    plans: list[tuple[int, ...]] = []
    start = chains.plan if is_begun else None
    encoded = Encoded(event, slots, quiet, ANY, Counting.FREE)
    with Asking(encoded, 0, lambda _: False) as asking:
        assert Growing(event, quiet, encoded, never, plans.append).run(asking, start, 10**6)
    assert (plans[0] == chains.plan) is is_begun
    assert [faults(event, plan) for plan in plans] == [[]] * len(plans)
    counts = breaks(event, plans[-1])
    assert {person: counts[person] for person in quiet} == {person: day.breaks for person, day in quiet.items()}


def test_growing_ends_where_not_everyone_can_have_a_quiet_day() -> None:
    event = crowded_event()
    quiet = {person: Quiet(0, ()) for person in range(event.people)}
    plans: list[tuple[int, ...]] = []
    encoded = Encoded(event, slots_of(event), quiet, ANY, Counting.FREE)
    with Asking(encoded, 0, lambda _: False) as asking:
        assert not Growing(event, quiet, encoded, never, plans.append).run(asking, None, 10**9)
    assert [faults(event, plan) for plan in plans] == [[]] * len(plans)
    assert sum(breaks(event, plans[-1])) >= 2


def test_an_ended_search_is_resumed_to_the_same_plan() -> None:
    event = made_up_event(Size(90, 480, 14, 42), 2)
    kept: list[Checkpoint] = []
    whole = fewest_breaks(event, work=0.3, time_limit_s=PATIENCE_S, kept=kept.append)
    resumed = fewest_breaks(event, work=0.3, time_limit_s=PATIENCE_S, resumed=kept[len(kept) // 2])
    assert (resumed.plan, resumed.value) == (whole.plan, whole.value)


def test_a_large_event_is_proved_when_everyones_day_is_quiet() -> None:
    event = made_up_event(Size(90, 480, 14, 42), 2)
    assert is_large(slots_of(event))
    found = fewest_breaks(event, time_limit_s=60)
    assert found.plan is not None
    assert faults(event, found.plan) == []
    value = sum(breaks(event, found.plan))
    assert (found.value, found.bound, found.outcome) == (value, value, Outcome.OPTIMAL)


def test_a_large_event_is_proved_when_not_everyones_day_can_be_quiet() -> None:
    event = made_up_event(Size(100, 450, 15, 35), 5)
    slots = slots_of(event)
    days = [quietest(mine, slots) for mine in event.appointments_of()]
    assert sum(day.breaks for day in days if day is not None) == 15
    kept: list[Checkpoint] = []
    found = fewest_breaks(event, work=20, time_limit_s=PATIENCE_S, kept=kept.append)
    assert found.plan is not None
    assert faults(event, found.plan) == []
    assert (found.outcome, found.bound, sum(breaks(event, found.plan))) == (Outcome.OPTIMAL, 16, 16)
    beside_solver = next(checkpoint for checkpoint in kept if checkpoint.turn)
    assert fewest_breaks(event, work=20, time_limit_s=PATIENCE_S, resumed=beside_solver).plan == found.plan


def test_a_huge_event_is_placed_whole() -> None:
    event = made_up_event(Size(800, 7_500, 30, 290), 3)
    assert is_huge(slots_of(event))
    heard: list[int] = []
    found = fewest_breaks(
        event, time_limit_s=3_600, stop=lambda: len(heard) > 1, heard=lambda value, _: heard.append(value)
    )
    assert found.plan is not None
    assert faults(event, found.plan) == []
    assert (found.outcome, found.value) == (Outcome.FEASIBLE, sum(breaks(event, found.plan)))
    assert (heard[-1], heard[-1] < heard[0]) == (found.value, True)


def test_sides_are_found_where_there_are_two() -> None:
    slots = frozenset({0})
    pairs = (Appointment(0, 2, slots), Appointment(1, 2, slots), Appointment(1, 3, slots))
    assert Event(5, 1, 2, pairs).sides() == ((0, 1, 4), (2, 3))
    assert Event(5, 1, 2, (*pairs, Appointment(0, 1, slots))).sides() is None
