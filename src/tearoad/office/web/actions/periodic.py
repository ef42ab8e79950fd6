"""Jobs that the system itself asks for, again and again; once in effect, however many workers run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from tearoad.office.web.models import Job as JobRow
from tearoad.office.web.queries.jobs import PERIODIC
from tearoad.people.web.models import Organisation
from tearoad.web.clock import now
from tearoad.web.registry import Job


def turn_of(kind: Job, at: datetime) -> int:
    """Return the number of a periodic job's turn; it is the same for every worker on every machine."""
    return int(at.timestamp() // (kind.every_s or 1))


def ask_periodic(kind: Job, turn: int) -> None:
    """Ask for one turn of a periodic job, for every organisation or once for the system.

    The row's id is made of kind, organisation and turn: a second worker's row is the same row and is left out by the
    database. A turn is also left out while the one before it is unfinished. A job of the system stands among those of
    the oldest organisation; without one there is nothing to do.
    """
    at = now()
    JobRow.across_tenants.bulk_create(
        [
            JobRow(
                id=_id(kind.kind, tenant, turn),
                tenant_id=tenant,
                kind=kind.kind,
                key=PERIODIC,
                asked_at=at,
                not_before=at,
            )
            for tenant in _tenants(kind)
        ],
        ignore_conflicts=True,
    )


def _tenants(kind: Job) -> Iterable[UUID]:
    every = Organisation.objects.order_by("created_at", "pk").values_list("pk", flat=True)
    return every[:1] if kind.system else every


def _id(kind: str, tenant: UUID, turn: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"tearoad:{kind}:{tenant}:{turn}")
