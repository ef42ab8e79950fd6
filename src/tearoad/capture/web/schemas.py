"""A phone's letter: what it says of itself, what it sends, what it wants to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from tearoad.capture.files import is_digest
from tearoad.capture.web.actions.receiving import PhoneStatus
from tearoad.errors import InputError, TooLarge
from tearoad.text import Text
from tearoad.values.json_data import WRONG, NoJson, data_of

_T = TypeVar("_T")

MOST_BYTES = 1_000_000
MOST_REVISIONS, MOST_HELD = 50, 500
"""So many a letter; who has more writes another one."""
_MOST = 2**53 - 1


_NEEDED = object()


class NoLetter(InputError):
    """It is no letter of a phone; `problems` names the part by which that is known."""

    def __init__(self, part: str = "") -> None:
        """Keep the part; empty where it is not even JSON."""
        super().__init__(Text("floor_pages.no_letter"), Text("floor_pages.no_letter_hint"))
        self.problems = (Text("floor_pages.letter_part", part=part),) if part else ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a phone."""

    status: PhoneStatus
    revisions: tuple[object, ...]
    authors: tuple[UUID | None, ...]
    """Which phone made each, None for the one that speaks; empty where it made all."""
    held: tuple[UUID, ...]
    """What it believes to be received: it is told which of it is not here (any more)."""
    since: int
    """Up to where it has read its party's stream, in `era`."""
    era: str
    cards: int
    """Up to where it has read what was read from its party's cards, in the same."""
    briefing: str
    """The digest of the briefing it has."""
    held_files: tuple[str, ...] = ()
    """The digests of files that it believes to be received, likewise."""


def letter_of(body: bytes) -> Letter:
    """Read a letter.

    Raises:
        TooLarge: it is longer than is read at all.
        NoLetter: it is none.

    """
    if len(body) > MOST_BYTES:
        raise TooLarge(Text("floor_pages.letter_large", most=MOST_BYTES // 1000), Text("floor_pages.letter_large_hint"))
    return _letter(object_of(body))


def object_of(body: bytes) -> Mapping[str, Any]:
    """Return what a phone sent as a JSON object.

    Raises:
        NoLetter: it is none.

    """
    try:
        found = data_of(body)
    except NoJson as error:
        raise NoLetter from error
    if not isinstance(found, dict):
        raise NoLetter
    return found


def part_of(found: Mapping[str, Any], name: str, read: Callable[[Any], _T], usual: object = _NEEDED) -> _T:
    """Return one part of what a phone sent, as `read` reads it.

    Raises:
        NoLetter: it is missing, or none that is read so; it is named.

    """
    try:
        return read(found[name] if usual is _NEEDED else found.get(name, usual))
    except WRONG as error:
        raise NoLetter(name) from error


def _letter(found: Mapping[str, Any]) -> Letter:
    status = PhoneStatus(
        clock=part_of(found, "clock", _moment),
        made=part_of(found, "made", _count, 0),
        waiting=part_of(found, "waiting", _count, 0) % 2**31,
        is_ready=found.get("ready") is True,
        is_wiped=found.get("wiped") is True,
        plan=part_of(found, "plan", _count, 0),
    )
    revisions = part_of(
        found, "revisions", lambda parts: _several(parts, MOST_REVISIONS, lambda revision: revision), []
    )
    authors = part_of(found, "authors", lambda parts: _several(parts, MOST_REVISIONS, _author), [])
    if authors and len(authors) != len(revisions):
        raise NoLetter("authors")
    return Letter(
        status=status,
        revisions=tuple(revisions),
        authors=tuple(authors),
        held=part_of(found, "held", lambda parts: tuple(_several(parts, MOST_HELD, UUID)), []),
        since=part_of(found, "since", _count, 0),
        era=str(found.get("era", ""))[:40],
        cards=part_of(found, "cards", _count, 0),
        briefing=str(found.get("briefing", ""))[:64],
        held_files=part_of(found, "held_files", lambda parts: tuple(_several(parts, MOST_HELD, _digest)), []),
    )


def _moment(found: object) -> datetime:
    at = datetime.fromisoformat(str(found))
    if at.tzinfo is None:
        raise ValueError(found)
    return at


def _author(found: Any) -> UUID | None:
    return UUID(found) if found else None


def _digest(found: object) -> str:
    if not is_digest(found):
        raise ValueError(found)
    return str(found)


def _count(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= _MOST:
        raise ValueError(found)
    return found


def _several(found: object, most: int, read: Callable[[Any], Any]) -> list[Any]:
    if not isinstance(found, list) or len(found) > most:
        raise ValueError(found)
    return [read(part) for part in found]
