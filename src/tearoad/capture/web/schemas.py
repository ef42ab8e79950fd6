"""A phone's letter: what it says of itself, what it sends, what it wants to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tearoad.capture.files import is_digest
from tearoad.capture.web.actions.receiving import Told
from tearoad.errors import InputError, TooLarge
from tearoad.text import Text
from tearoad.values.json_data import data_of

MOST_BYTES = 1_000_000
MOST_REVISIONS, MOST_HELD = 50, 500
"""So many a letter; who has more writes another one."""
_MOST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a phone."""

    told: Told
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
        InputError: it is no letter.

    """
    if len(body) > MOST_BYTES:
        raise TooLarge(Text("floor_pages.letter_large", most=MOST_BYTES // 1000), Text("floor_pages.letter_large_hint"))
    try:
        return _letter(data_of(body))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(Text("floor_pages.no_letter"), Text("floor_pages.no_letter_hint")) from error


def _letter(found: Mapping[str, Any]) -> Letter:
    told = Told(
        clock=_moment(found["clock"]),
        made=_count(found.get("made", 0)),
        waiting=_count(found.get("waiting", 0)) % 2**31,
        is_ready=found.get("ready") is True,
        is_wiped=found.get("wiped") is True,
        plan=_count(found.get("plan", 0)),
    )
    revisions = tuple(_several(found.get("revisions", []), MOST_REVISIONS, lambda one: one))
    authors = tuple(_several(found.get("authors", []), MOST_REVISIONS, lambda one: UUID(one) if one else None))
    if authors and len(authors) != len(revisions):
        raise ValueError(authors)
    return Letter(
        told=told,
        revisions=revisions,
        authors=authors,
        held=tuple(_several(found.get("held", []), MOST_HELD, UUID)),
        since=_count(found.get("since", 0)),
        era=str(found.get("era", ""))[:40],
        cards=_count(found.get("cards", 0)),
        briefing=str(found.get("briefing", ""))[:64],
        held_files=tuple(_several(found.get("held_files", []), MOST_HELD, _digest)),
    )


def _moment(found: object) -> datetime:
    at = datetime.fromisoformat(str(found))
    if at.tzinfo is None:
        raise ValueError(found)
    return at


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
    return [read(one) for one in found]
