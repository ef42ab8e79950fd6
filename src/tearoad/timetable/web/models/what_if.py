"""Questions asked of a draft, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db import models

from tearoad.mission import Objective
from tearoad.office.web.models import Job
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.timetable.web.models.draft import Draft, DraftState, Failed
from tearoad.timetable.what_if import Verdict
from tearoad.web.documents import DocumentField


@dataclass(frozen=True, slots=True)
class Gain:
    """One goal, before and after: its value and its bound."""

    objective: Objective
    before: tuple[int, int]
    after: tuple[int, int]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question."""

    levels: tuple[Gain, ...] = ()
    fits: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()


class WhatIf(Tenanted):
    """What if there were a table, an interpreter, an hour more? The mission itself is left alone."""

    in_hall = AT_HOME
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=40)
    """As `tearoad timetable explain --what-if` takes it: `table`, `interpreter:ru-zh`, `hour:2`."""
    state = models.CharField(max_length=12, default=DraftState.PLANNING)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    draft_revision = models.PositiveIntegerField()
    """The state of the draft that the answer compares with; an older one than the draft's says: ask again."""
    answer = DocumentField(Answered, default=dict)
    """`{"levels": [{"objective", "before": [value, bound], "after": [value, bound], "verdict"}], "fits": [wish id],
    "given_up": [wish id]}`"""
    stopped_early = models.BooleanField(default=False)
    failure = DocumentField(Failed, default=dict)
    """Why there is no answer: `{"text": <text document>, "hint": <the same or null>}`."""
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "question"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "question"], name="one_answer_a_question")
        ]
