"""A mission's servers in halls, and where its plan is."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import TypedDict
from uuid import UUID

from django.conf import settings

from tearoad.capture.web.models import Hub, Phone, SentRevision
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.links import digest_of
from tearoad.mission.web.queries.missions import core
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.queries.jobs import JobCard, card
from tearoad.people.web.models import Membership
from tearoad.text import Text
from tearoad.web.clock import now

COPY_JOB = "capture.hall_copy"
"""The kind of the job that makes a copy: the site answers it, which alone knows every row."""


class CopyWanted(TypedDict):
    """For which hub a copy is made."""

    hub: str


@dataclass(frozen=True, slots=True)
class Holding:
    """Of how many people the copy on a hall's laptop tells, and how many may come in with what it holds."""

    colleagues: int
    """Who may sign in there."""
    firms: int
    people: int
    """Delegates and interpreters."""
    visitors: int
    """Whom firms have written down."""
    links: int
    phones: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A hub, and whether the plan is with it."""

    hub: Hub
    lease: rows.PlanLease | None
    is_over: bool
    """Whether the time is over for which it has the plan."""
    job: JobCard | None
    """The making of its copy, as long as it is not done."""

    @property
    def command(self) -> str:
        """What to type on the laptop; empty where there is no copy to fetch."""
        copy = self.hub.copy
        return f'tearoad restore "{copy.name}" --code {self.hub.check_code}' if copy else ""


LONGEST_SECRET = 100


def hub_of_key(authorization: str) -> Hub | None:
    """Return which hub speaks by a header `Hub <id>.<secret>`, None where none does that is known here."""
    kind, _, key = authorization.partition(" ")
    identity, _, secret = key.partition(".")
    if kind != "Hub" or not 0 < len(secret) <= LONGEST_SECRET:
        return None
    try:
        return speaking(UUID(identity), secret)
    except ValueError:
        return None


def speaking(hub: UUID, secret: str) -> Hub | None:
    """Return the hub that knows this secret and was not ended; it is looked for across organisations."""
    found: Hub | None = Hub.across_tenants.select_related("mission").filter(pk=hub, revoked_at=None).first()
    if found is None or not hmac.compare_digest(found.secret_digest, digest_of(secret)):
        return None
    return found


def hubs(mission: rows.Mission) -> tuple[Placed, ...]:
    """Return every hub of a mission; three queries."""
    lease = rows.PlanLease.objects.filter(mission=mission).first()
    is_over = lease is not None and lease.until <= now()
    query = Hub.objects.filter(mission=mission).select_related("copy")
    made = Job.objects.filter(kind=COPY_JOB, key__in=[str(hub.pk) for hub in query]).order_by("asked_at")
    last = {job.key: job for job in made}
    jobs = {key: card(job) for key, job in last.items() if job.state != JobState.DONE}
    return tuple(
        Placed(hub, lease if lease is not None and lease.hub == hub.pk else None, is_over, jobs.get(str(hub.pk)))
        for hub in query
    )


def holding(mission: rows.Mission) -> Holding:
    """Return what a copy of a mission that is made now tells of people; seven queries."""
    colleagues = Membership.objects.filter(organisation=mission.tenant_id, pending=False, user__is_active=True)
    return Holding(
        colleagues=colleagues.count(),
        firms=rows.Participation.objects.filter(mission=mission).count(),
        people=sum(kind.objects.filter(mission=mission).count() for kind in (rows.Delegate, rows.Interpreter)),
        visitors=SentRevision.objects.filter(mission=mission).order_by().values("report").distinct().count(),
        links=rows.SignedLink.objects.filter(mission=mission, revoked_at=None).count(),
        phones=Phone.objects.filter(mission=mission, revoked_at=None).count(),
    )


def hub_of(mission: rows.Mission, hub: UUID) -> Hub:
    """Return one hub of a mission.

    Raises:
        NotFoundError: there is none.

    """
    found: Hub | None = Hub.objects.select_related("mission").filter(mission=mission, pk=hub).first()
    if found is None:
        raise NotFoundError(Text("hub_pages.no_such_hub"), Text("hub_pages.no_such_hub_hint"))
    return found


def ends_of_days(mission: rows.Mission) -> Mapping[str, datetime]:
    """Return until when the plan can be handed: the end of each day of the mission, by its date."""
    zone, trip = core(mission).fair_zone, core(mission)
    return {day.on.isoformat(): datetime.combine(day.on, time(23, 59), zone) for day in trip.days}


def here() -> UUID | None:
    """Return which hub this site is; None at home."""
    uuid: UUID | None = settings.HUB
    return uuid
