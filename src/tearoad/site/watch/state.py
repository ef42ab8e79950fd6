"""How jobs, messages and workers stand, over all organisations: numbers only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min

from tearoad.office.web.models import Job, JobState
from tearoad.office.web.queries.messages import messages_by_state
from tearoad.web.clock import now
from tearoad.web.limits.disk import free_bytes

HEARTBEAT = "worker.heartbeat"
FRESH_S = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at one moment."""

    jobs: Mapping[str, int]
    messages: Mapping[str, int]
    waiting_s: float
    heartbeat_s: float | None


def seen() -> Seen:
    """Look, with four queries."""
    jobs = dict(Job.across_tenants.values_list("state").annotate(n=Count("*")).order_by())
    waiting = Job.across_tenants.filter(state=JobState.WAITING, not_before__lte=now())
    oldest = waiting.aggregate(at=Min("not_before"))["at"]
    return Seen(
        {state.value: jobs.get(state.value, 0) for state in JobState},
        messages_by_state(),
        (now() - oldest).total_seconds() if oldest else 0.0,
        heartbeat_s(),
    )


def beat() -> None:
    """Say that a worker is alive; the cache stands in the database, so that every machine hears it."""
    cache.set(HEARTBEAT, now().timestamp(), timeout=86_400)


def heartbeat_s() -> float | None:
    """Return how many seconds ago a worker said so; None where none did for a day."""
    at: float | None = cache.get(HEARTBEAT)
    return None if at is None else max(0.0, now().timestamp() - at)


def ready() -> Mapping[str, bool]:
    """Return what must be well before people are let in, each tried now."""
    return {
        "database": _database(),
        "migrations": _migrations(),
        "disk": free_bytes() >= settings.CONFIG.least_free_mb * 1_000_000,
        "store": os.access(settings.DATA, os.W_OK | os.X_OK),
        "worker": _worker(),
    }


def _worker() -> bool:
    ago = heartbeat_s()
    return ago is not None and ago < FRESH_S


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
