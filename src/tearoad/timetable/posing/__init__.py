"""From the mission and its people to the problem."""

from tearoad.timetable.posing.days import fair_slots
from tearoad.timetable.posing.desires import Desire, desires, wish_id
from tearoad.timetable.posing.online import with_online
from tearoad.timetable.posing.pins import SoundPins, sound_pins
from tearoad.timetable.posing.pose import pose, posed_anew

__all__ = ["Desire", "SoundPins", "desires", "fair_slots", "pose", "posed_anew", "sound_pins", "wish_id", "with_online"]
