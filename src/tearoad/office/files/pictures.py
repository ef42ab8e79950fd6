"""Pictures painted anew: only what is seen comes through; no place, no camera, no hidden program."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass

from tearoad.errors import InputError, UnsafeFile
from tearoad.text import Text

MAX_PIXELS = 40_000_000
"""A good camera's; more is a bomb or a poster."""
_TAKEN = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    content: bytes
    media_type: str
    ending: str


def repainted(content: bytes, longest: int | None = None) -> Picture:
    """Return a picture painted anew: PNG where it is one or is see-through, else JPEG; upright as it was meant.

    Painting twice is painting once: a JPEG in which nothing hides comes back byte for byte, and loses nothing.

    Args:
        content: the file's bytes.
        longest: how many pixels its longer side may have; a larger one is made smaller.

    Raises:
        UnsafeFile: it has too many pixels.
        InputError: it cannot be read as JPEG, PNG or WebP.

    """
    from PIL import Image, ImageOps  # noqa: PLC0415  # only for those who keep pictures

    try:
        # What is broken in the EXIF is told to nobody: nothing of it is kept.
        quiet = warnings.catch_warnings(action="ignore", category=UserWarning)
        with quiet, Image.open(io.BytesIO(content), formats=_TAKEN) as file:
            _check_pixels(file.width, file.height)
            lossless = file.format == "PNG" or file.has_transparency_data
            is_small = longest is None or max(file.size) <= longest
            as_it_is = file.format == "JPEG" and is_small and _is_bare(content)
            if longest is not None and file.format == "JPEG":  # it is then read only as finely as needed: much sooner
                file.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(file).convert("RGBA" if file.has_transparency_data else "RGB")
    except UnsafeFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise UnsafeFile(_how_large(bomb), _smaller()) from bomb
    except (OSError, ValueError, SyntaxError) as wrong:
        raise InputError(Text("office.picture_unreadable"), Text("office.picture_unreadable_hint")) from wrong
    if as_it_is:
        return Picture(content, "image/jpeg", ".jpg")
    if longest is not None:
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    # A new canvas: nothing that came with the picture (EXIF, profiles, comments) is on it.
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    made = io.BytesIO()
    if lossless:
        bare.save(made, "PNG", optimize=False)
        return Picture(made.getvalue(), "image/png", ".png")
    bare.save(made, "JPEG", quality=88)
    return Picture(made.getvalue(), "image/jpeg", ".jpg")


_START, _JFIF, _SCAN = b"\xff\xd8", 0xE0, 0xDA
_SEEN = frozenset({_JFIF, 0xDB, 0xC0, 0xC4, _SCAN})
"""What a JPEG needs to be seen: how dense it is, its tables, its one frame, its one scan."""
_JFIF_START = b"\x00\x10JFIF\x00"
"""Sixteen bytes: no small picture inside the picture."""
_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7]", re.DOTALL)


def _is_bare(jpeg: bytes) -> bool:
    """Whether a JPEG holds nothing but what is seen, as one that was painted here: no EXIF, no comment, no tail."""
    if not jpeg.startswith(_START):
        return False
    at, marker = len(_START), 0
    while marker != _SCAN:
        head = jpeg[at : at + 4]
        if len(head) < len(b"\xff\xe0\x00\x10") or head[0] != 0xFF or head[1] not in _SEEN:
            return False
        marker = head[1]
        if marker == _JFIF and not jpeg.startswith(_JFIF_START, at + 2):
            return False
        at += 2 + int.from_bytes(head[2:])
    end = _MARK.search(jpeg, at)
    return end is not None and end.group() == b"\xff\xd9" and end.end() == len(jpeg)


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise UnsafeFile(
            Text("office.picture_large", width=width, height=height),
            _smaller(),
        )


def _how_large(bomb: Exception) -> Text:
    """Return how large a picture is that the library refuses to open; only its message says so."""
    match = re.search(r"\((\d+) pixels\)", str(bomb))
    if match is None:
        return Text("office.picture_bomb")
    return Text("office.picture_huge", found=int(match[1]) // 1_000_000)


def _smaller() -> Text:
    return Text("office.picture_large_hint", megapixels=MAX_PIXELS // 1_000_000)
