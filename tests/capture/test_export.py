"""A phone's export is opened by its digits alone, and anything else is refused in words."""

from __future__ import annotations

import base64
import json
import os
import zlib
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from hypothesis import given
from hypothesis import strategies as st

from tearoad.capture import export
from tearoad.capture.export import Carried, Export, open_export
from tearoad.errors import InputError

DIGITS = "1234 5678 9012 3456 7890"
PHONE = UUID("01890000-0000-7000-8000-000000000001")
WHOSE = {"mission": "m", "party": "E01", "phone": str(PHONE)}
INNER = WHOSE | {"revisions": [{"id": "a"}, 7], "authors": ["", str(PHONE)]}


def sealed(inner: object, *, digits: str = DIGITS, packed: bytes | None = None, **changed: object) -> bytes:
    """Return a file as `carry.js` writes it."""
    salt, iv, rounds = os.urandom(16), os.urandom(12), 100_000
    key = PBKDF2HMAC(SHA256(), 32, salt, rounds).derive(digits.replace(" ", "").encode())
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    content = packed or deflate.compress(json.dumps(inner).encode()) + deflate.flush()
    parts = {"salt": salt, "iv": iv, "sealed": AESGCM(key).encrypt(iv, content, None)}
    document: dict[str, Any] = {"tearoad": "floor-export", "format": 1, "rounds": rounds}
    document |= {name: base64.b64encode(part).decode() for name, part in parts.items()}
    return json.dumps(document | changed).encode()


def test_photos_and_memos_come_along() -> None:
    files = [{"digest": "a" * 64, "report": "r", "kind": "voice", "bytes": base64.b64encode(b"hello").decode()}]
    assert open_export(sealed(INNER | {"files": files}), DIGITS).files == (Carried("a" * 64, "voice", b"hello"),)


def test_what_is_too_large_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    content = sealed(INNER)
    monkeypatch.setattr(export, "MOST_BYTES", len(content) - 1)
    with pytest.raises(InputError) as refused:
        open_export(content, DIGITS)
    assert refused.value.text.code == "capture.export_large"


@pytest.mark.parametrize("digits", [DIGITS, "12345678901234567890", " 1234-5678-9012-3456-7890 "])
def test_the_digits_open_it_however_they_are_spaced(digits: str) -> None:
    assert open_export(sealed(INNER), digits) == Export("m", "E01", PHONE, ({"id": "a"}, 7), (None, PHONE))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "export_unread"),
        (b"[]", "export_unread"),
        (b"PK\x03\x04", "export_unread"),
        (sealed(INNER, digits="0000"), "export_locked"),
        (sealed(INNER, format=2), "export_newer"),
        (sealed(INNER, rounds=1), "export_unread"),
        (sealed(INNER, rounds=10**9), "export_unread"),
        (sealed(INNER, sealed="no base64"), "export_unread"),
        (sealed(INNER, packed=b"\xff\xff"), "export_unread"),
        (sealed([]), "export_unread"),
        (sealed(INNER | {"authors": []}), "export_unread"),
        (sealed(INNER | {"phone": "none"}), "export_unread"),
        (sealed(INNER | {"files": 7}), "export_unread"),
        (sealed(INNER | {"files": [{"digest": "a", "kind": "voice", "bytes": "no base64"}]}), "export_unread"),
    ],
)
def test_what_is_no_export_is_refused_and_told_why(content: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        open_export(content, DIGITS)
    assert (refused.value.text.code, refused.value.hint is not None) == (f"capture.{code}", True)


def test_a_file_that_grows_without_end_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_OPENED", 1_500_000)
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    part = b" " * 1_000_000
    packed = b"".join(deflate.compress(part) for _ in range(2)) + deflate.flush()
    with pytest.raises(InputError, match=r"capture\.export_unread"):
        open_export(sealed(None, packed=packed), DIGITS)


@given(content=st.binary(max_size=200))
def test_no_bytes_break_it(content: bytes) -> None:
    with pytest.raises(InputError):
        open_export(content, DIGITS)
