"""The officer's edited workbook, read back into meetings; what cannot be understood is listed cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from tearoad.companies import Buyer, Exporter
from tearoad.errors import InputError
from tearoad.mission import Delegate, Interpreter
from tearoad.mission.papers.spelling import script_of
from tearoad.paper.sheets.problem import CellProblem, Severity
from tearoad.text import Text
from tearoad.timetable.papers.appointments import places
from tearoad.timetable.papers.cells import day_of, time_of, words_of
from tearoad.timetable.papers.columns import SEPARATOR, Column
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem, Wish
from tearoad.timetable.roster import Roster
from tearoad.values import InterpreterId, Language, PartyId, PlaceId, WishId
from tearoad.words import say

_NEEDED = (Column.DAY, Column.START, Column.PLACE)
_HEADING_ROWS = 10
"""So many rows are looked through for the headings: people put titles above their tables."""


def read_back(path: Path, roster: Roster, problem: Problem) -> tuple[tuple[Meeting, ...], tuple[CellProblem, ...]]:
    """Return the meetings of the first sheet, in order of time, and what could not be understood.

    A row that is gone is a meeting called off. Headings may be English, Chinese or Russian, days and times cells of
    their kind or text, places and interpreters an id, a name in any language, or both as the workbook writes them. A
    new row needs no wish id: exporter and buyer are enough. A row with an error gives no meeting.

    Raises:
        InputError: the file is no spreadsheet.

    """
    import python_calamine  # noqa: PLC0415  # only a run that reads pays for it

    try:
        sheet = python_calamine.load_workbook(str(path)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as error:
        raise InputError(_why_unread(path), Text("papers.not_a_workbook_hint")) from error
    return read_rows(rows, roster, problem, file=path.name, sheet=sheet.name)


def _why_unread(path: Path) -> Text:
    """Return why a file is no workbook, as far as its first bytes tell."""
    with path.open("rb") as file:
        start = file.read(2)
    kind = "not_a_workbook" if start and start != b"PK" else "workbook_damaged" if start else "workbook_empty"
    return Text(f"papers.{kind}", file=path.name)


def read_rows(
    rows: Sequence[Sequence[object]], roster: Roster, problem: Problem, *, file: str, sheet: str = ""
) -> tuple[tuple[Meeting, ...], tuple[CellProblem, ...]]:
    """Return the meetings of a sheet's rows and what could not be understood; see `read_back`."""
    reader = _Reader(roster, problem, file, sheet)
    return reader.read(rows)


@dataclass(frozen=True, slots=True)
class _PlanRow:
    number: int
    cells: Mapping[Column, object]

    def words(self, column: Column) -> str:
        return words_of(self.cells.get(column))


class _Reader:
    def __init__(self, roster: Roster, problem: Problem, file: str, sheet: str) -> None:
        self.file, self.sheet = file, sheet
        self.zone = roster.mission.fair_zone
        self.year = problem.slots[0].window.start_at.astimezone(self.zone).year if problem.slots else 1970
        self.wishes = {wish.id: wish for wish in problem.wishes}
        self.slots = {slot.index: slot for slot in problem.slots}
        self.starts = {
            (at.date(), at.time()): slot.index
            for slot in problem.slots
            for at in (slot.window.start_at.astimezone(self.zone),)
        }
        spots = places(roster, problem)
        self.places = _by_name((i, (*s.name.each, *_stand_names(s.name[Language.EN]))) for i, s in spots.items())
        helpers: list[Interpreter | Delegate] = list(roster.interpreters)
        helpers += (delegate for delegate in roster.delegates if problem.lookup.is_delegate(InterpreterId(delegate.id)))
        self.interpreters = _by_name((helper.id, helper.name.written) for helper in helpers)
        parties: tuple[Exporter | Buyer, ...] = (*roster.exporters, *roster.buyers)
        self.parties = _by_name((party.id, party.name.written) for party in parties)
        self.columns: dict[Column, int] = {}
        self.problems: list[CellProblem] = []

    def read(self, rows: Sequence[Sequence[object]]) -> tuple[tuple[Meeting, ...], tuple[CellProblem, ...]]:
        head = self._heading(rows)
        if head is None:
            return (), tuple(self.problems)
        meetings: dict[WishId, Meeting] = {}
        for number, cells in enumerate(rows[head + 1 :], start=head + 2):
            row = _PlanRow(number, {column: cells[at] for column, at in self.columns.items() if at < len(cells)})
            if not any(row.words(column) for column in self.columns):
                continue
            meeting = self._meeting(row)
            if meeting is None:
                continue
            if meeting.wish in meetings:
                self._say(
                    row, Column.WISH, Text("papers.wish_twice", found=meeting.wish), Text("papers.wish_twice_hint")
                )
            else:
                meetings[meeting.wish] = meeting
        return tuple(sorted(meetings.values(), key=lambda m: (m.start, m.wish))), tuple(self.problems)

    def _heading(self, rows: Sequence[Sequence[object]]) -> int | None:
        """Find the row of headings, in any of the three languages."""
        known = {_folded(column.heading(language)): column for column in Column for language in Language}
        best: dict[Column, int] = {}
        at_row = 0
        for number, cells in enumerate(rows[:_HEADING_ROWS]):
            found = {known[word]: at for at, cell in enumerate(cells) if (word := _folded(words_of(cell))) in known}
            if len(found) > len(best):
                best, at_row = found, number
        missing = [column for column in _NEEDED if column not in best]
        if Column.WISH not in best and not {Column.EXPORTER, Column.BUYER} <= best.keys():
            missing.insert(0, Column.WISH)
        for column in missing:
            text = Text("papers.column_missing", column=Text(f"papers.column_{column.value}"))
            self._say(_PlanRow(at_row + 1, {}), None, text, Text("papers.column_missing_hint"))
        self.columns = best
        return None if missing else at_row

    def _meeting(self, row: _PlanRow) -> Meeting | None:
        wish = self._wish(row)
        start = self._start(row, wish)
        place = self._named(row, Column.PLACE, self.places)
        before = len(self.problems)
        interpreter = self._named(row, Column.INTERPRETER, self.interpreters) if row.words(Column.INTERPRETER) else None
        if wish is None or start is None or place is None or len(self.problems) > before:
            return None
        return Meeting(wish.id, start, PlaceId(place), InterpreterId(interpreter) if interpreter else None)

    def _wish(self, row: _PlanRow) -> Wish | None:
        written = row.words(Column.WISH)
        if written:
            wish = self.wishes.get(WishId(written))
            if wish is None:
                self._say(
                    row, Column.WISH, Text("papers.wish_unknown", found=written), Text("papers.wish_unknown_hint")
                )
            return wish
        exporter = self._named(row, Column.EXPORTER, self.parties)
        buyer = self._named(row, Column.BUYER, self.parties)
        if exporter is None or buyer is None:
            return None
        return self._wish_between(row, PartyId(exporter), PartyId(buyer))

    def _wish_between(self, row: _PlanRow, exporter: PartyId, buyer: PartyId) -> Wish | None:
        found = [wish for wish in self.wishes.values() if wish.exporter == exporter and wish.buyer == buyer]
        if len(found) == 1:
            return found[0]
        code = "papers.wishes_several" if found else "papers.wish_none"
        self._say(row, Column.WISH, Text(code, exporter=exporter, buyer=buyer), Text("papers.wish_unknown_hint"))
        return None

    def _start(self, row: _PlanRow, wish: Wish | None) -> int | None:
        on = day_of(row.cells.get(Column.DAY), self.year)
        at = time_of(row.cells.get(Column.START))
        if on is None:
            self._say(row, Column.DAY, Text("papers.day_unclear", found=row.words(Column.DAY)), Text("papers.day_hint"))
        if at is None:
            text = Text("papers.time_unclear", found=row.words(Column.START))
            self._say(row, Column.START, text, Text("papers.time_hint"))
        if on is None or at is None:
            return None
        return self._slot(row, on, at, wish.slots if wish else 1)

    def _slot(self, row: _PlanRow, on: date, at: time, length: int) -> int | None:
        start = self.starts.get((on, at))
        days = {d for d, _ in self.starts}
        if start is None:
            if on not in days:
                self._say(row, Column.DAY, Text("papers.no_fair_day", on=on), self._days_hint(days))
                return None
            times = ", ".join(f"{t:%H:%M}" for d, t in sorted(self.starts) if d == on)
            text = Text("papers.no_slot", time=f"{at:%H:%M}", on=on)
            self._say(row, Column.START, text, Text("papers.no_slot_hint", times=times))
            return None
        last = self.slots.get(start + length - 1)
        if last is None or last.day != self.slots[start].day:
            text = Text("papers.no_room", time=f"{at:%H:%M}", count=length)
            self._say(row, Column.START, text, Text("papers.no_room_hint"))
            return None
        return start

    def _days_hint(self, days: set[date]) -> Text:
        return Text("papers.no_fair_day_hint", days=", ".join(f"{day:%Y-%m-%d}" for day in sorted(days)))

    def _named(self, row: _PlanRow, column: Column, known: Mapping[str, frozenset[str]]) -> str | None:
        written = row.words(column)
        ids = known.get(_folded(written)) or known.get(_folded(written.split(SEPARATOR.strip())[0])) or frozenset()
        if len(ids) == 1:
            return next(iter(ids))
        code = "papers.name_ambiguous" if ids else "papers.name_unknown" if written else "papers.cell_empty"
        text = Text(code, found=written, column=Text(f"papers.column_{column.value}"))
        self._say(row, column, text, Text("papers.name_hint"))
        return None

    def _say(self, row: _PlanRow, column: Column | None, text: Text, hint: Text) -> None:
        at = self.columns.get(column) if column is not None else None
        where = at + 1 if at is not None else None
        self.problems.append(CellProblem(Severity.ERROR, text, hint, self.file, self.sheet, row.number, where))


def _stand_names(number: str) -> tuple[str, ...]:
    """Return how people write a stand: `A12` is also `Stand A12`, `展位 A12`, `Стенд A12`."""
    if not number or script_of(number) is not Language.EN or " " in number:
        return ()
    return tuple(say(Text("papers.stand", stand=number), language) for language in Language)


def _by_name(things: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    """Return ids by every folded name. An id stands for itself alone, whatever others are called."""
    found: dict[str, set[str]] = {}
    listed = [(thing_id, tuple(names)) for thing_id, names in things]
    for thing_id, names in listed:
        for name in filter(None, map(_folded, names)):
            found.setdefault(name, set()).add(thing_id)
    return {**{name: frozenset(ids) for name, ids in found.items()}, **{_folded(i): frozenset({i}) for i, _ in listed}}


def _folded(text: str) -> str:
    return "".join(text.casefold().split()).rstrip(":：")
