"""What a reader of cards gives back: lines of letters, where they stand, and how sure it is of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tearoad.capture.cards.scripts import close_han


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on the prepared photo, in pixels from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """How tall it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return (self.top + self.bottom) / 2

    def over(self, other: Box) -> float:
        """Return which share of the smaller of the two lies in both, 0 to 1."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min(self._area, other._area)
        return wide * high / smaller if wide > 0 and high > 0 and smaller > 0 else 0.0

    def moved(self, right: int, down: int) -> Box:
        """Return the same box further right and down."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def scaled(self, by: float) -> Box:
        """Return the same box on a page so many times as large."""
        return Box(round(self.left * by), round(self.top * by), round(self.right * by), round(self.bottom * by))

    @property
    def _area(self) -> int:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them, as read, with a confidence of 0 to 100."""

    text: str
    confidence: int
    box: Box

    def moved(self, right: int, down: int) -> Word:
        """Return the word as it stands on a larger page."""
        return Word(self.text, self.confidence, self.box.moved(right, down))

    def scaled(self, by: float) -> Word:
        """Return the word as it stands on a page of another size."""
        return Word(self.text, self.confidence, self.box.scaled(by))


@dataclass(frozen=True, slots=True)
class WordLine:
    """Words on one line, from left to right; never none."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with spaces between them; Chinese characters stand close."""
        return close_han(" ".join(word.text for word in self.words))

    @property
    def confidence(self) -> int:
        """The mean of the letters' confidence, 0 to 100."""
        letters = sum(len(word.text) for word in self.words)
        return round(sum(len(word.text) * word.confidence for word in self.words) / letters)

    @property
    def box(self) -> Box:
        """Where the line stands."""
        boxes = [word.box for word in self.words]
        return Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )


class CardReader(Protocol):
    """Reads the letters on a photo of one side of a card; which of them are a name is not its question."""

    def lines(self, photo: bytes) -> Sequence[WordLine]:
        """Return the lines on a photo from top to bottom; none where nothing was legible.

        Raises:
            InputError: the bytes are no picture.

        """
        ...
