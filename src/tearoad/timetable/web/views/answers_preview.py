"""What the plan looks like if nobody else answers, on the page of answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from tearoad.matching.web.queries.names import PartyName, company_pages, names
from tearoad.matching.web.views.meetings import address
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.jobs import UNFINISHED
from tearoad.office.web.models import Job, JobState
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.consent_price import ConsentPrice
from tearoad.timetable.consent_words import consent_texts
from tearoad.timetable.web.actions.answers_preview import ANSWERS_PREVIEW, ask_for_preview
from tearoad.values.document import from_document


def ask_preview(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask a worker for it."""
    row = queries.mission(request.actor, mission_id)
    ask_for_preview(request.actor, row)
    messages.success(request, request.words(Text("asking_pages.preview_asked")))
    return redirect("asking-live", mission_id=row.pk)


def answers_card(request: Any, row: Mission) -> dict[str, Any]:
    """Return the newest answer there is, whether one is under way, and whether one may ask."""
    jobs = Job.objects.filter(kind=ANSWERS_PREVIEW, payload__mission=str(row.pk)).order_by("-asked_at")
    done = jobs.filter(state=JobState.DONE).first()
    known, pages = names(row, request.language), company_pages(row)
    result = done.result if done else {}
    price = from_document(ConsentPrice, result["consent"]) if "consent" in result else None
    return {
        "mission": row,
        "done": done,
        "is_old": bool(done and not done.key.endswith(f":{row.revision}")),
        "under_way": jobs.filter(state__in=UNFINISHED).exists(),
        "failed": done is None and jobs.filter(state=JobState.FAILED).exists(),
        "agreed": result.get("agreed", 0),
        "placed": result.get("placed", 0),
        "beside": result.get("beside", 0),
        "price": price,
        "price_texts": consent_texts(price) if price else (),
        "left_out": [
            (known.get(firm, firm), known.get(buyer, buyer), address(row.pk, firm, buyer))
            for firm, buyer in result.get("left_out", [])
        ],
        "firms": [PartyName(known.get(code, code), pages.get(code, "")) for code in result.get("firms_without", [])],
        "buyers": [PartyName(known.get(code, code), pages.get(code, "")) for code in result.get("buyers_without", [])],
        "may_plan": row.archived_at is None and allowed(request.actor.role, Policy.PLAN),
    }
