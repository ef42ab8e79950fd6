"""What no plan can beat."""

from tearoad.timetable.bounds.alone import least_alone
from tearoad.timetable.bounds.certificate import Certificate, certify
from tearoad.timetable.bounds.spread import Held, least_spread

__all__ = ["Certificate", "Held", "certify", "least_alone", "least_spread"]
