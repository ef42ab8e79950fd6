"""Cards are read by the network, and by Tesseract where the network knows no letter or is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.capture.cards.protocol import Box, Word, WordLine
from tearoad.capture.cards.seeing.network import Network
from tearoad.capture.cards.seeing.preparing import Page, prepared
from tearoad.capture.cards.seeing.tesseract import Tesseract, parted
from tearoad.capture.cards.seeing.weighing import is_certain, is_chinese, is_legible, sure_letters, surest
from tearoad.names.fold import has_cyrillic


@dataclass(frozen=True, slots=True)
class Together:
    """Reads cards with both. It is of one thread."""

    network: Network
    tesseract: Tesseract

    def lines(self, photo: bytes) -> Sequence[WordLine]:
        """Return the lines on a photo, whichever way up it was taken."""
        page = prepared(photo)
        seen = self._seen(page)
        if not is_legible(_words(seen)):
            turned = page.turned()
            others = self._seen(turned)
            if sure_letters(_words(others)) > sure_letters(_words(seen)):
                page, seen = turned, others
        return parted(self._mended(page, seen))

    def _seen(self, page: Page) -> list[WordLine | None]:
        return [self.network.line(page.image, row) for row in page.rows]

    def _mended(self, page: Page, seen: list[WordLine | None]) -> list[WordLine | None]:
        """Read again what is not told: rows of a Chinese side alone, any other side as a whole.

        Where Tesseract sees Russian letters it is right: the network knows none.
        """
        if all(is_certain(row, line) for row, line in zip(page.rows, seen, strict=True)):
            return seen
        if is_chinese(_words(seen)):
            return [self._row(page, row, line) for row, line in zip(page.rows, seen, strict=True)]
        western = self.tesseract.western(page)
        return [_better(row, *both) for row, both in zip(page.rows, zip(seen, western, strict=True), strict=True)]

    def _row(self, page: Page, row: Box, line: WordLine | None) -> WordLine | None:
        if is_certain(row, line):
            return line
        return surest(row, [line, self.tesseract.row(page.image, row, (), latin=False)])


def _better(row: Box, seen: WordLine | None, western: WordLine | None) -> WordLine | None:
    if western is not None and has_cyrillic(western.text):
        return western
    return seen if is_certain(row, seen) else surest(row, [seen, western])


def _words(lines: Sequence[WordLine | None]) -> list[Word]:
    return [word for line in lines if line is not None for word in line.words]
