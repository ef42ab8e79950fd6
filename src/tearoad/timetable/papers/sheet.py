"""What a day sheet says, as words and figures, before it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tearoad.mission.papers.handbook import Handbook
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of somebody's day this is: its plan, and the last announcement that changed the day since.

    An old sheet and a new one are told apart by it.
    """

    planned_at: datetime
    number: int | None = None
    """The plan's number; None where plans are not numbered, as in a folder."""
    programme_at: datetime | None = None
    """When the programme of this day was announced; None where it is still the one told with the plan."""

    @property
    def at(self) -> datetime:
        """Since when the day has been as it is."""
        return self.programme_at or self.planned_at

    def text(self, zone: ZoneInfo) -> Text:
        """Return the stamp, in the fair's time."""
        at = self.at.astimezone(zone)
        if self.number is None:
            return Text("papers.as_of", at=at)
        code = "papers.as_of_programme" if self.programme_at else "papers.as_of_plan"
        return Text(code, number=self.number, at=at)


@dataclass(frozen=True, slots=True)
class LabelledText:
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
    lines: tuple[LabelledText, ...] = ()


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
    is_off: bool = False
    """Whether it was called off since the plan; the badge says so."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A firm's slot at a glance: `mark` is stand, away or programme; `label` the place."""

    column: int
    span: int
    mark: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """A firm's day at a glance."""

    name: str
    count: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """The whole delegation's day: a column a slot, a row a firm."""

    title: str
    times: tuple[str, ...]
    rows: tuple[GlanceRow, ...]
    legend: tuple[LabelledText, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A place on the plan of a hall: `mark` is own, day or nothing; `times` tell when the day takes somebody there."""

    label: str
    mark: str = ""
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall and its places, in the order of their numbers."""

    name: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class HallPlan:
    """The halls of a day, and how long the ways between them are."""

    title: str
    note: str
    halls: tuple[Hall, ...]
    walks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One day of a sheet."""

    title: str
    clock: str
    count: str
    entries: tuple[Entry, ...]
    glance: Glance | None = None
    remark: str = ""
    """That there is no room for the usual pause, where a plan may do without."""
    plan: HallPlan | None = None


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
    late: LabelledText
    call: str
    calls: tuple[LabelledText, ...]
    as_of: str
    notes: str
    page: str
    """The page mark with `{page}` and `{pages}` still open."""
    most_pages: int = 0
    """On how many pages a day has to fit, however small its letters; 0 where it may run on."""
    handbook: Handbook | None = None
    """The words and goods of the firms that an interpreter works for; nobody else's sheet has it."""
