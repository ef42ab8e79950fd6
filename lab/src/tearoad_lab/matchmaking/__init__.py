"""Matchmaking events: every meeting is agreed and has to be held; what is asked is when, with the fewest breaks."""

from tearoad_lab.matchmaking.dzn import read_dzn
from tearoad_lab.matchmaking.effort import FewestBreaks, Outcome
from tearoad_lab.matchmaking.event import Appointment, Event
from tearoad_lab.matchmaking.event_repair import EventRepair, repair_event
from tearoad_lab.matchmaking.fewest_breaks import fewest_breaks
from tearoad_lab.matchmaking.idle_range import smallest_idle_range
from tearoad_lab.matchmaking.judge import breaks, faults, idle_slots

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
