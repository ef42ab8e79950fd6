"""Ask a worker to do something, take it back, try it again."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from tearoad.errors import Conflict, NotFoundError
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.clock import now

UNFINISHED = (JobState.WAITING.value, JobState.RUNNING.value)


@transaction.atomic
def ask(by: Actor, kind: str, key: str, payload: Mapping[str, object] | None = None) -> Job:
    """Ask for a job in the caller's transaction; the same unfinished job is not asked for twice.

    The action that asks has asked the policy. A job that already runs may have read what the caller just changed: put
    what the work depends on (a revision) into the key.

    Raises:
        NotFoundError: no such kind of job.
        Conflict: the same job is just being stopped.

    """
    if kind not in registry.jobs():
        raise NotFoundError(Text("office.no_such_job", kind=kind))
    for _ in range(3):
        job = _unfinished(kind, key) or _create_job(by, kind, key, payload or {})
        if job is not None:
            return job
    raise Conflict(Text("office.job_asked_meanwhile"), Text("office.job_stopping_hint"))


@transaction.atomic
def cancel(by: Actor, job: Job) -> None:
    """Wish a job to stop: one that waits is cancelled at once, one that runs sees the wish."""
    require(by, Policy.RUN_OFFICE)
    waiting = Job.objects.filter(pk=job.pk, state=JobState.WAITING)
    running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    if waiting.update(state=JobState.CANCELLED, ended_at=now()) or running.update(cancel_requested=True):
        ledger.append(by, "office.job_cancelled", "job", job.pk, {"kind": job.kind})


@transaction.atomic
def again(by: Actor, job: Job) -> None:
    """Let a failed or cancelled job wait again, as if it had never been tried.

    Raises:
        Conflict: it did not fail, or the same job was asked for in the meantime.

    """
    require(by, Policy.RUN_OFFICE)
    ended = Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED))
    at = now()
    try:
        with transaction.atomic():
            changed = ended.update(
                state=JobState.WAITING,
                attempts=0,
                cancel_requested=False,
                not_before=at,
                asked_at=at,
                started_at=None,
                ended_at=None,
                progress={},
                problem={},
            )
    except IntegrityError as taken:
        raise Conflict(Text("office.job_asked_meanwhile"), Text("office.job_again_hint")) from taken
    if not changed:
        raise Conflict(Text("office.job_not_failed"), Text("office.job_again_hint"))
    ledger.append(by, "office.job_again_asked", "job", job.pk, {"kind": job.kind})


def _unfinished(kind: str, key: str) -> Job | None:
    job: Job | None = Job.objects.filter(kind=kind, key=key, state__in=UNFINISHED).first()
    if job is not None and job.cancel_requested:
        raise Conflict(Text("office.job_stopping"), Text("office.job_stopping_hint"))
    return job


def _create_job(by: Actor, kind: str, key: str, payload: Mapping[str, object]) -> Job | None:
    """Return the new job; None where somebody else asked for it at the same moment."""
    at = now()
    try:
        with transaction.atomic():
            made: Job = Job.objects.create(
                kind=kind, key=key, payload=dict(payload), asked_by=by.user, asked_at=at, not_before=at
            )
    except IntegrityError:
        return None
    return made
