"""Photos and voice memos of a report: a revision names them by digest, their bytes go after the text and apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NewType

Digest = NewType("Digest", str)
"""The SHA-256 of a file's bytes as the phone sent them, hexadecimal: its name for ever, however it is painted anew."""


class FileKind(StrEnum):
    """What a file shows or says."""

    CARD_FRONT = "card_front"
    CARD_BACK = "card_back"
    PICTURE = "picture"
    VOICE = "voice"


CARDS = frozenset({FileKind.CARD_FRONT, FileKind.CARD_BACK})
PICTURE_TYPES = frozenset({"image/jpeg", "image/webp"})
VOICE_TYPES = frozenset({"audio/webm", "audio/mp4", "audio/ogg"})
MOST_BYTES: Mapping[FileKind, int] = {
    FileKind.CARD_FRONT: 300_000,
    FileKind.CARD_BACK: 300_000,
    FileKind.PICTURE: 300_000,
    FileKind.VOICE: 1_000_000,
}
"""A phone makes photos of half that, and a minute's memo of a quarter."""
MOST_FILES, MOST_DROPPED = 20, 50
"""So many a revision names, and takes back."""
MOST_SIDES = 4
"""So many photos of one card are read; who took more took some twice."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEYS = frozenset({"digest", "kind", "type", "size"})
_KINDS = tuple(file_kind.value for file_kind in FileKind)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a revision names it."""

    digest: Digest
    kind: FileKind
    type: str
    """Its media type."""
    size: int
    """Bytes."""


def types_of(kind: FileKind) -> frozenset[str]:
    """Return the media types in which a kind of file comes."""
    return VOICE_TYPES if kind is FileKind.VOICE else PICTURE_TYPES


def is_digest(found: object) -> bool:
    """Whether it is a SHA-256 as it is written here."""
    return isinstance(found, str) and _DIGEST.fullmatch(found) is not None


def are_files(found: object) -> bool:
    """Whether JSON data is a revision's list of files, each named once."""
    if not isinstance(found, list) or len(found) > MOST_FILES or not all(map(_is_file, found)):
        return False
    return len({file["digest"] for file in found}) == len(found)


def are_dropped(found: object) -> bool:
    """Whether JSON data is a list of files that a revision takes back."""
    return isinstance(found, list) and len(found) <= MOST_DROPPED and all(map(is_digest, found))


def attached_of(found: Iterable[Mapping[str, Any]]) -> tuple[Attached, ...]:
    """Return the files that JSON data names which `are_files` has judged."""
    return tuple(Attached(Digest(file["digest"]), FileKind(file["kind"]), file["type"], file["size"]) for file in found)


def document_of_file(attached: Attached) -> dict[str, Any]:
    """Return a file as a revision's JSON names it."""
    return {"digest": attached.digest, "kind": attached.kind.value, "type": attached.type, "size": attached.size}


def standing_files(named: Iterable[Iterable[Attached]], dropped: Iterable[Iterable[Digest]]) -> tuple[Attached, ...]:
    """Return the files of a report: all that its revisions name but those that any of them drops.

    A file that is named twice stands once, as the first names it. What was dropped stays so, whoever names it again:
    sets, so that the order in which revisions come makes no difference.

    Args:
        named: the files of each revision, in the order of the revisions' ids.
        dropped: the files that each takes back.

    """
    gone = {digest for those in dropped for digest in those}
    standing: dict[Digest, Attached] = {}
    for those in named:
        for attached in those:
            standing.setdefault(attached.digest, attached)
    return tuple(file for file in standing.values() if file.digest not in gone)


def card_photos(files: Iterable[Attached], here: Collection[Digest]) -> tuple[Digest, ...]:
    """Return which photos of a report are read as its card, the front first: those whose bytes are here."""
    shown = [file for file in files if file.kind in CARDS and file.digest in here]
    # A stable sort: within a side as the report names them.
    ordered = sorted(shown, key=lambda attached: attached.kind is FileKind.CARD_BACK)
    return tuple(attached.digest for attached in ordered[:MOST_SIDES])


def named_in(document: object) -> Iterator[Attached]:
    """Yield the files that something a phone sent names, whatever else is wrong with it."""
    found = document.get("files") if isinstance(document, dict) else None
    if are_files(found):
        yield from attached_of(found)  # type: ignore[arg-type]  # a list, as was judged


def _is_file(found: object) -> bool:
    if not isinstance(found, dict) or found.keys() != _KEYS or not is_digest(found["digest"]):
        return False
    if found["kind"] not in _KINDS:
        return False
    kind, size = FileKind(found["kind"]), found["size"]
    is_sized = isinstance(size, int) and not isinstance(size, bool) and 1 <= size <= MOST_BYTES[kind]
    return is_sized and isinstance(found["type"], str) and found["type"] in types_of(kind)
