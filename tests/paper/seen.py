"""What the eye would see of a PDF: letters outside their page, letters without a shape, words inside a box."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


def words(content: bytes) -> str:
    """Return all of a document's letters without blanks and invisible breaks."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return squeezed("".join(pages))


def squeezed(text: str) -> str:
    """Return a text as `words` returns a document: blanks, breaks and soft hyphens taken out."""
    return "".join(text.translate(dict.fromkeys(map(ord, "\u200b\ufffe\u00ad\u0002"))).split())


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
    left, top, width, height = (length * MM for length in box_mm)
    tall = leaf.get_size()[1]
    return squeezed(leaf.get_textpage().get_text_bounded(left, tall - top - height, left + width, tall - top))


def cut(content: bytes) -> list[tuple[int, str]]:
    """Return the letters that leave the box they are cut to, with the page's number from 1."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            box = _cut_to(pdfium.FPDFText_GetTextObject(text.raw, at))
            left, bottom, right, top = text.get_charbox(at)
            if box and right > left and not _within((left, bottom, right, top), box):
                found.append((number, text.get_text_range(at, 1)))
    return found


def _within(inner: Box, outer: Box, slack: float = 0.5) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _cut_to(part: object) -> Box | None:
    """Return to what box a part of a page is cut; None where the reader found that none of its boxes matters."""
    path = pdfium.FPDFPageObj_GetClipPath(part) if part else None
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    boxes = [box for box in (_corners(path, number) for number in range(max(count, 0))) if box]
    if not boxes:
        return None
    return (
        max(box[0] for box in boxes),
        max(box[1] for box in boxes),
        min(box[2] for box in boxes),
        min(box[3] for box in boxes),
    )


def _corners(path: object, number: int) -> Box | None:
    across, up = ctypes.c_float(), ctypes.c_float()
    points = []
    for at in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
        segment = pdfium.FPDFClipPath_GetPathSegment(path, number, at)
        pdfium.FPDFPathSegment_GetPoint(segment, across, up)
        points.append((across.value, up.value))
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
