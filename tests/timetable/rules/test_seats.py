from dataclasses import replace

from tearoad.mission import PlaceKind
from tearoad.timetable.problem import MeetingPlace, Party, Person, Problem, Side
from tearoad.timetable.rules.seats import somebody_can_be_at_each_meeting
from tearoad.timetable.solve import solve
from tests.timetable.tiny import tiny
