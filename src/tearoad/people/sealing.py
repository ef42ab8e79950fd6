"""What is encrypted for one person, and the key that is destroyed when the person is erased."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_BYTES = 32


def derived(secret: str, purpose: str) -> bytes:
    """Return the key of a purpose, derived from the installation's secret (HKDF-SHA256)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"tearoad {purpose}".encode()).derive(secret.encode())


def seal(key: bytes, plain: bytes, about: str) -> tuple[bytes, bytes]:
    """Return nonce and sealed bytes (AES-256-GCM); `about` is bound to them and must be said again to open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce, AESGCM(key).encrypt(nonce, plain, about.encode())


def unseal(key: bytes, nonce: bytes, sealed: bytes, about: str) -> bytes | None:
    """Return what was sealed; None where the key, the bytes or what they are about does not fit."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, about.encode())
    except InvalidTag:
        return None


def wrap(wrapping: bytes, key: bytes, person: str) -> bytes:
    """Return a person's key, encrypted with the installation's."""
    return b"".join(seal(wrapping, key, person))


def unwrap(wrapping: bytes, wrapped: bytes, person: str) -> bytes | None:
    """Return a person's key; None where the installation's secret is another than when it was wrapped."""
    return unseal(wrapping, wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], person)
