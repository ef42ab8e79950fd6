"""Matchmaking events: every meeting is agreed and has to be held; what is asked is when, with the fewest breaks."""

from tearoad.timetable.matchmaking.dzn import read_dzn
from tearoad.timetable.matchmaking.effort import FewestBreaks, Outcome
from tearoad.timetable.matchmaking.event import Appointment, Event
from tearoad.timetable.matchmaking.event_repair import EventRepair, repair_event
from tearoad.timetable.matchmaking.fewest_breaks import fewest_breaks
from tearoad.timetable.matchmaking.idle_range import smallest_idle_range
from tearoad.timetable.matchmaking.judge import breaks, faults, idle_slots

__all__ = [
    "Appointment",
    "Event",
    "EventRepair",
    "FewestBreaks",
    "Outcome",
    "breaks",
    "faults",
    "fewest_breaks",
    "idle_slots",
    "read_dzn",
    "repair_event",
    "smallest_idle_range",
]
