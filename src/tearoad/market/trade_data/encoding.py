"""In which encoding a text file is: UTF-8, or it is refused with the line where that is seen."""

from __future__ import annotations

import gzip
import zlib
from codecs import IncrementalDecoder, getincrementaldecoder
from contextlib import suppress
from pathlib import Path

from tearoad.errors import InputError
from tearoad.text import Text

_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".gz"})
_OTHER_FILES = (
    b"PAR1",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"<",
    *(a + b for a in (b"q", b"r", b"s") for b in (b"\1", b"\2")),
)
"""How files begin that are no text, or say themselves how they are written."""
_BLOCK = 1 << 20


def refuse_other_encoding(path: Path) -> None:
    """Refuse a text file that is not in UTF-8; one that is damaged is left to whoever reads it.

    Raises:
        InputError: it is in another encoding.

    """
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        return
    decoder, line = getincrementaldecoder("utf-8")(), 1
    damaged = suppress(EOFError, gzip.BadGzipFile, zlib.error)
    with damaged, gzip.open(path) if ending == ".gz" else path.open("rb") as opened:
        block = opened.read(_BLOCK)
        if block.startswith(_OTHER_FILES):
            return
        while block:
            lines = _lines_before_fault(block, decoder)
            if lines is not None:
                text = Text("market.not_utf8", file=path.name, line=line + lines)
                raise InputError(text, Text("market.not_utf8_hint"))
            line += block.count(b"\n")
            block = opened.read(_BLOCK)


def _lines_before_fault(block: bytes, decoder: IncrementalDecoder) -> int | None:
    """Return how many lines end before the first byte that UTF-8 text cannot have; None where there is none."""
    try:
        decoder.decode(block)
    except UnicodeDecodeError as wrong:
        return wrong.object[: wrong.start].count(b"\n")
    zero = block.find(b"\0")  # UTF-16 of Latin letters
    return None if zero < 0 else block[:zero].count(b"\n")
