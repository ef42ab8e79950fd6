"""The names a reader sees for ids, in the reader's language and script."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.journey.files import MissionFiles
from tearoad.names import FirmName, PersonName
from tearoad.timetable.posing import meeting_places
from tearoad.timetable.roster import Roster
from tearoad.values import Language


def names_for(roster: Roster, language: Language) -> Mapping[str, str]:
    """Return the name of every party, person, interpreter, place and programme item of a mission."""
    names: dict[str, str] = {}
    names |= {place.id: place.name.in_language(language) or place.id for place in meeting_places(roster.mission)}
    names |= {item.id: item.title.in_language(language) for item in roster.programme}
    home = roster.mission.home_language
    for one in (*roster.exporters, *roster.buyers):
        names[one.id] = firm_name(one.name, language, home)
    for person in (*roster.delegates, *roster.interpreters):
        names[person.id] = person_name(person.name, language, home)
    return names


def office_names(files: MissionFiles, roster: Roster, language: Language) -> Mapping[str, str]:
    """Return the names for the office, companies that are held out of the roster included."""
    home = files.mission.home_language
    companies = {one.id: firm_name(one.name, language, home) for one in (*files.exporters, *files.buyers)}
    return companies | dict(names_for(roster, language))


def firm_name(name: FirmName, language: Language, home: Language) -> str:
    """Return a firm's name as a reader of the language reads it: own script at home, local abroad, else Latin."""
    order = {home: (name.native, name.banner, name.latin, name.local)}
    fallback = (name.banner, name.latin, name.local, name.native)
    if language is Language.RU:
        fallback = (name.banner, name.local, name.latin, name.native)
    return next((written for written in order.get(language, fallback) if written), "")


def person_name(name: PersonName, language: Language, home: Language) -> str:
    """Return a person's name as a reader of the language reads it."""
    order = (name.local, name.latin, name.native) if language is Language.RU else (name.latin, name.local, name.native)
    if language is home:
        order = (name.native, name.latin, name.local)
    return next((written for written in order if written), "")
