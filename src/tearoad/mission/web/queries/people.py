"""What everything in a mission is called, and when things are, as an officer reads it."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from tearoad.mission import Mission
from tearoad.mission.naming import with_names
from tearoad.mission.papers import spelling
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web.queries.missions import Parties
from tearoad.mission.where import Spots
from tearoad.paper.figures import days
from tearoad.values import Language, Window
from tearoad.words.catalogue import moment


def names_of(parties: Parties, language: Language) -> Mapping[str, str]:
    """Return the name of everyone and everything in a mission by id, in a language."""
    firms: dict[str, str] = {exporter.id: spelling.firm(exporter.name, language).main for exporter in parties.exporters}
    firms |= {buyer.id: spelling.firm(buyer.name, language).main for buyer in parties.buyers}
    persons: dict[str, str] = {
        delegate.id: spelling.person(delegate.name, language).main for delegate in parties.delegates
    }
    persons |= {
        interpreter.id: spelling.person(interpreter.name, language).main for interpreter in parties.interpreters
    }
    every_place = with_own_stands(parties.mission, parties.exporters).places
    places: dict[str, str] = {place.id: place.name.in_language(language) for place in every_place}
    offices = {
        name: delegate.office.in_language(language)
        for delegate in parties.delegates
        for name in delegate.office.written
    }
    return {**offices, **places, **persons, **firms}


def spots_of(parties: Parties, names: Mapping[str, str], language: Language) -> Spots:
    """Return how a reader calls the places and hosts of the programme."""
    return Spots(with_names(with_own_stands(parties.mission, parties.exporters)), names, language)


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
