"""Make a hub for a mission, end it, hand the plan to it and take it back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tearoad.capture.web.actions.hubs.copies import forget_copy
from tearoad.capture.web.models import Hub
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.mission.web.queries.links import digest_of
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now

SECRET_BYTES = 32
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PairedHub:
    """A hub, and the key it says who it is with: it is told once."""

    hub: Hub
    key: str


@transaction.atomic
def make(by: Actor, mission: rows.Mission, name: str) -> PairedHub:
    """Let a server in a hall take in notes for a mission.

    Raises:
        InputError: it has no name, or one that is too long.
        Conflict: there is one of this name, or the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    refuse_archived(mission)
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise InputError(Text("hub_pages.no_name", most=LONGEST_NAME), Text("hub_pages.no_name_hint"))
    rows.Mission.objects.select_for_update().get(pk=mission.pk)
    if Hub.objects.filter(mission=mission, name=called).exists():
        raise Conflict(Text("hub_pages.name_taken", name=called), Text("hub_pages.no_name_hint"))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    hub = Hub.objects.create(mission=mission, name=called, secret_digest=digest_of(secret), made_at=now())
    ledger.append(by, "capture.hub_made", "mission", mission.pk, {"hub": str(hub.pk)})
    return PairedHub(hub, f"{hub.pk}.{secret}")


@transaction.atomic
def end(by: Actor, hub: Hub) -> None:
    """Let a hub in no more; what it brought stays, and a plan that was with it is home's again.

    Raises:
        Conflict: it was ended already.

    """
    require(by, Policy.SEND_LINKS)
    if hub.revoked_at is not None:
        raise Conflict(Text("hub_pages.ended_already"), Text("hub_pages.ended_already_hint"))
    hub.revoked_at = now()
    hub.save(update_fields=["revoked_at"])
    forget_copy(hub)
    rows.PlanLease.objects.filter(mission=hub.mission, hub=hub.pk).delete()
    ledger.append(by, "capture.hub_ended", "mission", hub.mission.pk, {"hub": str(hub.pk)})


@transaction.atomic
def hand_plan(by: Actor, hub: Hub, until: datetime) -> None:
    """Let a hub publish the mission's plan until a time; meanwhile home does not.

    Raises:
        InputError: that time is over.
        Conflict: the hub was ended, the plan is with another hub, or the mission is archived.

    """
    require(by, Policy.PUBLISH)
    refuse_archived(hub.mission)
    rows.Mission.objects.select_for_update().get(pk=hub.mission.pk)
    if hub.revoked_at is not None:
        raise Conflict(Text("hub_pages.ended_already"), Text("hub_pages.ended_already_hint"))
    if until <= now():
        raise InputError(Text("hub_pages.time_over"), Text("hub_pages.time_over_hint"))
    lease = rows.PlanLease.objects.filter(mission=hub.mission).first()
    if lease is not None and lease.hub != hub.pk and lease.until > now():
        text = Text("hub_pages.plan_is_away", hub=lease.hub_name, until=lease.until)
        raise Conflict(text, Text("hub_pages.plan_is_away_hint"))
    facts = {"hub": hub.pk, "hub_name": hub.name, "given_at": now(), "until": until}
    rows.PlanLease.objects.update_or_create(mission=hub.mission, defaults=facts)
    ledger.append(by, "capture.plan_handed", "mission", hub.mission.pk, {"hub": str(hub.pk)})


@transaction.atomic
def take_plan_back(by: Actor, mission: rows.Mission) -> None:
    """Let home publish the plan again, whatever the hub still does: what it publishes from now on comes as a draft.

    Raises:
        Conflict: the plan is with no hub.

    """
    require(by, Policy.PUBLISH)
    lease = rows.PlanLease.objects.filter(mission=mission).first()
    if lease is None:
        raise Conflict(Text("hub_pages.plan_is_here"), Text("hub_pages.plan_is_here_hint"))
    ledger.append(by, "capture.plan_taken_back", "mission", mission.pk, {"hub": str(lease.hub)})
    lease.delete()
