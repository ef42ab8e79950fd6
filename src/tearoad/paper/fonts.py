"""The fonts every paper is set in, and the promise that no letter turns into a box.

Both fonts come as Python packages, so that a bare machine prints the same paper: Noto Sans for Latin and Cyrillic,
Noto Sans CJK SC for Chinese. A letter that neither has is written in Latin letters before it reaches the paper.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tearoad.errors import SetupError
from tearoad.text import Text

LATIN = "NotoSans[wdth,wght].ttf"
HAN = "NotoSansCJK-VF.otf.ttc"
SIMPLIFIED_FACE = 2
"""The collection holds Japanese, Korean, Simplified, Traditional and Hong Kong faces, in this order."""
_PACKAGES = {LATIN: ("fontpkg_noto_sans", "files"), HAN: ("manimgx_fonts_cjk", "")}
_LONGEST_PIECE = 22
"""Letters without a place to break a line; a longer run (an address, a pasted code) is given one."""
_BREAK = "\u200b"


@cache
def font_file(name: str) -> Path:
    """Return where one of the two fonts lies.

    Raises:
        SetupError: the package that brings it is not installed.

    """
    package, folder = _PACKAGES[name]
    spec = find_spec(package)
    path = Path(spec.origin).parent / folder / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise SetupError(Text("papers.font_missing", font=name, package=package), Text("papers.font_missing_hint"))
    return path


def legible(text: str) -> str:
    """Return the text as it can be printed: composed, without invisible marks, every letter in one of the fonts.

    A letter the fonts lack is transliterated (Georgian, Armenian, Arabic); what has no letters, such as a smiley, is
    left out. Runs longer than a column is wide get invisible places to break.
    """
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(_visible(char) for char in composed)
    if any(not _everyday(char) for char in composed):
        composed = "".join(char if covered(char) else _in_latin(char) for char in composed)
    return _breakable(composed)


@cache
def covered(char: str) -> bool:
    """Whether one of the two fonts has a glyph for the character."""
    return _everyday(char) or any(first <= ord(char) <= last for first, last in _drawn())


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    # Other spaces and line ends become a plain space, but no figure is torn apart; marks that turn or join letters go.
    if char in "\u00a0\u202f":
        return "\u00a0"
    return " " if char.isspace() or unicodedata.category(char).startswith("Z") else ""


def _everyday(char: str) -> bool:
    code = ord(char)
    return 0x20 <= code <= 0x7E or 0x410 <= code <= 0x451 or 0x4E00 <= code <= 0x9FA5


def _in_latin(char: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415  # only a rare letter needs its tables

    return anyascii(char) if unicodedata.category(char)[0] in "LNM" else ""


def _breakable(text: str) -> str:
    if len(text) <= _LONGEST_PIECE:
        return text
    return " ".join(_broken(word) for word in text.split(" "))


def _broken(word: str) -> str:
    if len(word) <= _LONGEST_PIECE or any("\u2e80" <= char <= "\uffef" for char in word):
        return word
    if word.isalpha() and len(word) <= 2 * _LONGEST_PIECE:
        return word  # a long Russian word is hyphenated by the typesetter
    return re.sub(rf"(?<=[@._/\-])(?=.)|(?<=\w{{{_LONGEST_PIECE}}})(?=\w)", _BREAK, word)


@cache
def _drawn() -> tuple[tuple[int, int], ...]:
    return (*_ranges(font_file(LATIN), 0), *_ranges(font_file(HAN), SIMPLIFIED_FACE))


def _ranges(path: Path, face: int) -> tuple[tuple[int, int], ...]:
    """Read the code points a font draws from its `cmap` table, subtable format 12 (OpenType 1.9, "cmap")."""
    data = path.read_bytes()
    start = struct.unpack_from(">I", data, 12 + 4 * face)[0] if data[:4] == b"ttcf" else 0
    for number in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, cmap, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return _groups(data, cmap)
    return ()


def _groups(data: bytes, cmap: int) -> tuple[tuple[int, int], ...]:
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * number)[0]
        if struct.unpack_from(">H", data, at)[0] == 12:
            count = struct.unpack_from(">I", data, at + 12)[0]
            groups = (struct.unpack_from(">III", data, at + 16 + 12 * group) for group in range(count))
            return tuple((first, last) for first, last, glyph in groups if glyph)
    return ()
