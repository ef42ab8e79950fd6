"""What a firm wrote of a planned meeting, on the timetable's own row of it."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.capture import Revision, reports_of, revision_of
from tearoad.capture.meetings import became, report_of_meeting
from tearoad.capture.web.models import SentRevision
from tearoad.mission.web import models as rows
from tearoad.timetable.web.actions.following import follow_held
from tearoad.timetable.web.actions.publishing import note_held
from tearoad.timetable.web.models import MeetingState
from tearoad.timetable.web.queries.schedules import meetings_in_force


def note_meetings(mission: rows.Mission, exporter: str, taken: Iterable[Revision]) -> None:
    """Write down what became of the meetings that these changes, already kept, speak of.

    Three queries, and some for each meeting that changes. Part of the transaction that keeps them. A meeting that was
    put off meanwhile has another report: of it nothing was said.
    """
    wishes = {revision.meeting for revision in taken if revision.meeting and "held" in revision.values}
    if not wishes:
        return
    meetings = {
        report_of_meeting(mission.pk, exporter, meeting.wish, meeting.start_at): meeting.pk
        for meeting in meetings_in_force(mission, exporter, wishes)
    }
    sent = SentRevision.objects.filter(mission=mission, party=exporter, report__in=meetings)
    reports = reports_of(map(revision_of, sent.values_list("document", flat=True)))
    held = {meetings[report.id]: became(report) for report in reports}
    said = {pk: MeetingState(outcome.value) if outcome else MeetingState.PLANNED for pk, outcome in held.items()}
    note_held(said)
    follow_held(mission, said)
