"""Keys derived from the secret of the installation, each for one purpose."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.conf import settings

from tearoad.people.sealing import derived


@lru_cache(maxsize=256)
def _key(secret: str, purpose: str) -> bytes:
    return derived(secret, purpose)


def ledger_key(tenant: UUID) -> bytes:
    """Return the key of one organisation's chain: whoever has it can verify that chain, and no other."""
    return _key(settings.SECRET_KEY, f"ledger {tenant}")


def wrapping_key() -> bytes:
    """Return the key that wraps the keys of persons."""
    return _key(settings.SECRET_KEY, "persons")


def digest_key(purpose: str) -> bytes:
    """Return the key of digests that only compare: tries, sign-in codes."""
    return _key(settings.SECRET_KEY, f"digests {purpose}")
