"""Rows are read by a network that was taught Chinese, Latin letters and digits: PP-OCRv6 (PaddleOCR, Apache-2.0).

A row is cut into upright strips, each strip is given a character or none, and strips of one character in a row are one
(CTC; Graves et al. 2006). Russian letters it does not know: where they stand it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from tearoad.capture.cards.protocol import Box, Word, WordLine

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_HIGH = 48
"""The network was taught rows so many pixels high."""
_BESIDE, _ABOVE = 0.33, 0.12
"""So many times its height are left beside and above a row."""
_FAR = 1.65
"""Letters whose middles are further from each other than so many times the row's height stand in two words."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    share: float
    """How sure it is, 0 to 1."""
    at: float
    """How far right its middle stands on the page, in pixels."""


@dataclass(slots=True)
class Network:
    """Reads single rows with the network in a file. It is of one thread; a row takes 0.04 s."""

    file: Path
    _session: InferenceSession | None = None
    _characters: list[str] = field(default_factory=list)

    def line(self, image: Image.Image, row: Box) -> WordLine | None:
        """Return what stands in a row of a page with dark letters on white; None where it knows no letter of it."""
        left, right = row.left - round(_BESIDE * row.height), row.right + round(_BESIDE * row.height)
        above = round(_ABOVE * row.height)
        corners = (
            max(0, left),
            max(0, row.top - above),
            min(image.width, right),
            min(image.height, row.bottom + above),
        )
        words = tuple(_word(letters, row) for letters in _words(self._letters(image.crop(corners), corners[0]), row))
        return WordLine(words) if words else None

    def _letters(self, cut: Image.Image, left: int) -> list[_Letter]:
        session = self._opened()
        wide = max(_HIGH, round(cut.width * _HIGH / cut.height))
        grey = np.asarray(cut.resize((wide, _HIGH), Image.Resampling.BICUBIC), dtype=np.float32) / 127.5 - 1
        colours = np.ascontiguousarray(np.broadcast_to(grey, (1, 3, _HIGH, wide)))
        scores = np.asarray(session.run(None, {session.get_inputs()[0].name: colours})[0])[0]
        best, shares = scores.argmax(axis=1), scores.max(axis=1)
        step = cut.width / len(best)
        return [
            _Letter(self._characters[index], float(shares[place]), left + (place + 0.5) * step)
            for place, index in enumerate(best)
            if index and (place == 0 or index != best[place - 1])
        ]

    def _opened(self) -> InferenceSession:
        if self._session is None:
            import onnxruntime  # noqa: PLC0415  # only a server that reads cards needs it

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(self.file, options, providers=["CPUExecutionProvider"])
            known = self._session.get_modelmeta().custom_metadata_map["character"]
            # The first is no character, the last the space, which the file does not name.
            self._characters = ["", *known.splitlines(), " "]
        return self._session


def _words(letters: list[_Letter], row: Box) -> Iterator[list[_Letter]]:
    """Part letters at spaces, and where columns meet, which the network sees as no more than a space."""
    word: list[_Letter] = []
    for letter in letters:
        if word and (not letter.text.strip() or letter.at - word[-1].at > _FAR * row.height):
            yield word
            word = []
        if letter.text.strip():
            word.append(letter)
    if word:
        yield word


def _word(letters: list[_Letter], row: Box) -> Word:
    """Return letters as a word; each is as wide as its neighbours are far away."""
    half = (letters[-1].at - letters[0].at) / (len(letters) - 1) / 2 if len(letters) > 1 else row.height / 4
    left, right = round(letters[0].at - half), round(letters[-1].at + half)
    sure = round(100 * sum(letter.share for letter in letters) / len(letters))
    return Word("".join(letter.text for letter in letters), sure, Box(left, row.top, right, row.bottom))
