"""The checklists that can be taken into use, and what each would add to a mission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tearoad.checklist import About, Taking, Template, TemplateTask, TripKind, dated
from tearoad.checklist.shipped import SHIPPED, template_named
from tearoad.checklist.template import day_of
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.people import today, travellers
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """A template in the list of all."""

    template: Template
    suits: bool
    tasks: int
    """How many it would add now."""
    there: int
    """How many of it the mission has already."""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One task of a template as the preview shows it."""

    task: TemplateTask
    title: Text
    rule: Text | None
    on: date
    is_past: bool
    adds: int


def template(code: str) -> Template:
    """Return a template.

    Raises:
        NotFoundError: none is called so.

    """
    found = template_named(code)
    if found is None:
        raise NotFoundError(Text("checklist.no_such_template"), Text("checklist.no_such_template_hint"))
    return found


def ids_there(row: mission_rows.Mission) -> frozenset[str]:
    """Return the ids of a mission's tasks; one query."""
    return frozenset(rows.ChecklistTask.objects.filter(mission=row).values_list("code", flat=True))


def taking(row: mission_rows.Mission, moved: dict[str, date] | None = None) -> Taking:
    """Return for whom a template would be taken; two queries."""
    known = travellers(row)
    return Taking(core(row).days[0].on, tuple(known.firms), tuple(known.delegates), moved or {})


def choices(row: mission_rows.Mission) -> tuple[Choice, ...]:
    """Return every template, those made for such a mission first; three queries."""
    known, there = travellers(row), ids_there(row)
    for_whom = Taking(core(row).days[0].on, tuple(known.firms), tuple(known.delegates))
    kind = TripKind.FAIR if any(firm.stand for firm in known.firms.values()) else TripKind.CALLS
    found = []
    for shipped in SHIPPED:
        added = len(dated(shipped, for_whom, there))
        whole = len(dated(shipped, for_whom))
        found.append(Choice(shipped, shipped.suits(core(row).country, kind), added, whole - added))
    return tuple(sorted(found, key=lambda choice: not choice.suits))


def preview(row: mission_rows.Mission, of: Template, moved: dict[str, date]) -> tuple[PlannedTask, ...]:
    """Return what a template would add, with its days; three queries."""
    for_whom, on = taking(row, moved), today(row)
    added = dated(of, for_whom, ids_there(row))
    kinds = [task.kind for task in added]
    made = [
        PlannedTask(
            task,
            of.title_of(task),
            of.rule(task),
            day_of(task, for_whom),
            day_of(task, for_whom) < on,
            kinds.count(f"{of.code}.{task.code}"),
        )
        for task in of.tasks
    ]
    return tuple(sorted(made, key=lambda task: task.on))


def for_whom(task: TemplateTask) -> Text:
    """Return for whom a task is."""
    return Text(f"checklist_pages.about_{About(task.about).value}")
