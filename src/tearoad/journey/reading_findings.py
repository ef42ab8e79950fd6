"""What the reading of sheets found, as it is kept until an officer takes it over."""

from __future__ import annotations

from dataclasses import dataclass, field

from tearoad.paper.sheets import CellProblem
from tearoad.text import Text
from tearoad.values import LocalText


@dataclass(frozen=True, slots=True)
class RecognisedSheet:
    """A sheet: what it was taken for, and each header with the field as which it was read."""

    file: str
    sheet: str
    place: str
    kind: str
    headers: tuple[tuple[str, str], ...]
    rows: int
    data_from: int = 0
    """How many rows stand above those of the table: titles and headers."""
    guess: str = ""
    """What its headers say that it is, where its name says nothing."""


@dataclass(frozen=True, slots=True)
class KindChanges:
    """What the rows of a kind would change: keys with what they are called."""

    new: tuple[tuple[str, LocalText], ...]
    changed: tuple[tuple[str, LocalText, tuple[str, ...]], ...]
    gone: tuple[tuple[str, LocalText, Text | None], ...]
    others: tuple[tuple[str, LocalText, LocalText], ...]
    other_side: tuple[tuple[str, LocalText], ...]
    counts: dict[str, int]
    held: int
    may_remove: bool


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A new company that may be there already."""

    key: str
    label: str
    company: str
    here: bool
    other: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RepeatedSheets:
    """A sheet, or the sheets of a file, and where they stand that were read instead."""

    file: str
    sheet: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailedReading:
    """Why nothing could be read."""

    text: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class ReadingFindings:
    """Everything a reading found; nothing at all while it goes on."""

    failed: FailedReading | None = None
    sheets: tuple[RecognisedSheet, ...] = ()
    kinds: dict[str, KindChanges] = field(default_factory=dict)
    problems: tuple[CellProblem, ...] = ()
    problem_count: int = 0
    error_count: int = 0
    waits: int = 0
    """In how many places a "no" may stand that must be answered first."""
    copies: tuple[RepeatedSheets, ...] = ()
    """Sheets that are there twice."""
    held: int = 0
    duplicates: tuple[LikelyDuplicate, ...] = ()
    decisions: int = 0
