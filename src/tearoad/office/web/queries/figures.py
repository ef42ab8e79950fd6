"""How much waits in the office, for whoever watches over the installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Min

from tearoad.office.web.models import Job, JobState, Message, MessageState
from tearoad.web.clock import now


@dataclass(frozen=True, slots=True)
class Counts:
    """Jobs and messages of all organisations together; no name, no address."""

    jobs: Mapping[str, int]
    """By state; a state without any stands with 0."""
    oldest_waiting_s: float
    """How long the oldest job that could run has been waiting for a worker; 0 where none waits."""
    messages: Mapping[str, int]
    ambiguous: int
    """Messages that may have been sent twice."""


def counts() -> Counts:
    """Return what waits, runs and failed; four queries."""
    at = now()
    jobs = dict(Job.across_tenants.order_by().values_list("state").annotate(Count("pk")))
    due = Job.across_tenants.filter(state=JobState.WAITING, not_before__lte=at)
    oldest = due.aggregate(first=Min("not_before"))["first"]
    messages = dict(Message.across_tenants.order_by().values_list("state").annotate(Count("pk")))
    return Counts(
        {one.value: jobs.get(one.value, 0) for one in JobState},
        max((at - oldest).total_seconds(), 0.0) if oldest else 0.0,
        {one.value: messages.get(one.value, 0) for one in MessageState},
        Message.across_tenants.filter(ambiguous=True).count(),
    )
