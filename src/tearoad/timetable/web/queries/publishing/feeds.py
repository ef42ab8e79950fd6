"""Calendar feeds of one person in one mission."""

from __future__ import annotations

from uuid import UUID

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import FeedToken
from tearoad.people import Role

KIND = "calendar"


def subject_of(mission: Mission, role: Role, party: str) -> str:
    """Return what a feed of somebody's days is called."""
    return f"{mission.id}/{role.value}/{party}"


def whose(feed: FeedToken) -> tuple[UUID, Role, str]:
    """Return the mission, role and id a feed belongs to."""
    mission, role, party = feed.subject.split("/", 2)
    return UUID(mission), Role(role), party


def feeds_of(mission: Mission, role: Role, party: str) -> tuple[FeedToken, ...]:
    """Return somebody's feeds that still answer, the newest first."""
    rows = FeedToken.objects.filter(kind=KIND, subject=subject_of(mission, role, party), revoked_at=None)
    return tuple(rows.order_by("-made_at"))
