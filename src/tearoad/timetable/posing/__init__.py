"""From the mission and its people to the problem."""

from tearoad.timetable.posing.days import fair_slots
from tearoad.timetable.posing.desires import Desire, desires, wish_id
from tearoad.timetable.posing.meeting_places import meeting_places
from tearoad.timetable.posing.pose import pose

__all__ = ["Desire", "desires", "fair_slots", "meeting_places", "pose", "wish_id"]
