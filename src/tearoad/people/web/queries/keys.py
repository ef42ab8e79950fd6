"""Keys derived from the secret of the installation."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def ledger_key() -> bytes:
    """Return the key of the ledger's digests."""
    return hmac.new(settings.SECRET_KEY.encode(), b"tearoad ledger", hashlib.sha256).digest()
