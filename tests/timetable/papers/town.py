"""The small mission with its opening in town, forty minutes from the stands and fifty-five from the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tearoad.mission import LocalText, Place, PlaceKind, Walk
from tearoad.values import PlaceId

if TYPE_CHECKING:
    from tests.timetable.papers.conftest import SmallMission


def in_town(small: SmallMission) -> SmallMission:
    """Return the mission with a buyer at the opening, which is held at the city hall."""
    mission = small.roster.mission
    hall = Place(PlaceId("CITY"), PlaceKind.OFFSITE, LocalText("City hall", "市政厅", "Мэрия"), zone="town")
    walks = (Walk("town", "3", 40), Walk("town", "5", 55))
    first, *others = small.roster.programme
    opening = replace(first, place=LocalText("CITY"), must=(*first.must, "B03"))
    roster = replace(
        small.roster,
        mission=replace(mission, places=(*mission.places, hall), walks=walks),
        programme=(opening, *others),
    )
    return replace(small, roster=roster)
