"""One application: what the firm says, points, what becomes of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.call import Application, readiness
from tearoad.call.web import models as rows
from tearoad.call.web.actions import deciding, leaving, receiving, scoring
from tearoad.call.web.forms.scoring import PointsForm
from tearoad.call.web.queries import applications, calls
from tearoad.call.web.queries.by_hand import confirmed_by_hand
from tearoad.call.web.queries.compared import answer_in_words, compared
from tearoad.call.web.queries.leaving import still_here
from tearoad.errors import NotFoundError
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web import queries
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import from_document, to_document
from tearoad.web.clock import fair_now
from tearoad.web.input import tells_nul
from tearoad.web.numbers import whole
from tearoad.web.saving import stale


@tells_nul
def application(request: ActorRequest, mission_id: UUID, application_id: UUID) -> HttpResponse:
    """Show an application, or keep the points that somebody gives it."""
    mission = queries.mission(request.actor, mission_id)
    row = applications.application(mission, application_id)
    call = _call(mission)
    known = calls.core_call(call)
    seen = applications.points(request.actor, known, row)
    if request.method != "POST":
        return _page(request, mission, call, row, PointsForm(request.words, known, seen.own))
    form = PointsForm(request.words, known, seen.own, request.POST)
    if not form.is_valid():
        return _page(request, mission, call, row, form, 422)
    mine = form.scoring(row.code, request.actor.name or str(request.actor.user))
    scoring.give_points(request.actor, call, row, mine, stale.read_in(request))
    messages.success(request, request.words(Text("call_pages.points_kept")))
    return redirect("mission-application", mission_id=mission.id, application_id=row.pk)


@require_POST
def change(request: ActorRequest, mission_id: UUID, application_id: UUID) -> HttpResponse:
    """Withdraw a firm, note its fee, confirm what no mail could, or take what came from another mailbox."""
    mission = queries.mission(request.actor, mission_id)
    row = applications.application(mission, application_id)
    what = request.POST.get("do", "")
    if what == "withdraw":
        up = deciding.withdraw(request.actor, row)
        said = Text("call_pages.moved_up", name=up.name) if up else Text("call_pages.withdrawn")
        messages.success(request, request.words(said))
    elif what == "take_out":
        leaving.take_out(request.actor, row)
    elif what in {"paid", "unpaid"}:
        deciding.note_fee(request.actor, row, _today(mission) if what == "paid" else None)
    elif what == "by_hand":
        number = request.POST.get("revision", "")
        sent = _revision(row, number) if number else None
        row = receiving.confirm_by_hand(request.actor, row, sent, request.POST.get("why", ""))
        messages.success(request, request.words(Text("call_pages.by_hand_done")))
    elif what == "take":
        receiving.take_revision(request.actor, _revision(row, request.POST.get("revision", "")))
        messages.success(request, request.words(Text("call_pages.revision_taken")))
    return redirect("mission-application", mission_id=mission.id, application_id=row.pk)


def _today(mission: mission_rows.Mission) -> date:
    return fair_now().astimezone(queries.core(mission).home_zone).date()


def _revision(row: rows.Application, number: str) -> rows.Revision:
    revision: rows.Revision | None = rows.Revision.objects.filter(application=row, number=whole(number) or 0).first()
    if revision is None:
        raise NotFoundError(Text("call_pages.no_such_application"), Text("call_pages.no_such_application_hint"))
    return revision


def _call(mission: mission_rows.Mission) -> rows.Call:
    call = calls.call_row(mission)
    if call is None:
        raise NotFoundError(Text("call_pages.no_such_application"), Text("call_pages.no_such_application_hint"))
    return call


def _page(
    request: ActorRequest,
    mission: mission_rows.Mission,
    call: rows.Call,
    row: rows.Application,
    form: PointsForm,
    status: int = 200,
) -> HttpResponse:
    known, applicant = calls.core_call(call), from_document(Application, row.document)
    points = applications.points(request.actor, known, row)
    context = {
        "mission": mission,
        "row": row,
        "application": applicant,
        "name": spelling.firm(applicant.name, request.language).main,
        "call": known,
        "labels": calls.names_in(known, request.language),
        "answers": [
            (each.label.in_language(request.language), answer_in_words(request.words, known, applicant, each.id))
            for each in known.questions
        ],
        "readiness": readiness(known, applicant),
        "points": points,
        "read": stale.stored_mark(request, to_document(points.own) if points.own else {}),
        "form": form if request.may(Policy.SCORE_CALL) and applicant.confirmed_at else None,  # type: ignore[attr-defined]  # set by the gate
        "may_run": request.may(Policy.RUN_CALL),  # type: ignore[attr-defined]  # set by the gate
        "revisions": [
            (sent, compared(request.words, known, applicant, sent.application) if sent.waits else ())
            for sent in applications.revisions(row)
        ],
        "by_hand": confirmed_by_hand(row),
        "longest_reason": receiving.MOST_OF_A_REASON,
        "still_here": still_here(row),
    }
    return render(request, "call/application.html", context, status=status)
