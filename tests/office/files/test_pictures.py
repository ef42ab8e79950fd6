from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tearoad.errors import InputError, UnsafeFile
from tearoad.office.files.pictures import MAX_PIXELS, repainted


def drawn(form: str, mode: str = "RGB", size: tuple[int, int] = (4, 2), **how: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, "red").save(made, form, **how)
    return made.getvalue()


def test_a_picture_loses_everything_that_is_not_seen() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # turned by a quarter
    found = repainted(drawn("JPEG", exif=exif, comment=b"secret comment"))
    assert (found.media_type, found.ending) == ("image/jpeg", ".jpg")
    assert b"Secret" not in found.content
    assert b"secret" not in found.content
    with Image.open(io.BytesIO(found.content)) as shown:
        assert (shown.size, len(shown.getexif())) == ((2, 4), 0)


def test_a_picture_whose_exif_is_broken_is_kept_without_it_and_without_a_warning() -> None:
    broken = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x05\x00\x0f\x01\x02\x00"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = repainted(drawn("JPEG", exif=broken))
    assert (found.media_type, b"Exif" in found.content) == ("image/jpeg", False)


@pytest.mark.parametrize(
    ("form", "mode", "kept"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("WEBP", "RGBA", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
    ],
)
def test_a_picture_is_kept_as_png_or_jpeg(form: str, mode: str, kept: str) -> None:
    colour: Any = {"P": 1, "L": 128, "RGBA": (255, 0, 0, 128)}.get(mode, "red")
    made = io.BytesIO()
    Image.new(mode, (3, 3), colour).save(made, form)
    assert repainted(made.getvalue()).media_type == kept


def test_what_hides_behind_a_picture_does_not_come_through() -> None:
    found = repainted(drawn("PNG") + b"<script>alert(1)</script>")
    assert b"script" not in found.content


@pytest.mark.parametrize("side", [7_000, 11_000, 20_000])
def test_a_picture_of_too_many_pixels_is_refused(side: int) -> None:
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    with pytest.raises(UnsafeFile) as refused:
        repainted(bomb + b"\x00\x00\x00\x00IEND\xaeB`\x82")
    params, limit = dict(refused.value.text.params), refused.value.hint
    assert params in ({"width": side, "height": side}, {"found": side * side // 1_000_000})
    assert limit is not None
    assert dict(limit.params) == {"megapixels": MAX_PIXELS // 1_000_000}


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\nnot a picture", drawn("JPEG", size=(200, 200))[:400]])
def test_a_broken_picture_is_told(content: bytes) -> None:
    with pytest.raises(InputError):
        repainted(content)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_painting_twice_is_painting_once(mode: str) -> None:
    made = io.BytesIO()
    Image.effect_noise((64, 48), 80).convert(mode).save(made, "JPEG", quality=60, comment=b"secret")
    once = repainted(made.getvalue())
    assert b"secret" not in once.content
    assert repainted(once.content) == once


@pytest.mark.parametrize(
    "spoilt", [lambda jpeg: jpeg + b"tail", lambda jpeg: jpeg[:2] + b"\xff\xfe\x00\x08hidden" + jpeg[2:]]
)
def test_a_painted_picture_with_something_added_is_painted_again(spoilt: Callable[[bytes], bytes]) -> None:
    once = repainted(drawn("JPEG"))
    again = repainted(spoilt(once.content))
    assert (b"tail" in again.content, b"hidden" in again.content, again == once) == (False, False, False)
