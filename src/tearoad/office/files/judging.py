"""Whether a file that came from outside may be kept: what it is, what its name says, and that it does nothing.

One check for everybody who takes files in. It tells what is wrong; whoever asks says it in the words of its own page.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Set as AbstractSet
from enum import StrEnum

from tearoad.office.files.sniffing import MS_EXCEL, MS_WORD, PDF, PICTURES, media_type_of

_XML = "application/vnd.openxmlformats-officedocument"
SHEET, DOCUMENT = f"{_XML}.spreadsheetml.sheet", f"{_XML}.wordprocessingml.document"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_PACKED = frozenset({SHEET, DOCUMENT, ODS})
_OLD = {MS_WORD: "WordDocument".encode("utf-16-le"), MS_EXCEL: "Workbook".encode("utf-16-le")}
"""The stream that a file of old Word or Excel cannot do without: an installer begins with the same bytes."""
_TEXTS = frozenset({"text/csv", "text/plain"})
_OF_PICTURES = frozenset({"jpg", "jpeg", "png", "webp"})
ENDINGS = {
    PDF: frozenset({"pdf"}),
    **dict.fromkeys(PICTURES, _OF_PICTURES),  # painted anew, with the ending of what they are
    SHEET: frozenset({"xlsx"}),
    DOCUMENT: frozenset({"docx"}),
    ODS: frozenset({"ods"}),
    MS_EXCEL: frozenset({"xls"}),
    MS_WORD: frozenset({"doc"}),
    "text/csv": frozenset({"csv", "txt"}),
    "text/plain": frozenset({"csv", "txt"}),
}
"""Which endings agree with a content."""
MOST_UNPACKED = 100_000_000
"""Bytes that a packed file may hold."""
_MOST_RATIO, _RATIO_FROM = 200, 8_000_000
"""A workbook shrinks ten- to fortyfold, a bomb thousandfold; small files may be as empty as they like."""
_MOST_MEMBERS = 5000
_CHUNK = 1 << 20
_TAIL = 2048
"""A PDF ends with its mark, and hardly anything follows."""
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia|XFA|SubmitForm|ImportData|Encrypt)(?=[\s/<(\[>]|$)"
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
"""A letter of a name, written as its number: `/J#61vaScript`."""
_MACROS = re.compile(
    r"vbaproject\.bin$|(?:^|/)(?:macrosheets|activex|dialogsheets)/|^(?:basic|scripts)/", re.IGNORECASE
)
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MARKUP = re.compile(r"<(?:[!?/]|[A-Za-z][\w-]*(?::[\w-]+)?[\s/>])")
"""A tag; an address in brackets (`<li@example.com>`, `<https://example.com/>`) is none."""


class Flaw(StrEnum):
    """Why a file is not taken."""

    KIND = "kind"
    MISNAMED = "misnamed"
    ACTIVE = "active"
    MACROS = "macros"
    UNPACKED = "unpacked"
    MARKUP = "markup"


def flaw_of(name: str, content: bytes, allowed: AbstractSet[str]) -> Flaw | None:
    """Return why a file is not taken; None where it is.

    The bytes decide; the ending must agree, so that what somebody saves later opens as what it is.

    Args:
        name: as somebody's machine gave it.
        content: all its bytes.
        allowed: the media types that are taken here, each with its endings in `ENDINGS`.

    """
    found = media_type_of(content)
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if found not in allowed or not any(ending in ENDINGS[kind] for kind in allowed):
        return Flaw.KIND
    if ending not in ENDINGS[found]:
        return Flaw.MISNAMED
    if found == PDF:
        return None if _plain_pdf(content) else Flaw.ACTIVE
    if found in _PACKED:
        return _flaw_in_zip(content)
    if found in _OLD:
        return _flaw_in_old(content, found)
    return Flaw.MARKUP if found in _TEXTS and _MARKUP.search(_text(content)) else None


def _plain_pdf(content: bytes) -> bool:
    """Whether a PDF ends as one, and does nothing: no script, no program, no file inside, no lock, no archive."""
    if b"%%EOF" not in content[-_TAIL:] or (b"PK\x03\x04" in content and b"PK\x05\x06" in content):
        return False
    spelled = _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), content)
    return not _ACTIVE.search(content) and not _ACTIVE.search(spelled)


def _flaw_in_zip(content: bytes) -> Flaw | None:
    """Sizes are judged as the archive claims them, then every member is read: one that lies is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if any(_MACROS.search(one.filename) for one in members):
                return Flaw.MACROS
            unpacked = sum(one.file_size for one in members)
            is_bomb = unpacked > _RATIO_FROM and unpacked > _MOST_RATIO * len(content)
            if is_bomb or unpacked > MOST_UNPACKED or len(members) > _MOST_MEMBERS:
                return Flaw.UNPACKED
            return Flaw.MACROS if any(_names_macros(archive, one) for one in members) else None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        return Flaw.KIND


def _names_macros(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Read a member to its end, and look whether the list of contents tells of macros under another name."""
    is_list, said = member.filename == "[Content_Types].xml", b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            said = said + chunk if is_list else b""
    return b"macroenabled" in said.lower() or b"vbaproject" in said.lower()


def _flaw_in_old(content: bytes, kind: str) -> Flaw | None:
    if _OLD[kind] not in content:
        return Flaw.KIND
    return Flaw.MACROS if _OLD_MACROS in content else None


def _text(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    return content.decode(encoding, errors="replace")
