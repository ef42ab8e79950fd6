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
from tearoad.capture.cards.seeing.weighing import by_row, is_clear, is_latin, is_legible, sureness, surest
from tearoad.names.fold import has_cyrillic

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

LANGUAGES = ("chi_sim", "eng", "rus")
_WESTERN, _CHINESE, _HAN = "rus+eng", "chi_sim+eng", "chi_sim"
_DATA = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
_DOTS_AN_INCH = 300
_LATIN = "eng"
_FRAME = 10
_WAYS = (
    (_HAN, "SINGLE_LINE", 48),
    (_WESTERN, "SINGLE_LINE", 48),
    (_HAN, "RAW_LINE", 64),
    (_WESTERN, "RAW_LINE", 64),
    (_HAN, "SINGLE_LINE", 64),
    (_HAN, "RAW_LINE", 44),
)
_LATIN_WAYS = ((_LATIN, "SINGLE_LINE", 48), (_LATIN, "RAW_LINE", 64), (_LATIN, "SINGLE_LINE", 72))
"""How a row is read alone, one way after the other: so many pixels high as Tesseract learned letters, or near that."""
_SMALL = 24
"""Letters lower than this, where the page as a whole told nothing, are the grain of a table."""
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
        readings = self._read_page(page)
        if not any(map(is_legible, readings)):
            turned = page.turned()
            others = self._read_page(turned)
            if max(map(sureness, others)) > max(map(sureness, readings)):
                page, readings = turned, others
        latin = all(map(is_latin, readings))
        read = zip(*(by_row(page.rows, words) for words in readings), strict=True)
        lines = [self._row(page.image, row, told, latin=latin) for row, told in zip(page.rows, read, strict=True)]
        return [Line(part) for line in lines if line is not None for part in _parts(line.words)]

    def _read_page(self, page: Page) -> list[Sequence[Word]]:
        """Read a page with Russian and English letters, and where not all became clear with Chinese ones too."""
        western = self._read(_WESTERN, page.image)
        return [western] if is_legible(western, 1.0) else [western, self._read(_CHINESE, page.image)]

    def _row(self, image: Image.Image, row: Box, told: Sequence[Line | None], *, latin: bool) -> Line | None:
        """Return what stands in a row; where reading the whole page left doubts, the row is read alone.

        A name of two characters is easily overlooked on a page. On a side of Latin letters no Russian ones are
        believed: `Кип` is Kun there.
        """
        read = [line for line in told if line is None or not (latin and has_cyrillic(line.text))]
        if any(is_clear(row, line) for line in read):
            return surest(row, read)
        if row.height < _SMALL and not any(told):
            return None
        cut = _cut_out(image, row)
        for languages, mode, high in _LATIN_WAYS if latin else _WAYS:
            picture, scale = cut.as_high_as(high)
            words = [word.moved(-_FRAME, -_FRAME).scaled(scale).moved(cut.left, cut.top)
                     for word in self._read(languages, picture, mode)]  # fmt: skip
            line = Line(tuple(words)) if words else None
            read.append(line)
            if is_clear(row, line):
                break
        return surest(row, read)

    def _read(self, languages: str, image: Image.Image, mode: str = "AUTO") -> Sequence[Word]:
        import tesserocr  # noqa: PLC0415  # only a server that reads cards needs it

        engine = self._engine(languages)
        engine.SetPageSegMode(getattr(tesserocr.PSM, mode))
        engine.SetImage(image)
        engine.SetSourceResolution(_DOTS_AN_INCH)
        engine.Recognize()
        return list(_words(engine))

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


def _parts(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Cut a line where columns meet: at gaps wider than letters are high."""
    part: list[Word] = []
    for word in words:
        if part and word.box.left - part[-1].box.right > _GAP * min(word.box.height, part[-1].box.height):
            yield tuple(part)
            part = []
        part.append(word)
    yield tuple(part)



def _words(engine: PyTessBaseAPI) -> Iterator[Word]:
    from tesserocr import RIL, iterate_level  # noqa: PLC0415  # see above

    for one in iterate_level(engine.GetIterator(), RIL.WORD):
        text = (one.GetUTF8Text(RIL.WORD) or "").strip() if not one.Empty(RIL.WORD) else ""
        if text:
            yield Word(text, round(one.Confidence(RIL.WORD)), Box(*one.BoundingBox(RIL.WORD)))
