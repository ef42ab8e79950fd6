"""Which phone speaks, and what stands against taking in what it says."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from tearoad.capture.web.models import Phone
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.links import digest_of, state_of
from tearoad.mission.web.queries.receivers import may_be_met
from tearoad.people import Policy, Role, allowed
from tearoad.text import Text

LONGEST_SECRET = 100


def phone_of(authorization: str) -> Phone | None:
    """Return who speaks by a header `Phone <id> <secret>`, None where nobody does who is known here."""
    return _known(authorization, "Phone", speaking)


def asker_of(authorization: str) -> Phone | None:
    """Return the locked phone that asks by a header `Asking <id> <token>`, None where there is none."""
    return _known(authorization, "Asking", phone_of_token)


def _known(authorization: str, wanted: str, find: Callable[[UUID, str], Phone | None]) -> Phone | None:
    kind, _, text = authorization.partition(" ")
    identity, _, secret = text.partition(" ")
    if kind != wanted or not 0 < len(secret) <= LONGEST_SECRET:
        return None
    try:
        return find(UUID(identity), secret)
    except ValueError:
        return None


def speaking(phone: UUID, secret: str) -> Phone | None:
    """Return the phone that knows this secret, None where there is none.

    It is looked for across organisations: until then nobody knows whose phone it is.
    """
    found: Phone | None = Phone.across_tenants.select_related("mission", "link").filter(pk=phone).first()
    if found is None or not hmac.compare_digest(found.secret_digest, digest_of(secret)):
        return None
    return found


def phone_of_token(phone: UUID, token: str) -> Phone | None:
    """Return the phone whose token this is, None where there is none.

    With it a locked phone asks whether it was stopped; who has it can make no secret from it.
    """
    found: Phone | None = Phone.across_tenants.filter(pk=phone).first()
    if found is None or not hmac.compare_digest(digest_of(f"asks {found.secret_digest}").encode(), token.encode()):
        return None
    return found


def hindrances(phone: Phone, at: datetime) -> Iterator[Text]:
    """Yield why what a phone sends waits for a person; nothing where it is taken in."""
    if phone.revoked_at is not None:
        yield Text("capture.by_stopped_phone", at=phone.revoked_at)
    state = state_of(phone.link, at)
    if state == "revoked":
        yield Text("capture.by_revoked_link")
    elif state == "expired":
        yield Text("capture.by_expired_link", at=phone.link.expires_at)
    if phone.mission.archived_at is not None:
        yield Text("capture.to_archived")
    if not may_be_met(phone.mission, Role(phone.role), phone.party):
        yield Text("capture.by_outsider")


def writes(phone: Phone) -> bool:
    """Whether a phone is one of a firm, which writes; others only have their days on it."""
    return allowed(Role(phone.role), Policy.CAPTURE)


def phones_of(mission: rows.Mission) -> tuple[Phone, ...]:
    """Return every phone of a mission, by whom it writes for; one query."""
    return tuple(Phone.objects.filter(mission=mission))
