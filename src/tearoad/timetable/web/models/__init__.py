"""Rows of pins, drafts, published plans, meetings, papers."""

from tearoad.timetable.web.models.draft import Draft, DraftState, Pin
from tearoad.timetable.web.models.published import Meeting, Paper, Published

__all__ = ["Draft", "DraftState", "Meeting", "Paper", "Pin", "Published"]
