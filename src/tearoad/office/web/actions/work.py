"""What a worker does to job rows: claim, keep, finish, fail, give back. Each is one short transaction of its own.

A claim is known by a token made for it, `Claim.worker`; a later word on the job is only taken from whoever holds it.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from tearoad.office.web.models import Job, JobState
from tearoad.office.web.queries.timing import timing
from tearoad.text import Text
from tearoad.values.document import text_to_document
from tearoad.web.clock import now


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a job until its lease ends."""

    job_id: UUID
    tenant: UUID
    kind: str
    payload: Mapping[str, Any]
    asked_by: UUID | None
    worker: str
    attempt: int


def claim(kinds: Iterable[str]) -> Claim | None:
    """Take the job that has waited longest, or one whose worker was not heard of any more; None: nothing to do.

    Looking costs one plain query and no lock. Only when there is something, a transaction takes it: on PostgreSQL rows
    that others are taking are skipped, on SQLite the transaction has the write lock from its start.
    """
    due = _due(tuple(kinds))
    while due.exists():
        with transaction.atomic():
            row = due.select_for_update(skip_locked=True).order_by("not_before", "pk").first()
            if row is None:
                return None
            taken = _take(row)
        if taken is not None:
            return taken
    return None


def beat(held: Claim, progress: Mapping[str, Any] | None = None) -> bool:
    """Prolong the lease, and keep how far the job is; False: the job is not ours any more."""
    at = now()
    news = {} if progress is None else {"progress": dict(progress)}
    return bool(_ours(held).update(heartbeat_at=at, lease_until=at + timedelta(seconds=timing().lease_s), **news))


def is_cancelled(held: Claim) -> bool:
    """Whether somebody wishes the job to stop, or it is not ours any more; one query, no lock."""
    return _ours(held).values_list("cancel_requested", flat=True).first() is not False


def finish(held: Claim, result: Mapping[str, Any]) -> bool:
    """Write that it is done; False: it is not ours any more, and its result is refused.

    A job that was to stop ends as cancelled, unless its result says that it had its effect before.
    """
    with transaction.atomic():
        ends = {"result": dict(result), "ended_at": now(), "lease_until": None}
        if not result and _ours(held).filter(cancel_requested=True).update(state=JobState.CANCELLED, **ends):
            return True
        return bool(_ours(held).update(state=JobState.DONE, problem={}, **ends))


def stopped(held: Claim) -> bool:
    """Write that it stopped without an effect: cancelled where that was wished, else it waits again, uncounted."""
    with transaction.atomic():
        if (
            _ours(held)
            .filter(cancel_requested=True)
            .update(state=JobState.CANCELLED, ended_at=now(), lease_until=None, result={})
        ):
            return True
        return bool(
            _ours(held).update(
                state=JobState.WAITING,
                attempts=held.attempt - 1,
                not_before=now(),
                lease_until=None,
                started_at=None,
                worker="",
                progress={},
            )
        )


def fail(held: Claim, text: Text, hint: Text | None, *, again: bool) -> bool:
    """Write why it failed. `again`: it is a fault that may pass, so it waits and is tried again, a few times."""
    wait = timing().job_wait(held.attempt) if again else None
    problem = {"text": text_to_document(text), "hint": text_to_document(hint) if hint else None}
    at = now()
    with transaction.atomic():
        # What somebody wished to stop is not tried again.
        if wait is not None and _ours(held).filter(cancel_requested=False).update(
            state=JobState.WAITING, not_before=at + wait, lease_until=None, worker="", problem=problem
        ):
            return True
        return bool(_ours(held).update(state=JobState.FAILED, ended_at=at, lease_until=None, problem=problem))


def postpone(held: Claim) -> bool:
    """Let it wait until there is room on the disk: the attempt does not count, and it is never given up for that."""
    problem = {
        "text": text_to_document(Text("office.job_disk")),
        "hint": text_to_document(Text("office.job_disk_hint")),
    }
    return bool(
        _ours(held).update(
            state=JobState.WAITING,
            attempts=held.attempt - 1,
            not_before=now() + timedelta(seconds=timing().disk_wait_s),
            lease_until=None,
            worker="",
            problem=problem,
        )
    )


def _ours(held: Claim) -> QuerySet[Job]:
    rows: QuerySet[Job] = Job.across_tenants.filter(
        pk=held.job_id, state=JobState.RUNNING, worker=held.worker, attempts=held.attempt
    )
    return rows


def _due(kinds: tuple[str, ...]) -> QuerySet[Job]:
    at = now()
    waiting = Q(state=JobState.WAITING, not_before__lte=at)
    forsaken = Q(state=JobState.RUNNING, lease_until__lt=at)
    rows: QuerySet[Job] = Job.across_tenants.filter(waiting | forsaken, kind__in=kinds)
    return rows


def _take(row: Job) -> Claim | None:
    """Take a locked row; None where nobody may work on it any more: then that is written down."""
    at = now()
    forsaken = row.state == JobState.RUNNING
    mine = Job.across_tenants.filter(pk=row.pk)
    if forsaken and row.cancel_requested:
        mine.update(state=JobState.CANCELLED, ended_at=at, lease_until=None)
        return None
    if forsaken and row.attempts >= timing().workers_lost:
        problem = {"text": text_to_document(Text("office.job_forsaken", count=row.attempts)), "hint": None}
        mine.update(state=JobState.FAILED, ended_at=at, lease_until=None, problem=problem)
        return None
    worker = f"{platform.node()[:40]}:{os.getpid()}:{uuid4().hex[:12]}"
    mine.update(
        state=JobState.RUNNING,
        worker=worker,
        attempts=row.attempts + 1,
        started_at=at,
        heartbeat_at=at,
        lease_until=at + timedelta(seconds=timing().lease_s),
        progress={},
    )
    return Claim(row.pk, row.tenant_id, row.kind, row.payload, row.asked_by, worker, row.attempts + 1)
