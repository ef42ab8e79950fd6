"""One row, asked for its fields one by one; every bad cell becomes a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, TypeVar

from tearoad.errors import InputError
from tearoad.paper.sheets.cells import Cell, cell_text, folded
from tearoad.paper.sheets.columns import Choices, SheetSpec
from tearoad.paper.sheets.directory import EVERYONE, Directory, Kind, kinds_of_header
from tearoad.paper.sheets.problem import CellPlace, CellProblem, Severity
from tearoad.paper.sheets.refusals import question_about
from tearoad.paper.sheets.stored import StoredRows
from tearoad.paper.sheets.stored_ids import StoredIds
from tearoad.paper.sheets.written.calendar import FairCalendar
from tearoad.paper.sheets.written.codes import read_country, read_hs_code, read_known_languages, read_languages
from tearoad.paper.sheets.written.dates import day_of_serial, plausible, read_date
from tearoad.paper.sheets.written.emails import read_email
from tearoad.paper.sheets.written.lists import join_list, split_list, split_names
from tearoad.paper.sheets.written.moments import read_clock
from tearoad.paper.sheets.written.numbers import Amount, read_as, read_number, read_some, read_yes_no
from tearoad.paper.sheets.written.phones import read_phone
from tearoad.paper.sheets.written.understood import Understood
from tearoad.paper.sheets.written.windows import read_moment, read_windows
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode, LanguageCode, Window
from tearoad.words import as_sentence

Clock: TypeAlias = time
T = TypeVar("T")
D = TypeVar("D")
E = TypeVar("E", bound=StrEnum)
_SPAN = re.compile(r"(\d{1,6})\s*(?:-|–|—|~|至|到|до)\s*(\d{1,6})")
_BEGINNING = 80
"""So many letters of a cell that is too long are shown."""
_NOTHING_LOST = frozenset({"sheets.held_reference"})
"""Who is held back meets nobody, so that no "no" of theirs is lost."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and where it stands, counted from 1."""

    value: Cell
    row: int
    column: int
    was_answered: bool = False
    """Whether a person said that the cell means this."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all rows of a sheet share."""

    file: str
    sheet: str
    spec: SheetSpec
    calendar: FairCalendar
    directory: Directory
    problems: list[CellProblem]
    kept_ids: StoredIds
    stored: StoredRows
    labels: Mapping[str, str]
    """By field, the header as it is written."""


class Record:
    """One row, or the rows of one company taken together."""

    __slots__ = ("_cells", "_places", "around", "held", "key", "may_refuse", "numbered", "ordinal", "row", "set_aside")

    def __init__(
        self,
        around: Surroundings,
        row: int,
        cells: Mapping[str, Placed],
        places: Mapping[str, int],
        ordinal: int,
    ) -> None:
        """Keep the filled cells by field, the columns of all fields, and which data row it is."""
        self.around = around
        self.row = row
        self.ordinal = ordinal
        self.held = False
        self.numbered = ""
        """Its running number, where the sheet has such a column in place of ids."""
        self.may_refuse: frozenset[str] = frozenset()
        """Fields without which a "no" of this row would be lost."""
        self.set_aside: frozenset[str] = frozenset()
        """Fields of which a person said that they mean nothing."""
        self._cells = dict(cells)
        self._places = places
        self.key = self.text("id")
        """Under which id the row may be kept already; empty where none is known."""

    @property
    def where(self) -> str:
        """File, sheet and row, as a person finds them."""
        sheet = f" [{self.around.sheet}]" if self.around.sheet else ""
        return f"{self.around.file}{sheet}:{self.row}"

    def __contains__(self, field: str) -> bool:
        """Whether the field's cell says anything."""
        return field in self._cells

    @property
    def fields(self) -> frozenset[str]:
        """The fields whose cells say anything."""
        return frozenset(self._cells)

    def any_of(self, fields: Iterable[str]) -> bool:
        """Whether any of the fields says anything."""
        return any(field in self._cells for field in fields)

    def id_for(self, prefix: str, taken: Collection[str], names: Collection[str] = ()) -> str:
        """Return an id for a row that has none; `taken` are those which other rows of the sheet have.

        Where the row has a running number, the id is made with that one.
        """
        sheet = self.around.spec.name
        place = int(self.numbered or self.ordinal)
        id_ = self.around.kept_ids.id_for(sheet, prefix, place, taken, names)
        self.key = "" if self.around.kept_ids.gave(sheet, id_) else id_
        return id_

    def with_texts(self, texts: Mapping[str, str], beside: str) -> Record:
        """Return the same row with some cells saying something else; they stand where the one beside them stands."""
        stands = self._cells[beside]
        cells = self._cells | {field: Placed(text, stands.row, stands.column) for field, text in texts.items()}
        other = Record(self.around, self.row, cells, self._places, self.ordinal)
        other.key, other.numbered, other.held = self.key, self.numbered, self.held
        other.may_refuse, other.set_aside = self.may_refuse, self.set_aside
        return other

    def without(self, fields: Collection[str]) -> Record:
        """Return the same row with some cells saying nothing."""
        left = {name: cell for name, cell in self._cells.items() if name not in fields}
        return Record(self.around, self.row, left, self._places, self.ordinal)

    def error(self, text: Text, hint: Text, field: str = "", expected: Text | None = None) -> None:
        """Hold the row back and say why."""
        self.held = True
        self._add(Severity.ERROR, text, hint, field, expected)

    def warn(self, text: Text, hint: Text, field: str = "", expected: Text | None = None) -> None:
        """Keep the row and say what to look at."""
        self._add(Severity.WARNING, text, hint, field, expected)

    def refuse_to_guess(self, text: Text, hint: Text, field: str, expected: Text | None = None) -> None:
        """Say what cannot be read where a "no" may stand: nothing is planned until a person answers."""
        at = self.place(field)
        where = (at.file, at.sheet, at.row, at.column, at.found, expected)
        self.around.problems.append(CellProblem(Severity.ERROR, text, hint, *where, stops=True))

    def fault(self, text: Text, hint: Text, field: str, expected: Text | None = None) -> None:
        """Hold the row back where it says nothing without the cell; else leave the cell aside, and say so."""
        (self.error if field in self.around.spec.essential else self.warn)(text, hint, field, expected)

    def _add(self, severity: Severity, text: Text, hint: Text, field: str, expected: Text | None) -> None:
        lost = field in self.around.spec.refusing or field in self.may_refuse
        if severity is Severity.ERROR and lost and text.code not in _NOTHING_LOST:
            self.refuse_to_guess(text, hint, field, expected)
            return
        at = self.place(field)
        where = (at.file, at.sheet, at.row, at.column, at.found, expected)
        self.around.problems.append(CellProblem(severity, text, hint, *where))

    def shorten(self) -> None:
        """Leave a cell that is too long aside, and show no more of it than its beginning."""
        for field, placed in tuple(self._cells.items()):
            column = self.around.spec.by_field[field]
            most = column.longest
            if not isinstance(placed.value, str) or len(placed.value) <= most:
                continue
            said = Text("sheets.text_too_long", column=column.header.term, count=len(placed.value), most=most)
            self._cells[field] = Placed(f"{placed.value[:_BEGINNING]}…", placed.row, placed.column)
            self.fault(said, Text("sheets.text_too_long_hint"), field, Text("sheets.expect_shorter", most=most))
            if field not in self.around.spec.essential:
                del self._cells[field]
                kept = self._stored(field)
                self._cells.update({field: Placed(kept, placed.row, placed.column)} if kept else {})

    def is_set_aside(self, fields: Collection[str]) -> bool:
        """Whether a person said that what one of the fields names means nothing: the row is left aside, and told."""
        if self.set_aside.isdisjoint(fields):
            return False
        self.warn(Text("sheets.row_set_aside"), Text("sheets.row_set_aside_hint"))
        return True

    def stored(self, field: str, parser: Callable[[str], T], default: D) -> T | D:
        """Return what the kept row says where this one cannot be read; the default where nothing is kept."""
        text = self._stored(field)
        try:
            return parser(text) if text else default
        except InputError:
            return default

    def _stored(self, field: str) -> str:
        said = {name: cell_text(placed.value) for name, placed in self._cells.items()}
        return self.around.stored.cell(self.around.spec, field, self.key, said, self._meant)

    def _meant(self, text: str) -> object:
        """Return the same for an id and the name it goes by, and for two ways to write a day."""
        known = self.around.directory.find(text, EVERYONE).known
        try:
            return known.id if known else read_date(text, self.around.calendar.near)
        except InputError:
            return folded(text)

    def place(self, field: str) -> CellPlace:
        """Return where a field's cell stands."""
        placed = self._cells.get(field)
        row, column = (placed.row, placed.column) if placed else (self.row, self._places.get(field))
        return CellPlace(self.around.file, self.around.sheet, row, column, cell_text(placed.value) if placed else "")

    def label(self, field: str) -> str:
        """Return the header of a field as it is written; empty where the sheet has no such column."""
        return self.around.labels.get(field, "")

    def parsed(self, field: str, parser: Callable[[str], T], default: D, severity: Severity | None = None) -> T | D:
        """Return what a parser makes of a cell's text; the default where it is empty or wrong."""
        return self._read(field, lambda cell: Understood(parser(cell_text(cell))), default, severity)

    def understood(
        self, field: str, parser: Callable[[str], Understood[T]], default: D, severity: Severity | None = None
    ) -> T | D:
        """Return what a parser makes of a cell's text; its doubts become warnings."""
        return self._read(field, lambda cell: parser(cell_text(cell)), default, severity)

    def _read(
        self,
        field: str,
        parser: Callable[[Cell], Understood[T]],
        default: D,
        severity: Severity | None = None,
    ) -> T | D:
        """Read a cell; a bad one holds its row back where the row says nothing without it, else it is left aside."""
        placed = self._cells.get(field)
        if placed is None:
            return default
        try:
            result = parser(placed.value)
        except InputError as error:
            expected = error.hint or Text("sheets.expect_text")
            hint = as_sentence(expected)
            question = question_about(error, cell_text(placed.value), self.around.spec, field)
            if question is not None:
                self.refuse_to_guess(*question, field, expected)
            else:
                tell = {None: self.fault, Severity.ERROR: self.error, Severity.WARNING: self.warn}[severity]
                tell(error.text, hint, field, expected)
            return self.stored(field, lambda text: parser(text).value, default)
        for doubt in result.doubts:
            self.warn(doubt, Text("sheets.look_again"), field)
        return result.value

    def text(self, field: str) -> str:
        """Return a text, empty where there is none."""
        placed = self._cells.get(field)
        return cell_text(placed.value) if placed else ""

    def was_answered(self, field: str) -> bool:
        """Whether a person said what the cell means."""
        return field in self._cells and self._cells[field].was_answered

    def list(self, field: str) -> tuple[str, ...]:
        """Return several texts from one cell."""
        return split_list(self.text(field))

    def number(self, field: str) -> Decimal | None:
        """Return a number."""
        return self.parsed(field, read_number, None)

    def whole(self, field: str, default: int, least: int = 0, around: re.Pattern[str] | None = None) -> int:
        """Return a whole number, at least `least`; of `2-3` the lesser, with a doubt; `around` may stand about it."""
        return self.understood(field, lambda text: _whole(around.sub("", text) if around else text, least), default)

    def yes_no(self, field: str) -> bool | None:
        """Return yes or no; None where nothing is said."""
        return self._read(field, lambda cell: Understood(cell is True or read_yes_no(cell_text(cell))), None)

    def names(self, field: str) -> tuple[str, ...]:
        """Return several ids or names from one cell, whatever marks part them."""
        return split_names(self.text(field))

    def amount(self, field: str) -> Decimal | None:
        """Return a sum of money; three digits behind a dot are thousands, with a doubt."""

        def read(cell: Cell) -> Understood[Decimal]:
            understood = read_some(cell_text(cell)) if isinstance(cell, str) else Understood(Amount(_exactly(cell), ""))
            if understood.value.rest.strip("%"):
                raise InputError(Text("sheets.bad_number", found=cell_text(cell)), Text("sheets.expect_number"))
            return Understood(understood.value.number, understood.doubts)

        return self._read(field, read, None)

    def choice(self, field: str, choices: Choices[E], default: D, severity: Severity | None = None) -> E | D:
        """Return a member of an enumeration by one of its words."""

        def read(text: str) -> E:
            member = choices.read(text)
            if member is None:
                words = " / ".join(words.of_all for words in choices.words.values())
                raise InputError(Text("sheets.bad_choice", found=text), Text("sheets.expect_choice", words=words))
            return member

        return self.parsed(field, read, default, severity)

    def date(self, field: str, severity: Severity | None = None) -> date | None:
        """Return a day."""
        return self._read(field, lambda cell: Understood(_date(cell, self.around.calendar)), None, severity)

    def time(self, field: str) -> time | None:
        """Return a time of day."""
        return self._read(field, lambda cell: Understood(_time(cell)), None)

    def moment(self, field: str, of_a_day: Clock | None = None) -> datetime | None:
        """Return a day and a time at the fair, aware; of a day alone the given time, and that is told."""
        return self._read(field, lambda cell: _moment(cell, self.around.calendar, of_a_day), None)

    def windows(self, field: str) -> tuple[Window, ...]:
        """Return the windows in a cell; none means the whole fair."""
        return self.understood(field, lambda text: read_windows(text, self.around.calendar), ())

    def window(self, field: str) -> Window | None:
        """Return the one window in a cell."""
        windows = self.windows(field)
        if len(windows) > 1:
            expected = Text("sheets.expect_window")
            self.fault(
                Text("sheets.several_windows", found=self.text(field), count=len(windows)),
                *(Text("sheets.mend_cell", expected=expected), field, expected),
            )
            windows = self.stored(field, lambda text: read_windows(text, self.around.calendar).value, ())
        return windows[0] if len(windows) == 1 else None

    def hs_code(self, field: str, exists: Callable[[HSCode], bool]) -> HSCode | None:
        """Return an HS code that exists."""

        def read(cell: Cell) -> Understood[HSCode]:
            plain = isinstance(cell, int | float) and not isinstance(cell, bool)
            code = read_hs_code(cell if isinstance(cell, int | float) and plain else cell_text(cell))
            if not exists(code.value):
                raise InputError(Text("sheets.no_such_hs", found=str(code.value)), Text("sheets.expect_hs"))
            return code

        return self._read(field, read, None)

    def country(self, field: str) -> CountryCode | None:
        """Return a country."""
        return self.parsed(field, read_country, None)

    def languages(self, field: str) -> tuple[LanguageCode, ...]:
        """Return languages; an unknown one is a warning: what the kept row says stays, else the known ones are kept."""
        try:
            return read_languages(self.text(field))
        except InputError:
            found = self.understood(field, read_known_languages, (), Severity.WARNING)
            return self.stored(field, read_languages, ()) or found

    def phone(self, field: str, regions: Sequence[str]) -> str:
        """Return a phone number; what cannot be one is told, and kept as written: it may be all there is."""
        understood = read_phone(self.text(field), regions) if field in self else Understood("")
        for doubt in understood.doubts:
            if doubt.code == "sheets.bad_phone":
                expected = Text("sheets.expect_phone")
                self.warn(doubt, as_sentence(expected), field, expected)
            else:
                self.warn(doubt, Text("sheets.look_again"), field)
        return understood.value

    def email(self, field: str) -> str:
        """Return an e-mail address; what cannot be one is left aside, on a page it stays for who mends it."""
        return self.understood(field, read_email, "" if self.around.file else self.text(field))

    def ref(self, field: str, kinds: frozenset[Kind], likely: frozenset[Kind] = frozenset()) -> str | None:
        """Return the id that a cell names by id, name or number; an unknown one is an error.

        Of several with one number the header says who is meant, else `likely`.
        """
        if field not in self:
            return None
        return self._reference(field, self.text(field), kinds, likely) or self.stored(field, str, None)

    def refs(self, field: str, kinds: frozenset[Kind]) -> tuple[str, ...]:
        """Return the ids that a list names."""
        named = self.names(field)
        known = {item: self._reference(field, item, kinds) for item in named}
        kept = self.stored(field, split_names, ()) if None in known.values() else ()
        here = {folded(item): item for item in kept}
        found = tuple(known[item] or here.get(folded(item)) for item in named)
        return tuple(dict.fromkeys(id_ for id_ in found if id_)) or kept

    def _reference(
        self, field: str, written: str, kinds: frozenset[Kind], likely: frozenset[Kind] = frozenset()
    ) -> str | None:
        answer = self.around.directory.find(written, kinds, kinds_of_header(self.label(field)) or likely)
        if answer.known:
            return answer.known.id
        if answer.wrong:
            held = answer.wrong.code == "sheets.held_reference"
            hint = Text("sheets.held_reference_hint" if held else "sheets.reference_hint")
            self.fault(answer.wrong, hint, field, Text("sheets.expect_reference"))
        return None

    def needed(self, fields: Sequence[str]) -> None:
        """Hold the row back where none of the fields says anything."""
        if not self.any_of(fields):
            column = self.around.spec.by_field[fields[0]].header.term
            here = next((field for field in fields if field in self._places), fields[0])
            self.error(Text("sheets.cell_missing", column=column), Text("sheets.cell_missing_hint"), here)


def merged(records: Sequence[Record], fields: Iterable[str]) -> Record:
    """Return rows as one record: of each field the first filled cell, with a warning of others; lists together."""
    first, cells = records[0], dict[str, Placed]()
    for field in fields:
        filled = [(record, record._cells[field]) for record in records if field in record]  # noqa: SLF001  # same class
        if not filled:
            continue
        cells[field] = filled[0][1]
        texts = list(dict.fromkeys(cell_text(placed.value) for _, placed in filled))
        if first.around.spec.by_field[field].joined and len(texts) > 1:
            items = dict.fromkeys(item for text in texts for item in split_list(text))
            cells[field] = Placed(join_list(items), filled[0][1].row, filled[0][1].column)
            continue
        for record, placed in filled[1:]:
            if folded(cell_text(placed.value)) != folded(texts[0]):
                text = Text("sheets.differs_above", found=cell_text(placed.value), used=texts[0], row=filled[0][1].row)
                tell = record.refuse_to_guess if field in first.around.spec.refusing else record.warn
                tell(text, Text("sheets.differs_above_hint"), field)
    head = Record(first.around, first.row, cells, first._places, first.ordinal)  # noqa: SLF001  # same class
    head.key = first.key
    return head


def _exactly(cell: Cell) -> Decimal:
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return Decimal(str(cell)) if is_number else read_number(cell_text(cell))


def _whole(text: str, least: int) -> Understood[int]:
    span = _SPAN.fullmatch(text.strip())
    number = read_number(span[1] if span else text)
    if number != int(number) or number < least or (span and number > int(span[2])):
        raise InputError(Text("sheets.bad_whole", found=text), Text("sheets.expect_whole", least=least))
    doubt = (read_as(text, str(int(number))),) if span and int(span[2]) != number else ()
    return Understood(int(number), doubt)


def _date(cell: Cell, calendar: FairCalendar) -> date:
    if isinstance(cell, date):
        return plausible(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return day_of_serial(cell)
    return read_date(cell_text(cell), calendar.near)


def _time(cell: Cell) -> time:
    if isinstance(cell, time):
        return cell
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, float) and 0 <= cell < 1:
        return time(*divmod(round(cell * 1440) % 1440, 60))
    return read_clock(cell_text(cell))


def _moment(cell: Cell, calendar: FairCalendar, of_a_day: time | None) -> Understood[datetime]:
    day = None if of_a_day is None else _day_alone(cell, calendar)
    if day and of_a_day is not None:
        return Understood(
            calendar.at(day, of_a_day).value, (read_as(cell_text(cell), f"{day:%Y-%m-%d} {of_a_day:%H:%M}"),)
        )
    if isinstance(cell, datetime):
        return calendar.at(cell.date(), cell.time())
    if isinstance(cell, float) and cell >= 20_000:
        minutes = round((cell % 1) * 1440)
        at = datetime.combine(day_of_serial(cell), time(0)) + timedelta(minutes=minutes)
        return calendar.at(at.date(), at.time())
    return read_moment(cell_text(cell), calendar)


def _day_alone(cell: Cell, calendar: FairCalendar) -> date | None:
    """Return the day of a cell that names no hour; midnight may be one that was written."""
    if isinstance(cell, datetime):
        return None
    if isinstance(cell, date):
        return cell
    try:
        return read_date(cell, calendar.near) if isinstance(cell, str) and ":" not in cell else None
    except InputError:
        return None
