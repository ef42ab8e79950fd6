"""Ask a worker to do something, and take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tearoad.errors import NotFoundError
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.clock import now

UNFINISHED = (JobState.WAITING.value, JobState.RUNNING.value)


@transaction.atomic
def ask(by: Actor, kind: str, key: str, payload: Mapping[str, Any] | None = None) -> Job:
    """Ask for a job in the caller's transaction; the same unfinished job is not asked for twice.

    Raises:
        NotFoundError: no such kind of job.

    """
    if kind not in registry.jobs():
        raise NotFoundError(Text("office.no_such_job", kind=kind))
    found: Job | None = Job.objects.filter(kind=kind, key=key, state__in=UNFINISHED).first()
    if found is not None:
        return found
    at = now()
    made: Job = Job.objects.create(
        kind=kind, key=key, payload=dict(payload or {}), asked_by=by.user, asked_at=at, not_before=at
    )
    return made


@transaction.atomic
def cancel(by: Actor, job: Job) -> None:
    """Wish a job to stop: one that waits is cancelled at once, one that runs sees the wish."""
    del by
    Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.CANCELLED, ended_at=now())
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_wished=True)
