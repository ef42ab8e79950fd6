"""One thing that must be ready by a day: for the mission, for a firm or for a delegate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from tearoad.values import LocalText

TaskId = NewType("TaskId", str)


class About(StrEnum):
    """For whom a task is done; a template makes one for each of them."""

    MISSION = "mission"
    FIRM = "firm"
    DELEGATE = "delegate"


class TaskState(StrEnum):
    """Where a task stands; lateness is no state, it follows from the day."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class Evidence(StrEnum):
    """What shows that a task is done."""

    NOTE = "note"
    """A sentence: never a scan, as of a visa."""
    FILE = "file"
    EITHER = "either"


class Owner(StrEnum):
    """Who owns a task where no single address is named."""

    OFFICER = "officer"
    """Every officer of the organisation."""
    MANAGER = "manager"
    FIRM = "firm"
    """The firm that the task is about, or the delegate's firm."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be ready, by when, by whom, and how it was shown to be done."""

    id: TaskId
    title: LocalText
    due_on: date
    about: About = About.MISSION
    whom: str = ""
    """The firm's or delegate's id; empty for the mission."""
    kind: str = ""
    """`template.task` of the template it came from; its rule and source stand there."""
    owner: str = Owner.OFFICER.value
    """`officer`, `manager`, `firm`, or an e-mail address."""
    evidence: Evidence = Evidence.EITHER
    escalate_after_days: int | None = None
    """Days late after which somebody else is told as well; None: nobody is."""
    escalate_to: str = Owner.MANAGER.value
    state: TaskState = TaskState.OPEN
    note: str = ""
    """What shows that it is done, or why it is not needed."""
    file: str = ""
    """The name of the file that was handed in."""
    done_on: date | None = None
    done_by: str = ""
    """Who ticked it: an e-mail address."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is TaskState.OPEN

    def days_late(self, today: date) -> int:
        """Return how many days it is late; 0 while it is in time or no longer open."""
        return max((today - self.due_on).days, 0) if self.is_open else 0
