"""The lists: who comes, in two scripts; who sleeps where; which bus fetches whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tearoad.mission.delegation.known_words import room_said
from tearoad.mission.delegation.rooming import Room, rooming
from tearoad.mission.delegation.transfers import Bus, Direction, transfers
from tearoad.mission.papers.delegation.roster import Head, Roster, head, house_of, name_of, names
from tearoad.mission.people import Delegate, Purpose
from tearoad.paper import figures
from tearoad.text import Text
from tearoad.values import Language, PersonId
from tearoad.words import say
from tearoad.words.catalogue import moment

TEMPLATE = Path(__file__).parent / "list.typ"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what stands first, and smaller lines below it."""

    main: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list: its heading, a note, its columns (each so many parts wide) and rows."""

    title: str
    note: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    tick: bool = False
    """Whether each row starts with a box to tick."""
    even: bool = False
    """Whether all lines of a cell weigh the same: guests of one room."""


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A whole list."""

    head: Head
    sections: tuple[Section, ...]


def name_list(of: Roster, language: Language) -> ListPaper:
    """Return who comes, by rank and house. A number is printed only of those who agreed to stand in the book."""
    columns = ("number", "name", "post", "house", "phone")
    rows = tuple(_named(number, one, of, language) for number, one in enumerate(of.delegates, start=1))
    section = Section("", "", _columns(columns, language), (1, 6, 5, 6, 5), rows)
    return ListPaper(head(of, Text("delegation.paper_names"), language), (section,))


def rooms(of: Roster, language: Language) -> ListPaper:
    """Return who sleeps where, hotel by hotel, and who has no bed yet; contradictions are told at the end."""
    found = rooming(of.delegates, of.mission.fair_zone)
    people = {one.id: one for one in of.delegates}
    columns = _columns(("room", "guests", "nights"), language)
    sections = [
        Section(
            hotel,
            _say("paper_rooms_note", language, count=sum(room.hotel == hotel for room in found.rooms)),
            columns,
            (3, 11, 6),
            tuple(_room(room, people, language) for room in found.rooms if room.hotel == hotel),
            even=True,
        )
        for hotel in found.hotels
    ]
    if found.without:
        rows = tuple((Cell("–"), _person(people[who], language), Cell("")) for who in found.without)
        sections.append(Section(_say("paper_without_hotel", language), "", columns, (3, 11, 6), rows))
    if found.problems:
        known = names(of, language)
        doubts = tuple((Cell(say(one.text, language, known)),) for one in found.problems)
        sections.append(Section(_say("paper_to_settle", language), "", (_say("column_doubt", language),), (1,), doubts))
    return ListPaper(head(of, Text("delegation.paper_rooms"), language), tuple(sections))


def buses(of: Roster, language: Language) -> ListPaper:
    """Return the buses, a section each, with a box to tick for everyone; times are the fair's."""
    found = transfers(of.delegates)
    people = {one.id: one for one in of.delegates}
    sections = [_bus(bus, of, people, language) for bus in found.buses]
    for code, missing in (("paper_no_arrival", found.no_arrival), ("paper_no_departure", found.no_departure)):
        if missing:
            rows = tuple((_person(people[who], language), Cell(""), Cell("")) for who in missing)
            sections.append(Section(_say(code, language), "", _bus_columns(language), _BUS_WIDTHS, rows, tick=True))
    return ListPaper(head(of, Text("delegation.paper_buses"), language), tuple(sections))


_BUS_WIDTHS = (8, 5, 6)


def _bus_columns(language: Language) -> tuple[str, ...]:
    return _columns(("name", "flight", "phone"), language)


def _bus(bus: Bus, of: Roster, people: dict[PersonId, Delegate], language: Language) -> Section:
    code = "bus_arrival" if bus.direction is Direction.ARRIVAL else "bus_departure"
    starts = moment(bus.starts_at.astimezone(of.mission.fair_zone), language)
    title = f"{_say(code, language, number=bus.number)} · {starts}"
    rows = tuple(
        (
            _person(people[who], language),
            Cell(leg.by or "–", (f"{leg.at.astimezone(of.mission.fair_zone):%H:%M}",)),
            Cell(_reachable(people[who])),
        )
        for leg in bus.legs
        for who in leg.people
    )
    note = _say("paper_bus_note", language, count=len(bus.people))
    return Section(title, note, _bus_columns(language), _BUS_WIDTHS, rows, tick=True)


def _named(number: int, one: Delegate, of: Roster, language: Language) -> tuple[Cell, ...]:
    phone = _reachable(one) if one.agreed_on(Purpose.BOOK) else ""
    more = (one.say,) if one.say and one.say not in one.name.written else ()
    cell = _person(one, language)
    return (
        Cell(str(number)),
        Cell(cell.main, (*cell.more, *more)),
        Cell(one.role.in_language(language)),
        Cell(house_of(one, of, language)),
        Cell(phone),
    )


def _person(one: Delegate, language: Language) -> Cell:
    name = name_of(one, language)
    return Cell(name.main, (" · ".join(name.others),) if name.others else ())


def _room(room: Room, people: dict[PersonId, Delegate], language: Language) -> tuple[Cell, ...]:
    guests = [name_of(people[who], language) for who in room.people]
    lines = [" · ".join((guest.main, *guest.others[:1])) for guest in guests]
    first, *more = (*lines, *room.strangers)
    return (
        Cell(room_said(room.label, language) or "–"),
        Cell(first, tuple(more)),
        Cell(_nights(room.from_on, room.until_on, language)),
    )


def _nights(first: date | None, last: date | None, language: Language) -> str:
    if first and last:
        return figures.days(first, last, language)
    return "–"


def _reachable(one: Delegate) -> str:
    return figures.phone(one.phone_abroad or one.phone)


def _columns(names_: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(_say(f"column_{name}", language) for name in names_)


def _say(code: str, language: Language, **params: int) -> str:
    return say(Text(f"delegation.{code}", **params), language)
