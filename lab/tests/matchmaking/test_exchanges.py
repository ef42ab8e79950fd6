"""The exchanges of a large event: rules kept by every move, the same plan for the same seed, compiled or not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from math import inf

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking import Event, breaks, faults
from tearoad_lab.matchmaking.annealing import ROUNDS, STEPS_A_SECOND, Annealing, Round
from tearoad_lab.matchmaking.chains import Chains, quiet_days, seated
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.exchanges import UNFAIR, Seating, anneal, drawn, place_quietly, place_with_room
from tearoad_lab.matchmaking.narrowing import narrowed
from tearoad_lab.matchmaking.patterns import Quiet, quietest
from tearoad_lab.matchmaking.patterns import slots_of as slots_in
from tearoad_lab.matchmaking.sat.encoding import Limits
from tearoad_lab.timetable.made_up_events import Size, made_up_event
from tests.waiting import PATIENCE_S

SIZE = Size(12, 24, 8, 5)
SEEDS = st.integers(0, 10_000)
LIMITS = st.sampled_from((Limits(0, 8), Limits(0, 1), Limits(1, 2)))
CHANCES = st.lists(st.integers(0, 2**30), max_size=5).map(lambda chances: np.array(chances, np.int64))


def slots_of(event: Event) -> tuple[frozenset[int], ...]:
    slots = narrowed(event)
    assert slots is not None
    return slots


def begun(event: Event, seed: int, limits: Limits) -> tuple[Seating, int]:
    """Return an event's seating after the first placing, and how many meetings wait still."""
    seating = seated(event, slots_of(event), limits, seed)
    waiting = np.arange(len(event.appointments), dtype=np.int32)
    return seating, place_with_room(seating, waiting, place_quietly(seating, waiting), 300)


def assert_the_arrays_agree(event: Event, seating: Seating) -> None:
    """Who is busy when, the tables taken and the runs of meetings, each counted anew from the slots of the meetings."""
    held = [(meeting, slot) for meeting, slot in enumerate(seating.slot.tolist()) if slot >= 0]
    at = np.full((event.people, event.slots + 2), -1, np.int32)
    for meeting, slot in held:
        assert slot in slots_of(event)[meeting]
        for person in event.appointments[meeting].people:
            assert at[person, slot + 1] == -1
            at[person, slot + 1] = meeting
    assert np.array_equal(seating.at, at)
    load = [sum(slot == other for _, other in held) for slot in range(event.slots)]
    assert seating.load.tolist() == load
    assert max(load) <= event.tables
    busy = at >= 0
    assert seating.runs.tolist() == (busy[:, 1:] & ~busy[:, :-1]).sum(axis=1).tolist()


@settings(max_examples=60, deadline=None)
@given(SEEDS, LIMITS, CHANCES, st.integers(0, 400))
def test_every_move_keeps_a_valid_plan_and_counts_what_it_costs(
    seed: int, limits: Limits, chances: np.ndarray, tries: int
) -> None:
    event = made_up_event(SIZE, seed)
    seating, _ = begun(event, seed, limits)
    assert_the_arrays_agree(event, seating)
    days = quiet_days(seating, quietest_days(event, limits))
    before = int(days.beyond.sum())
    assert anneal(seating, days, tries, chances) == int(days.beyond.sum()) - before
    assert_the_arrays_agree(event, seating)
    again = quiet_days(seating, quietest_days(event, limits))
    assert (days.busy.tolist(), days.beyond.tolist()) == (again.busy.tolist(), again.beyond.tolist())


@settings(max_examples=30, deadline=None)
@given(SEEDS, LIMITS)
def test_without_chances_no_exchange_makes_a_plan_worse(seed: int, limits: Limits) -> None:
    event = made_up_event(SIZE, seed)
    seating, _ = begun(event, seed, limits)
    days, none = quiet_days(seating, quietest_days(event, limits)), np.zeros(1, np.int64)
    assert all(anneal(seating, days, 50, none) <= 0 for _ in range(20))


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, 2))
def test_nobody_is_farther_from_a_quiet_day_than_from_the_nearest(seed: int, least: int) -> None:
    """Slots outside the nearest of all quiet days, counted by sets; breaks where a person's days are not listed."""
    event, limits = made_up_event(SIZE, seed), Limits(least, 5)
    seating, _ = begun(event, seed, limits)
    quiet = quietest_days(event, limits)
    days = quiet_days(seating, quiet)
    for person, day in quiet.items():
        busy = {slot for slot in range(event.slots) if seating.at[person, slot + 1] >= 0}
        breaks = max(0, int(seating.runs[person]) - 1)
        unfair = UNFAIR * (max(0, breaks - limits.most) + max(0, limits.least - breaks))
        outside = [len(busy - {*slots_in(pattern)}) for pattern in day.patterns]
        assert days.beyond[person] == unfair + (min(outside) if outside else max(0, breaks - day.breaks))


def quietest_days(event: Event, limits: Limits) -> dict[int, Quiet]:
    """Return everybody's quiet days; every third person's are too many to be listed."""
    slots = slots_of(event)
    days = {person: quietest(mine, slots, limits.least) for person, mine in enumerate(event.appointments_of())}
    return {person: day if person % 3 else replace(day, patterns=()) for person, day in days.items() if day is not None}


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_the_same_seed_gives_the_same_plan_and_the_best_is_reported(seed: int) -> None:
    event = made_up_event(SIZE, seed)
    first, second = (checkpoints(event, seed) for _ in range(2))
    assert first == second
    assert {str(faults(event, checkpoint.best)) for checkpoint in first} == {"[]"}
    values = [sum(breaks(event, checkpoint.best)) for checkpoint in first]
    assert values == sorted(values, reverse=True)
    assert all(value <= sum(breaks(event, checkpoint.plan)) for value, checkpoint in zip(values, first, strict=True))


def checkpoints(event: Event, seed: int, start: Checkpoint | None = None) -> list[Checkpoint]:
    """Return where a search of four thousand steps is after each round."""
    return [found.reached for found in rounds_of(begun_turn(event, seed, start))]


def begun_turn(
    event: Event, seed: int, start: Checkpoint | None = None, *, work: float = 4_000 / STEPS_A_SECOND
) -> Annealing:
    """Return a turn of annealing, about to begin."""
    chains, limits = Chains(event, slots_of(event), Limits(0, 15), seed), Limits(0, 15)
    assert start is not None or chains.place_all(never)
    begin = Checkpoint(0, 0, 0, chains.plan, chains.plan, chains.plan, 0) if start is None else start
    return Annealing(chains.seating, quietest_days(event, limits), begin, seed=seed, work=work, ends=inf)


def rounds_of(turn: Annealing) -> list[Round]:
    """Return all rounds of a turn."""
    with turn as annealing:
        assert annealing.wait(PATIENCE_S)
        return [*annealing.look()]


@settings(max_examples=3, deadline=None)
@given(SEEDS, st.integers(0, ROUNDS - 2))
def test_a_search_goes_on_from_any_checkpoint_to_the_same_end(seed: int, nth: int) -> None:
    event = made_up_event(SIZE, seed)
    whole = checkpoints(event, seed)
    done = nth % len(whole)
    assert checkpoints(event, seed, whole[done]) == whole[done + 1 :]


def test_one_core_or_two_make_the_same_plan() -> None:
    source = f"import os; os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})\n{CHECKPOINTS}"
    assert python(source) == f"{checkpoints(made_up_event(SIZE, 5), 5)}\n"


def test_who_ends_a_turn_before_it_begins_gets_no_round() -> None:
    turn = begun_turn(made_up_event(SIZE, 1), 1)
    turn.end()
    assert (rounds_of(turn), turn.was_cut) == ([], True)


def test_a_round_that_was_ended_tells_its_best_plan_and_has_to_be_begun_again() -> None:
    event = made_up_event(Size(100, 450, 15, 35), 1)
    with begun_turn(event, 1, work=1_000.0) as annealing:
        assert not annealing.wait(0.1)
        annealing.end()
        assert annealing.wait(PATIENCE_S)
        (ended,) = annealing.look()
    best = ended.reached.best
    assert (faults(event, best), tuple(ended.breaks)) == ([], breaks(event, best))
    assert (ended.was_ended, annealing.was_cut) == (True, True)


def test_a_stop_ends_placing_where_there_is_no_plan() -> None:
    event = made_up_event(SIZE, 0)
    one_slot = tuple(frozenset({0}) for _ in event.appointments)
    chains = Chains(event, one_slot, Limits(0, 8), 0)
    looks = iter((False, False, True))
    assert not chains.place_all(lambda: next(looks))
    assert chains.plan.count(0) == event.tables


def test_numbers_drawn_are_those_of_the_published_generator() -> None:
    dice = np.array([2_463_534_242], np.int64)
    states = []
    for _ in range(3):
        drawn(dice, 1)
        states.append(int(dice[0]))
    assert states == [723_471_715, 2_497_366_906, 2_064_144_800]


@given(st.integers(1, 2**32 - 1), st.integers(1, 2**30))
def test_numbers_drawn_are_below_the_count(state: int, count: int) -> None:
    assert 0 <= drawn(np.array([state], np.int64), count) < count


CHECKPOINTS = """
from lab.tests.matchmaking.test_exchanges import SIZE, checkpoints, made_up_event
print(checkpoints(made_up_event(SIZE, 5), 5))
"""
NOT_COMPILED = f"""
import sys
sys.modules["numba"] = None  # as if it were not installed
from tearoad.timetable import compiled
assert compiled.numba is None
{CHECKPOINTS}
"""


def python(source: str, **environment: str) -> str:
    """Run a piece of Python in a process of its own, warnings being errors; return what it prints."""
    command = [sys.executable, "-W", "error", "-c", source]
    path = ":".join(entry for entry in sys.path if entry)
    run = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": path} | environment,
    )
    return run.stdout


def test_without_the_compiler_the_plan_is_the_same() -> None:
    assert python(NOT_COMPILED) == f"{checkpoints(made_up_event(SIZE, 5), 5)}\n"
