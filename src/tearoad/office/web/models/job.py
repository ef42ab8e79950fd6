"""Work that a worker does: the row is the truth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.text import Text
from tearoad.web.documents import DocumentField


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is."""

    step: Text | None = None
    done: int = 0
    total: int = 0
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a job failed."""

    text: Text
    hint: Text | None = None


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Tenanted):
    """Asked for in the transaction of an action; a killed worker's job runs again when its lease ends."""

    in_hall = AT_HOME
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    """At most one unfinished job of a kind has this key."""
    payload = DocumentField(dict[str, Any], default=dict)
    state = models.CharField(max_length=12, default=JobState.WAITING, choices=[(s.value, s.value) for s in JobState])
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, default="")
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    progress = DocumentField(Progress, default=dict)
    """`{"step": <text document>, "done": 3, "total": 7, "note": <text document or null>}`"""
    result = DocumentField(dict[str, Any], default=dict)
    problem = DocumentField(Problem, default=dict)
    """Why it failed: `{"text": <text document>, "hint": <text document or null>}`."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "not_before"], name="jobs_to_do")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "key"],
                condition=models.Q(state__in=[JobState.WAITING.value, JobState.RUNNING.value]),
                name="one_unfinished_job_a_key",
            )
        ]
