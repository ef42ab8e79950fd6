"""What it takes to understand a mission's sheets: its calendar, languages, telephone regions and places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tearoad.mission.mission import Mission
from tearoad.paper.sheets import FairCalendar, Kind, Known, Reading, chapter_exists
from tearoad.paper.sheets.written.phones import region_of
from tearoad.values import HSCode, Window


def start_reading(mission: Mission, hs_exists: Callable[[HSCode], bool] = chapter_exists) -> Reading:
    """Return what it takes to understand this mission's sheets: calendar, languages, regions, places by id and name."""
    opening = tuple(
        Window(
            datetime.combine(day.on, day.opens, mission.fair_zone),
            datetime.combine(day.on, day.closes, mission.fair_zone),
        )
        for day in mission.days
    )
    host = str(mission.country)
    reading = Reading(
        FairCalendar(mission.fair_zone, opening, mission.slot_minutes),
        mission.home_language,
        mission.host_language,
        region_of(mission.home_zone) or host,
        host,
        mission.currency,
        hs_exists,
    )
    know_places(reading, mission, "mission.toml")
    return reading


def know_places(reading: Reading, mission: Mission, where: str) -> None:
    """Let rows name places by id or name: those of mission.toml, and the own stands once the exporters are read."""
    for place in mission.places:
        if not reading.directory.with_id(place.id, frozenset({Kind.PLACE})):
            reading.directory.add(Known(Kind.PLACE, place.id, place.name.written, where))
