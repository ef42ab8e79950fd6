"""Which plan is in force, and which were before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from tearoad.costs import BookedHours
from tearoad.errors import NotFoundError
from tearoad.mission import Interpreter
from tearoad.mission.web.models import Interpreter as InterpreterRow
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.people import Role
from tearoad.programme.web.queries.announced import announced
from tearoad.text import Text
from tearoad.timetable.difference import AnnouncedMeeting, Change
from tearoad.timetable.hours import booked_hours
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import plan_from_json
from tearoad.timetable.web.models import Draft, Meeting, Published
from tearoad.timetable.web.queries.loading import problem_by_digest
from tearoad.values import InterpreterId, PartyId, PersonId, PlaceId
from tearoad.values.document import from_document


def in_force(mission: Mission, *, whole: bool = True) -> Published | None:
    """Return the plan in force; None where none was published yet. Who hardly looks into it asks for less than all."""
    rows = Published.objects.filter(mission=mission).order_by("-number")
    found: Published | None = (rows if whole else rows.defer("plan", "reasons", "changes")).first()
    return found


def published(mission: Mission, number: int) -> Published:
    """Return one published plan.

    Raises:
        NotFoundError: there is none of that number.

    """
    found: Published | None = (
        Published.objects.filter(mission=mission, number=number).select_related("draft", "problem").first()
    )
    if found is None:
        raise NotFoundError(Text("publish_pages.no_such_plan", number=number), Text("publish_pages.no_such_plan_hint"))
    return found


def draft_of(mission: Mission, number: int) -> Draft:
    """Return one draft that can be published or compared.

    Raises:
        NotFoundError: there is none of that number, or it holds no plan.

    """
    draft: Draft | None = Draft.objects.filter(mission=mission, number=number).select_related("problem").first()
    if draft is None or draft.problem is None or not draft.plan:
        raise NotFoundError(Text("publish_pages.no_such_draft", number=number), Text("publish_pages.no_such_plan_hint"))
    return draft


def history(mission: Mission) -> tuple[Published, ...]:
    """Return every published plan, the newest first, without the plans themselves."""
    rows = Published.objects.filter(mission=mission).select_related("draft")
    return tuple(rows.defer("plan", "reasons", "draft__plan", "draft__explanations", "draft__reasons"))


def published_problem(row: Published) -> Problem:
    """Return the problem a published plan answers."""
    return problem_by_digest(row.problem.digest)


def published_plan(row: Published) -> Plan:
    """Return a published plan."""
    return plan_from_json(row.plan)


def booked_hours_of(mission: Mission) -> tuple[BookedHours, ...]:
    """Return the hours that plan and programme as told book for interpreters; nothing where none was published."""
    row = in_force(mission)
    if row is None:
        return ()
    helpers = tuple(
        from_document(Interpreter, interpreter_row.document)
        for interpreter_row in InterpreterRow.objects.filter(mission=mission)
    )
    return booked_hours(core(mission), published_problem(row), published_plan(row), announced(mission), helpers)


def planned_at(mission: Mission, role: Role, party: str, other: str) -> datetime | None:
    """Return when two meet by the plan in force, on the fair's clock; two queries."""
    sides = (party, other) if role is Role.EXPORTER else (other, party)
    meetings = Meeting.objects.filter(published=in_force(mission, whole=False), exporter=sides[0], buyer=sides[1])
    moment: datetime | None = meetings.order_by("start_at").values_list("start_at", flat=True).first()
    return moment.astimezone(mission.fair_zone) if moment else None


def changes_of(row: Published) -> tuple[Change, ...]:
    """Return what a published plan changed against the one before it."""
    return tuple(from_document(Change, change) for change in row.changes)


def meetings_of(row: Published | None) -> tuple[Meeting, ...]:
    """Return the meetings of a published plan; none where there is no plan."""
    return () if row is None else tuple(Meeting.objects.filter(published=row))


def announced_meetings_of(zone: ZoneInfo, meetings: Iterable[Meeting]) -> tuple[AnnouncedMeeting, ...]:
    """Return rows as people know the meetings, in the fair's time."""
    return tuple(
        AnnouncedMeeting(
            exporter=PartyId(meeting.exporter),
            buyer=PartyId(meeting.buyer),
            start_at=meeting.start_at.astimezone(zone),
            end_at=meeting.end_at.astimezone(zone),
            place=PlaceId(meeting.place),
            interpreter=InterpreterId(meeting.interpreter) if meeting.interpreter else None,
            speaker=PersonId(meeting.speaker) if meeting.speaker else None,
        )
        for meeting in meetings
    )
