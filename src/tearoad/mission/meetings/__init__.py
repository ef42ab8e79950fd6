"""What the office asks of the meetings of a plan beyond single wishes: how many, and which before which."""

from tearoad.mission.meetings.quotas_and_precedences import (
    MeetingPrecedence,
    MeetingQuota,
    at_odds,
    circle_through,
    without_circles,
)

__all__ = ["MeetingPrecedence", "MeetingQuota", "at_odds", "circle_through", "without_circles"]
