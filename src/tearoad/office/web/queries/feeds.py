"""Which feed a secret opens."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db.models import Q

from tearoad.office.web.models import FeedToken
from tearoad.web.clock import now

_TOUCH = timedelta(minutes=1)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_feed(secret: str) -> FeedToken | None:
    """Return the feed of a secret, of whichever organisation; None where it opens none, or not any more.

    A guess costs what the right secret costs: one digest and one look into the index. That a feed was used is written
    down at most once a minute.
    """
    token: FeedToken | None = FeedToken.across_tenants.filter(token_digest=digest_of(secret)).first()
    if token is None or token.revoked_at is not None:
        return None
    at = now()
    if token.last_used_at is None or token.last_used_at < at - _TOUCH:
        unused = Q(last_used_at=None) | Q(last_used_at__lt=at - _TOUCH)
        FeedToken.across_tenants.filter(unused, pk=token.pk).update(last_used_at=at)
    return token
