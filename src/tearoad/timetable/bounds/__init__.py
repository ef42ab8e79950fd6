"""What no plan can beat."""

from tearoad.timetable.bounds.alone import least_alone
from tearoad.timetable.bounds.certificate import Certificate, certify
from tearoad.timetable.bounds.spread import LevelReached, least_spread, least_worst

__all__ = ["Certificate", "LevelReached", "certify", "least_alone", "least_spread", "least_worst"]
