"""What a day sheet says, as words and figures, before it is set."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.mission.papers.handbook import Handbook


@dataclass(frozen=True, slots=True)
class Line:
    """A short label and what it labels."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Help:
    """Who or what helps: a label, then one part a line, the first set strong."""

    label: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A party at the table: names, the person with title, and what there is to know."""

    main: str
    others: tuple[str, ...] = ()
    person: str = ""
    person_others: tuple[str, ...] = ()
    title: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch of the day: `kind` is meeting, item or free."""

    kind: str
    start: str
    end: str
    home: str = ""
    """The start in home time, for those whose telephone still tells it."""
    blocks: tuple[Block, ...] = ()
    badge: str = ""
    """At the stand or away from it; required or optional."""
    strong: bool = False
    """Whether the badge stands out."""
    place: str = ""
    hall: str = ""
    way: str = ""
    help: tuple[Help, ...] = ()
    """Interpreter and transport."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A firm's slot at a glance: `mark` is stand, away or programme; `label` the place."""

    column: int
    span: int
    mark: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A firm's day at a glance."""

    name: str
    count: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """The whole delegation's day: a column a slot, a row a firm."""

    title: str
    times: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One day of a sheet."""

    title: str
    clock: str
    count: str
    entries: tuple[Entry, ...]
    glance: Glance | None = None


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A whole sheet for one receiver."""

    language: str
    kind: str
    receiver: str
    receiver_others: tuple[str, ...]
    spot: str
    """What stands large beside the name: the stand, the stand an interpreter is attached to."""
    spot_label: str
    mission: str
    fair: str
    dates: str
    days: tuple[SheetDay, ...]
    late: Line
    call: str
    calls: tuple[Line, ...]
    as_of: str
    notes: str
    page: str
    """The page mark with `{page}` and `{pages}` still open."""
    handbook: Handbook | None = None
    """The words and goods of the firms that an interpreter works for; nobody else's sheet has it."""
