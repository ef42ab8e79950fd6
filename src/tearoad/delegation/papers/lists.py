"""The lists: who comes, in two scripts; who sleeps where; which bus fetches whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tearoad.delegation.known_words import room_name
from tearoad.delegation.papers.roster import Head, Roster, head, house_of, name_of, names
from tearoad.delegation.rooming import Room, rooming
from tearoad.delegation.transfers import Bus, Direction, transfers
from tearoad.mission.people import Delegate, Purpose
from tearoad.paper import figures
from tearoad.text import Text
from tearoad.values import Language, PersonId
from tearoad.words import say
from tearoad.words.catalogue import moment

TEMPLATE = Path(__file__).parent / "list.typ"


@dataclass(frozen=True, slots=True)
class ListCell:
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
    rows: tuple[tuple[ListCell, ...], ...]
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
    rows = tuple(_named(number, delegate, of, language) for number, delegate in enumerate(of.delegates, start=1))
    section = Section("", "", _columns(columns, language), (3, 14, 11, 12, 10), rows)
    return ListPaper(head(of, Text("delegation.paper_names"), language), (section,))


def rooms(of: Roster, language: Language) -> ListPaper:
    """Return who sleeps where, hotel by hotel, and who has no bed yet; contradictions are told at the end.

    It is made for the hotel: who did not agree to that is counted and not named.
    """
    found = rooming(of.delegates, of.mission.fair_zone)
    guests = {delegate.id: _guest(delegate, language) for delegate in of.delegates}
    hidden = _say("guest_unnamed", language)
    guests |= dict.fromkeys(found.unnamed, ListCell(hidden))
    columns = _columns(("room", "guests", "nights"), language)
    sections = [
        Section(
            hotel.in_language(language),
            _say("paper_rooms_note", language, count=sum(room.hotel == hotel for room in found.rooms)),
            columns,
            (3, 11, 6),
            tuple(_room(room, guests, language) for room in found.rooms if room.hotel == hotel),
            even=True,
        )
        for hotel in found.hotels
    ]
    if found.without:
        rows = tuple((ListCell("–"), guests[who], ListCell("")) for who in found.without)
        sections.append(Section(_say("paper_without_hotel", language), "", columns, (3, 11, 6), rows))
    if found.problems:
        known = {**names(of, language), **dict.fromkeys(map(str, found.unnamed), hidden)}
        doubts = tuple((ListCell(say(problem.text, language, known)),) for problem in found.problems)
        sections.append(Section(_say("paper_to_settle", language), "", (_say("column_doubt", language),), (1,), doubts))
    return ListPaper(head(of, Text("delegation.paper_rooms"), language), tuple(sections))


def buses(of: Roster, language: Language) -> ListPaper:
    """Return the buses, a section each, with a box to tick for everyone; times are the fair's."""
    found = transfers(of.delegates, of.mission.buses)
    people = {delegate.id: delegate for delegate in of.delegates}
    sections = [_bus(bus, of, people, language) for bus in found.buses]
    for code, missing in (("paper_no_arrival", found.no_arrival), ("paper_no_departure", found.no_departure)):
        if missing:
            absent = sorted((people[who] for who in missing), key=lambda delegate: alphabetical(delegate, language))
            rows = tuple((_person(delegate, language), ListCell(""), ListCell("")) for delegate in absent)
            sections.append(Section(_say(code, language), "", _bus_columns(language), _BUS_WIDTHS, rows, tick=True))
    return ListPaper(head(of, Text("delegation.paper_buses"), language), tuple(sections))


_BUS_WIDTHS = (8, 5, 6)


def _bus_columns(language: Language) -> tuple[str, ...]:
    return _columns(("name", "flight", "phone"), language)


def _bus(bus: Bus, of: Roster, people: dict[PersonId, Delegate], language: Language) -> Section:
    code = "bus_arrival" if bus.direction is Direction.ARRIVAL else "bus_departure"
    starts = moment(bus.starts_at.astimezone(of.mission.fair_zone), language)
    title = f"{_say(code, language, number=bus.number)} · {starts}"
    seated = [(leg, people[who]) for leg in bus.legs for who in leg.people]
    rows = tuple(
        (
            _person(delegate, language),
            ListCell(leg.by or "–", (f"{leg.at.astimezone(of.mission.fair_zone):%H:%M}",)),
            ListCell(_printed_phone(delegate)),
        )
        for leg, delegate in sorted(
            seated, key=lambda seat: (not seat[0].by, seat[0].at, seat[0].by, alphabetical(seat[1], language))
        )
    )
    margins = of.mission.buses
    minutes = margins.after_landing if bus.direction is Direction.ARRIVAL else margins.before_departure
    margin = _say(f"{code}_margin", language, count=minutes)
    note = f"{_say('paper_bus_note', language, count=len(bus.people))} · {margin}"
    return Section(title, note, _bus_columns(language), _BUS_WIDTHS, rows, tick=True)


def _named(number: int, delegate: Delegate, of: Roster, language: Language) -> tuple[ListCell, ...]:
    said = delegate.say and _letters(delegate.say) not in map(_letters, delegate.name.written)
    more = (delegate.say,) if said else ()
    cell = _person(delegate, language)
    return (
        ListCell(str(number)),
        ListCell(cell.main, (*cell.more, *more)),
        ListCell(delegate.role.in_language(language)),
        ListCell(house_of(delegate, of, language)),
        ListCell(_printed_phone(delegate)),
    )


def _letters(name: str) -> str:
    """Return the letters of a name alone: `ши-юнсю` tells no more than `Ши Юнсю`."""
    return "".join(filter(str.isalpha, name.casefold()))


def _person(delegate: Delegate, language: Language) -> ListCell:
    name = name_of(delegate, language)
    return ListCell(name.main, (" · ".join(name.others),) if name.others else ())


def alphabetical(delegate: Delegate, language: Language) -> str:
    """Return what a list is ordered by: the name as it is read, or by its sound where letters have no order."""
    return (
        (delegate.name.latin if language.habits.ordered_by_sound else "") or name_of(delegate, language).main
    ).casefold()


def _guest(delegate: Delegate, language: Language) -> ListCell:
    """Return a name as a hotel needs it: as the reader reads it, and in one other script."""
    name = name_of(delegate, language)
    return ListCell(name.main, name.others[:1])


def _room(room: Room, guests: dict[PersonId, ListCell], language: Language) -> tuple[ListCell, ...]:
    lines = [" · ".join((guest.main, *guest.more)) for guest in map(guests.__getitem__, room.people)]
    first, *more = (*lines, *room.strangers)
    return (
        ListCell(room_name(room.label, language) or "–"),
        ListCell(first, tuple(more)),
        ListCell(_nights(room.from_on, room.until_on, language)),
    )


def _nights(first: date | None, last: date | None, language: Language) -> str:
    if first and last:
        return figures.days(first, last, language)
    return "–"


def _printed_phone(delegate: Delegate) -> str:
    """Return the number that works during the trip, of those who agreed that it is printed."""
    return figures.phone(delegate.phone_abroad or delegate.phone) if delegate.agreed_on(Purpose.BOOK) else ""


def _columns(names_: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(_say(f"column_{name}", language) for name in names_)


def _say(code: str, language: Language, **params: int) -> str:
    return say(Text(f"delegation.{code}", **params), language)
