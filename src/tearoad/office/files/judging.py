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

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from tearoad.office.files.ahead import Ahead
from tearoad.office.files.pdf import inside
from tearoad.office.files.sniffing import MS_EXCEL, MS_WORD, PDF, PICTURES, media_type_of
from tearoad.text import Text

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
_MACROS = re.compile(
    r"vbaproject\.bin$|(?:^|/)(?:macrosheets|activex|dialogsheets|customui)/|^(?:basic|scripts)/", re.IGNORECASE
)
_OBJECT = re.compile(r"(?:^|/)embeddings/[^/]+$", re.IGNORECASE)
"""What a document carries for another program: a chart's own workbook is judged as one, all else is refused."""
_FOREIGN = re.compile(r"(?:^|/)(?:externallinks/|connections\.xml$|querytables/)", re.IGNORECASE)
"""What a workbook fetches from another file or from a database when it is opened."""
_RELATIONS, _CONTENTS = ".rels", "[Content_Types].xml"
_MOST_LIST = 4_000_000
"""Bytes of a list inside an archive: of its parts, of what they refer to."""
_MOST_DEEP = 2
"""A document, the workbook of its chart: nobody nests further."""
_ODF_TEXT = frozenset({"content.xml", "styles.xml"})
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MARKUP = re.compile(r"<(?:[!?/]|[A-Za-z][\w-]*(?::[\w-]+)?[\s/>])")
"""A tag; an address in brackets (`<li@example.com>`, `<https://example.com/>`) is none."""


class Flaw(StrEnum):
    """Why a file is not taken."""

    KIND = "kind"
    MISNAMED = "misnamed"
    SCRIPT = "script"
    LAUNCH = "launch"
    EMBEDDED = "embedded"
    MEDIA = "media"
    FORM = "form"
    LOCKED = "locked"
    BROKEN = "broken"
    TOO_MUCH = "too_much"
    MACROS = "macros"
    LINKS = "links"
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
    text = media_type_of(content)
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if text not in allowed or not any(ending in ENDINGS[kind] for kind in allowed):
        return Flaw.KIND
    if ending not in ENDINGS[text]:
        return Flaw.MISNAMED
    if text == PDF or text in _PACKED:
        return look_inside(content)
    if text in _OLD:
        return _flaw_in_old(content, text)
    return Flaw.MARKUP if text in _TEXTS and _MARKUP.search(_text(content)) else None


def _inside(content: bytes) -> Flaw | None:
    """Return what a PDF or an archive holds that is not taken; nothing of a file that is neither."""
    text = media_type_of(content)
    if text == PDF:
        held = inside(content)
        return Flaw(held.value) if held else None
    return _flaw_in_zip(content, _MOST_DEEP) if text in _PACKED else None


look_inside = Ahead(_inside)


def refusal(flaw: Flaw, name: str) -> Text:
    """Return what was found in a file and what to do; what is taken instead of another kind its own page says."""
    return Text(f"office.flaw_{flaw.value}", name=name)


def _flaw_in_zip(content: bytes, deep: int) -> Flaw | None:
    """Sizes are judged as the archive claims them, then every member is read: one that lies is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if any(_MACROS.search(member.filename) for member in members):
                return Flaw.MACROS
            unpacked = sum(member.file_size for member in members)
            is_bomb = unpacked > _RATIO_FROM and unpacked > _MOST_RATIO * len(content)
            if is_bomb or unpacked > MOST_UNPACKED or len(members) > _MOST_MEMBERS:
                return Flaw.UNPACKED
            if any(_FOREIGN.search(member.filename) for member in members):
                return Flaw.LINKS
            flaws = (_flaw_in_member(archive, member, deep) for member in members)
            return next((flaw for flaw in flaws if flaw), None)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        return Flaw.KIND


def _flaw_in_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, deep: int) -> Flaw | None:
    """Read a member to its end, and judge those that say what the others are, refer to, or carry along."""
    is_list = member.filename == _CONTENTS or member.filename.casefold().endswith(_RELATIONS)
    is_judged = is_list or member.filename in _ODF_TEXT or bool(_OBJECT.search(member.filename))
    if is_list and member.file_size > _MOST_LIST:
        return Flaw.UNPACKED
    parts = []
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            parts.append(chunk if is_judged else b"")
    content = b"".join(parts)
    if is_list:
        return _flaw_in_list(content)
    if member.filename in _ODF_TEXT:
        return _flaw_in_odf(content)
    return _flaw_in_object(content, deep) if is_judged else None


def _flaw_in_list(content: bytes) -> Flaw | None:
    """Read a list as XML: macros under another name, and what is fetched from elsewhere; a link to click on is none."""
    try:
        parts = [element for _event, element in iterparse(io.BytesIO(content), forbid_dtd=True)]
    except (ParseError, DefusedXmlException):
        return Flaw.KIND
    for part in parts:
        said = " ".join(part.attrib.values()).casefold()
        if "macroenabled" in said or "vbaproject" in said:
            return Flaw.MACROS
        is_click = part.get("Type", "").endswith("/hyperlink")
        if part.get("TargetMode", "").casefold() == "external" and not is_click:
            return Flaw.LINKS
    return None


def _flaw_in_odf(content: bytes) -> Flaw | None:
    if b"vnd.sun.star.script:" in content or b"<office:script " in content:
        return Flaw.MACROS
    return Flaw.LINKS if b"<table:table-source" in content or b"<office:dde-source" in content else None


def _flaw_in_object(content: bytes, deep: int) -> Flaw | None:
    kind = media_type_of(content)
    return _flaw_in_zip(content, deep - 1) if kind in {SHEET, DOCUMENT} and deep else Flaw.EMBEDDED


def _flaw_in_old(content: bytes, kind: str) -> Flaw | None:
    if _OLD[kind] not in content:
        return Flaw.KIND
    return Flaw.MACROS if _OLD_MACROS in content else None


def _text(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    return content.decode(encoding, errors="replace")
