"""A mission's tasks as an officer reads them: by day, by owner, by firm; what is late stands first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from tearoad.checklist import Task, TaskState, is_escalated
from tearoad.checklist.shipped import origin
from tearoad.checklist.template import Source
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.people import Travellers, colleagues, is_word, today, travellers
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import Document, from_document, to_document
from tearoad.words import say

BY = ("due", "owner", "firm")
STATES = ("open", "late", "done", "not_needed", "all")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in a list."""

    id: UUID
    task: Task
    title: str
    whom: str
    firm: str
    owner: str
    done_by: str
    days_late: int
    escalated: bool
    rule: Text | None = None
    source: Source | None = None

    @property
    def badge(self) -> str:
        """How its state is coloured: late is bad, done is good."""
        if self.days_late:
            return "bad"
        return {TaskState.OPEN: "info", TaskState.DONE: "good", TaskState.NOT_NEEDED: "quiet"}[self.task.state]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under one heading: a day, an owner or a firm."""

    title: str
    on: date | None
    lines: tuple[TaskLine, ...]


def lines(to: Actor, row: mission_rows.Mission, language: Language) -> tuple[TaskLine, ...]:
    """Return every task, late ones first, then by day; four queries."""
    known, names, on = travellers(row), _names(to), today(row)
    found = [_line(task, known, names, on, language) for task in rows.ChecklistTask.objects.filter(mission=row)]
    return tuple(
        sorted(
            found,
            key=lambda task_line: (
                not task_line.days_late,
                not task_line.task.is_open,
                task_line.task.due_on,
                task_line.title,
            ),
        )
    )


def line(to: Actor, row: mission_rows.Mission, task: rows.ChecklistTask, language: Language) -> TaskLine:
    """Return one task; three queries."""
    return _line(task, travellers(row), _names(to), today(row), language)


def is_there(row: mission_rows.Mission, task_id: UUID) -> bool:
    """Whether a mission has a task's row with this id."""
    return bool(rows.ChecklistTask.objects.filter(mission=row, pk=task_id).exists())


def task_row(row: mission_rows.Mission, task_id: UUID) -> rows.ChecklistTask:
    """Return a task's row.

    Raises:
        NotFoundError: the mission has no such task.

    """
    task: rows.ChecklistTask | None = (
        rows.ChecklistTask.objects.filter(mission=row, pk=task_id).select_related("file").first()
    )
    if task is None:
        raise NotFoundError(Text("checklist.no_such_task"), Text("checklist.no_such_task_hint"))
    return task


def task_of(task: rows.ChecklistTask) -> Task:
    """Return a row as a task."""
    return from_document(Task, task.document)


def as_planned(task: Task) -> Document:
    """Return what a task is, without how it stands: what its form shows, and what is compared before it is changed."""
    return to_document(replace(task, state=TaskState.OPEN, note="", file="", done_on=None, done_by=""))


_STATES: Mapping[str, Callable[[TaskLine], bool]] = {
    "open": lambda task_line: task_line.task.is_open,
    "late": lambda task_line: bool(task_line.days_late),
    "done": lambda task_line: task_line.task.state is TaskState.DONE,
    "not_needed": lambda task_line: task_line.task.state is TaskState.NOT_NEEDED,
    "all": lambda _task: True,
}


def counts(found: Iterable[TaskLine]) -> tuple[tuple[str, int], ...]:
    """Return how many tasks stand in each state."""
    found = tuple(found)
    return tuple((state, sum(map(_STATES[state], found))) for state in STATES)


def chosen(found: Iterable[TaskLine], state: str, by: str) -> tuple[TaskLine, ...]:
    """Return the tasks in a state, in the order of a list by day, owner or firm."""
    kept = filter(_STATES[state], found)
    return tuple(
        kept if by == "due" else sorted(kept, key=lambda task_line: (not _head(task_line, by), _head(task_line, by)))
    )


def groups(found: Iterable[TaskLine], by: str, language: Language) -> tuple[TaskGroup, ...]:
    """Return tasks, ordered as `chosen` does, under their headings."""
    if by == "due":
        made = groupby(found, key=lambda task_line: (bool(task_line.days_late), task_line.task.due_on))
        late = say(Text("checklist_pages.late"), language)
        return tuple(TaskGroup(late if is_late else "", on, tuple(those)) for (is_late, on), those in made)
    nobody = say(Text("checklist_pages.whole_mission"), language)
    by_head = groupby(found, key=lambda task_line: _head(task_line, by))
    return tuple(TaskGroup(title or nobody, None, tuple(those)) for title, those in by_head)


def _head(task_line: TaskLine, by: str) -> str:
    return task_line.owner if by == "owner" else task_line.firm


def _names(to: Actor) -> dict[str, str]:
    return {colleague.address: colleague.name for colleague in colleagues(to.tenant)}


def _line(
    checklist_task: rows.ChecklistTask, known: Travellers, names: Mapping[str, str], on: date, language: Language
) -> TaskLine:
    task = task_of(checklist_task)
    firm = known.firm_of(task)
    came_from = origin(task.kind)
    return TaskLine(
        checklist_task.pk,
        task,
        task.title.in_language(language),
        known.name(task.whom, language) if task.whom else "",
        known.name(firm, language) if firm else "",
        owner_name(task, known, names, firm, language),
        names.get(task.done_by, task.done_by),
        task.days_late(on),
        is_escalated(task, on),
        came_from[0].rule(came_from[1]) if came_from else None,
        came_from[1].source if came_from else None,
    )


def owner_name(task: Task, known: Travellers, names: Mapping[str, str], firm: str, language: Language) -> str:
    """Return who owns a task, as a person reads it."""
    if task.owner == "firm" and firm:
        return known.name(firm, language)
    return (
        say(Text(f"checklist_pages.owner_{task.owner}"), language)
        if is_word(task.owner)
        else names.get(task.owner, task.owner)
    )


def card(request: Any, row: mission_rows.Mission) -> dict[str, Any] | None:
    """Return how far the checklists are; None without a task. One query."""
    del request
    found = [
        from_document(Task, checklist_task)
        for checklist_task in rows.ChecklistTask.objects.filter(mission=row).values_list("document", flat=True)
    ]
    if not found:
        return None
    on = today(row)
    return {
        "done": sum(not task.is_open for task in found),
        "count": len(found),
        "late": sum(bool(task.days_late(on)) for task in found),
        "next": min((task.due_on for task in found if task.is_open and not task.days_late(on)), default=None),
    }
