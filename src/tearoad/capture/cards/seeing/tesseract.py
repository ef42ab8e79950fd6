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
from tearoad.capture.cards.seeing.weighing import is_legible, merged, sureness, unclear

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

LANGUAGES = ("chi_sim", "eng", "rus")
_WESTERN, _CHINESE, _HAN = "rus+eng", "chi_sim+eng", "chi_sim"
_DATA = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
_DOTS_AN_INCH = 300
_LEARNED_HIGH, _FRAME = 48, 10
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
        for row in unclear(page.rows, lines):
            for languages in (_WESTERN, _HAN):
                lines = merged(lines, self._read_row(languages, page.image, row))
        return lines

    def _read_row(self, languages: str, image: Image.Image, row: Box) -> Sequence[Line]:
        """Read a row cut close and made as high as the letters that Tesseract learned from."""
        edge = round(row.height * _CUT)
        left, top = max(0, row.left - edge), max(0, row.top - edge)
        cut = image.crop((left, top, min(image.width, row.right + edge), min(image.height, row.bottom + edge)))
        scale = _LEARNED_HIGH / cut.height
        size = (max(1, round(cut.width * scale)), _LEARNED_HIGH)
        framed = ImageOps.expand(cut.resize(size, Image.Resampling.LANCZOS), _FRAME, 255)
        found = self._read_with(languages, framed, one_line=True)
        return [line.moved(-_FRAME, -_FRAME).scaled(1 / scale).moved(left, top) for line in found]

    def _read_with(self, languages: str, image: Image.Image, *, one_line: bool = False) -> Sequence[Line]:
        import tesserocr  # noqa: PLC0415  # only a server that reads cards needs it

        engine = self._engine(languages)
        engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE if one_line else tesserocr.PSM.AUTO)
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
