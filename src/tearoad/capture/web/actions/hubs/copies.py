"""The copy of home for a hall's laptop: asked for, kept until it was fetched, let go of."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from django.db import transaction

from tearoad.capture.web.models import Hub
from tearoad.capture.web.queries.hubs import COPY_JOB, CopyWanted, holding
from tearoad.errors import Conflict
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.web.actions import jobs
from tearoad.office.web.actions.files import keep_as_sent
from tearoad.office.web.models import Job
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now

FILE = "hall_copy"
KEEP = timedelta(days=7)
"""How long a copy waits to be fetched."""


@transaction.atomic
def ask_copy(by: Actor, hub: Hub) -> Job:
    """Have a copy made for a hub's laptop; the one before it makes way once it is there.

    Raises:
        Conflict: the hub was ended, or the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    check_open(hub)
    return jobs.ask(by, COPY_JOB, str(hub.pk), CopyWanted(hub=str(hub.pk)))


def check_open(hub: Hub) -> None:
    """Refuse a copy for a hub that was ended, or of a mission that was put away.

    Raises:
        Conflict: it is so.

    """
    refuse_archived(hub.mission)
    if hub.revoked_at is not None:
        raise Conflict(Text("hub_pages.ended_already"), Text("hub_pages.ended_already_hint"))


@transaction.atomic
def keep_copy(by: Actor, hub: Hub, content: bytes, check_code: str) -> None:
    """Keep a copy so that an officer can fetch it.

    Raises:
        Conflict: the hub was ended meanwhile.

    """
    forget_copy(hub)
    name = f"{hub.name}.zip"
    hub.copy = keep_as_sent(by, name=name, content=content, kind=FILE, media_type="application/zip")
    hub.save(update_fields=["copy"])
    note_copy(by, hub, check_code)


@transaction.atomic
def note_copy(by: Actor, hub: Hub, check_code: str) -> None:
    """Write down that a copy was made, and of how many people it tells.

    Raises:
        Conflict: the hub was ended meanwhile.

    """
    check_open(Hub.objects.select_for_update().select_related("mission").get(pk=hub.pk))
    hub.copied_at, hub.held, hub.check_code = now(), asdict(holding(hub.mission)), check_code
    hub.save(update_fields=["copied_at", "held", "check_code"])
    ledger.append(by, "capture.hall_copied", "mission", hub.mission.pk, {"hub": str(hub.pk), **hub.held})


def forget_copy(hub: Hub) -> None:
    """Let go of a hub's copy at home; part of the caller's transaction."""
    kept = hub.copy
    if kept is not None:
        hub.copy = None
        hub.save(update_fields=["copy"])
        kept.delete()


@transaction.atomic
def forget_old_copies() -> int:
    """Let go of the copies that nobody needs any more; return how many."""
    old = Hub.objects.filter(copied_at__lt=now() - KEEP, copy__isnull=False).select_related("copy")
    for hub in old:
        forget_copy(hub)
    return len(old)
