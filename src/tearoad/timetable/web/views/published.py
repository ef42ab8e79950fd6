"""The plan in force, its history, and who has been told."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.matching.web.queries.cancellations import cancellations
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission as mission_of
from tearoad.office.web.queries.messages import mail_faults, mail_is_set_up
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.actions.notifying import mark_notified_by_hand, notify, take_back
from tearoad.timetable.web.actions.reminding import remind_before_fair
from tearoad.timetable.web.queries.publishing.histories import overview
from tearoad.timetable.web.queries.publishing.in_force import in_force, published
from tearoad.timetable.web.queries.publishing.letters import plan_notifications
from tearoad.timetable.web.queries.publishing.reminders import reminder_mail, to_remind
from tearoad.timetable.web.views.surroundings import surroundings
from tearoad.web.clock import fair_now

NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
"""The number of a plan as a form sends it."""


def published_page(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the plan in force: its number, when, by whom, whose days it holds, and the plans before it."""
    mission = mission_of(request.actor, mission_id)
    found = overview(mission, request.language, with_people=bool(request.GET.get("people")))
    return render(request, "timetable/published.html", {"overview": found} | _with_cancellations(request, mission))


def changes_page(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show what changed for whom, and the letters that tell them; a POST sends them."""
    mission = mission_of(request.actor, mission_id)
    row = published(mission, number)
    if request.method == "POST":
        count = notify(request.actor, row)
        messages.success(request, request.words(Text("publish_pages.letters_written", count=count)))
        return redirect("timetable-changes", mission_id, number)
    context = {
        "published": row,
        "telling": plan_notifications(mission, row, request.language),
        "set_up": mail_is_set_up(),
    }
    return render(request, "timetable/changes.html", context | _with_cancellations(request, mission))


def _with_cancellations(request: ActorRequest, mission: Mission) -> dict[str, object]:
    return surroundings(request, mission) | {"cancellations": cancellations(mission, request.language)}


def remind_page(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who is reminded before the fair, and the mail; a POST writes it."""
    mission = mission_of(request.actor, mission_id)
    row = in_force(mission)
    if request.method == "POST":
        number = request.POST.get("number", "")
        count = remind_before_fair(request.actor, published(mission, int(number) if NUMBER.fullmatch(number) else 0))
        messages.success(request, request.words(Text("publish_pages.reminded", count=count)))
        return redirect("timetable-published", mission_id)
    ready = to_remind(row) if row else ()
    first = next(iter(ready), None)
    context = {
        "published": row,
        "ready": ready,
        "faults": mail_faults(),
        "is_late": fair_now().astimezone(mission.fair_zone).date() >= mission.starts_on,
        "sample": reminder_mail(row, first, f"{settings.CONFIG.address}/v/…/") if row and first else None,
        "sample_language": first.person.language if first else None,
    }
    return render(request, "timetable/remind.html", surroundings(request, mission) | context)


@require_POST
def record_notification(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Keep, or take back, that somebody was told by hand."""
    row = published(mission_of(request.actor, mission_id), number)
    role, party = request.POST.get("role", ""), request.POST.get("party", "")
    action = take_back if request.POST.get("take_back") else mark_notified_by_hand
    action(request.actor, row, role, party)
    return redirect("timetable-changes", mission_id, number)
