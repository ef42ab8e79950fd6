"""What the office asks of the meetings of a plan."""

from __future__ import annotations

from tearoad.mission.web.models.people import OfMission


class MeetingQuota(OfMission):
    """A `MeetingQuota`."""


class MeetingOrder(OfMission):
    """A `MeetingOrder`."""
