from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest

from tearoad.timetable.beside import Beside
from tearoad.timetable.solvers.solver import Effort, never


def test_tasks_are_done_in_the_order_in_which_they_were_asked_for_and_count_their_own_work() -> None:
    beside, effort, done = Beside(), Effort(600, 3), []

    def task(number: int, mine: Effort) -> None:
        mine.meter.spend(1)
        done.append((number, mine.work, mine.meter.work, threading.current_thread() is threading.main_thread()))

    for number in range(3):
        beside.prove(partial(task, number), effort)
    beside.finish(never)
    assert done == [(0, 3, 1, False), (1, 3, 1, False), (2, 3, 1, False)]
    assert effort.meter.work == 0


def test_a_stop_is_asked_for_by_the_search_alone_and_reaches_the_task() -> None:
    beside, asked_by = Beside(), set[threading.Thread]()

    def stop() -> bool:
        asked_by.add(threading.current_thread())
        return True

    stopped = threading.Event()

    def task(mine: Effort) -> None:
        while not mine.stop():
            stopped.wait(0.01)

    beside.prove(task, Effort(600, 3, stop=stop))
    beside.finish(stop)
    assert asked_by == {threading.main_thread()}


def test_what_goes_wrong_in_a_task_is_not_lost() -> None:
    def task(_: Effort) -> None:
        Path("/nowhere").read_bytes()

    beside = Beside()
    beside.prove(task, Effort(600, 3))
    with pytest.raises(FileNotFoundError):
        beside.finish(never)
