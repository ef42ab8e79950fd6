"""Made-up photos and recordings, as phones send them."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from PIL import Image, ImageDraw

from tearoad.capture import FileKind
from tearoad.capture.web.actions.files import Claim


def photo(words: str = "Example", *, size: tuple[int, int] = (640, 400), turned: bool = False) -> bytes:
    """Return a photo with some words on it; `turned` as a camera held upright writes it, with place and maker."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((20, 20), words, fill="black")
    out, exif = io.BytesIO(), Image.Exif()
    if turned:
        exif[0x0112], exif[0x010F] = 6, "Secret Camera"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def memo(said: bytes = b"hello") -> bytes:
    """Return what begins as a recording of a browser does."""
    return b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + said


def claim(content: bytes, kind: FileKind = FileKind.CARD_FRONT) -> Claim:
    """Return what a phone says of these bytes."""
    return Claim(hashlib.sha256(content).hexdigest(), kind)


def named(content: bytes, kind: FileKind = FileKind.CARD_FRONT) -> dict[str, Any]:
    """Return how a revision names these bytes."""
    media_type = "audio/webm" if kind is FileKind.VOICE else "image/jpeg"
    digest = claim(content, kind).digest
    return {"digest": digest, "kind": kind.value, "type": media_type, "size": len(content)}
