"""What phones send and are told. Phones that hold an older page call it by these names as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

InEach = dict[str, str]
"""A text in every language, by its code."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a form offers."""

    value: str
    shown: InEach


@dataclass(frozen=True, slots=True)
class EntryShown:
    """A meeting or programme item, as readers of one language see it."""

    time: str
    home: str
    title: str
    people: tuple[str, ...]
    place: str
    way: str
    badge: str
    help: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NoticesAnswer:
    """What was said of a meeting on its day, and whether it is called off by that."""

    notices: tuple[InEach, ...]
    isOff: bool  # noqa: N815  # phones have it under this name


@dataclass(frozen=True, slots=True)
class NoticeRefused:
    """Why nothing can be said of a meeting."""

    refused: tuple[InEach, ...]


@dataclass(frozen=True, slots=True)
class PlannedShown(NoticesAnswer):
    """A meeting or programme item of one's own days."""

    key: str
    report: str
    """Of which report it is; empty where none is written of it."""
    starts: str
    ends: str
    shown: dict[str, EntryShown]


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a phone must know to work alone."""

    mission: InEach
    firm: InEach
    writes: bool
    tells: bool
    phone: int
    zone: str
    plan: int
    planned: tuple[PlannedShown, ...]
    products: tuple[Option, ...]
    owners: tuple[Option, ...]
    currencies: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Under which id and secret a phone writes from now on."""

    phone: UUID
    secret: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class EnrolmentAnswer:
    """What a phone is told that is let in."""

    briefing: Briefing
    clock: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a phone says of a meeting on its day."""

    meeting: str
    say: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """Which file is kept, by its digest."""

    kept: str


@dataclass(frozen=True, slots=True)
class StoppedAnswer:
    """Whether a phone was stopped."""

    stopped: bool


@dataclass(frozen=True, slots=True)
class RevisionAnswer:
    """What became of one revision."""

    kept: str
    reasons: tuple[InEach, ...]


@dataclass(frozen=True, slots=True)
class CardField:
    """What a field may be filled with."""

    value: Any
    confidence: int
    sure: bool


@dataclass(frozen=True, slots=True)
class CardShown:
    """What was read from the card of a report; nothing where it was forgotten."""

    report: str
    fields: dict[str, CardField]


@dataclass(frozen=True, slots=True)
class CardsAnswer:
    """What was read from a party's cards, and up to where the phone has read now."""

    cards: tuple[CardShown, ...]
    until: int


@dataclass(frozen=True, slots=True)
class LetterAnswer:
    """What a phone is told for its letter; who may not write any more is told nothing new: all that has a default."""

    clock: str
    answers: tuple[RevisionAnswer, ...]
    missing: tuple[UUID, ...]
    cleaned: dict[str, Any]
    missing_files: tuple[str, ...]
    safe_files: tuple[str, ...]
    stopped: bool
    hindrances: tuple[InEach, ...]
    era: str | None = None
    changes: tuple[dict[str, Any], ...] | None = None
    authors: tuple[UUID, ...] | None = None
    until: int | None = None
    more: bool | None = None
    backed_up: int | None = None
    suggested: CardsAnswer | None = None
    briefing: Briefing | None = None
    """Where the phone has another one."""


@dataclass(frozen=True, slots=True)
class WordField:
    """A field of a report, as the page's form shows it."""

    name: str
    part: str
    kind: str
    choices: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class WordsAnswer:
    """The sentences of the page in one language, and the table of fields."""

    words: dict[str, Any]
    fields: tuple[WordField, ...]
    comma: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What the service worker keeps: digests by address, at once and later."""

    page: str
    files: dict[str, str]
    later: dict[str, str]
    version: str
    laterVersion: str  # noqa: N815  # a script reads it
