"""What became of the meetings in force, as it is told from the floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from tearoad.timetable.web.models import Meeting, MeetingState


def note(became: Mapping[UUID, MeetingState]) -> None:
    """Write down what became of meetings, each by the id of its row; a query for each state.

    Part of the transaction in which it was told; who may tell it is asked there.
    """
    those: dict[MeetingState, list[UUID]] = defaultdict(list)
    for meeting, state in became.items():
        those[state].append(meeting)
    for state, meetings in those.items():
        Meeting.objects.filter(pk__in=meetings).update(state=state)
