"""Checklists half done, some of them late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from tearoad.checklist import Evidence, Taking, Task, TaskState, dated
from tearoad.checklist.shipped import FAIR, FOOD, RUSSIA, TRIP
from tearoad.demo.exporters import Firm
from tearoad.demo.fair import MONDAY
from tearoad.demo.invented.chance import stream
from tearoad.mission import Delegate

_OFFICER = "officer@example.org"
_DONE_SHARE = 0.55
"""Of all tasks; of the rest, those whose day has passed are late."""
_LATE_SHARE = 0.12


def make_tasks(seed: int, firms: Sequence[Firm], delegates: Sequence[Delegate]) -> tuple[Task, ...]:
    """Return the tasks of four templates as they stand on the fair's first morning."""
    random_ = stream(seed, "tasks")
    taking = Taking(MONDAY, tuple(firm.exporter.id for firm in firms), tuple(delegate.id for delegate in delegates))
    tasks = [task for template in (TRIP, FAIR, FOOD, RUSSIA) for task in dated(template, taking)]
    return tuple(_stand(random_, task) for task in tasks)


def _stand(random_: Random, task: Task) -> Task:
    """Let a task be done before its day, left out, late, or still ahead: about half of all are done."""
    chance, days = random_.random(), random_.randrange(1, 6)
    if task.due_on >= MONDAY or chance > 1 - _LATE_SHARE:
        return task
    if chance < 0.04:
        return replace(
            task,
            state=TaskState.NOT_NEEDED,
            note="Not needed: agreed with the host (fictional)",
            done_on=task.due_on - timedelta(days),
            done_by=_OFFICER,
        )
    if chance < _DONE_SHARE + (0.3 if task.evidence is Evidence.NOTE else 0.2):
        return replace(
            task,
            state=TaskState.DONE,
            note="Seen by the office (fictional)",
            done_on=task.due_on - timedelta(days),
            done_by=_OFFICER,
        )
    # Not done in time, put off by the office until after the opening: open, and not late.
    return replace(task, due_on=MONDAY + timedelta(days))
