"""The chain: each entry's keyed digest covers the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

_FIELDS = (
    "number",
    "code",
    "actor_role",
    "actor_id",
    "subject_kind",
    "subject_id",
    "facts",
    "evidence_digest",
)


def content_of(entry: Any) -> bytes:  # noqa: ANN401  # a row or anything with its fields
    """Return what an entry's digest covers, as canonical JSON."""
    content = {name: getattr(entry, name) for name in _FIELDS} | {"at": entry.at.isoformat()}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def digest(key: bytes, previous: str, content: bytes) -> str:
    """Return the keyed digest (HMAC-SHA256) of an entry that follows `previous`."""
    return hmac.new(key, previous.encode() + b"\n" + content, hashlib.sha256).hexdigest()
