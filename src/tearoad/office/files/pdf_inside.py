"""What a PDF would do beside being read: every object of it is looked at, also those in compressed streams.

Run as a program, in a process of its own with little memory and time (`pdf.py`): what somebody hands in may be made to
use up either. It reads the file from its input and writes the name of what was found.

Two looks, because readers differ in what they take for the file. The library names every object of the file as it
stands now, by whatever spelling and filter. The bytes show what the library passes over and another reader may revive:
objects of an earlier state of the file, objects in no list, the first of two entries of the same name.
"""

from __future__ import annotations

import io
import os
import re
import sys
import zlib
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

MOST_MEMORY = 768 << 20
"""Two thousand pages with thirty links each take a third of it."""
MOST_SECONDS = 5
"""Of the processor. A book of a thousand pages takes two."""
NICE = 5
"""Whoever asks for a page comes first."""
MOST_OBJECTS, MOST_VALUES = 500_000, 4_000_000
MOST_STREAMS = 100_000
MOST_UNPACKED, MOST_RATIO, RATIO_FROM = 40_000_000, 50, 4_000_000
"""Bytes of all lists of objects together; they shrink ten- to thirtyfold, and small files may be as empty as they like.
"""
_MOST_ACTIONS = 100
"""One after the other, of what begins by itself."""


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
    + rb"|EmbeddedFile|EF|RF|JS|URI|OpenAction|AA|(?:S|Subtype|Type|JS) \d+ \d+ R)\b"
)
"""Whether an object, as the library writes it, can hold any of it: nearly all are passed over by this one question."""
_LINKS = frozenset({"http", "https", "mailto", "tel"})
"""Any other kind of address starts a program."""
_SCHEME = re.compile(r"(?![\w-]+(?:\.[\w-]+)+:\d+(?:[/?#]|\Z))([^/\\?#:]*):|[\\/]{2}")
"""How an address begins that is more than a place beside this file: `mailto:`, `//machine`; not `example.com:8080`."""
_PLACES = frozenset({"/D", "/SD", "/Type", "/Next"})
"""What stands in an action that only shows a page, where it does not say of which kind it is."""
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


def _name_pattern(*names: bytes) -> bytes:
    """Return the pattern of names, each letter as itself or as its number: `/J#61vaScript`.

    The pattern knows the numbers, so that nothing is spelled out anew: a list of objects may be nothing but numbers.
    """
    return b"|".join(b"".join(_letter(byte) for byte in name) for name in sorted(names, reverse=True))


def _letter(code: int) -> bytes:
    number = "".join(f"[{text}{text.upper()}]" if text.isalpha() else text for text in f"{code:02x}")
    return f"(?:{chr(code)}|#{number})".encode()


_ACTIVE = re.compile(
    rb"/(?=[#%s])(%s)(?=[\s\0/<>(\[\]{}%%]|$)" % (bytes({name[0] for name in _SPELLED}), _name_pattern(*_SPELLED))
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_LIST_OF_OBJECTS = re.compile(rb"/(?:%s)(?![A-Za-z0-9])" % _name_pattern(b"ObjStm"))
_LIST_OF_PLACES = re.compile(rb"/(?:%s)(?![A-Za-z0-9])" % _name_pattern(b"XRef"))
_PREDICTED = re.compile(rb"/(?:%s)(?![A-Za-z0-9])(?![\s\0]*\[?[\s\0]*null\b)" % _name_pattern(b"DecodeParms", b"DP"))
"""That bytes are differences of bytes: a list of places is written so, a list of objects by nobody."""
_LISTED = re.compile(rb"[ \t\r\n\f]*(?:[\d%]|\Z)")
"""How a list of objects begins that says it is one. Where bytes are differences, each row begins with how."""
_NUMBERS = re.compile(rb"[\s\0]*(?:%[^\r\n]*[\r\n][\s\0]*)*(?:\d+[\s\0]+){2,}(?=[<(\[/]|true|false|null|\d*\Z)")
"""How a list of objects begins that does not: number and place of each, then the first. After a drawing's numbers
stands a verb.

A remark ends with its line and nowhere else: there is one way to read it, so that the time grows with the length alone.
"""
_HEAD, _BARE = 2, -zlib.MAX_WBITS
_PART, _BEGINNING, _PIECE = 1 << 14, 1 << 10, 1 << 16
_TAIL = 2048
"""A PDF ends with its mark, and hardly anything follows."""


class _TooMuchError(Exception):
    """It would take more than a document takes."""


def active_contents(content: bytes) -> Inside | None:
    """Return what a PDF holds that acts, carries or hides something; None where there is nothing."""
    try:
        # The library unpacks whatever it is told to: what is too much is known before.
        return _around(content) or _spelled(content) or _in_streams(content) or _as_listed(content)
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
            inside = Inside.LOCKED if pdf.is_encrypted else _in_objects(pdf)
            return inside or (None if len(pdf.pages) else Inside.BROKEN)
    except PasswordError:
        return Inside.LOCKED
    except (PdfError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError, RuntimeError):
        return Inside.BROKEN  # a number that is none, a list where a page is meant


def _spelled(content: bytes) -> Inside | None:
    """Look for names in bytes, whether their letters stand as they are or as their numbers."""
    match = _ACTIVE.search(content)
    return _SPELLED[_plain(match[1])] if match else None


def _plain(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), name)


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
                if inside := _in_entries(entries, is_stream=kind == "stream"):
                    return inside
                waiting.extend(entry for entry in entries.values() if _is_inside(entry))
            elif kind == "array":
                waiting.extend(element for element in value if _is_inside(element))
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
    is_file = _name(entries.get("/Type")) == "/EmbeddedFile"
    if is_file or _holds_file(entries.get("/EF")) or _holds_related(entries.get("/RF")):
        return Inside.EMBEDDED
    if _type(entries.get("/JS")) == "string":
        return Inside.SCRIPT
    lies_elsewhere = is_stream and ("/F" in entries or "/Ref" in entries)
    if lies_elsewhere or (_type(address) == "string" and _starts_program(str(address))):
        return Inside.LAUNCH
    return None


def _starts_program(address: str) -> bool:
    """Whether a link leads anywhere but to the web, a mailbox, a telephone or a place beside the file."""
    match = _SCHEME.match(_PASSED_OVER.sub("", address))
    return match is not None and (match[1] or "").casefold() not in _LINKS


def _by_itself(entries: dict[str, Any]) -> Inside | None:
    """Judge what happens without anybody's doing, when the file is opened, when a page is turned; and what follows it.

    Raises:
        _TooMuchError: so much follows one action, or they go round in a ring that is not seen as one.

    """
    others: Any = entries.get("/AA")
    begun = [entries.get("/OpenAction"), *(dict(others.items()).values() if _type(others) == "dictionary" else ())]
    waiting, known = [action for action in begun if _type(action) == "dictionary"], set[tuple[int, int]]()
    left = _MOST_ACTIONS
    while waiting:
        action = waiting.pop()
        if action.is_indirect and action.objgen in known:
            continue
        known.add(action.objgen)
        left -= 1
        if left < 0:
            raise _TooMuchError
        said = dict(action.items())
        if inside := _beside_showing(said):
            return inside
        waiting.extend(_actions_of(said.get("/Next")))
    return None


def _beside_showing(action: dict[str, Any]) -> Inside | None:
    """Return what an action does where it does more than to show a page."""
    kind = _name(action.get("/S"))
    shows = kind == "/GoTo" or ("/S" not in action and set(action) <= _PLACES)
    return None if shows else _ACTIONS.get(kind, Inside.LAUNCH)


def _actions_of(value: Any) -> list[Any]:  # noqa: ANN401  # whatever a PDF holds
    """Return what follows an action: one, or several in a row."""
    several = list(value) if _type(value) == "array" else [value]
    return [action for action in several if _type(action) == "dictionary"]


def _holds_file(value: Any) -> bool:  # noqa: ANN401  # whatever a PDF holds
    return _type(value) == "dictionary" and any(_type(entry) == "stream" for entry in value.values())


def _holds_related(value: Any) -> bool:  # noqa: ANN401  # whatever a PDF holds
    """Whether files stand beside one that is elsewhere: names and streams in turn."""
    rows = [entry for entry in value.values() if _type(entry) == "array"] if _type(value) == "dictionary" else []
    return any(_type(entry) == "stream" for row in rows for entry in row)


def _type(value: Any) -> str:  # noqa: ANN401  # whatever a PDF holds
    return str(getattr(value, "_type_name", ""))


def _name(value: Any) -> str:  # noqa: ANN401  # whatever a PDF holds
    return str(value) if _type(value) == "name" else ""


def _in_streams(content: bytes) -> Inside | None:
    """Look into every stream of objects that stands in the bytes, whether the file still lists it or not.

    Raises:
        _TooMuchError: there are more streams than a document has, or more in them than so small a file unpacks to.

    """
    starts = [match.end() for match in _STREAM.finditer(content)]
    if len(starts) > MOST_STREAMS:
        raise _TooMuchError
    left = min(MOST_UNPACKED, max(RATIO_FROM, MOST_RATIO * len(content)))
    for before, start in pairwise([0, *starts]):
        ended = content.find(b"endstream", before, start)
        head = content[max(before, ended) : start]
        is_named = _LIST_OF_OBJECTS.search(head) is not None
        if is_named and (_PREDICTED.search(head) or (before and ended < 0)):
            return Inside.BROKEN  # packed in a way that no writer uses for them; behind a stream that does not end
        is_read = is_named or _LIST_OF_PLACES.search(head) is not None
        objects, is_whole = _unpacked(content, start, left, is_read=is_read)
        if is_named and not (is_whole and _LISTED.match(objects)):
            return Inside.BROKEN
        left -= len(objects) + (0 if is_whole else _PIECE)
        if inside := _spelled(objects):
            return inside
    return None


def _unpacked(content: bytes, start: int, most: int, *, is_read: bool) -> tuple[bytes, bool]:
    """Return what a stream holds, as far as it can be unpacked, and whether that is all of it.

    Nothing where it is not said to be read and does not look like a list of objects. Neither its head nor the sum at
    its end is judged: some readers do not judge them either.

    Raises:
        _TooMuchError: it holds more than `most` bytes.

    """
    start += _HEAD
    try:
        begun = zlib.decompressobj(_BARE).decompress(content[start : start + _PART], _BEGINNING)
    except zlib.error:
        return b"", not is_read
    if not is_read and not _NUMBERS.match(begun):
        return b"", True
    reader, unpacked, waiting = zlib.decompressobj(_BARE), bytearray(), b""
    try:
        while not reader.eof and (waiting or start < len(content)):
            if not waiting:
                waiting, start = content[start : start + _PART], start + _PART
            unpacked += reader.decompress(waiting, _PIECE)
            waiting = reader.unconsumed_tail
            if len(unpacked) > most:
                raise _TooMuchError
    except zlib.error:  # what came before the fault is read by some, and took its time
        return bytes(unpacked), False
    return bytes(unpacked), reader.eof


def limit_process() -> None:
    """Let the system hold this process to little memory and time, and to no file of its own."""
    import resource  # noqa: PLC0415  # only in a process of its own

    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Judge what comes in, within limits that the system holds."""
    limit_process()
    sys.stdout.write(active_contents(sys.stdin.buffer.read()) or "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
