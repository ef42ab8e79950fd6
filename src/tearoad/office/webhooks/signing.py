"""What a notice carries, so that its receiver knows who sent it, when, and whether it had it before.

The headers are those of Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """Return a new secret, as both sides write it down."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signature(secret: str, notice: str, at: int, body: bytes) -> str:
    """Return the signature of a notice, sent at a moment (Unix seconds), by one secret."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{notice}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers_of(notice: str, at: int, body: bytes, keys: Iterable[str]) -> Mapping[str, str]:
    """Return the headers of a notice: while a secret is being replaced it is signed by both."""
    return {
        "Content-Type": "application/json",
        "webhook-id": notice,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signature(key, notice, at, body) for key in keys),
    }
