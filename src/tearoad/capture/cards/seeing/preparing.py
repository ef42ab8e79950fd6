"""Make a photo of a card ready to be read: even light, dark letters on white, straight lines, one size."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter, ImageOps

from tearoad.capture.cards.protocol import Box
from tearoad.capture.cards.seeing.rows import rows_of, slope_of
from tearoad.capture.cards.seeing.shapes import letters_and_blots, without
from tearoad.errors import InputError
from tearoad.text import Text

LONG_SIDE = 1800
"""Pixels of the longer side when read: eight-point type is then some thirty pixels high."""
_COARSE = 8
"""The ground is looked for on a picture so many times smaller."""
_GROUND = 11
"""Dots of the small picture that the ground is the median of: wider than a letter is thick, lower than a band."""
_PAPER = 0.12
"""Less contrast than this is the rustle of the sensor."""
_HEADROOM = 1.4
"""So much darker than most letters is black: else the gaps within a Chinese character run full."""
_MOST_DEGREES = 12.0
_WORTH = 0.004
"""Slopes smaller than this are left as they are."""


def opened(photo: bytes) -> Image.Image:
    """Return a photo as grey dots, the way up its camera says, at the size it is read in.

    Raises:
        InputError: the bytes are no picture, or not a whole one.

    """
    try:
        with Image.open(io.BytesIO(photo)) as file:
            upright = ImageOps.exif_transpose(file).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as failed:
        raise InputError(Text("capture.card_no_picture"), Text("capture.card_no_picture_hint")) from failed
    scale = LONG_SIDE / max(upright.size)
    size = (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
    return upright.resize(size, Image.Resampling.BICUBIC) if size != upright.size else upright


def evened(photo: Image.Image) -> Image.Image:
    """Return a photo with dark letters on a white ground, however it was lit and whatever was printed on what.

    Each dot is compared with the ground around it: the median of its neighbourhood, which letters are too thin to
    move. What is as bright as its ground is white, what is darker or brighter is ink.
    """
    dots = np.asarray(photo, dtype=np.float32)
    # Every eighth dot, not the mean of eight: a mean of letters and ground is neither.
    small = photo.resize((photo.width // _COARSE, photo.height // _COARSE), Image.Resampling.NEAREST)
    middle = small.filter(ImageFilter.MedianFilter(_GROUND))
    ground = np.asarray(middle.resize(photo.size, Image.Resampling.BILINEAR), dtype=np.float32)
    contrast = np.abs(dots - ground) / np.where(dots < ground, np.maximum(ground, 90), 271 - ground * 0.6)
    full = _HEADROOM * max(0.25, float(np.quantile(contrast, 0.985)))
    ink = np.clip((contrast / full - _PAPER) / (1 - _PAPER), 0, 1)
    page = Image.fromarray(((1 - ink) * 255).astype(np.uint8))
    return page.filter(ImageFilter.UnsharpMask(radius=3, percent=100, threshold=0))


def straightened(page: Image.Image, letters: Image.Image) -> Image.Image:
    """Return a page with its lines level, told by the page with nothing but letters on it.

    Of all small angles the one is taken at which rows are most unlike each other (Postl 1986). Lines that stand
    upright are found the same way. Whether the page stands on its head is not known yet.
    """
    small = letters.resize((page.width // 3, page.height // 3), Image.Resampling.BOX)
    level, upright = _best_angle(small), _best_angle(small.transpose(Image.Transpose.ROTATE_90))
    turned = upright[1] > level[1]
    angle = upright[0] if turned else level[0]
    page = page.transpose(Image.Transpose.ROTATE_90) if turned else page
    return page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _best_angle(small: Image.Image) -> tuple[float, float]:
    best = (0.0, _rowness(small, 0.0))
    for step, reach in ((1.0, _MOST_DEGREES), (0.25, 0.75)):
        middle = best[0]
        for angle in np.arange(middle - reach, middle + reach + step / 2, step):
            rowness = _rowness(small, float(angle))
            if rowness > best[1]:
                best = (float(angle), rowness)
    return best


def _rowness(small: Image.Image, angle: float) -> float:
    rows = _ink(small.rotate(angle, Image.Resampling.NEAREST, fillcolor=255)).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def _ink(page: Image.Image) -> NDArray[np.float32]:
    ink: NDArray[np.float32] = np.float32(255) - np.asarray(page, dtype=np.float32)
    return ink


@dataclass(frozen=True, slots=True)
class Page:
    """A photo ready to be read, and where its rows of letters seem to stand."""

    image: Image.Image
    rows: tuple[Box, ...]

    def turned(self) -> Page:
        """Return the page with its head down."""
        wide, high = self.image.size
        rows = (Box(wide - row.right, high - row.bottom, wide - row.left, high - row.top) for row in self.rows)
        upright = sorted(rows, key=lambda row: (row.top, row.left))
        return Page(self.image.transpose(Image.Transpose.ROTATE_180), tuple(upright))


def prepared(photo: bytes) -> Page:
    """Return a photo ready to be read; it may still stand on its head."""
    even = evened(opened(photo))
    # An edge of the card or of the table would be taken for the best line of all. On a page that lies on its side an l
    # looks like a dash; so what is no letter is left out of the page itself only once that is upright.
    level = straightened(even, without(even, letters_and_blots(even)[1]))
    letters, blots = letters_and_blots(level)
    clean = without(level, blots)
    start, growth = slope_of(rows_of([letter.box for letter in letters]))
    if abs(start) + abs(growth) * clean.height > _WORTH:
        clean = _sheared(clean, start, growth)
        letters, _ = letters_and_blots(clean)
    return Page(clean, tuple(row.box for row in rows_of([letter.box for letter in letters])))


def _sheared(page: Image.Image, start: float, growth: float) -> Image.Image:
    """Move each column of a page up or down so that rows of a slope that grows downwards are level."""
    wide, high = page.size
    half = wide / 2

    def shift(across: float, down: float) -> float:
        return (start + growth * down) * (across - half)

    corners = [(0, 0), (0, high), (wide, high), (wide, 0)]
    places = [number for x, y in corners for number in (x, y + shift(x, y))]
    white = ImageChops.invert(page)
    return ImageChops.invert(white.transform(page.size, Image.Transform.QUAD, places, Image.Resampling.BICUBIC))
