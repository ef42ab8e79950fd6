"""CSV as officers send it: UTF-8, UTF-16, GB18030, CP1251 or CP1252, parted by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass

from tearoad.errors import UnsafeFile
from tearoad.text import Text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (";", "\t", ",", "|")
_LOOKED_AT = 40  # rows
_FIELD_LIMIT = 40_000
_COMMON_HAN = re.compile(r"[\u4e00-\u9fff]")
_OF_OUR_SCRIPTS = re.compile(r"[\u4e00-\u9fffА-яЁё«»№–—，。（）“”]+")
_WESTERN = re.compile(r"(?<=[A-Za-z])[À-ÖØ-öø-ÿŒœ]|[À-ÖØ-öø-ÿŒœ](?=[A-Za-z])")
_CYRILLIC_WORD = re.compile(r"(?<![А-яЁё])(?:[А-ЯЁ]?[а-яё]{2,}|[А-ЯЁ]{2,})(?![А-яЁё])")
_VOWEL = re.compile(r"[аеёиоуыэюяАЕЁИОУЫЭЮЯ]")
_SURE, _AHEAD = 0.6, 0.2
"""So large is the share of likely words, and so much larger than in any other reading, where an encoding is certain."""


_UTF8_TAIL = "[\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\x80-\xbf]"
_LOST = re.compile(
    rf"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\?{{2,}}|[\xe0-\xef]{_UTF8_TAIL}{{2}}|[\xd0\xc3]{_UTF8_TAIL}"
)
"""What stands where letters were lost, or where UTF-8 was read as Western."""


@dataclass(frozen=True, slots=True)
class CsvText:
    """The rows of a CSV file, and whether a quotation mark was left open."""

    rows: tuple[tuple[str, ...], ...]
    quote_open: bool = False


def decode(data: bytes, known_words: frozenset[str]) -> str:
    """Return the text of a file, whichever of the six encodings it is in.

    UTF-8 is tried strictly first, since nothing else passes for it. Between GB18030, CP1251 and CP1252 known words
    (headers) decide, then how much of the text is made of frequent characters: Russian read as Chinese gives rare
    characters or none, Chinese read as Russian gives words of mixed case, and only in Western Europe do letters with
    marks stand beside plain Latin ones.

    Raises:
        UnsafeFile: the bytes are no text.

    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    if b"\x00" in data:
        even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
        return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _readings(data, known_words)[0][1]


def surely_decoded(data: bytes, known_words: frozenset[str]) -> str:
    """Return the text of a file as `decode` does, where its encoding is certain.

    Raises:
        UnsafeFile: the bytes are no text, or more than one encoding, or none that is known, is as likely.

    """
    text = decode(data, known_words)
    if data.startswith(tuple(bom for bom, _encoding in _BOMS)) or b"\x00" in data or text.encode() == data:
        return text
    (hits, share), others = _plausibility(text, known_words), _readings(data, known_words)[1:]
    russian = "".join(_CYRILLIC_WORD.findall(text))
    is_gibberish = len(russian) > 5 and len(_VOWEL.findall(russian)) < 0.3 * len(russian)
    rival = max((other for (found, other), _text in others if found == hits), default=0)
    if share < _SURE or share - rival < _AHEAD or is_gibberish:
        raise UnsafeFile(Text("sheets.no_encoding"), Text("sheets.no_encoding_hint"))
    return text


def _readings(data: bytes, known_words: frozenset[str]) -> list[tuple[tuple[int, float], str]]:
    """Return how plausible the text is in each encoding that has no mark of its own, the most plausible first."""
    _refuse_mixture(data)
    readings = []
    for encoding in ("gb18030", "cp1251", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_plausibility(text, known_words), text))
    if not readings:
        raise UnsafeFile(Text("sheets.no_encoding"), Text("sheets.no_encoding_hint"))
    return sorted(readings, key=lambda reading: reading[0], reverse=True)


def _refuse_mixture(data: bytes) -> None:
    """Refuse a file of which some lines are UTF-8 and others are not: read as one encoding, half of it is nonsense.

    Four Chinese or Cyrillic letters in a line that are valid UTF-8 are no accident in another encoding.
    """
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            foreign = [letter for letter in line.decode("utf-8") if ord(letter) > 127]
        except UnicodeDecodeError:
            continue
        if len(foreign) >= 4 and _OF_OUR_SCRIPTS.fullmatch("".join(foreign)):
            raise UnsafeFile(Text("sheets.two_encodings", line=number), Text("sheets.no_encoding_hint"))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnsafeFile(Text("sheets.no_encoding"), Text("sheets.no_encoding_hint")) from error
    if "\x00" in text:
        raise UnsafeFile(Text("sheets.disguise", kind=Text("sheets.kind_binary")), Text("sheets.disguise_hint"))
    return text


def _plausibility(text: str, known_words: frozenset[str]) -> tuple[int, float]:
    """Known words first; then the share of foreign characters that stand in likely words."""
    words = re.split(r"[,;\t|\n\r\"/()]+", text[:4000])
    hits = sum(word.strip().casefold() in known_words for word in words)
    start = "\n".join(line for line in text.splitlines() if not line.isascii())[:20_000]
    foreign = sum(ord(c) > 127 for c in start) or 1
    frequent = sum(len(c.encode("gb2312", "ignore")) == 2 and _level_one(c) for c in _COMMON_HAN.findall(start))
    russian = sum(map(len, _CYRILLIC_WORD.findall(start)))
    return hits, (frequent + russian + len(_WESTERN.findall(start))) / foreign


def _level_one(character: str) -> bool:
    """Whether a character is one of the 3,755 frequent ones of GB 2312, which stand first in it."""
    return 0xB0 <= character.encode("gb2312")[0] <= 0xD7


def is_readable(name: str) -> bool:
    """Whether a name is letters of some script: none is lost, and it is no UTF-8 that was read as Western."""
    return any(letter.isalnum() for letter in name) and not _LOST.search(name)


def split_rows(text: str) -> CsvText:
    """Cut a text into rows and cells; the separator is the one that gives the most even table."""
    text = text.lstrip("\ufeff")
    match = re.match(r"sep=(.)\r?\n", text)
    if match:
        text = text[match.end() :]
    delimiter = match[1] if match else max(_DELIMITERS, key=lambda mark: _evenness(text, mark))
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        return CsvText(_rows(text, delimiter, strict=True))
    except csv.Error as error:
        return CsvText(_rows(text, delimiter, strict=False), quote_open="unexpected end" in str(error))


def _rows(text: str, delimiter: str, *, strict: bool) -> tuple[tuple[str, ...], ...]:
    try:
        return tuple(map(tuple, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)))
    except csv.Error as error:
        if "field larger" in str(error):
            raise UnsafeFile(
                Text("sheets.cell_too_long", most=_FIELD_LIMIT), Text("sheets.cell_too_long_hint")
            ) from None
        raise


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the same number of cells, more than one; then how many cells that is."""
    lines = text.splitlines(keepends=True)[:_LOOKED_AT]
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    usual = max(set(wide), key=lambda width: (wide.count(width), width), default=0)
    return wide.count(usual), usual
