"""What a server in a hall brings, each part read by itself, so that one that is nonsense holds up no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from tearoad.capture.files import is_digest
from tearoad.errors import InputError, TearoadError
from tearoad.people import Role
from tearoad.people.roles import VISITORS
from tearoad.text import Text
from tearoad.timetable.fitting import refuse_misfit
from tearoad.timetable.schema import plan_from_json, problem_from_json
from tearoad.values.document import from_document
from tearoad.values.json_data import is_storable

Document = Mapping[str, Any]
_MOST = 2**31 - 1
_MOST_OF_STREAM = 2**62


class Part(StrEnum):
    """The parts of a letter."""

    PHONE = "phones"
    CHANGE = "changes"
    ASIDE = "asides"
    READ = "read"
    PLAN = "plan"


class AsideState(StrEnum):
    """What was decided about something kept aside."""

    WAITING = "waiting"
    TAKEN = "taken"
    PUT_ASIDE = "put_aside"


@dataclass(frozen=True, slots=True)
class _Phone:
    id: UUID
    role: str
    party: str
    link: UUID
    number: int
    secret_digest: str
    device: str
    made: int
    waiting: int
    plan: int
    enrolled_at: datetime
    seen_at: datetime
    ready_at: datetime | None
    revoked_at: datetime | None
    wiped_at: datetime | None

    def __post_init__(self) -> None:
        if Role(self.role) not in VISITORS:
            raise ValueError(self.role)
        _short(self.party, 80)
        _short(self.device, 80)
        _digest(self.secret_digest)
        _counts(_MOST, self.number, self.made, self.waiting, self.plan)
        _on_a_clock(self.enrolled_at, self.seen_at, self.ready_at, self.revoked_at, self.wiped_at)


@dataclass(frozen=True, slots=True)
class _Change:
    party: str
    number: int
    phone: UUID
    digest: str

    def __post_init__(self) -> None:
        _short(self.party, 80)
        _counts(_MOST_OF_STREAM, self.number)
        _digest(self.digest)


@dataclass(frozen=True, slots=True)
class _Aside:
    party: str
    phone: UUID
    revision: UUID | None
    digest: str
    reasons: tuple[Text, ...]
    received_at: datetime
    state: AsideState

    def __post_init__(self) -> None:
        _short(self.party, 80)
        _digest(self.digest)
        _on_a_clock(self.received_at)


@dataclass(frozen=True, slots=True)
class _UpTo:
    party: str
    up_to: tuple[str, int]

    def __post_init__(self) -> None:
        _short(self.party, 80)
        _short(self.up_to[0], 40)
        _counts(_MOST_OF_STREAM, self.up_to[1])


@dataclass(frozen=True, slots=True)
class _Plan:
    number: int
    reasons: dict[str, tuple[Text, ...]]

    def __post_init__(self) -> None:
        _counts(_MOST, self.number)


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a letter that could not be read, as it came, and why."""

    part: Part
    content: object
    reason: Text


@dataclass(frozen=True, slots=True)
class HubLetter:
    """A letter of which every part was looked at; the parts are JSON data that is what it should be."""

    phones: tuple[Document, ...]
    changes: tuple[Document, ...]
    asides: tuple[Document, ...]
    read: Mapping[str, tuple[str, int]]
    """Party -> era and number up to which the hub has read."""
    plan_number: int
    plan: Document | None
    unread: tuple[Unread, ...]


def letter_of(found: object) -> HubLetter:
    """Read a letter, part by part.

    Raises:
        InputError: it is no letter at all.

    """
    if not isinstance(found, dict) or not _is_letter(found):
        raise InputError(Text("floor_pages.no_letter"), Text("floor_pages.no_letter_hint"))
    unread: list[Unread] = []
    plan = found.get("plan")
    parts = {part: found[part] for part in (Part.PHONE, Part.CHANGE, Part.ASIDE)}
    parts[Part.READ] = [{"party": party, "up_to": up_to} for party, up_to in found["read"].items()]
    parts[Part.PLAN] = [] if plan is None else [plan]
    taken = {part: tuple(_taken(part, those, unread)) for part, those in parts.items()}
    return HubLetter(
        phones=taken[Part.PHONE],
        changes=taken[Part.CHANGE],
        asides=taken[Part.ASIDE],
        read={stream["party"]: tuple(stream["up_to"]) for stream in taken[Part.READ]},
        plan_number=found["plan_number"],
        plan=next(iter(taken[Part.PLAN]), None),
        unread=tuple(unread),
    )


def numbered(unread: Iterable[Unread]) -> Iterator[tuple[str, int]]:
    """Yield party and number of those changes that at least tell these: kept aside, they need not be brought again."""
    for unread_part in unread:
        if unread_part.part is Part.CHANGE and isinstance(unread_part.content, dict):
            party, number = unread_part.content.get("party"), unread_part.content.get("number")
            if tuple(_taken(Part.READ, [{"party": party, "up_to": ["", number]}], [])):
                yield str(party), cast("int", number)  # judged just now


def judge(part: Part, found: object) -> Document:
    """Return one part of a letter if it is what it should be.

    Raises:
        InputError: it is not, or no database would keep it.

    """
    if not isinstance(found, dict) or not is_storable(
        {key: value for key, value in found.items() if key not in _ANYTHING}
    ):
        raise InputError(Text("capture.part_unreadable"))
    from_document(_KINDS[part], {key: value for key, value in found.items() if key not in _LARGE})
    if not _HAS[part] <= found.keys():
        raise InputError(Text("capture.part_unreadable"))
    if part is Part.PLAN:
        refuse_misfit(problem_from_json(found["problem"]), plan_from_json(found["plan"]))
    return found


_ANYTHING = frozenset({"document", "payload"})
"""What phones wrote: looked at where it is taken in, and kept as text until then."""
_LARGE = _ANYTHING | {"problem"}
"""What has readers of its own."""
_KINDS: Mapping[Part, type] = {
    Part.PHONE: _Phone,
    Part.CHANGE: _Change,
    Part.ASIDE: _Aside,
    Part.READ: _UpTo,
    Part.PLAN: _Plan,
}
_HAS: Mapping[Part, frozenset[str]] = {
    Part.PHONE: frozenset(),
    Part.CHANGE: frozenset({"document"}),
    Part.ASIDE: frozenset({"payload"}),
    Part.READ: frozenset(),
    Part.PLAN: frozenset({"problem", "plan"}),
}


def _is_letter(document: Document) -> bool:
    number = document.get("plan_number")
    lists = all(isinstance(document.get(part), list) for part in (Part.PHONE, Part.CHANGE, Part.ASIDE))
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _MOST
    return lists and is_number and isinstance(document.get(Part.READ), dict)


def _taken(part: Part, found: list[object], unread: list[Unread]) -> Iterator[Document]:
    """Yield what can be read of a part, and add the rest to `unread`."""
    for content in found:
        try:
            yield judge(part, content)
        except TearoadError as wrong:
            unread.append(Unread(part, content, wrong.text))


def _short(text: str, most: int) -> None:
    if len(text) > most:
        raise ValueError(text[:most])


def _digest(text: str) -> None:
    if not is_digest(text):
        raise ValueError(text[:64])


def _counts(most: int, *found: int) -> None:
    if not all(0 <= count <= most for count in found):
        raise ValueError(found)


def _on_a_clock(*found: datetime | None) -> None:
    if any(moment is not None and moment.tzinfo is None for moment in found):
        raise ValueError(found)
