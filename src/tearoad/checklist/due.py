"""What is due, what is late, and who is to be told today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tearoad.checklist.task import Task


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one receiver is told on one day."""

    to: str
    """As `owner` or `escalate_to` says it, made definite: an e-mail address, or what stands for one."""
    late: tuple[Task, ...]
    """Their own, the latest first."""
    escalated: tuple[Task, ...] = ()
    """Somebody else's, late for so long that they are told as well."""
    soon: tuple[Task, ...] = ()
    """Their own that fall due within the next days; alone they are no reason to write."""


SOON = timedelta(days=3)


def due(tasks: Iterable[Task], today: date, within: timedelta = timedelta()) -> tuple[Task, ...]:
    """Return the open tasks due between today and so many days on, the nearest first."""
    return _by_day(task for task in tasks if task.is_open and today <= task.due_on <= today + within)


def late(tasks: Iterable[Task], today: date) -> tuple[Task, ...]:
    """Return the open tasks whose day has passed, the latest first."""
    return _by_day(task for task in tasks if task.days_late(today))


def is_escalated(task: Task, today: date) -> bool:
    """Whether a task is late for so long that somebody else is told as well."""
    after = task.escalate_after_days
    return after is not None and task.days_late(today) >= max(after, 1)


def escalate(
    tasks: Iterable[Task], today: date, receivers: Callable[[Task, str], Iterable[str]]
) -> tuple[Reminder, ...]:
    """Return one reminder for each receiver who has something late; nobody is told of one task twice.

    Args:
        tasks: of one mission.
        today: at home, where the office works.
        receivers: who is meant by a task's `owner` or `escalate_to`; none where nobody can be reached.

    """
    tasks = tuple(tasks)
    own = _by_receiver((task for task in tasks if task.is_open), lambda task: receivers(task, task.owner))
    others = _by_receiver(
        (task for task in tasks if is_escalated(task, today)), lambda task: receivers(task, task.escalate_to)
    )
    found = []
    for to in sorted(own.keys() | others.keys()):
        mine = own.get(to, ())
        overdue = late(mine, today)
        above = late((task for task in others.get(to, ()) if task not in mine), today)
        if overdue or above:
            found.append(Reminder(to, overdue, above, due(mine, today, SOON)))
    return tuple(found)


def _by_receiver(tasks: Iterable[Task], whose: Callable[[Task], Iterable[str]]) -> dict[str, list[Task]]:
    found: dict[str, list[Task]] = {}
    for task in tasks:
        for to in dict.fromkeys(whose(task)):
            found.setdefault(to, []).append(task)
    return found


def _by_day(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(sorted(tasks, key=lambda task: (task.due_on, task.id)))
