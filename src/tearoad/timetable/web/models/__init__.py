"""Rows of pins, drafts, published plans, meetings, papers."""

from tearoad.timetable.web.models.draft import Draft, DraftState, Pin
from tearoad.timetable.web.models.published import Meeting, MeetingState, Paper, Published, Told, ToldWay

__all__ = ["Draft", "DraftState", "Meeting", "MeetingState", "Paper", "Pin", "Published", "Told", "ToldWay"]
