"""The board of a draft: one day as rows and cells, every word in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.board import By, Cell, GridRow, Targets, day_grid
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.web.models import Draft
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning.crowd import Crowd, crowd
from tearoad.timetable.web.queries.planning.drafts import ready_draft
from tearoad.values import Language, WishId
from tearoad.values.document import text_from_document
from tearoad.web.numbers import whole
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class Card:
    """A meeting as the board shows it."""

    wish: WishId
    start: int
    place: str
    interpreter: str
    first: str
    """Whom the row does not name: in an exporter's own row the buyer."""
    second: str
    """The other side; in a row of one side, the place."""
    said: bool
    """Whether the head of the row tells the second already."""
    helper: str
    """The interpreter's name; empty where none is needed or in the interpreter's own row."""
    must: bool
    pinned: bool
    why: str
    """Why the two were brought together."""

    @property
    def quoted(self) -> str:
        """The wish as part of an address."""
        return quote(self.wish, safe="")


@dataclass(frozen=True, slots=True)
class BoardCell:
    """A cell with its cards."""

    start: int
    time: str
    cards: tuple[Card, ...]
    busy: str
    """A meeting that goes on from the slot before; empty: none."""
    blocked: bool
    note: str
    """Why it is blocked, as far as somebody wrote it down."""
    free: bool
    """Nothing is here and nothing stands in the way."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row with its name."""

    id: str
    kind: str
    name: str
    detail: str
    meetings: int
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A wish that the plan does not hold."""

    wish: WishId
    exporter: str
    buyer: str
    must: bool

    @property
    def quoted(self) -> str:
        """The wish as part of an address."""
        return quote(self.wish, safe="")


@dataclass(frozen=True, slots=True)
class Day:
    """A tab."""

    number: int
    on: datetime
    meetings: int
    current: bool


class Board:
    """A draft with its problem and people; a page asks it for what it shows."""

    def __init__(self, mission: Mission, draft: Draft, language: Language) -> None:
        """Load a draft that holds a plan: one query where the people are known to this process."""
        self.mission, self.draft, self.language = mission, draft, language
        self.problem: Problem = problem_of(draft)
        self.plan: Plan = plan_of(draft)
        self.crowd: Crowd = crowd(mission)
        self.names: Mapping[str, str] = self.crowd.names(language)
        self.words = Words(language, self.names)

    def days(self, current: int) -> tuple[Day, ...]:
        """Return the days of the fair with their meetings."""
        look = self.problem.lookup
        counts = dict.fromkeys(look.days, 0)
        for meeting in self.plan.meetings:
            counts[look.day[meeting.start]] += 1
        return tuple(
            Day(day, self.problem.slots[slots[0]].window.start_at, counts[day], day == current)
            for day, slots in look.days.items()
        )

    def day(self, wanted: str) -> int:
        """Return the day that was asked for, else the first."""
        day = whole(wanted)
        return day if day is not None and day in self.problem.lookup.days else 0

    def times(self, day: int) -> tuple[tuple[int, str], ...]:
        """Return a day's slots, each with the time at which it begins."""
        return tuple((slot, self._time(slot)) for slot in self.problem.lookup.days[day])

    def rows(self, day: int, by: By, search: str = "") -> tuple[BoardRow, ...]:
        """Return the rows of a day; a search keeps those whose name or whose meetings' names hold it."""
        crowd_ = self.crowd
        grid = day_grid(crowd_.roster, crowd_.parties.absences, self.problem, self.plan.meetings, day, by)
        wanted = search.casefold().strip()
        # Buyers without a meeting that day would be a hundred empty rows; a search still finds them.
        found = (row for row in grid if row.meetings or wanted or row.kind != "buyer")
        return tuple(self._row(row, by) for row in found if not wanted or self._matches(row, wanted))

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the wishes the plan does not hold, musts first, the most valuable first."""
        look = self.problem.lookup
        gone = sorted(
            (look.wish[wish] for wish in self.plan.unplaced if wish in look.wish),
            key=lambda wish: (wish.id not in look.musts, -wish.value, wish.id),
        )
        return tuple(
            LeftOut(wish.id, self.name(wish.exporter), self.name(wish.buyer), wish.id in look.musts) for wish in gone
        )

    def card(self, meeting: Meeting, by: By = By.PLACE, row: str = "") -> Card:
        """Return a meeting as a card of a row."""
        look = self.problem.lookup
        wish = look.wish[meeting.wish]
        exporter, buyer = self.name(wish.exporter), self.name(wish.buyer)
        owner = look.place[meeting.place].owner if by is By.PLACE and meeting.place in look.place else None
        first, second = (buyer, exporter) if owner == wish.exporter else (exporter, buyer)
        if by is By.COMPANY:
            first, second = (buyer if row == wish.exporter else exporter), self.name(meeting.place)
        return Card(
            wish=meeting.wish,
            start=meeting.start,
            place=meeting.place,
            interpreter=meeting.interpreter or "",
            first=first,
            second=second,
            said=owner in {wish.exporter, wish.buyer},
            helper="" if meeting.interpreter is None or by is By.INTERPRETER else self.name(meeting.interpreter),
            must=meeting.wish in look.musts,
            pinned=meeting.wish in look.pin,
            why=" · ".join(self.why(meeting.wish)),
        )

    def why(self, wish: WishId) -> tuple[str, ...]:
        """Return why the two were brought together."""
        return tuple(self.words(text_from_document(reason)) for reason in self.draft.reasons.get(wish, ()))

    def name(self, id_: str) -> str:
        """Return a name, or the id of somebody who is gone."""
        return self.names.get(id_, id_)

    def meeting(self, wish: WishId) -> Meeting | None:
        """Return a wish's meeting, None where it is left out."""
        return next((meeting for meeting in self.plan.meetings if meeting.wish == wish), None)

    def targets(self, wish: WishId) -> Targets:
        """Return where a wish may go."""
        return Targets.of(self.problem, self.plan.meetings, wish)

    def moment(self, start: int) -> Text:
        """Return when a slot begins."""
        return Text("board_pages.moment", at=self.problem.slots[start].window.start_at)

    def _row(self, row: GridRow, by: By) -> BoardRow:
        return BoardRow(
            row.id, row.kind, self.name(row.id), self._detail(row, by), row.meetings,
            tuple(self._cell(cell, by, row.id) for cell in row.cells),
        )  # fmt: skip

    def _detail(self, row: GridRow, by: By) -> str:
        """A stand's firm, a desk's house: who is met there."""
        place = (
            next((meeting_place for meeting_place in self.problem.places if meeting_place.id == row.id), None)
            if by is By.PLACE
            else None
        )
        return self.name(place.owner) if place is not None and place.owner else ""

    def _cell(self, cell: Cell, by: By, row: str) -> BoardCell:
        busy = ", ".join(self.card(meeting, by, row).first for meeting in cell.going_on)
        note = cell.blocked.title.in_language(self.language) if cell.blocked else ""
        cards = tuple(self.card(meeting, by, row) for meeting in cell.meetings)
        free = not (cards or busy or cell.blocked)
        return BoardCell(cell.start, self._time(cell.start), cards, busy, cell.blocked is not None, note, free)

    def _time(self, slot: int) -> str:
        return f"{self.problem.slots[slot].window.start_at:%H:%M}"

    def _matches(self, row: GridRow, wanted: str) -> bool:
        return wanted in self._searchable(row).casefold()

    def _searchable(self, row: GridRow) -> str:
        ids: Iterable[str] = (
            row.id,
            *(part for cell in row.cells for meeting in cell.meetings for part in self._ids(meeting)),
        )
        return "\n".join(f"{text} {self.name(text)}" for text in ids)

    def _ids(self, meeting: Meeting) -> tuple[str, ...]:
        wish = self.problem.lookup.wish[meeting.wish]
        return *wish.parties, meeting.place, meeting.interpreter or ""


def board(mission: Mission, number: int, language: Language) -> Board:
    """Return the board of a draft; two queries where the people are known to this process.

    Raises:
        NotFoundError: there is no such draft, or it holds no plan.

    """
    return Board(mission, ready_draft(mission, number), language)
