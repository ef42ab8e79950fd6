"""Cards are read by Tesseract (Smith 2007), with its Chinese, Russian and English letters."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from tearoad.capture.cards.seeing.preparing import Page, prepared
from tearoad.capture.cards.protocol import Box, Line, Word
from tearoad.capture.cards.seeing.weighing import is_latin, is_legible, merged, sureness, unclear
from tearoad.names.fold import has_cyrillic

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

LANGUAGES = ("chi_sim", "eng", "rus")
_WESTERN, _CHINESE, _HAN = "rus+eng", "chi_sim+eng", "chi_sim"
_DATA = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
_DOTS_AN_INCH = 300
_LATIN = "eng"
_FRAME, _CLEAR = 10, 88
_LINE = (("SINGLE_LINE", 48), ("RAW_LINE", 64))
_HAN_LINE = (("SINGLE_LINE", 48), ("RAW_LINE", 64), ("RAW_LINE", 44))
_WAYS = {True: ((_LATIN, _LINE),), False: ((_HAN, _HAN_LINE), (_WESTERN, _LINE))}
"""How a row is read alone, by whether the side is one of Latin letters: pixels high as Tesseract learned them, or near."""
_CUT = 0.15
"""So much of its height is left around a row that is read alone."""
_GAP = 1.6
"""Spaces between words of one line are narrower than so many times the height of its letters."""


def data_folder() -> Path | None:
    """Return the folder with the letters of all three languages; None where there is no such folder.

    The environment's `TESSDATA_PREFIX` is looked at first, as Tesseract itself does.
    """
    named = os.environ.get("TESSDATA_PREFIX")
    for folder in map(Path, (named, *_DATA) if named else _DATA):
        if all((folder / f"{language}.traineddata").is_file() for language in LANGUAGES):
            return folder
    return None


@dataclass(slots=True)
class Tesseract:
    """Reads cards with the letters in a folder. It is of one thread; making it costs nothing, its first card 0.3 s."""

    folder: Path
    _engines: dict[str, PyTessBaseAPI] = field(default_factory=dict)

    def lines(self, photo: bytes) -> Sequence[Line]:
        """Return the lines on a photo, whichever way up it was taken."""
        page = prepared(photo)
        upright = self._read(page)
        if is_legible(upright):
            return self._looked_again(upright, page)
        page_turned = page.turned()
        turned = self._read(page_turned)
        if sureness(turned) > sureness(upright):
            return self._looked_again(turned, page_turned)
        return self._looked_again(upright, page)

    def _read(self, page: Page) -> Sequence[Line]:
        """Read a page with Russian and English letters, and where not all became clear with Chinese ones too."""
        western = self._read_with(_WESTERN, page.image)
        return western if is_legible(western, 1.0) else merged(western, self._read_with(_CHINESE, page.image))

    def _looked_again(self, lines: Sequence[Line], page: Page) -> Sequence[Line]:
        """Read each row alone where the page as a whole left doubts: a name of two characters is easily overlooked."""
        latin = is_latin(lines)
        for row in unclear(page.rows, lines):
            for languages, ways in _WAYS[latin]:
                lines = self._read_row(lines, languages, ways, _cut_out(page.image, row))
        if latin:
            lines = self._in_latin(lines, page.image)
        return [line for line in lines if any(line.box.over(row) > 0.3 for row in page.rows)]

    def _read_row(
        self, lines: Sequence[Line], languages: str, ways: Sequence[tuple[str, int]], cut: _Cut
    ) -> Sequence[Line]:
        """Read a row one way after the other until it is clear; return the lines with what was surer."""
        for mode, high in ways:
            picture, scale = cut.as_high_as(high)
            found = [
                line.moved(-_FRAME, -_FRAME).scaled(scale).moved(cut.left, cut.top)
                for line in self._read_with(languages, picture, mode)
            ]
            lines = merged(lines, found)
            if found and all(line.confidence >= _CLEAR for line in found):
                break
        return lines

    def _in_latin(self, lines: Sequence[Line], image: Image.Image) -> Sequence[Line]:
        """Read Russian letters on a side of Latin ones again: `Кип` is Kun there, whatever the surer reading says."""
        rows = [line.box for line in lines if has_cyrillic(line.text)]
        kept = [line for line in lines if not has_cyrillic(line.text)]
        return merged(kept, [line for row in rows for line in self._read_row([], _LATIN, _LINE, _cut_out(image, row))])

    def _read_with(self, languages: str, image: Image.Image, mode: str = "AUTO") -> Sequence[Line]:
        import tesserocr  # noqa: PLC0415  # only a server that reads cards needs it

        engine = self._engine(languages)
        engine.SetPageSegMode(getattr(tesserocr.PSM, mode))
        engine.SetImage(image)
        engine.SetSourceResolution(_DOTS_AN_INCH)
        engine.Recognize()
        return [Line(part) for words in _words(engine) for part in _parts(words)]

    def _engine(self, languages: str) -> PyTessBaseAPI:
        # One thread a card: several would only get into each other's way, and cost more than they give.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        import tesserocr  # noqa: PLC0415  # the same

        if languages not in self._engines:
            self._engines[languages] = tesserocr.PyTessBaseAPI(path=f"{self.folder}/", lang=languages)
        return self._engines[languages]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A row cut out of a page, and where its corner was."""

    image: Image.Image
    left: int
    top: int

    def as_high_as(self, high: int) -> tuple[Image.Image, float]:
        """Return it so many pixels high in a white frame, and how much larger it was."""
        scale = self.image.height / high
        size = (max(1, round(self.image.width / scale)), high)
        return ImageOps.expand(self.image.resize(size, Image.Resampling.LANCZOS), _FRAME, 255), scale


def _cut_out(image: Image.Image, row: Box) -> _Cut:
    edge = round(row.height * _CUT)
    left, top = max(0, row.left - edge), max(0, row.top - edge)
    return _Cut(image.crop((left, top, min(image.width, row.right + edge), min(image.height, row.bottom + edge))), left, top)


def _parts(words: list[Word]) -> Iterator[tuple[Word, ...]]:
    """Cut a line where columns meet: at gaps wider than letters are high."""
    part: list[Word] = []
    for word in words:
        if part and word.box.left - part[-1].box.right > _GAP * min(word.box.height, part[-1].box.height):
            yield tuple(part)
            part = []
        part.append(word)
    yield tuple(part)


def _words(engine: PyTessBaseAPI) -> Iterator[list[Word]]:
    from tesserocr import RIL, iterate_level  # noqa: PLC0415  # see above

    line: list[Word] = []
    for one in iterate_level(engine.GetIterator(), RIL.WORD):
        if one.IsAtBeginningOf(RIL.TEXTLINE) and line:
            yield line
            line = []
        text = (one.GetUTF8Text(RIL.WORD) or "").strip() if not one.Empty(RIL.WORD) else ""
        if text:
            line.append(Word(text, round(one.Confidence(RIL.WORD)), Box(*one.BoundingBox(RIL.WORD))))
    if line:
        yield line
