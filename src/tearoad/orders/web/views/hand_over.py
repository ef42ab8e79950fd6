"""Files for whoever goes on with a mission: a table each as CSV, all as a workbook, contacts for a phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.mission.web import queries
from tearoad.mission.web.forms.upload import errors_of
from tearoad.mission.web.models import Mission
from tearoad.orders.hand_over import as_csv, as_vcards, as_xlsx
from tearoad.orders.web.actions.events_sheet import write_events_of_sheet
from tearoad.orders.web.queries.events_sheet import read_ahead, read_sheet
from tearoad.orders.web.queries.hand_over import contact_cards, hand_over_counts, hand_over_table, hand_over_tables
from tearoad.orders.web.views.lists import may_edit
from tearoad.paper.sheets import CellProblem
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.routes import first

MOST_PROBLEMS, MOST_DOUBTS = 100, 5
"""Of a sheet that is not taken, and of one that is."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def hand_over(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what can be handed over, and how much of it there is."""
    return _page(request, queries.mission(request.actor, mission_id), ())


@first(read_ahead)
def take_events(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Take a sheet of events: all that is new in it, or, where something is wrong, nothing."""
    mission = queries.mission(request.actor, mission_id)
    read = read_sheet(mission, request.events_grid)  # type: ignore[attr-defined]  # read ahead
    problems = read.problems
    if not errors_of(problems):
        problems = (*problems, *write_events_of_sheet(request.actor, mission, read.new))
    if wrong := errors_of(problems):
        return _page(request, mission, wrong)
    said = Text("orders_pages.sheet_taken", written=len(read.new), standing=read.standing)
    messages.success(request, request.words(said))
    for doubt in problems[:MOST_DOUBTS]:
        messages.warning(request, f"{doubt.where}: {request.words(doubt.text)}")
    return redirect("orders-board" if read.new else "orders-hand-over", mission_id=mission.id)


def _page(request: ActorRequest, mission: Mission, problems: tuple[CellProblem, ...]) -> HttpResponse:
    counts = hand_over_counts(mission, request.words)
    found = [{"name": name, "title": title, "count": count} for name, title, count in counts]
    context = {
        "mission": mission,
        "tables": found,
        "problems": problems[:MOST_PROBLEMS],
        "may_edit": may_edit(request, mission),
    }
    return render(request, "orders/hand_over.html", context, status=422 if problems else 200)


def table_file(request: ActorRequest, mission_id: UUID, handed: str) -> HttpResponse:
    """Send one table as CSV."""
    mission = queries.mission(request.actor, mission_id)
    table = hand_over_table(mission, request.words, handed)
    return file_answer(as_csv(table).encode(), "text/csv; charset=utf-8", f"{handed}.csv")


def workbook_file(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Send all tables as a workbook."""
    mission = queries.mission(request.actor, mission_id)
    tables = tuple(hand_over_tables(mission, request.words).values())
    return file_answer(as_xlsx(tables), XLSX, "orders.xlsx")


def vcards_file(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Send everyone whom the firms met as vCards."""
    mission = queries.mission(request.actor, mission_id)
    content = as_vcards(contact_cards(mission, request.words)).encode()
    return file_answer(content, "text/vcard; charset=utf-8", "contacts.vcf")


def file_answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Return a file to be kept."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
