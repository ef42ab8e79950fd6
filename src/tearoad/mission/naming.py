"""How a mission writes countries and places: its own wordings, then its organisation's, then the usual names."""

from __future__ import annotations

from dataclasses import replace

from tearoad.mission.mission import Mission
from tearoad.names.towns import town_name
from tearoad.reference import Wording, country_name, house_wordings, place_name
from tearoad.reference.spelling import same
from tearoad.values import CountryCode, Language, LocalText


def wordings(mission: Mission) -> tuple[Wording, ...]:
    """Return the mission's own wordings; those of its organisation hold behind them."""
    return tuple(Wording(override.written, override.name) for override in mission.overrides)


def country_called(mission: Mission, code: CountryCode, language: Language) -> str:
    """Return a country as the mission writes it."""
    return country_name(code, language, wordings(mission))


def place_called(mission: Mission, written: str, language: Language) -> str:
    """Return a place as the mission writes it."""
    return place_name(written, language, wordings(mission))


def town_called(mission: Mission, written: str, language: Language) -> str:
    """Return a firm's town as the mission writes it, that of its fair among them, else by its usual name."""
    city = Wording(written=mission.city.in_language(language), name=mission.city)
    return town_name(written, language, (*wordings(mission), city))


def with_names(mission: Mission) -> Mission:
    """Return a mission whose fair, city, venue and places are written as it and its organisation want them.

    What papers and pages for others are made from; the settings keep what was typed.
    """
    if not mission.overrides and not house_wordings():
        return mission
    return replace(
        mission,
        fair=_called(mission, mission.fair),
        city=_called(mission, mission.city),
        venue=_called(mission, mission.venue),
        places=tuple(replace(place, name=_called(mission, place.name)) for place in mission.places),
    )


def _called(mission: Mission, text: LocalText) -> LocalText:
    """Return a text in which each language takes the wording of whatever spelling of the text has one."""
    if not text.written:
        return text
    return LocalText.of(lambda language: _first(mission, text, language) or text[language])


def _first(mission: Mission, text: LocalText, language: Language) -> str:
    """Return what the first wording says that means any spelling of the text; empty where none does."""
    spelled = {same(written) for written in text.written}
    meant = (wording for wording in (*wordings(mission), *house_wordings()) if same(wording.written) in spelled)
    return next((said for wording in meant if (said := wording.in_language(language))), "")
