"""Make the address of a calendar that follows the plan, and take it back."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from tearoad.errors import NotFoundError
from tearoad.mission.web.actions.links import LinksStopped
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions import feeds
from tearoad.people import Actor, Policy, Role
from tearoad.people.roles import VISITORS
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.web.queries.publishing.feeds import KIND, feeds_of, subject_of

MOST = 8
"""Addresses somebody may have at once; the oldest makes way for the newest."""


@transaction.atomic
def make_own(by: Actor, mission: Mission, role: Role, party: str) -> str:
    """Return a new address of somebody's calendar; a visitor may only make their own."""
    own = by.role in VISITORS
    require(by, Policy.SEE_OWN_DAY if own else Policy.SEND_LINKS)
    if own and (by.mission, by.role, by.party) != (mission.id, role, party):
        raise NotFoundError(Text("day_pages.no_such_person"), Text("day_pages.no_such_person_hint"))
    for old in feeds_of(mission, role, party)[MOST - 1 :]:
        feeds.revoke(by, old)
    secret = feeds.make(by, KIND, subject_of(mission, role, party))
    return f"{settings.CONFIG.address.rstrip('/')}/feeds/{secret}.ics"


@transaction.atomic
def stop(by: Actor, mission: Mission, role: Role, party: str, feed_id: str) -> None:
    """Take an address back: it answers no more."""
    require(by, Policy.SEND_LINKS)
    for feed in feeds_of(mission, role, party):
        if str(feed.pk) == feed_id:
            feeds.revoke(by, feed)


def stop_with_links(event: LinksStopped) -> None:
    """Take every address of somebody's calendar back along with their links."""
    mission = Mission.objects.get(pk=event.mission_id)
    for feed in feeds_of(mission, event.role, event.party):
        feeds.revoke(event.by, feed)


def webcal(address: str) -> str:
    """Return an address as calendar programs open it: pressing it subscribes."""
    return f"webcal:{address.partition(':')[2]}"
