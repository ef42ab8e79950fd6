"""A phone's export: what it holds and no backup does, in a file that only its digits open.

The key is made by PBKDF2 with HMAC-SHA-256 (RFC 8018); the content is raw DEFLATE (RFC 1951), sealed with AES-256-GCM
(NIST SP 800-38D). The phone writes it in `carry.js`.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar
from uuid import UUID

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values.json_data import WRONG, NoJson, data_of

_T = TypeVar("_T")

KIND = "floor-export"
FORMAT = 1
MOST_BYTES = 100_000_000
MOST_OPENED = 150_000_000
"""Bytes of a file as it came, and unpacked."""
MOST_REVISIONS, MOST_FILES = 20_000, 20_000
_ROUNDS = range(100_000, 5_000_001)
"""With fewer no phone seals; with more somebody wants to keep the server busy."""
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Sealed:
    """The file, by the names that `carry.js` gives its parts, whatever they hold; bytes are in base64."""

    tearoad: str
    """What kind of file it is."""
    format: int
    rounds: Any
    salt: str
    iv: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Package:
    """What is sealed in it, likewise."""

    mission: str
    party: str
    phone: str
    revisions: Any
    authors: Any
    files: Any = field(default_factory=list)
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A photo or voice memo in it, likewise."""

    digest: str
    kind: str
    bytes: str
    report: str = ""
    type: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Carried:
    """A photo or voice memo in a file."""

    digest: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Export:
    """What a phone handed over in a file."""

    mission: str
    party: str
    phone: UUID
    """Which phone made the file."""
    revisions: tuple[object, ...]
    """JSON data as phones send it, whatever it is."""
    authors: tuple[UUID | None, ...]
    """Which phone made each revision; None for the one that made the file."""
    files: tuple[Carried, ...] = ()


def open_export(content: bytes, digits: str) -> Export:
    """Return what a file holds. Spaces and dashes within the digits make no difference.

    Raises:
        InputError: it is none, is too large, is of a newer form, or the digits are not its.

    """
    if len(content) > MOST_BYTES:
        raise InputError(Text("capture.export_large", most=MOST_BYTES // 1_000_000), Text("capture.export_unread_hint"))
    try:
        outer = _outer(content)
        packed = _unsealed(outer, digits)
        return _export(data_of(_unpacked(packed)))
    except NoJson as error:
        raise InputError(Text("capture.export_unread"), Text("capture.export_unread_hint")) from error
    except InputError:
        raise
    except (*WRONG, zlib.error) as error:
        raise InputError(Text("capture.export_unread"), Text("capture.export_unread_hint")) from error


def _declared(kind: type[_T], found: Mapping[str, Any]) -> _T:
    """Return the parts that a class declares; what a newer page has besides is left aside."""
    names = {part.name for part in fields(kind)}  # type: ignore[arg-type]  # a dataclass
    return kind(**{name: found[name] for name in found if name in names})


def _outer(content: bytes) -> Sealed:
    outer = _declared(Sealed, data_of(content))
    if outer.tearoad != KIND:
        raise ValueError(outer.tearoad)
    if outer.format != FORMAT:
        raise InputError(Text("capture.export_newer"), Text("capture.export_newer_hint"))
    return outer


def _unsealed(outer: Sealed, digits: str) -> bytes:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # only who opens an export pays for it
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # only who opens an export pays for it
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # only who opens an export pays for it
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC  # noqa: PLC0415  # only who opens an export pays for it

    rounds = outer.rounds
    if not isinstance(rounds, int) or rounds not in _ROUNDS:
        raise ValueError(rounds)
    salt, iv, sealed = (base64.b64decode(part, validate=True) for part in (outer.salt, outer.iv, outer.sealed))
    said = "".join(sign for sign in digits if sign.isdecimal() and sign.isascii())
    key = PBKDF2HMAC(SHA256(), _KEY_BYTES, salt, rounds).derive(said.encode())
    try:
        return AESGCM(key).decrypt(iv, sealed, None)
    except InvalidTag as error:
        raise InputError(Text("capture.export_locked"), Text("capture.export_locked_hint")) from error


def _unpacked(packed: bytes) -> bytes:
    opening = zlib.decompressobj(-zlib.MAX_WBITS)
    found = opening.decompress(packed, MOST_OPENED)
    if not opening.eof:
        raise ValueError(len(packed))
    return found


def _export(found: Mapping[str, Any]) -> Export:
    inner = _declared(Package, found)
    revisions, authors = inner.revisions, inner.authors
    if not isinstance(revisions, list) or not isinstance(authors, list) or len(revisions) != len(authors):
        raise ValueError(len(revisions))
    if len(revisions) > MOST_REVISIONS or len(inner.files) > MOST_FILES:
        raise ValueError(len(revisions))
    return Export(
        mission=str(inner.mission),
        party=str(inner.party),
        phone=UUID(inner.phone),
        revisions=tuple(revisions),
        authors=tuple(UUID(author) if author else None for author in authors),
        files=tuple(map(_carried, inner.files)),
    )


def _carried(found: Mapping[str, Any]) -> Carried:
    file = _declared(PackedFile, found)
    return Carried(str(file.digest), str(file.kind), base64.b64decode(file.bytes, validate=True))
