"""Cards are read by Tesseract (Smith 2007), with its Chinese, Russian and English letters."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from tearoad.capture.cards.protocol import Box, Word, WordLine
from tearoad.capture.cards.seeing.preparing import Page, prepared
from tearoad.capture.cards.seeing.weighing import by_row, is_clear, is_cyrillic, is_latin, is_legible, sureness, surest
from tearoad.names.fold import has_cyrillic, has_han

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

_WESTERN, _CHINESE, _HAN = "rus+eng", "chi_sim+eng", "chi_sim"
_DOTS_AN_INCH = 300
_LATIN, _RUSSIAN = "eng", "rus"
_BELIEVED = 60
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
_CUT, _BESIDE = 0.15, 0.5
"""So many times its height are left above and beside a row that is read alone.

A full stop or a quotation mark at the end is no letter, and so stands outside the row; a few Chinese characters are
read best when cut close."""
_GAP = 1.6
"""Spaces between words of one line are narrower than so many times the height of its letters."""


@dataclass(slots=True)
class Tesseract:
    """Reads cards with the letters in a folder. It is of one thread; making it costs nothing, its first card 0.3 s."""

    folder: Path
    _engines: dict[str, PyTessBaseAPI] = field(default_factory=dict)

    def lines(self, photo: bytes) -> Sequence[WordLine]:
        """Return the lines on a photo, whichever way up it was taken."""
        page = prepared(photo)
        readings = self._read_page(page)
        if not any(map(is_legible, readings)):
            turned = page.turned()
            others = self._read_page(turned)
            if max(map(sureness, others)) > max(map(sureness, readings)):
                page, readings = turned, others
        return parted(self._rows(page, readings))

    def western(self, page: Page) -> list[WordLine | None]:
        """Return what stands in each row of a page that is the right way up, in Russian and English letters."""
        return self._rows(page, [self._read(_WESTERN, page.image)])

    def _rows(self, page: Page, readings: Sequence[Sequence[Word]]) -> list[WordLine | None]:
        latin = all(map(is_latin, readings))
        read = zip(*(by_row(page.rows, words) for words in readings), strict=True)
        lines = [self.row(page.image, row, words, latin=latin) for row, words in zip(page.rows, read, strict=True)]
        if is_cyrillic(readings[0]):
            lines = [self._in_russian(page.image, row, line) for row, line in zip(page.rows, lines, strict=True)]
        return lines

    def _read_page(self, page: Page) -> list[Sequence[Word]]:
        """Read a page with Russian and English letters, and where not all became clear with Chinese ones too."""
        western = self._read(_WESTERN, page.image)
        return [western] if is_legible(western, 1.0) else [western, self._read(_CHINESE, page.image)]

    def row(self, image: Image.Image, row: Box, lines: Sequence[WordLine | None], *, latin: bool) -> WordLine | None:
        """Return what stands in a row; where reading the whole page left doubts, the row is read alone.

        A name of two characters is easily overlooked on a page. On a side of Latin letters no Russian ones are
        believed: `Кип` is Kun there.
        """
        read = [line for line in lines if line is None or not (latin and has_cyrillic(line.text))]
        if any(is_clear(row, line) for line in read):
            return surest(row, read)
        if row.height < _SMALL and not any(lines):
            return None
        wide, close = _cut_out(image, row, _BESIDE), _cut_out(image, row, _CUT)
        for languages, mode, high in _LATIN_WAYS if latin else _WAYS:
            line = self._alone(close if languages == _HAN else wide, languages, mode, high)
            read.append(line)
            if is_clear(row, line):
                break
        return surest(row, read)

    def _in_russian(self, image: Image.Image, row: Box, line: WordLine | None) -> WordLine | None:
        """Read a row of Latin letters among Russian ones again: `3AO «Nontoc»` is ЗАО «Полюс»."""
        if line is None or has_cyrillic(line.text) or re.search(r"[@./]|\d{3}|www", line.text):
            return line
        read = self._alone(_cut_out(image, row, _BESIDE), _RUSSIAN, "SINGLE_LINE", 48)
        return read if read is not None and read.confidence >= _BELIEVED and has_cyrillic(read.text) else line

    def _alone(self, cut: _Cut, languages: str, mode: str, high: int) -> WordLine | None:
        """Read a row that was cut out, so many pixels high."""
        picture, scale = cut.as_high_as(high)
        words = self._read(languages, picture, mode)
        return (
            WordLine(tuple(word.moved(-_FRAME, -_FRAME).scaled(scale).moved(cut.left, cut.top) for word in words))
            if words
            else None
        )

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
        import tesserocr  # noqa: PLC0415  # only a server that reads cards needs it

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


def _cut_out(image: Image.Image, row: Box, share: float) -> _Cut:
    beside, above = round(row.height * share), round(row.height * _CUT)
    left, top = max(0, row.left - beside), max(0, row.top - above)
    right, bottom = min(image.width, row.right + beside), min(image.height, row.bottom + above)
    return _Cut(image.crop((left, top, right, bottom)), left, top)


def parted(lines: Iterable[WordLine | None]) -> list[WordLine]:
    """Return lines cut where columns meet, without the rows in which nothing was read."""
    return [WordLine(part) for line in lines if line is not None for part in _parts(line.words)]


def _parts(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Cut a line where columns meet: at gaps wider than letters are high."""
    part: list[Word] = []
    for word in words:
        gap = word.box.left - part[-1].box.right if part else 0
        if gap > _gap_within(word, part[-1] if part else word):
            yield tuple(part)
            part = []
        part.append(word)
    yield tuple(part)


def _gap_within(word: Word, before: Word) -> float:
    """Return how far apart two words of one line may be. The edges of Chinese characters are told less exactly."""
    both = has_han(word.text) and has_han(before.text)
    return (2.5 if both else _GAP) * min(word.box.height, before.box.height)


def _words(engine: PyTessBaseAPI) -> Iterator[Word]:
    from tesserocr import RIL, iterate_level  # noqa: PLC0415  # only a server that reads cards needs it

    for result in iterate_level(engine.GetIterator(), RIL.WORD):
        text = (result.GetUTF8Text(RIL.WORD) or "").strip() if not result.Empty(RIL.WORD) else ""
        if text:
            yield Word(text, round(result.Confidence(RIL.WORD)), Box(*result.BoundingBox(RIL.WORD)))
