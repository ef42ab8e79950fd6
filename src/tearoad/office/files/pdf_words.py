"""The words of a PDF, its lines joined to paragraphs.

Run as a program, in a process of its own with little memory and time (`pdf.py`), after `pdf_inside` found that the file
does nothing beside being read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import Protocol

from tearoad.office.files.pdf_inside import limit_process

_MOST_PAGES = 60
"""An article or notice; of a book the first pages are read."""
_ENDS = re.compile(r"[.!?\u3002\uff01\uff1f\u2026:;][\u00bb\u201d\u2019\"')\]]*$")
_WIDE, _SHORT = 1.25, 0.85
"""Between paragraphs: more than the usual distance; or a sentence that ends before the column does."""
_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_HYPHENS = ("-", "\u00ad", "\u2010", "\ufffe")


class _PageText(Protocol):
    """What is asked of a page of the library."""

    def get_text_range(self) -> str:
        """Return its words, line by line."""
        ...

    def get_charbox(self, index: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a letter."""
        ...


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its words, how high it stands, and where it ends."""

    words: str
    height: float
    right: float


def pdf_words(content: bytes) -> str:
    """Return the words of a PDF, a paragraph a line."""
    import pypdfium2  # noqa: PLC0415  # only in a process of its own

    document = pypdfium2.PdfDocument(content)
    pages = (document[number].get_textpage() for number in range(min(len(document), _MOST_PAGES)))
    return "\n".join(paragraph for page in pages for paragraph in paragraphs(list(_lines(page))))


def paragraphs(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """Yield the paragraphs that lines of a page make up; a word that a hyphen parts at a line's end becomes whole."""
    if not lines:
        return
    gaps = [abs(above.height - below.height) for above, below in pairwise(lines)]
    wide = _WIDE * median_low(gaps) if gaps else 0.0
    short = _SHORT * max(line.right for line in lines)
    gathered = lines[0].words
    for gap, (above, below) in zip(gaps, pairwise(lines), strict=True):
        if gap > wide or (above.right < short and _ENDS.search(above.words)):
            yield gathered
            gathered = below.words
        else:
            gathered = _joined(gathered, below.words)
    yield gathered


def _lines(page: _PageText) -> Iterator[PrintedLine]:
    start = 0
    for written in page.get_text_range().splitlines(keepends=True):
        words = written.strip()
        if words:
            first, last = start + written.index(words[0]), start + len(written.rstrip()) - 1
            yield PrintedLine(" ".join(words.split()), page.get_charbox(first)[1], page.get_charbox(last)[2])
        start += len(written)


def _joined(before: str, line: str) -> str:
    if before.endswith(_HYPHENS) and line[0].islower():
        return before[:-1] + line
    is_han = _HAN.match(before[-1]) or _HAN.match(line[0])
    return before + line if is_han else f"{before} {line}"


def main() -> int:
    """Read what comes in, within limits that the system holds."""
    limit_process()
    sys.stdout.buffer.write(pdf_words(sys.stdin.buffer.read()).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
