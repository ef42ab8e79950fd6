"""How much waits in the office, for whoever watches over the installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Min

from tearoad.office.web.models import AccountMessage, Job, JobState, Message
from tearoad.office.web.queries.messages import messages_by_state
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
    """Return what waits, runs and failed; six queries."""
    at = now()
    jobs = dict(Job.across_tenants.order_by().values_list("state").annotate(Count("pk")))
    due = Job.across_tenants.filter(state=JobState.WAITING, not_before__lte=at)
    oldest = due.aggregate(first=Min("not_before"))["first"]
    return Counts(
        {state.value: jobs.get(state.value, 0) for state in JobState},
        max((at - oldest).total_seconds(), 0.0) if oldest else 0.0,
        messages_by_state(),
        sum(rows.filter(ambiguous=True).count() for rows in (Message.across_tenants, AccountMessage.objects)),
    )
