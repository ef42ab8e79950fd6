"""What the office asks of the meetings of a plan."""

from __future__ import annotations

from tearoad.mission.web.models.people import OfMission
from tearoad.people.web.models.hall import of_mission


class MeetingQuota(OfMission):
    """A `MeetingQuota`."""

    in_hall = of_mission()


class MeetingOrder(OfMission):
    """A `MeetingOrder`."""

    in_hall = of_mission()
