"""Who travels and where things are, as an officer reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tearoad.mission import Absence, Delegate, Interpreter, Mission, Place, ProgrammeItem
from tearoad.mission.naming import with_names
from tearoad.mission.papers import spelling
from tearoad.mission.programme.where import Spots
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.call.leaving import marked, withdrawn
from tearoad.mission.web.queries.missions import Parties, parties
from tearoad.paper.figures import days
from tearoad.reference import language_name
from tearoad.text import Text
from tearoad.values import Language, LanguageCode, Window
from tearoad.words.catalogue import moment, say


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row of a list: its id, what stands first, and the rest by column; empty cells are not shown on a phone."""

    id: str
    head: str
    also: str
    cells: tuple[tuple[str, str], ...]
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """One list of a mission."""

    name: str
    title: Text
    empty: Text
    columns: tuple[str, ...]
    lines: tuple[PersonLine, ...]


def rolls(row: rows.Mission, language: Language) -> tuple[Roll, ...]:
    """Return delegates, interpreters, programme, places and absences in the reader's language; seven queries."""
    found = parties(row)
    names = marked(names_of(found, language), withdrawn(row), found.delegates, language)
    zone = found.mission.fair_zone
    places = with_own_stands(found.mission, found.exporters).places
    return (
        _roll("delegates", language, [_delegate(one, names, zone, language) for one in found.delegates]),
        _roll("interpreters", language, [_interpreter(one, names, zone, language) for one in found.interpreters]),
        _roll("programme", language, [_item(one, spots_of(found, names, language), zone) for one in found.programme]),
        _roll("places", language, [_place(one, names, language) for one in places]),
        _roll(
            "absences", language, [_absence(one, n, names, zone, language) for n, one in enumerate(found.absences, 1)]
        ),
    )


def names_of(found: Parties, language: Language) -> Mapping[str, str]:
    """Return the name of everyone and everything in a mission by id, in a language."""
    firms: dict[str, str] = {one.id: spelling.firm(one.name, language).main for one in found.exporters}
    firms |= {one.id: spelling.firm(one.name, language).main for one in found.buyers}
    persons: dict[str, str] = {one.id: spelling.person(one.name, language).main for one in found.delegates}
    persons |= {one.id: spelling.person(one.name, language).main for one in found.interpreters}
    every_place = with_own_stands(found.mission, found.exporters).places
    places: dict[str, str] = {one.id: one.name.in_language(language) for one in every_place}
    offices = {name: one.office.in_language(language) for one in found.delegates for name in one.office.written}
    return {**offices, **places, **persons, **firms}


def spots_of(found: Parties, names: Mapping[str, str], language: Language) -> Spots:
    """Return how a reader calls the places and hosts of the programme."""
    return Spots(with_names(with_own_stands(found.mission, found.exporters)), names, language)


def span(window: Window, zone: ZoneInfo, language: Language) -> str:
    """Return a stretch of time as people write it: `Tue 7 Feb 14:00–15:30`."""
    start, end = window.start_at.astimezone(zone), window.end_at.astimezone(zone)
    same_day = start.date() == end.date()
    return (
        f"{moment(start, language)}–{end:%H:%M}" if same_day else f"{moment(start, language)} – {moment(end, language)}"
    )


def days_of(mission: Mission, language: Language) -> str:
    """Return the stretch of the mission's days as a reader writes it."""
    return days(mission.days[0].on, mission.days[-1].on, language)


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "delegates": ("role", "firm", "languages", "arrives", "leaves"),
    "interpreters": ("pairs", "attached", "hours", "limits"),
    "programme": ("when", "where", "must", "may"),
    "places": ("kind", "hall", "owner", "capacity"),
    "absences": ("when", "why"),
}


def _roll(name: str, language: Language, lines: Iterable[tuple[str, str, str, tuple[str, ...], str]]) -> Roll:
    columns = tuple(say(Text(f"mission_pages.column_{column}"), language) for column in _COLUMNS[name])
    return Roll(
        name,
        Text(f"mission_pages.{name}"),
        Text(f"mission_pages.no_{name}"),
        columns,
        tuple(
            PersonLine(id_, head, also, tuple(zip(columns, cells, strict=True)), phone)
            for id_, head, also, cells, phone in lines
        ),
    )


_Line = tuple[str, str, str, tuple[str, ...], str]


def _delegate(one: Delegate, names: Mapping[str, str], zone: ZoneInfo, language: Language) -> _Line:
    name = spelling.person(one.name, language)
    where = names.get(one.firm, one.firm) if one.firm else one.office.in_language(language)
    cells = (
        one.role.in_language(language),
        where,
        _spoken(one.languages, language),
        _at(one.arrives_at, zone, language),
        _at(one.leaves_at, zone, language),
    )
    return one.id, name.main, _also(name), cells, one.phone


def _interpreter(one: Interpreter, names: Mapping[str, str], zone: ZoneInfo, language: Language) -> _Line:
    name = spelling.person(one.name, language)
    pairs = sorted({(pair.source, pair.target) for pair in one.pairs})
    shown = _join(
        (f"{language_name(source, language)} → {language_name(target, language)}" for source, target in pairs), language
    )
    most = one.max_hours_per_day
    cells = (
        shown,
        names.get(one.attached_to, one.attached_to) if one.attached_to else "",
        _join((span(window, zone, language) for window in one.hours), language),
        f"{one.min_hours_per_day}–{most}" if most is not None else (str(one.min_hours_per_day or "")),
    )
    return one.id, name.main, _also(name), cells, one.phone


def _item(one: ProgrammeItem, spots: Spots, zone: ZoneInfo) -> _Line:
    names, language = spots.known, spots.language
    cells = (
        span(one.window, zone, language),
        spots.called(one.place),
        _join((names.get(who, who) for who in one.must), language),
        _join((names.get(who, who) for who in one.may), language),
    )
    return one.id, one.title.in_language(language), "", cells, ""


def _place(one: Place, names: Mapping[str, str], language: Language) -> _Line:
    kind = Text(f"mission_pages.place_{one.kind.value}")
    owner = names.get(one.owner, one.owner) if one.owner else ""
    hall = " · ".join(dict.fromkeys(part for part in (one.hall, one.zone) if part))
    return one.id, one.name.in_language(language), "", (say(kind, language), hall, owner, str(one.capacity)), ""


def _absence(one: Absence, number: int, names: Mapping[str, str], zone: ZoneInfo, language: Language) -> _Line:
    return str(number), names.get(one.who, one.who), one.who, (span(one.window, zone, language), one.why), ""


def _also(name: spelling.Spelling) -> str:
    return " · ".join(name.others)


def _at(at: datetime | None, zone: ZoneInfo, language: Language) -> str:
    return moment(at.astimezone(zone), language) if at else ""


def _spoken(codes: Iterable[LanguageCode], language: Language) -> str:
    return _join((language_name(code, language) for code in codes), language)


def _join(parts: Iterable[str], language: Language) -> str:
    return ("、" if language is Language.ZH else ", ").join(parts)
