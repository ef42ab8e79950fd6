"""Checklists that are ready to be taken into use: days are counted backwards from the opening of the fair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from tearoad.checklist.task import About, Evidence, Owner, Task, TaskId
from tearoad.text import Text
from tearoad.values import CountryCode, LocalText
from tearoad.words import say


class TripKind(StrEnum):
    """What a mission does: it stands at a fair, or it calls on buyers without one."""

    FAIR = "fair"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read, and when; rules change, so whoever relies on one looks again."""

    title: str
    address: str
    retrieved_on: date


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """One task of a template."""

    code: str
    """Within the template; the catalogue says it under `checklist_tasks.<template>_<code>`."""
    days_before: int
    """Days before the opening day; below zero: after it. Our usual lead time unless a source stands beside it."""
    about: About = About.MISSION
    owner: Owner = Owner.OFFICER
    evidence: Evidence = Evidence.EITHER
    escalate_after_days: int | None = 3
    escalate_to: Owner = Owner.MANAGER
    source: Source | None = None
    """Where the rule was read that `checklist_rules.<template>_<code>` states; None: it states none."""


@dataclass(frozen=True, slots=True)
class Template:
    """A checklist for a kind of mission, to some countries or to any."""

    code: str
    tasks: tuple[TemplateTask, ...]
    kinds: frozenset[TripKind] = frozenset(TripKind)
    countries: frozenset[CountryCode] = frozenset()
    """Empty: any country."""

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(f"checklist_tasks.{self.code}")

    def suits(self, country: CountryCode, kind: TripKind) -> bool:
        """Whether it was made for such a mission."""
        return kind in self.kinds and (not self.countries or country in self.countries)

    def title_of(self, task: TemplateTask) -> Text:
        """Return what a task is called."""
        return Text(f"checklist_tasks.{self.code}_{task.code}")

    def rule(self, task: TemplateTask) -> Text | None:
        """Return the rule behind a task; None where there is only our habit."""
        return Text(f"checklist_rules.{self.code}_{task.code}") if task.source else None


@dataclass(frozen=True, slots=True)
class Taking:
    """For whom a template is taken into use, and which of its days the organisation moved."""

    opens_on: date
    firms: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()
    moved: Mapping[str, date] = field(default_factory=dict)
    """Task code -> the day the organisation chose instead."""


def day_of(task: TemplateTask, taking: Taking) -> date:
    """Return the day a task of a template falls due."""
    return taking.moved.get(task.code) or taking.opens_on - timedelta(days=task.days_before)


def dated(template: Template, taking: Taking, there: Iterable[str] = ()) -> tuple[Task, ...]:
    """Return the tasks that taking a template into use adds, in the order of their days.

    A task whose id is `there` already is left out: to take a template again adds what is missing, for a firm that
    joined late, and changes nothing else. The titles are written out in three languages and are the office's own from
    then on.
    """
    known = frozenset(there)
    made = [_task(template, task, taking, whom) for task in template.tasks for whom in _each(task.about, taking)]
    return tuple(sorted((task for task in made if task.id not in known), key=lambda task: task.due_on))


def _each(about: About, taking: Taking) -> Iterator[str]:
    yield from {About.MISSION: ("",), About.FIRM: taking.firms, About.DELEGATE: taking.delegates}[about]


def _task(template: Template, task: TemplateTask, taking: Taking, whom: str) -> Task:
    title = template.title_of(task)
    return Task(
        id=TaskId("-".join(filter(None, (template.code, task.code, whom)))[:80]),
        title=LocalText.of(partial(say, title)),
        due_on=day_of(task, taking),
        about=task.about,
        whom=whom,
        kind=f"{template.code}.{task.code}",
        owner=task.owner.value,
        evidence=task.evidence,
        escalate_after_days=task.escalate_after_days,
        escalate_to=task.escalate_to.value,
    )
