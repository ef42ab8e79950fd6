"""Make and revoke the right to a calendar feed."""

from __future__ import annotations

import secrets

from django.db import transaction

from tearoad.office.web.models import FeedToken
from tearoad.office.web.queries.feeds import digest_of
from tearoad.people import Actor, Policy
from tearoad.people.roles import VISITORS
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.web.clock import now


@transaction.atomic
def make(by: Actor, kind: str, subject: str) -> str:
    """Make a feed and return its secret, which is told once and kept nowhere.

    Whoever sends links makes feeds for others; a visitor makes their own.
    """
    require(by, Policy.SEE_OWN_DAY if by.role in VISITORS else Policy.SEND_LINKS)
    secret = secrets.token_urlsafe(32)
    made: FeedToken = FeedToken.objects.create(
        kind=kind, subject=subject, token_digest=digest_of(secret), made_at=now()
    )
    ledger.append(by, "office.feed_made", "feed", made.pk, {"kind": kind})
    return secret


@transaction.atomic
def revoke(by: Actor, feed: FeedToken) -> None:
    """Close a feed for good."""
    require(by, Policy.SEE_OWN_DAY if by.role in VISITORS else Policy.SEND_LINKS)
    if FeedToken.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=now()):
        ledger.append(by, "office.feed_revoked", "feed", feed.pk, {"kind": feed.kind})
