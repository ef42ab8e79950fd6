"""Pictures painted anew: only what is seen comes through; no place, no camera, no hidden program."""

from __future__ import annotations

import io
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


def repainted(content: bytes) -> Picture:
    """Return a picture painted anew: PNG where it is one or is see-through, else JPEG; upright as it was meant.

    Raises:
        UnsafeFile: it has too many pixels.
        InputError: it cannot be read as JPEG, PNG or WebP.

    """
    from PIL import Image, ImageOps  # noqa: PLC0415  # only for those who keep pictures

    try:
        # What is broken in the EXIF is told to nobody: nothing of it is kept.
        quiet = warnings.catch_warnings(action="ignore", category=UserWarning)
        with quiet, Image.open(io.BytesIO(content), formats=_TAKEN) as found:
            _check_pixels(found.width, found.height)
            lossless = found.format == "PNG" or found.has_transparency_data
            upright = ImageOps.exif_transpose(found).convert("RGBA" if found.has_transparency_data else "RGB")
    except UnsafeFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise UnsafeFile(Text("office.picture_bomb"), _smaller()) from bomb
    except (OSError, ValueError, SyntaxError) as wrong:
        raise InputError(Text("office.picture_unreadable"), Text("office.picture_unreadable_hint")) from wrong
    # A new canvas: nothing that came with the picture (EXIF, profiles, comments) is on it.
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    made = io.BytesIO()
    if lossless:
        bare.save(made, "PNG", optimize=False)
        return Picture(made.getvalue(), "image/png", ".png")
    bare.save(made, "JPEG", quality=88)
    return Picture(made.getvalue(), "image/jpeg", ".jpg")


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise UnsafeFile(
            Text("office.picture_large", width=width, height=height),
            _smaller(),
        )


def _smaller() -> Text:
    return Text("office.picture_large_hint", megapixels=MAX_PIXELS // 1_000_000)
