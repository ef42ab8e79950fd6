"""Tables that are edited where they stand."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tearoad.journey.tables import EditableTable, TableColumn
from tearoad.journey.tables.judging import CellFault
from tearoad.journey.web.actions import tables as actions
from tearoad.journey.web.actions.table_editing import TableOutcome
from tearoad.journey.web.actions.table_views import drop_view, save_view
from tearoad.journey.web.actions.table_writing import undo_table_change
from tearoad.journey.web.answers import SPOKEN, CellsAnswer, CellSays, FreshAnswer
from tearoad.journey.web.forms.tables import FILTER, MADE, read_columns, read_edits, read_query
from tearoad.journey.web.queries.kinds import PARTIES
from tearoad.journey.web.queries.tables.listing import PER_PAGE, ListedKeys, TableQuery
from tearoad.journey.web.queries.tables.pages import TableScene, choices_by_field
from tearoad.journey.web.queries.tables.stored import (
    NAMES,
    is_key,
    last_table_change,
    policy_to_edit,
    rows_of,
    saved_views,
    table_called,
)
from tearoad.journey.web.queries.tables.stored import tables_of as tables_seen
from tearoad.journey.web.views.back_to_table import VIEW, back_to_table
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving.once import done
from tearoad.words import form_problem

_MOST_WATCHED = 4 * PER_PAGE
"""So many rows a page may ask after."""


def tables(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """List the tables of a mission, each with how many rows it has."""
    mission = queries.mission(request.actor, mission_id)
    shown = {
        "tables": tables_seen(request.actor, mission),
        "may_import": allowed(request.actor.role, Policy.IMPORT_SHEETS),
    }
    return render(request, "journey/tables.html", {"mission": mission} | shown)


def table(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Show the rows of a table that somebody looks for, fifty a page, to be edited where they stand."""
    scene = _scene(request, mission_id, table)
    query = read_query(request.GET, scene.table)
    columns = read_columns(request.GET, scene.table, request.language)
    found: Any = ListedKeys(scene.table, scene.mission, query, scene.names)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [scene.editable_row(row, columns) for row in scene.rows_with(list(page))]
    may_edit = _may_edit(request, scene.table, scene.mission)
    change = last_table_change(scene.table, scene.mission) if may_edit else None
    kept = urlencode([(name, text) for name, ones in request.GET.lists() if name != MADE for text in ones])
    context = {
        "mission": scene.mission,
        "table": scene.table,
        "title": NAMES[scene.table.name],
        "query": query,
        "sort": request.GET.get("sort", ""),
        "page": page,
        "rows": rows,
        "columns": [_head(scene, column, query) for column in columns],
        "id_head": _head(scene, scene.table.by_field["id"], query) if scene.table.has_ids else None,
        "every_column": _every_column(scene, columns, query.filters),
        "choices": choices_by_field(scene, columns) if may_edit else {},
        "may_edit": may_edit,
        "may_merge": scene.table.name in PARTIES,
        "is_searched": not query.is_plain,
        "change": change,
        "changed": scene.change_in_words(change) if change else None,
        "spoken": _spoken(request),
        "kept": kept,
        "leaving": f"?{urlencode({VIEW: kept})}" if kept else "",
        "made": _row_made(request, scene),
        "views": list(saved_views(request.actor, scene.table)),
    }
    return render(request, "journey/table.html", context)


def _row_made(request: ActorRequest, scene: TableScene) -> Any:
    """Return the row that a form made which led here; None where none did."""
    key = request.GET.get(MADE, "")
    row = rows_of(scene.table, scene.mission).filter(pk=UUID(key)).first() if is_key(key) else None
    return row and {"pk": row.pk, "title": scene.title_of(row)}


def _spoken(request: ActorRequest) -> str:
    """Return what the page's script says by itself; it fills the number in."""
    said: dict[str, Any] = {name: request.words(Text(f"tables.say_{name}")) for name in SPOKEN}
    said |= {"over_edge": request.words(Text("tables.say_over_edge", found="{found}"))}
    most = actions.MOST_CELLS
    too_many = (Text("tables.too_many_cells", found="{found}", most=most), Text("tables.too_many_cells_hint"))
    return json.dumps(said | {"too_many": form_problem(request.words, *too_many), "most": most})


@require_POST
def cells(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Write cells; tell of each row what became of it, and of each bad cell why."""
    scene = _scene(request, mission_id, table)
    edits = read_edits(request.POST.get("changes", ""))
    outcome = actions.change_cells(request.actor, scene, edits)
    columns = [scene.table.by_field[text] for text in request.POST.getlist("col") if text in scene.table.by_field]
    return done(JsonResponse(asdict(_answer(request, scene, outcome, columns))))


def fresh(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Tell which of the rows on a page say something else by now, and which are gone."""
    scene = _scene(request, mission_id, table)
    columns = read_columns(request.GET, scene.table, request.language)
    watched = dict(zip(request.GET.getlist("row"), request.GET.getlist("mark"), strict=False))
    row_ids = [text for text in list(watched)[:_MOST_WATCHED] if is_key(text)]
    shown = [scene.editable_row(row, columns) for row in scene.rows_with([UUID(text) for text in row_ids])]
    here = {editable_row.id for editable_row in shown}
    answer = FreshAnswer(
        rows=tuple(scene.now(editable_row) for editable_row in shown if editable_row.mark != watched[editable_row.id]),
        gone=tuple(text for text in row_ids if text not in here),
        count=rows_of(scene.table, scene.mission).count(),
    )
    return JsonResponse(asdict(answer), headers={"Cache-Control": "no-store"})


@require_POST
@tells_nul
def views(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Keep what the page shows under a name, or forget a name."""
    scene = _scene(request, mission_id, table)
    if "drop" in request.POST:
        drop_view(request.actor, scene.table, request.POST["drop"])
        return back_to_table(request, scene, Text("tables.view_dropped"))
    name, kept = request.POST.get("name", ""), request.POST.get(VIEW, "")
    view = save_view(request.actor, scene.table, name, kept, is_shared="shared" in request.POST)
    messages.success(request, request.words(Text("tables.view_saved")))
    return redirect(f"{reverse('journey-table', args=[scene.mission.id, scene.table.name])}?{view.address}")


@require_POST
def undo(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Put back what the last change of a table changed."""
    scene = _scene(request, mission_id, table)
    undo_table_change(request.actor, scene, request.POST.get("change", ""))
    return back_to_table(request, scene, Text("tables.undone"))


def _answer(request: ActorRequest, scene: TableScene, outcome: TableOutcome, columns: list[TableColumn]) -> CellsAnswer:
    """Return what became of an edit, for the page's script."""
    rows = {row.pk: row for row in scene.rows_with(list(outcome.saved.values()))}
    return CellsAnswer(
        saved=tuple(
            scene.now(scene.editable_row(rows[key], columns), ref) for ref, key in outcome.saved.items() if key in rows
        ),
        gone=tuple(outcome.gone),
        faults=tuple(_says(request, ref, fault) for ref, fault in outcome.faults),
        remarks=tuple(_says(request, ref, fault) for ref, fault in outcome.remarks),
        clashes=tuple(outcome.clashes),
        change=str(outcome.change.pk) if outcome.change else "",
        says=request.words(Text("tables.saved_rows", count=len(outcome.saved))) if outcome.saved else "",
        count=rows_of(scene.table, scene.mission).count(),
    )


def _says(request: ActorRequest, ref: str, fault: CellFault) -> CellSays:
    return CellSays(ref, fault.line, fault.field, form_problem(request.words, fault.text, fault.hint))


def _scene(request: ActorRequest, mission_id: UUID, name: str) -> TableScene:
    mission = queries.mission(request.actor, mission_id)
    return TableScene(table_called(request.actor, name), mission, request.language)


def _may_edit(request: ActorRequest, table: EditableTable, mission: Mission) -> bool:
    return allowed(request.actor.role, policy_to_edit(table)) and mission.archived_at is None


def _head(scene: TableScene, column: TableColumn, query: TableQuery) -> dict[str, Any]:
    is_sorted, descending = column.field == query.sort, query.descending
    return {
        "column": column,
        "label": column.column.title(scene.language),
        "aria": ("descending" if descending else "ascending") if is_sorted else "",
        "next": f"-{column.field}" if is_sorted and not descending else column.field,
        "is_note": column.widget == "note",
    }


def _every_column(scene: TableScene, chosen: tuple[TableColumn, ...], filters: Any) -> list[dict[str, Any]]:
    """Return all columns for the form in which they are chosen, those that are shown first and in their order."""
    rest = [column for column in scene.table.columns if column not in chosen and column.field != "id"]
    return [
        {
            "field": column.field,
            "label": column.column.title(scene.language),
            "shown": column in chosen,
            "place": place,
            "filter": f"{FILTER}{column.field}" if column.path and column.field != "id" else "",
            "wanted": filters.get(column.field, ""),
            "choices": _filter_choices(scene, column),
        }
        for place, column in enumerate((*chosen, *rest), 1)
    ]


def _filter_choices(scene: TableScene, column: TableColumn) -> list[tuple[str, str]]:
    words = column.column.choices
    return [(str(word), words.write(word, scene.language)) for word in words.words] if words else []
