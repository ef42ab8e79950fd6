"""What the office asks of the meetings of a plan."""

from __future__ import annotations

from tearoad.mission import meetings as core
from tearoad.mission.web.models.people import OfMission
from tearoad.people.web.models.hall import of_mission
from tearoad.web.documents import DocumentField


class MeetingQuota(OfMission):
    """A `MeetingQuota`."""

    document = DocumentField(core.MeetingQuota)
    in_hall = of_mission()


class MeetingPrecedence(OfMission):
    """A `MeetingPrecedence`."""

    document = DocumentField(core.MeetingPrecedence)
    in_hall = of_mission()
