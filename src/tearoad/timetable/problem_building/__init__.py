"""From the mission and its people to the problem."""

from tearoad.timetable.problem_building.build import build_problem, rebuild_problem
from tearoad.timetable.problem_building.days import fair_slots
from tearoad.timetable.problem_building.desires import Desire, desires, wish_id
from tearoad.timetable.problem_building.online import with_online
from tearoad.timetable.problem_building.pins import SoundPins, sound_pins

__all__ = [
    "Desire",
    "SoundPins",
    "build_problem",
    "desires",
    "fair_slots",
    "rebuild_problem",
    "sound_pins",
    "wish_id",
    "with_online",
]
