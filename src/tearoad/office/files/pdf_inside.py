"""What a PDF would do beside being read: every object of it is looked at, also those in compressed streams.

Run as a program, in a process of its own with little memory and time (`pdf.py`): what somebody hands in may be made to
use up either. It reads the file from its input and writes the name of what was found.

Two looks, because readers differ in what they take for the file. The library names every object of the file as it
stands now, by whatever spelling and filter. The bytes show what the library passes over and another reader may revive:
objects of an earlier state of the file, objects in no list, the first of two entries of the same name.
"""

from __future__ import annotations

import io
import re
import sys
import zlib
from bisect import bisect_left
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

MOST_MEMORY = 1 << 30
MOST_SECONDS = 20
"""Of the processor. A book of a thousand pages takes two."""
MOST_OBJECTS, MOST_VALUES = 500_000, 4_000_000
_MOST_UNPACKED = 100_000_000
"""Bytes of all lists of objects together."""


class Inside(StrEnum):
    """What a PDF holds that nobody who hands in a document needs."""

    SCRIPT = "script"
    LAUNCH = "launch"
    EMBEDDED = "embedded"
    MEDIA = "media"
    FORM = "form"
    LOCKED = "locked"
    BROKEN = "broken"
    TOO_MUCH = "too_much"


_ACTIONS = {
    "/JavaScript": Inside.SCRIPT,
    "/Rendition": Inside.MEDIA,
    "/RichMediaExecute": Inside.MEDIA,
    "/Movie": Inside.MEDIA,
    "/Sound": Inside.MEDIA,
    "/Launch": Inside.LAUNCH,
    "/GoToR": Inside.LAUNCH,
    "/GoToE": Inside.EMBEDDED,
    "/SubmitForm": Inside.LAUNCH,
    "/ImportData": Inside.LAUNCH,
}
"""What an action does, by its kind. Links to pages of the file and of the web are everyday."""
_KEYS = {
    "/JavaScript": Inside.SCRIPT,
    "/EmbeddedFiles": Inside.EMBEDDED,
    "/XFA": Inside.FORM,
    "/OPI": Inside.LAUNCH,
    "/RichMediaContent": Inside.MEDIA,
    "/RichMediaSettings": Inside.MEDIA,
}
_SUBTYPES = {
    "/FileAttachment": Inside.EMBEDDED,
    **dict.fromkeys(("/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"), Inside.MEDIA),
}
_WORTH_A_LOOK = re.compile(
    b"/(?:"
    + "|".join(sorted(key[1:] for key in {*_ACTIONS, *_KEYS, *_SUBTYPES})).encode()
    + rb"|EmbeddedFile|EF|JS|URI|OpenAction|AA|(?:S|Subtype|Type|EF|JS|URI) \d+ \d+ R)\b"
)
"""Whether an object, as the library writes it, can hold any of it: nearly all are passed over by this one question."""
_OTHER_FILE = re.compile(r"(?:javascript|vbscript|data|file|smb|jar):|[\\/]{2}", re.IGNORECASE)
_PASSED_OVER = re.compile(r"[\0-\x20\x7f]")
"""What readers pass over in an address."""
_SPELLED = {
    b"JavaScript": Inside.SCRIPT,
    b"Launch": Inside.LAUNCH,
    b"GoToR": Inside.LAUNCH,
    b"SubmitForm": Inside.LAUNCH,
    b"ImportData": Inside.LAUNCH,
    b"GoToE": Inside.EMBEDDED,
    b"EmbeddedFile": Inside.EMBEDDED,
    b"EmbeddedFiles": Inside.EMBEDDED,
    b"RichMedia": Inside.MEDIA,
    b"XFA": Inside.FORM,
    b"Encrypt": Inside.LOCKED,
}
"""Names that stand in no honest file's bytes, long enough not to come about by chance in a picture's."""
_ACTIVE = re.compile(rb"/(" + b"|".join(sorted(_SPELLED, reverse=True)) + rb")(?=[\s\0/<>(\[\]{}%]|$)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
"""A letter of a name, written as its number: `/J#61vaScript`."""
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_LIST_OF_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
_NUMBERS = re.compile(rb"[\s\0]*(?:%[^\r\n]*[\r\n][\s\0]*)*(?:\d+[\s\0]+){2,}(?=[<(\[/]|true|false|null|\d*\Z)")
"""How a list of objects begins: number and place of each, then the first. After a drawing's numbers stands a verb.

A remark ends with its line and nowhere else: there is one way to read it, so that the time grows with the length alone.
"""
_PART, _BEGINNING = 1 << 14, 1 << 10
_TAIL = 2048
"""A PDF ends with its mark, and hardly anything follows."""


class _TooMuchError(Exception):
    """It would take more than a document takes."""


def found_in(content: bytes) -> Inside | None:
    """Return what a PDF holds that acts, carries or hides something; None where there is nothing."""
    try:
        return _around(content) or _spelled(content) or _as_listed(content) or _in_streams(content)
    except (_TooMuchError, MemoryError):
        return Inside.TOO_MUCH


def _around(content: bytes) -> Inside | None:
    """Look whether a PDF ends as one, and is no archive at the same time."""
    if b"%%EOF" not in content[-_TAIL:]:
        return Inside.BROKEN
    return Inside.EMBEDDED if b"PK\x03\x04" in content and b"PK\x05\x06" in content else None


def _as_listed(content: bytes) -> Inside | None:
    """Read a PDF as a reader does, and look at all its objects."""
    from pikepdf import PasswordError, Pdf, PdfError  # noqa: PLC0415  # limits come first

    try:
        with Pdf.open(io.BytesIO(content)) as pdf:
            found = Inside.LOCKED if pdf.is_encrypted else _in_objects(pdf)
            return found or (None if len(pdf.pages) else Inside.BROKEN)
    except PasswordError:
        return Inside.LOCKED
    except (PdfError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError, RuntimeError):
        return Inside.BROKEN  # a number that is none, a list where a page is meant


def _spelled(content: bytes) -> Inside | None:
    """Look for names in bytes as they stand, and with their numbers read as letters."""
    for text in (content, _plain(content)):
        if found := _ACTIVE.search(text):
            return _SPELLED[found[1]]
    return None


def _plain(content: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), content)


def _in_objects(pdf: Pdf) -> Inside | None:
    """Look at every object that the file lists, wherever it is kept."""
    objects = pdf.objects
    if len(objects) > MOST_OBJECTS:
        raise _TooMuchError
    left = MOST_VALUES
    for top in (pdf.trailer, *objects):
        waiting = [top] if _type(top) == "stream" or _WORTH_A_LOOK.search(top.unparse(resolved=True)) else []
        while waiting:
            value = waiting.pop()
            left -= 1
            if left < 0:
                raise _TooMuchError
            kind = _type(value)
            if kind in {"dictionary", "stream"}:
                entries = dict(value.items())
                if found := _in_entries(entries, is_stream=kind == "stream"):
                    return found
                waiting.extend(one for one in entries.values() if _is_inside(one))
            elif kind == "array":
                waiting.extend(one for one in value if _is_inside(one))
    return None


def _is_inside(value: Any) -> bool:  # noqa: ANN401  # whatever a PDF holds
    """Whether a value holds others and is not looked at on its own."""
    return getattr(value, "_type_name", "") in {"dictionary", "array"} and not value.is_indirect


def _in_entries(entries: dict[str, Any], *, is_stream: bool) -> Inside | None:
    """Judge one dictionary."""
    named = next((_KEYS[key] for key in entries if key in _KEYS), None)
    kind = _ACTIONS.get(_name(entries.get("/S"))) or _SUBTYPES.get(_name(entries.get("/Subtype")))
    return named or kind or _content_of(entries, is_stream=is_stream) or _by_itself(entries)


def _content_of(entries: dict[str, Any], *, is_stream: bool) -> Inside | None:
    """Judge what a dictionary holds under names that may also be those of a font or a picture."""
    address = entries.get("/URI")
    if _type(address) == "dictionary":  # of the whole document: what its addresses begin with
        address = dict(address.items()).get("/Base")  # type: ignore[union-attr]  # a dictionary of the library's
    if _name(entries.get("/Type")) == "/EmbeddedFile" or _holds_file(entries.get("/EF")):
        return Inside.EMBEDDED
    if _type(entries.get("/JS")) == "string":
        return Inside.SCRIPT
    lies_elsewhere = is_stream and ("/F" in entries or "/Ref" in entries)
    if lies_elsewhere or (_type(address) == "string" and _OTHER_FILE.match(_PASSED_OVER.sub("", str(address)))):
        return Inside.LAUNCH
    return None


def _by_itself(entries: dict[str, Any]) -> Inside | None:
    """Judge what happens without anybody's doing: when the file is opened, when a page is turned."""
    others: Any = entries.get("/AA")
    begun = [entries.get("/OpenAction"), *(dict(others.items()).values() if _type(others) == "dictionary" else ())]
    kinds = [_name(one["/S"]) for one in begun if _type(one) == "dictionary" and "/S" in one]
    return next((_ACTIONS.get(kind, Inside.LAUNCH) for kind in kinds if kind != "/GoTo"), None)


def _holds_file(value: Any) -> bool:  # noqa: ANN401  # whatever a PDF holds
    return _type(value) == "dictionary" and any(_type(one) == "stream" for one in value.values())


def _type(value: Any) -> str:  # noqa: ANN401  # whatever a PDF holds
    return str(getattr(value, "_type_name", ""))


def _name(value: Any) -> str:  # noqa: ANN401  # whatever a PDF holds
    return str(value) if _type(value) == "name" else ""


def _in_streams(content: bytes) -> Inside | None:
    """Look into every stream of objects that stands in the bytes, whether the file still lists it or not."""
    starts = [one.end() for one in _STREAM.finditer(content)]
    names = [one.end() for one in _LIST_OF_OBJECTS.finditer(content)]
    if len(names) != len(_LIST_OF_OBJECTS.findall(_plain(content))):
        return Inside.BROKEN  # a name that is spelled so that it is not found
    bodies = [bisect_left(starts, place) for place in names]
    named = {starts[at] for at in bodies if at < len(starts)}
    left = _MOST_UNPACKED
    for start in starts:
        objects = _unpacked(content, start, left, is_named=start in named)
        if objects is None:
            return Inside.BROKEN  # packed in a way that no writer uses for them
        left -= len(objects)
        if found := _spelled(objects):
            return found
    return None


def _unpacked(content: bytes, start: int, most: int, *, is_named: bool) -> bytes | None:
    """Return the objects of a stream; nothing where it looks like something else, None where it should not."""
    other = None if is_named else b""
    reader, unpacked = zlib.decompressobj(), bytearray()
    try:
        begun = reader.decompress(content[start : start + _PART], _BEGINNING)
        if not is_named and not _NUMBERS.match(begun):
            return b""
        reader = zlib.decompressobj()
        while not reader.eof and start < len(content):
            unpacked += reader.decompress(content[start : start + _PART], most - len(unpacked) + 1)
            start += _PART
            if len(unpacked) > most:
                raise _TooMuchError
    except zlib.error:
        return other
    return bytes(unpacked) if reader.eof else other


def main() -> int:
    """Judge what comes in, within limits that the system holds."""
    import resource  # noqa: PLC0415  # only in a process of its own

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(found_in(sys.stdin.buffer.read()) or "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
