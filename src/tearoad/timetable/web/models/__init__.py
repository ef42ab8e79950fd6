"""Rows of pins, drafts, questions asked of them, published plans, meetings, papers."""

from tearoad.timetable.web.models.draft import Draft, DraftState, Pin
from tearoad.timetable.web.models.published import Meeting, MeetingState, NotificationWay, Paper, Published, Told
from tearoad.timetable.web.models.what_if import WhatIf

__all__ = [
    "Draft",
    "DraftState",
    "Meeting",
    "MeetingState",
    "NotificationWay",
    "Paper",
    "Pin",
    "Published",
    "Told",
    "WhatIf",
]
