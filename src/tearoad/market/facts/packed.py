"""The words of an article that came as PDF or Word, once the file was found to do nothing beside being read."""

from __future__ import annotations

import io
import zipfile

from defusedxml.ElementTree import iterparse

from tearoad.office.files import pdf
from tearoad.office.files.ahead import Ahead
from tearoad.office.files.judging import DOCUMENT, Flaw, look_inside
from tearoad.office.files.sniffing import MS_WORD, PDF, media_type_of

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_WORDS = 20_000_000
"""Bytes of a document's text with its marks; a book has less."""


def _packed_words(content: bytes) -> Flaw | str | None:
    """Return the words of a PDF or Word file, or why it is not taken; None of a file that is neither."""
    kind = media_type_of(content)
    if kind == MS_WORD:
        return Flaw.KIND
    if kind not in {PDF, DOCUMENT}:
        return None
    flaw = look_inside(content)
    if flaw is not None:
        return flaw
    if kind == DOCUMENT:
        return document_words(content)
    text = pdf.words(content)
    return Flaw.TOO_MUCH if text is None else text


packed_words = Ahead(_packed_words)


def document_words(content: bytes) -> Flaw | str:
    """Return the words of a Word file that was found to be plain, a paragraph a line, without what was struck out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.getinfo("word/document.xml").file_size > _MOST_WORDS:
            return Flaw.UNPACKED
        text = archive.read("word/document.xml")
    pieces: list[str] = []
    for _event, part in iterparse(io.BytesIO(text), forbid_dtd=True):
        if part.tag == f"{_WORD}t":
            pieces.append(part.text or "")
        elif part.tag in {f"{_WORD}tab", f"{_WORD}br"}:
            pieces.append(" ")
        elif part.tag == f"{_WORD}p":
            pieces.append("\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
