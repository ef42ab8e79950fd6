"""Something went wrong at the fair: the plan that people hold is mended, and as few as can be are disturbed."""

from tearoad.timetable.repair.mending import Proposal, Repaired, repair
from tearoad.timetable.repair.reported import UNTIMED, Kind, Reported, Scene, still_ahead, troubled
from tearoad.timetable.repair.toll import Aim, Toll, people_to_notify
from tearoad.timetable.repair.trouble import (
    CalledOff,
    InterpreterAway,
    PartyShort,
    PersonAway,
    PlaceClosed,
    Trouble,
    WantedNow,
)

__all__ = [
    "UNTIMED",
    "Aim",
    "CalledOff",
    "InterpreterAway",
    "Kind",
    "PartyShort",
    "PersonAway",
    "PlaceClosed",
    "Proposal",
    "Repaired",
    "Reported",
    "Scene",
    "Toll",
    "Trouble",
    "WantedNow",
    "people_to_notify",
    "repair",
    "still_ahead",
    "troubled",
]
