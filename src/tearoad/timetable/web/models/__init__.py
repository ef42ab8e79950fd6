"""Rows of pins, drafts, questions asked of them, published plans, meetings, papers."""

from tearoad.timetable.web.models.draft import Draft, DraftState, Pin
from tearoad.timetable.web.models.published import Meeting, MeetingState, Paper, Published, Told, ToldWay
from tearoad.timetable.web.models.what_if import WhatIf

__all__ = ["Draft", "DraftState", "Meeting", "MeetingState", "Paper", "Pin", "Published", "Told", "ToldWay", "WhatIf"]
