"""What no plan can beat."""

from tearoad.timetable.bounds.certificate import Certificate, certify
from tearoad.timetable.bounds.spread import LevelReached, least_spread, least_worst
from tearoad.timetable.bounds.without_hours import BOUNDED, LevelsAbove, Prices, least_without_hours

__all__ = [
    "BOUNDED",
    "Certificate",
    "LevelReached",
    "LevelsAbove",
    "Prices",
    "certify",
    "least_spread",
    "least_without_hours",
    "least_worst",
]
