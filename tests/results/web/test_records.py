"""What results count of a mission's rows."""

from __future__ import annotations

from tearoad.people import Actor
from tearoad.results.web.queries.records import record_of
from tearoad.timetable.web.models import Meeting
from tearoad.values import Language
from tests.timetable.web.drafts import mission_row, published_next, published_row


def test_meetings_of_an_earlier_plan_are_not_counted_again(officer: Actor) -> None:
    mission = mission_row(officer)
    published_row(officer, mission)
    last = published_next(officer, mission)
    in_force = set(map(str, Meeting.objects.filter(published=last).values_list("pk", flat=True)))

    counted = [meeting.id for meeting in record_of(mission, Language.EN).meetings]

    assert (set(counted), len(counted)) == (in_force, len(in_force))
    assert Meeting.objects.filter(mission=mission).count() > len(in_force) > 0
