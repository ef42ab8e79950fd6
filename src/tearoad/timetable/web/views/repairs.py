"""Something went wrong at the fair: what, whom it concerns, and the mended plan, published and told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import Conflict, InputError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission as mission_of
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.repair import Kind
from tearoad.timetable.web.actions import repairing
from tearoad.timetable.web.actions.notifying import notify
from tearoad.timetable.web.models import Draft
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.repairs.mended import repair_of
from tearoad.timetable.web.queries.repairs.pages import repair_page
from tearoad.timetable.web.queries.repairs.reading_reports import kind_of, read
from tearoad.timetable.web.queries.repairs.report_page import RepairReportPage, has_hours
from tearoad.timetable.web.views.surroundings import surroundings
from tearoad.web.clock import fair_now
from tearoad.web.numbers import whole
from tearoad.web.saving.stale import read_in


def kinds(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what can go wrong, each with those whom it most likely concerns now."""
    mission = mission_of(request.actor, mission_id)
    asking = _report_page(request, mission)
    only = request.GET.get("who", "")
    shown = {"asking": asking, "kinds": asking.kinds(only), "only": only}
    return render(request, "timetable/repair/kinds.html", surroundings(request, mission) | shown)


def trouble(request: ActorRequest, mission_id: UUID, trouble: str) -> HttpResponse:
    """Show whom or what it can concern; a POST asks how the plan is mended."""
    mission, kind = mission_of(request.actor, mission_id), kind_of(trouble)
    asking = _report_page(request, mission)
    if asking.scene is None or asking.over:
        return redirect("timetable-repair-kinds", mission_id)
    if request.method != "POST":
        return _whom(request, mission, asking, kind)
    try:
        reported = read(asking.scene, kind, request.POST.dict(), asking.words)
    except InputError as wrong:
        return _whom(request, mission, asking, kind, wrong)
    made = repairing.ask_for_repair(request.actor, mission, reported)
    return redirect("timetable-repair", mission_id, made.number)


def repair(request: ActorRequest, mission_id: UUID, repair: int) -> HttpResponse:
    """Show how the plan is mended: what changes, who is told."""
    mission = mission_of(request.actor, mission_id)
    page = repair_page(mission, repair_of(mission, repair), request.language)
    request.words = page.words
    return render(request, "timetable/repair/repair.html", surroundings(request, mission) | {"page": page})


def publish(request: ActorRequest, mission_id: UUID, repair: int) -> HttpResponse:
    """Publish a repair and tell those whose day changed; where the plan has changed meanwhile it is begun anew."""
    mission = mission_of(request.actor, mission_id)
    draft = repair_of(mission, repair)
    lasting = bool(request.POST.get("lasting"))
    try:
        row = repairing.publish_repair(request.actor, draft, whole(read_in(request)) or 0, lasting=lasting)
    except Conflict as refused:
        return _refused(request, mission, draft, refused)
    mails = notify(request.actor, row) if allowed(request.actor.role, Policy.SEND_LINKS) else 0
    messages.success(request, request.words(Text("repair_pages.published", number=row.number, count=mails)))
    return redirect("timetable-changes", mission_id, row.number)


def choose(request: ActorRequest, mission_id: UUID, repair: int) -> HttpResponse:
    """Take the other proposal."""
    draft = repair_of(mission_of(request.actor, mission_id), repair)
    offer, seen = whole(request.POST.get("offer", "")), whole(read_in(request))
    repairing.choose(request.actor, draft, -1 if offer is None else offer, seen_revision=seen or 0)
    return redirect("timetable-repair", mission_id, repair)


def discard(request: ActorRequest, mission_id: UUID, repair: int) -> HttpResponse:
    """Drop a repair: everybody keeps the day they know."""
    repairing.discard(request.actor, repair_of(mission_of(request.actor, mission_id), repair))
    messages.info(request, request.words(Text("repair_pages.discarded")))
    return redirect("timetable-published", mission_id)


def anew(request: ActorRequest, mission_id: UUID, repair: int) -> HttpResponse:
    """Mend the plan that is in force now after the same trouble."""
    made = repairing.begin_anew(request.actor, repair_of(mission_of(request.actor, mission_id), repair))
    return redirect("timetable-repair", mission_id, made.number)


def _report_page(request: ActorRequest, mission: Mission) -> RepairReportPage:
    asking = RepairReportPage(mission, in_force(mission), fair_now(), request.language)
    request.words = asking.words
    return asking


def _whom(
    request: ActorRequest, mission: Mission, asking: RepairReportPage, kind: Kind, wrong: InputError | None = None
) -> HttpResponse:
    search = request.GET.get("q", "")
    shown = {
        "kind": kind.value,
        "title": Text(f"repair_pages.kind_{kind.value}"),
        "whom": Text(f"repair_pages.whom_{kind.value}"),
        "targets": asking.targets(kind, search),
        "search": search,
        "starts": asking.starts() if has_hours(kind) else (),
        "ends": asking.ends(kind) if has_hours(kind) else (),
        "chosen": request.POST,
        "wrong": wrong,
    }
    status = 200 if wrong is None else 422
    return render(request, "timetable/repair/whom.html", surroundings(request, mission) | shown, status=status)


def _refused(request: ActorRequest, mission: Mission, draft: Draft, refused: Conflict) -> HttpResponse:
    """Send on to what there is instead: the same plan published already, the repair begun anew, the page as it is."""
    now = in_force(mission)
    if now is not None and now.draft_id == draft.pk:
        return redirect("timetable-changes", mission.pk, now.number)
    page = repair_page(mission, draft, request.language)
    if page.stale:
        made = repairing.begin_anew(request.actor, draft)
        messages.warning(request, request.words(Text("repair_pages.begun_anew")))
        return redirect("timetable-repair", mission.pk, made.number)
    messages.error(request, page.words(refused.text))
    return redirect("timetable-repair", mission.pk, draft.number)
