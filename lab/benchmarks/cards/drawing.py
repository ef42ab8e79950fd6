"""Draw one side of a card: a dozen layouts, several families of letters, light and dark grounds."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from lab.benchmarks.cards.contents import Side, labelled
from tearoad.paper import fonts

LAYOUTS = (
    "left", "centred", "right", "columns", "logo", "dark", "labels", "icons", "band", "foot",
    "name_first", "ruled", "upright",
)  # fmt: skip
WIDE, HIGH = 1260, 756
"""A card of 90 by 54 mm at fourteen pixels a millimetre."""
_SYSTEM = Path("/usr/share/fonts")
_HAN = (
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Bold.ttc",
)
_OTHER = (
    "truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSerif.ttf", "truetype/dejavu/DejaVuSansCondensed.ttf",
    *_HAN[:2],
)  # fmt: skip
_INKS = ((20, 20, 25), (35, 45, 80), (60, 40, 30), (15, 60, 50))
_GROUNDS = ((255, 255, 255), (250, 247, 238), (238, 243, 247), (245, 238, 230))
_DARKS = ((28, 32, 48), (16, 64, 56), (90, 20, 30), (40, 40, 42))
_LIGHT_INKS = ((245, 245, 245), (235, 215, 170))


@cache
def _typefaces(*, han: bool) -> tuple[tuple[str, int], ...]:
    packaged = (str(fonts.font_file(fonts.HAN)), fonts.SIMPLIFIED_FACE)
    latin = (str(fonts.font_file(fonts.LATIN)), 0)
    own = tuple((str(_SYSTEM / text), 2 if "CJK" in text else 0) for text in (_HAN if han else _OTHER))
    found = tuple(one for one in own if os.access(one[0], os.R_OK))
    return (*found, packaged) if han else (*found, latin)


@dataclass(slots=True)
class _Brush:
    """A card being drawn."""

    image: Image.Image
    face: tuple[str, int]
    ink: tuple[int, int, int]
    accent: tuple[int, int, int]
    chance: Random
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.pen = ImageDraw.Draw(self.image)

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self.face[0], size, index=self.face[1])

    def wide(self, text: str, size: int) -> float:
        return self.font(size).getlength(text)

    def fitted(self, text: str, size: int, room: float) -> int:
        while self.wide(text, size) > room and size > 20:
            size -= 1
        return size

    def line(
        self, text: str, at: tuple[float, float], size: int, anchor: str = "l", ink: tuple[int, int, int] | None = None
    ) -> None:
        self.pen.text(at, text, font=self.font(size), fill=ink or self.ink, anchor=f"{anchor}a")


def drawn(side: Side, layout: str, chance: Random) -> Image.Image:
    """Return one side as printed, 1260 by 756 pixels, or 756 by 1260 where the layout is upright."""
    dark = layout == "dark"
    size = (HIGH, WIDE) if layout == "upright" else (WIDE, HIGH)
    ground = chance.choice(_DARKS if dark else _GROUNDS)
    ink = chance.choice(_LIGHT_INKS if dark else _INKS)
    face = chance.choice(_typefaces(han=side.language == "zh"))
    accent = chance.choice(_LIGHT_INKS if dark else (*_DARKS, ink))
    brush = _Brush(Image.new("RGB", size, ground), face, ink, accent, chance)
    _LAYOUTS[layout](brush, side)
    return brush.image


def _stack(
    brush: _Brush, lines: list[tuple[str, int]], at: tuple[float, float], room: float, anchor: str = "l"
) -> float:
    """Draw lines under each other; return where the next would stand."""
    x, y = at
    for text, wanted in lines:
        size = brush.fitted(text, wanted, room)
        brush.line(text, (x, y), size, anchor)
        y += size * 1.45
    return y


def _name(side: Side, size: int) -> list[tuple[str, int]]:
    return [(line, size) for line in side.name_lines or (side.person,)]


def _contacts(side: Side, style: str, size: int) -> list[tuple[str, int]]:
    return [(label + value, size) for label, value in labelled(side, style)]


def _style(brush: _Brush) -> str:
    return brush.chance.choice(("full", "full", "letter", "bare"))


def _plain(brush: _Brush, side: Side, x: float, anchor: str, style: str | None = None) -> None:
    room = brush.image.width - 140
    _stack(brush, [(side.firm, 44)], (x, 60), room, anchor)
    _stack(brush, [*_name(side, 62), (side.title, 36)], (x, 180), room, anchor)
    _stack(brush, _contacts(side, style or _style(brush), 33), (x, 410), room, anchor)


def _left(brush: _Brush, side: Side) -> None:
    _plain(brush, side, 70, "l")


def _centred(brush: _Brush, side: Side) -> None:
    _plain(brush, side, brush.image.width / 2, "m")


def _right(brush: _Brush, side: Side) -> None:
    _plain(brush, side, brush.image.width - 70, "r")


def _labels(brush: _Brush, side: Side) -> None:
    _plain(brush, side, 70, "l", "full")


def _columns(brush: _Brush, side: Side) -> None:
    _stack(brush, [(side.firm, 48)], (60, 70), WIDE - 120)
    _stack(brush, [*_name(side, 54), (side.title, 34)], (60, 300), 500)
    _stack(brush, _contacts(side, _style(brush), 32), (630, 280), WIDE - 690)


def _logo(brush: _Brush, side: Side) -> None:
    shade = brush.chance.choice(_DARKS)
    brush.pen.rectangle((0, 0, 300, HIGH), fill=shade)
    letter = next((text for text in side.firm if text.isalpha()), "A")
    brush.pen.ellipse((60, 270, 240, 450), outline=(245, 245, 245), width=8)
    brush.line(letter, (150, 305), 90, "m", (245, 245, 245))
    _stack(brush, [*_name(side, 58), (side.title, 34)], (350, 60), 850)
    _stack(brush, [(side.firm, 40)], (350, 270), 850)
    _stack(brush, _contacts(side, _style(brush), 32), (350, 390), 850)


def _icons(brush: _Brush, side: Side) -> None:
    room = WIDE - 220
    _stack(brush, [*_name(side, 60), (side.title, 36)], (70, 60), room)
    _stack(brush, [(side.firm, 42)], (70, 290), room)
    y = 400.0
    for place, (text, size) in enumerate(_contacts(side, "icon", 32)):
        _icon(brush, place, y)
        y = _stack(brush, [(text, size)], (130, y), room)


def _icon(brush: _Brush, place: int, y: float) -> None:
    box = (72, y + 6, 102, y + 36)
    if place % 3 == 0:
        brush.pen.ellipse(box, fill=brush.accent)
        brush.pen.arc((80, y + 14, 94, y + 28), 20, 250, fill=(250, 250, 250), width=3)
    elif place % 3 == 1:
        brush.pen.rectangle(box, outline=brush.accent, width=3)
        brush.pen.line((72, y + 6, 87, y + 22, 102, y + 6), fill=brush.accent, width=3)
    else:
        brush.pen.ellipse(box, outline=brush.accent, width=3)
        brush.pen.line((87, y + 6, 87, y + 36), fill=brush.accent, width=2)


def _band(brush: _Brush, side: Side) -> None:
    brush.pen.rectangle((0, 0, WIDE, 150), fill=brush.chance.choice(_DARKS))
    size = brush.fitted(side.firm, 52, WIDE - 140)
    brush.line(side.firm, (70, 45), size, "l", (248, 248, 248))
    _stack(brush, [*_name(side, 60), (side.title, 36)], (70, 195), WIDE - 140)
    _stack(brush, _contacts(side, _style(brush), 33), (70, 410), WIDE - 140)


def _foot(brush: _Brush, side: Side) -> None:
    brush.pen.rectangle((0, HIGH - 110, WIDE, HIGH), fill=brush.chance.choice(_DARKS))
    size = brush.fitted(side.firm, 46, WIDE - 140)
    brush.line(side.firm, (WIDE / 2, HIGH - 85), size, "m", (248, 248, 248))
    _stack(brush, [*_name(side, 60), (side.title, 36)], (70, 60), WIDE - 140)
    _stack(brush, _contacts(side, _style(brush), 32), (70, 290), WIDE - 140)


def _name_first(brush: _Brush, side: Side) -> None:
    y = _stack(brush, [*_name(side, 66), (side.title, 36)], (80, 70), WIDE - 160)
    y = _stack(brush, _contacts(side, _style(brush), 33), (80, y + 50), WIDE - 160)
    _stack(brush, [(side.firm, 42)], (80, max(y + 10, 620)), WIDE - 160)


def _ruled(brush: _Brush, side: Side) -> None:
    brush.pen.line((600, 90, 600, HIGH - 90), fill=brush.accent, width=4)
    _stack(brush, [(side.firm, 44), *_name(side, 54), (side.title, 34)], (560, 230), 500, "r")
    _stack(brush, _contacts(side, _style(brush), 32), (650, 200), WIDE - 710)


def _upright(brush: _Brush, side: Side) -> None:
    middle = brush.image.width / 2
    brush.pen.rectangle((middle - 60, 110, middle + 60, 230), fill=brush.accent)
    _stack(brush, [(side.firm, 46)], (middle, 300), HIGH - 100, "m")
    _stack(brush, [*_name(side, 62), (side.title, 36)], (middle, 470), HIGH - 100, "m")
    _stack(brush, _contacts(side, _style(brush), 34), (middle, 820), HIGH - 100, "m")


_LAYOUTS = {
    "left": _left, "centred": _centred, "right": _right, "columns": _columns, "logo": _logo, "dark": _left,
    "labels": _labels, "icons": _icons, "band": _band, "foot": _foot, "name_first": _name_first, "ruled": _ruled,
    "upright": _upright,
}  # fmt: skip
