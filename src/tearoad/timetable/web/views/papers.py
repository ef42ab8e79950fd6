"""The papers of published plans: a list, and what is to be printed again in one download."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission as mission_of
from tearoad.office.web.actions.files import content_of
from tearoad.people import Policy, Role, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.actions.papers import ask_for_papers
from tearoad.timetable.web.actions.printing import mark_printed, take_back_printed
from tearoad.timetable.web.forms.publishing import wanted_papers
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES
from tearoad.timetable.web.queries.publishing.in_force import in_force, published
from tearoad.timetable.web.queries.publishing.paper_lists import KINDS, paper_list, to_print_again
from tearoad.timetable.web.views.surroundings import surroundings

ON_A_PAGE = 50


def papers(request: ActorRequest, mission_id: UUID, number: int | None = None) -> HttpResponse:
    """List the papers of the plan in force, or of an older one."""
    mission = mission_of(request.actor, mission_id)
    row = in_force(mission) if number is None else published(mission, number)
    wanted = wanted_papers(request.GET)
    found = paper_list(mission, row, wanted, request.language) if row else None
    listed = Paginator(found.listed if found else (), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "papers": found,
        "listed": listed,
        "wanted": wanted,
        "kinds": KINDS,
        "roles": tuple(PAPER_ROLES),
        "may_run": allowed(request.actor.role, Policy.RUN_OFFICE),
    }
    return render(request, "timetable/papers.html", surroundings(request, mission) | context)


@require_POST
def papers_again(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Ask for a plan's papers once more, after a name or a stand was mended."""
    ask_for_papers(request.actor, published(mission_of(request.actor, mission_id), number))
    return redirect("timetable-papers-of", mission_id, number)


@require_POST
def printed(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Mark day sheets as printed, or take the last mark back."""
    row = published(mission_of(request.actor, mission_id), number)
    if "back" in request.POST:
        take_back_printed(request.actor, row)
    else:
        count = mark_printed(request.actor, row, request.POST.get("sheets", ""))
        messages.success(request, request.words(Text("publish_pages.sheets_marked", count=count)))
    return redirect("timetable-papers-of", mission_id, number)


def changed_sheets(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Return the day sheets that say something new, in one ZIP."""
    mission = mission_of(request.actor, mission_id)
    row = published(mission, number)
    return _zip(mission, row)


def _zip(mission: Mission, row: Published) -> HttpResponse:
    found = to_print_again(mission, row)
    if not found:
        raise NotFoundError(Text("publish_pages.nothing_to_print"), Text("publish_pages.no_paper_yet_hint"))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as file:
        for paper in found:
            file.writestr(f"{Role(paper.role).value}/{paper.file.name}", content_of(paper.file))
    response = HttpResponse(whole.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="changed-sheets-{row.number}.zip"'
    return response
