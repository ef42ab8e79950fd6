"""A phone's letter: what it says of itself, what it sends, what it wants to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
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


class NoLetter(InputError):
    """It is no letter of a phone; `problems` names the part by which that is known."""

    def __init__(self, part: str = "") -> None:
        """Keep the part; empty where it is not even JSON."""
        super().__init__(Text("floor_pages.no_letter"), Text("floor_pages.no_letter_hint"))
        self.problems = (Text("floor_pages.letter_part", part=part),) if part else ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a phone, by the names that it gives its parts."""

    clock: datetime
    """Its clock when it sent."""
    made: int = 0
    """The highest number it has given."""
    waiting: int = 0
    ready: bool = False
    """Whether it works without a network."""
    wiped: bool = False
    plan: int = 0
    """The number of the plan it has."""
    revisions: tuple[object, ...] = ()
    authors: tuple[UUID | None, ...] = ()
    """Which phone made each, None for the one that speaks; empty where it made all."""
    held: tuple[UUID, ...] = ()
    """What it believes to be received: it is told which of it is not here (any more)."""
    held_files: tuple[str, ...] = ()
    """The digests of files that it believes to be received, likewise."""
    since: int = 0
    """Up to where it has read its party's stream, in `era`."""
    era: str = ""
    cards: int = 0
    """Up to where it has read what was read from its party's cards, in the same."""
    briefing: str = ""
    """The digest of the briefing it has."""

    @property
    def status(self) -> PhoneStatus:
        """What it says of itself."""
        return PhoneStatus(
            self.clock, self.made, self.waiting % 2**31, is_ready=self.ready, is_wiped=self.wiped, plan=self.plan
        )


def letter_of(body: bytes) -> Letter:
    """Read a letter.

    Raises:
        TooLarge: it is longer than is read at all.
        NoLetter: it is none.

    """
    if len(body) > MOST_BYTES:
        raise TooLarge(Text("floor_pages.letter_large", most=MOST_BYTES // 1000), Text("floor_pages.letter_large_hint"))
    letter = parts_of(Letter, object_of(body), _READERS)
    if letter.authors and len(letter.authors) != len(letter.revisions):
        raise NoLetter("authors")
    return letter


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


def parts_of(kind: type[_T], found: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]]) -> _T:
    """Return what a phone sent as the class that declares it, each part as its reader reads it.

    Raises:
        NoLetter: a part is missing that has no default, or none that is read so; it is named.

    """
    parts = {}
    for field in fields(kind):  # type: ignore[arg-type]  # a dataclass
        if field.name in found or field.default is MISSING:
            try:
                parts[field.name] = readers[field.name](found[field.name])
            except WRONG as error:
                raise NoLetter(field.name) from error
    return kind(**parts)


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


def _upto(most: int, read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda found: tuple(_several(found, most, read))


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "clock": _moment,
    **dict.fromkeys(("made", "waiting", "plan", "since", "cards"), _count),
    **dict.fromkeys(("ready", "wiped"), lambda found: found is True),
    "revisions": _upto(MOST_REVISIONS, lambda revision: revision),
    "authors": _upto(MOST_REVISIONS, _author),
    "held": _upto(MOST_HELD, UUID),
    "held_files": _upto(MOST_HELD, _digest),
    "era": lambda found: str(found)[:40],
    "briefing": lambda found: str(found)[:64],
}
