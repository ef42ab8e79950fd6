"""Who travels and where things are, as an officer reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tearoad.call.web.queries.leaving import marked, withdrawn
from tearoad.mission import Absence, Delegate, Interpreter, Place, ProgrammeItem
from tearoad.mission.papers import spelling
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import parties
from tearoad.mission.web.queries.people import names_of, span, spots_of
from tearoad.mission.where import Spots
from tearoad.reference import language_name
from tearoad.text import Text
from tearoad.values import Language, LanguageCode
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
    table: str
    """The table in which its rows are edited."""
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
        _roll("delegates", language, [_delegate(delegate, names, zone, language) for delegate in found.delegates]),
        _roll(
            "interpreters",
            language,
            [_interpreter(interpreter, names, zone, language) for interpreter in found.interpreters],
        ),
        _roll(
            "programme",
            language,
            [_item(programme_item, spots_of(found, names, language), zone) for programme_item in found.programme],
        ),
        _roll("places", language, [_place(place, names, language) for place in places]),
        _roll(
            "absences",
            language,
            [_absence(absence, n, names, zone, language) for n, absence in enumerate(found.absences, 1)],
        ),
    )


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
        "availability" if name == "absences" else name,
        Text(f"mission_pages.{name}"),
        Text(f"mission_pages.no_{name}"),
        columns,
        tuple(
            PersonLine(id_, head, also, tuple(zip(columns, cells, strict=True)), phone)
            for id_, head, also, cells, phone in lines
        ),
    )


_Line = tuple[str, str, str, tuple[str, ...], str]


def _delegate(delegate: Delegate, names: Mapping[str, str], zone: ZoneInfo, language: Language) -> _Line:
    name = spelling.person(delegate.name, language)
    where = names.get(delegate.firm, delegate.firm) if delegate.firm else delegate.office.in_language(language)
    cells = (
        delegate.role.in_language(language),
        where,
        _spoken(delegate.languages, language),
        _at(delegate.arrives_at, zone, language),
        _at(delegate.leaves_at, zone, language),
    )
    return delegate.id, name.main, _also(name), cells, delegate.phone


def _interpreter(interpreter: Interpreter, names: Mapping[str, str], zone: ZoneInfo, language: Language) -> _Line:
    name = spelling.person(interpreter.name, language)
    pairs = sorted({(pair.source, pair.target) for pair in interpreter.pairs})
    shown = _join(
        (f"{language_name(source, language)} → {language_name(target, language)}" for source, target in pairs), language
    )
    most = interpreter.max_hours_per_day
    cells = (
        shown,
        names.get(interpreter.attached_to, interpreter.attached_to) if interpreter.attached_to else "",
        _join((span(window, zone, language) for window in interpreter.hours), language),
        f"{interpreter.min_hours_per_day}–{most}" if most is not None else (str(interpreter.min_hours_per_day or "")),
    )
    return interpreter.id, name.main, _also(name), cells, interpreter.phone


def _item(programme_item: ProgrammeItem, spots: Spots, zone: ZoneInfo) -> _Line:
    names, language = spots.known, spots.language
    cells = (
        span(programme_item.window, zone, language),
        spots.called(programme_item.place),
        _join((names.get(who, who) for who in programme_item.must), language),
        _join((names.get(who, who) for who in programme_item.may), language),
    )
    return programme_item.id, programme_item.title.in_language(language), "", cells, ""


def _place(place: Place, names: Mapping[str, str], language: Language) -> _Line:
    kind = Text(f"mission_pages.place_{place.kind.value}")
    owner = names.get(place.owner, place.owner) if place.owner else ""
    hall = " · ".join(dict.fromkeys(part for part in (place.hall, place.zone) if part))
    return place.id, place.name.in_language(language), "", (say(kind, language), hall, owner, str(place.capacity)), ""


def _absence(absence: Absence, number: int, names: Mapping[str, str], zone: ZoneInfo, language: Language) -> _Line:
    return (
        str(number),
        names.get(absence.who, absence.who),
        absence.who,
        (span(absence.window, zone, language), absence.why),
        "",
    )


def _also(name: spelling.Spelling) -> str:
    return " · ".join(name.others)


def _at(at: datetime | None, zone: ZoneInfo, language: Language) -> str:
    return moment(at.astimezone(zone), language) if at else ""


def _spoken(codes: Iterable[LanguageCode], language: Language) -> str:
    return _join((language_name(code, language) for code in codes), language)


def _join(parts: Iterable[str], language: Language) -> str:
    return language.listed(parts)
