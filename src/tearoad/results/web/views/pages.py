"""The results of a mission: figures, the rows behind each, files, editions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.mission.web import queries
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.results.in_words import part_name
from tearoad.results.report import MOST_LISTED, appendix_table, report_of, report_pdf
from tearoad.results.web.actions.counting import ask_to_count, counted_soon
from tearoad.results.web.actions.editions import freeze as freeze_results
from tearoad.results.web.queries.current_figures import current_figures, current_results, figures_to_show
from tearoad.results.web.queries.editions import compared, editions
from tearoad.results.web.queries.exports import exported
from tearoad.results.web.queries.records import opportunities_without_events, record_without_orders
from tearoad.results.web.queries.results_on_page import results_on_page
from tearoad.results.web.queries.rows import rows_behind, table_of
from tearoad.results.web.queries.side_by_side import missions_page
from tearoad.results.workbook import workbook_of
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import fair_now

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 100
"""So many rows behind a figure stand on a page."""


def results(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show every figure, each with the way to its rows."""
    mission = queries.mission(request.actor, mission_id)
    shown = figures_to_show(mission, request.language)
    if shown.counting is not None:
        ask_to_count(request.actor, mission)
    context = {
        "mission": mission,
        "shown": shown,
        "results": results_on_page(shown.record, shown.figures, request.words),
        "rows_at": reverse("results-rows", kwargs={"mission_id": mission.pk, "figure": "firms"}).removesuffix("firms/"),
        "editions": editions(mission),
        "may_freeze": allowed(request.actor.role, Policy.FREEZE_RESULTS) and mission.archived_at is None,
    }
    return render(request, "results/results.html", context)


def missions(request: ActorRequest) -> HttpResponse:
    """Show all missions side by side, each with the figures that somebody froze."""
    return render(request, "results/missions.html", {"page": missions_page(request.language)})


def rows(request: ActorRequest, mission_id: UUID, figure: str) -> HttpResponse:
    """Show the rows that one figure is made of, some at a time."""
    mission = queries.mission(request.actor, mission_id)
    record = record_without_orders(mission, request.language)
    of = request.GET.get("of", "")
    with counted_soon(request.actor, mission):
        found = rows_behind(mission, record, figure, of)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "mission": mission,
            "figure": found.figure,
            "part": part_name(record, of, request.words) if of else "",
            "page": page,
            "table": table_of(request, mission, record, found, list(page)),
        }
        if found.figure.divided_by:
            by = rows_behind(mission, record, found.figure.divided_by, "")
            first = table_of(request, mission, record, by, by[:PER_PAGE])
            context |= {"by": by.figure, "by_table": first, "by_count": len(by), "is_more": len(by) > PER_PAGE}
    return render(request, "results/rows.html", context)


def as_json(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Send every row and every figure, for another program."""
    mission = queries.mission(request.actor, mission_id)
    with counted_soon(request.actor, mission):
        content = exported(mission, Language.EN, lambda export: "".join(export.written()).encode())
    return HttpResponse(content, content_type="application/json")


def as_xlsx(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Send the figures with their definitions, and the rows, as a workbook in the reader's language."""
    mission = queries.mission(request.actor, mission_id)
    with counted_soon(request.actor, mission):
        content = exported(mission, request.language, lambda export: workbook_of(export, request.words))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="results.xlsx"'
    return answer


def as_pdf(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Send the report in the reader's language: figures, definitions, and the rows behind the ladder."""
    mission = queries.mission(request.actor, mission_id)
    with counted_soon(request.actor, mission):
        record, figures, appendix = current_results(mission, request.language)
    name = queries.core(mission).name.in_language(request.language)
    begun = next(figure.count for figure in figures if figure.figure.code == "opportunities")
    listed = tuple(opportunities_without_events(mission, request.language)) if begun <= MOST_LISTED else ()
    report = report_of(record, figures, appendix, request.words, name, opportunities=listed)
    content = report_pdf(report, appendix_table(record, appendix, request.words), fair_now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="results.pdf"'
    return answer


def freeze(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Keep the figures as an edition."""
    mission = queries.mission(request.actor, mission_id)
    made = freeze_results(request.actor, mission)
    messages.success(request, request.words(Text("results_pages.frozen", number=made.number)))
    return redirect("results-edition", mission_id=mission.id, edition=made.number)


def edition(request: ActorRequest, mission_id: UUID, edition: int) -> HttpResponse:
    """Show an edition beside the figures of this moment."""
    mission = queries.mission(request.actor, mission_id)
    with counted_soon(request.actor, mission):
        _record, figures = current_figures(mission, request.language)
    context = {"mission": mission, "compared": compared(mission, edition, figures)}
    return render(request, "results/edition.html", context)
