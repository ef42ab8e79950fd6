"""After a laptop was lost: new links for everybody, and phones that come in anew."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone
from tearoad.matching.web.actions.renewing import renew_answer_links
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions import links
from tearoad.mission.web.queries.links import holders
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.web.registry import Event, emit


@dataclass(frozen=True, slots=True)
class WaysInRenewed(Event):
    """Nothing may open any more that opened until now: later stages replace the links that they handed out."""

    mission_id: UUID
    by: Actor


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of the ways in that a lost laptop may have seen in use."""

    sent: int
    """New links on their way by mail."""
    unsent: int
    """Links that were taken back from who has no e-mail address, or may not be met any more."""
    stopped: int
    """Phones."""


@transaction.atomic
def renew_ways_in(by: Actor, mission: rows.Mission, *, new_links: bool, stop_phones: bool) -> Renewed:
    """Let nothing open any more that opened until now: links, and phones with the secrets they speak with.

    Links to one's day and links to answer are replaced, and those of later stages by whoever hears of it. A stopped
    phone hands over what it holds, forgets it, and makes a new secret when a link is opened on it.
    """
    require(by, Policy.SEND_LINKS)
    sent = unsent = 0
    for holder in holders(mission) if new_links else ():
        if not holder.opens:
            continue
        if holder.who.email and holder.who.may_be_met:
            links.send(by, mission, holder.who.role, holder.who.party)
            sent += 1
        else:
            links.revoke(by, mission, holder.who.role, holder.who.party)
            unsent += 1
    if new_links:
        answering = renew_answer_links(by, mission)
        sent, unsent = sent + answering.sent, unsent + answering.unsent
        emit(WaysInRenewed(mission.pk, by))
    phones = list(Phone.objects.filter(mission=mission, revoked_at=None)) if stop_phones else []
    for phone in phones:
        stop(by, phone)
    if new_links or stop_phones:
        facts = {"links": sent + unsent, "phones": len(phones)}
        ledger.append(by, "capture.ways_in_renewed", "mission", mission.pk, facts)
    return Renewed(sent, unsent, len(phones))
