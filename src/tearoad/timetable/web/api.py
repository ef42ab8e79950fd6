"""The plan in force, for other programs."""

from __future__ import annotations

from uuid import UUID

from ninja import Router

from tearoad.mission.web.queries import mission
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.schemas import MeetingOut, PublishedOut
from tearoad.web.routes import serves

router = Router()


@router.get("/missions/{uuid:mission_id}/meetings", response=PublishedOut, url_name="meetings")
@serves(Policy.SEE_PLAN)
def meetings(request: ActorRequest, mission_id: UUID) -> PublishedOut:
    """Return the meetings everyone was told, in order of time."""
    row = mission(request.actor, mission_id)
    published = Published.objects.filter(mission=row).first()
    if published is None:
        return PublishedOut(number=0, published_at=None, meetings=[])
    query = Meeting.objects.filter(published=published)
    return PublishedOut(
        number=published.number,
        published_at=published.published_at,
        meetings=[MeetingOut.from_orm(meeting) for meeting in query],
    )
