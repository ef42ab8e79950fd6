"""Let a phone write for somebody, and stop it."""

from __future__ import annotations

import hmac
import re
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tearoad.capture.web.models import Phone
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.mission.web.queries.links import digest_of
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now

SECRET = re.compile(r"[A-Za-z0-9_-]{43,100}")
"""What a phone makes for itself: at least 32 bytes that nobody guesses."""
DEVICES = frozenset({"android", "iphone", "ipad", "computer"})
"""What kinds of phone are told apart; any other is just a phone."""
_VERSION = 7


@transaction.atomic
def enrol(by: Actor, link: rows.SignedLink, phone: UUID, secret: str, device: str) -> Phone:
    """Let the phone with this id be that of whom the link is for; who knows its id and not its secret is another phone.

    Args:
        by: whom the link let in.
        link: the signed link that was opened on the phone.
        phone: the id the phone made for itself, a UUID of version 7.
        secret: what the phone made to speak with, see `SECRET`; only its digest is kept.
        device: what kind of phone it says it is; see `DEVICES`.

    Raises:
        InputError: the id or the secret is none that a phone makes.
        Conflict: the phone was stopped, it writes for somebody else or has another secret; or the mission is archived.

    """
    require(by, Policy.CARRY_PHONE)
    refuse_archived(link.mission)
    if phone.version != _VERSION or not SECRET.fullmatch(secret):
        raise InputError(Text("capture.phone_id"), Text("capture.phone_id_hint"))
    rows.Mission.objects.select_for_update().get(pk=link.mission_id)  # two phones at once get two numbers
    digest, at = digest_of(secret), now()
    found: Phone | None = Phone.across_tenants.filter(Q(pk=phone) | Q(secret_digest=digest)).first()
    if found is not None:
        _check_same(found, phone, digest, link)
        found.link, found.seen_at = link, at
        found.save(update_fields=["link", "seen_at"])
        return found
    of_party = {"mission": link.mission, "role": link.role, "party": link.party}
    made: Phone = Phone.objects.create(
        id=phone,
        **of_party,
        link=link,
        number=Phone.objects.filter(**of_party).count() + 1,
        secret_digest=digest,
        device=device if device in DEVICES else "",
        enrolled_at=at,
        seen_at=at,
    )
    facts = {"role": link.role, "party": link.party, "number": made.number}
    ledger.append(by, "capture.phone_let_in", "mission", link.mission_id, facts)
    return made


@transaction.atomic
def stop(by: Actor, phone: Phone) -> None:
    """Stop a phone that was lost or handed on: what it still sends is kept aside, and at its next contact it forgets.

    Raises:
        Conflict: it was stopped already.

    """
    require(by, Policy.SEND_LINKS)
    if phone.revoked_at is not None:
        raise Conflict(Text("capture.stopped_already"), Text("capture.stopped_already_hint"))
    phone.revoked_at = now()
    phone.save(update_fields=["revoked_at"])
    facts = {"role": phone.role, "party": phone.party, "number": phone.number, "waiting": phone.waiting}
    ledger.append(by, "capture.phone_stopped", "mission", phone.mission.pk, facts)


def _check_same(phone: Phone, identity: UUID, digest: str, link: rows.SignedLink) -> None:
    if phone.pk != identity or not hmac.compare_digest(phone.secret_digest, digest):
        raise Conflict(Text("capture.phone_taken"), Text("capture.phone_taken_hint"))
    here = (phone.tenant_id, phone.mission.pk, phone.role, phone.party)
    if here != (link.tenant_id, link.mission_id, link.role, link.party):
        raise Conflict(Text("capture.phone_of_other"), Text("capture.phone_of_other_hint"))
    if phone.revoked_at is not None:
        raise Conflict(Text("capture.phone_stopped"), Text("capture.phone_stopped_hint"))
