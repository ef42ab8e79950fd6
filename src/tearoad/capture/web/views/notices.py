"""Who sits at the table alone asks from the phone where the other side is; the office and they read it at once."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tearoad.capture.web.answers import Notice, NoticeRefused, NoticesAnswer
from tearoad.capture.web.models import Phone
from tearoad.capture.web.queries.briefing import planned_on_phone
from tearoad.capture.web.queries.notices import notices_by_wish
from tearoad.capture.web.queries.phones import hindrances
from tearoad.capture.web.schemas import object_of, parts_of
from tearoad.capture.web.views.marks import marked, read
from tearoad.capture.web.views.sync import in_each, phone_that_speaks
from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import MeetingMove
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.models import acting_for
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.web.actions.day_notices import report_on_the_day
from tearoad.timetable.web.models import Meeting
from tearoad.timetable.web.queries.publishing.days import COLUMN
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.schedules import schedule
from tearoad.values.document import to_document
from tearoad.values.json_data import a_text
from tearoad.web.clock import fair_now
from tearoad.web.input import reads_late

MOST_BYTES = 2_000
NOTICES, IN_SECONDS = 60, 3600
"""So many times an hour the phones of one party may say something of its day, as by its link."""


@reads_late
@csrf_exempt
@require_POST
@marked
def notice(request: HttpRequest) -> JsonResponse:
    """Take down that somebody waits for the other side of a meeting; say what stands there now, or why it cannot be."""
    phone = phone_that_speaks(request)
    with acting_for(phone.tenant_id):
        spend(f"day-notice:{phone.mission_id}/{phone.party}", NOTICES, IN_SECONDS)
        sent = parts_of(Notice, object_of(read(request, MOST_BYTES)), {"meeting": a_text, "say": a_text})
        try:
            _ask_where(phone, sent.meeting, sent.say)
        except (Conflict, InputError) as refused:
            why = NoticeRefused(tuple(in_each(text) for text in (refused.text, refused.hint) if text))
            return JsonResponse(to_document(why), status=409)
        return JsonResponse(to_document(_standing(phone, sent.meeting)))


def _ask_where(phone: Phone, wish: str, said: str) -> None:
    """Write the question down as whoever carries the phone.

    Raises:
        Conflict: the phone may not write, this is a server in the hall, or nobody is waited for now.
        InputError: something else is said than where the other side is.
        Denied: who carries the phone has no meetings of their own.

    """
    for why in hindrances(phone, fair_now()):
        raise Conflict(why)
    if settings.HUB is not None:
        raise Conflict(Text("floor_pages.where_in_hall"))
    if said != MeetingMove.ASK_WHERE.value:
        raise InputError(Text("day_pages.no_such_notice"), Text("day_pages.no_such_notice_hint"))
    role = Role(phone.role)
    by = Actor(phone.tenant_id, role, mission=phone.mission_id, party=phone.party)
    require(by, Policy.TELL_OF_DAY)
    own = Meeting.objects.filter(published=in_force(phone.mission, whole=False), wish=wish)
    meeting = own.filter(**{COLUMN[role]: phone.party}).first()
    report_on_the_day(by, phone.mission, str(meeting.pk) if meeting else "", MeetingMove.ASK_WHERE)


def _standing(phone: Phone, wish: str) -> NoticesAnswer:
    days, said = schedule(phone.mission, Role(phone.role), phone.party), notices_by_wish(phone)
    found = next(
        (planned for planned in (days.planned if days else ()) if planned.is_meeting and planned.key == wish), None
    )
    if found is None:
        return NoticesAnswer((), isOff=False)
    shown = planned_on_phone(found, phone, said)
    return NoticesAnswer(shown.notices, shown.isOff)
