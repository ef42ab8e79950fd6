"""Everybody at once, each in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from lab.benchmarks.endurance.load.people import Host, Reader, Visitor
from lab.benchmarks.endurance.load.planning import Board, Planner, Publisher
from lab.benchmarks.endurance.load.register import Clerk, Importer, Screener
from lab.benchmarks.endurance.load.world import Person, World


def everybody(world: World, seed: int) -> list[Person]:
    """Return who works: nine officers and two visitors."""
    sessions = iter(world.told["sessions"])
    seeds = iter(range(seed * 100, seed * 100 + 100))
    officers: list[Person] = [Clerk(world, next(sessions), next(seeds), (share, 2)) for share in (0, 1)]
    kinds: tuple[type[Person], ...] = (Screener, Importer, Board, Planner, Publisher, Host, Reader)
    officers += [kind(world, next(sessions), next(seeds)) for kind in kinds]
    return [*officers, *(Visitor(world, "", next(seeds)) for _ in range(2))]


@contextmanager
def working(world: World, seed: int) -> Iterator[list[threading.Thread]]:
    """Let everybody work until the end of the block; what is under way is finished."""
    stop = threading.Event()
    threads = [threading.Thread(target=person.live, args=(stop,), daemon=True) for person in everybody(world, seed)]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        stop.set()
        for thread in threads:
            thread.join(90)
