"""What the eye would see of a PDF: letters outside their page, letters without a shape, words inside a box."""

from __future__ import annotations

import pypdfium2

MM = 72 / 25.4


def words(content: bytes) -> str:
    """Return all of a document's letters without blanks and invisible breaks."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return squeezed("".join(pages))


def squeezed(text: str) -> str:
    """Return a text as `words` returns a document: blanks, breaks and soft hyphens taken out."""
    return "".join(char for char in text if not char.isspace() and char not in "\u200b\ufffe\u00ad\u0002")


def outside(content: bytes) -> list[tuple[int, str]]:
    """Return the letters that leave their page, with the page's number from 1."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if right > left and not (left >= -0.5 and bottom >= -0.5 and right <= width + 0.5 and top <= height + 0.5):
                found.append((number, text.get_text_range(at, 1)))
    return found


def inside(content: bytes, page: int, box_mm: tuple[float, float, float, float]) -> str:
    """Return the letters inside a box of a page: left, top, width and height in mm from the upper left corner."""
    leaf = pypdfium2.PdfDocument(content)[page]
    left, top, width, height = (one * MM for one in box_mm)
    tall = leaf.get_size()[1]
    return squeezed(leaf.get_textpage().get_text_bounded(left, tall - top - height, left + width, tall - top))
