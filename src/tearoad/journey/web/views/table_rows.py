"""Several ticked rows of a table at once; rows pasted into it or uploaded; what is seen of it as a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tearoad.errors import InputError
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions import tables as actions
from tearoad.journey.web.actions.table_editing import TableOutcome
from tearoad.journey.web.answers import CellEdit
from tearoad.journey.web.forms.tables import read_columns, read_query
from tearoad.journey.web.queries.kinds import PARTIES
from tearoad.journey.web.queries.tables.listing import ListedKeys
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import (
    NAMES,
    entry_of,
    is_key,
    rows_of,
    table_called,
)
from tearoad.journey.web.views.back_to_table import back_to_table
from tearoad.mission.web import queries
from tearoad.paper.sheets import SheetSpec, Table
from tearoad.paper.sheets.writing import write_csv, write_workbook
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.words import form_problem

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
@transaction.atomic
def several_rows(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Do one thing to all ticked rows: take them out, make further ones like them, fill in one column.

    Raises:
        InputError: none is ticked.
        Conflict: somebody changed one of them since it was shown.

    """
    scene = _scene(request, mission_id, table)
    shown = {ref: mark for ref, _colon, mark in (row.partition(":") for row in request.POST.getlist("row"))}
    ticked = list(shown)
    if not ticked:
        raise InputError(Text("tables.none_ticked"), Text("tables.none_ticked_hint"))
    act = request.POST.get("act", "")
    if act == "merge" and scene.table.name in PARTIES:
        chosen = rows_of(scene.table, scene.mission).filter(pk__in=[row_id for row_id in ticked if is_key(row_id)])
        companies = urlencode([("company", str(row.company_id)) for row in chosen])
        return redirect(f"{reverse('companies-merge')}?{companies}")
    actions.require_ticked_unchanged(request.actor, scene, shown)
    if act == "remove":
        change = actions.remove_rows(request.actor, scene, ticked)
        return back_to_table(request, scene, Text("tables.removed_rows", count=len(change.changes) if change else 0))
    here = scene.rows_with([UUID(row_id) for row_id in ticked if is_key(row_id)])
    called = {str(row.pk): scene.title_of(row) for row in here}
    if act == "duplicate":
        outcome = actions.duplicate_rows(request.actor, scene, ticked)
        called = {f"{actions.NEW}{number}": title for number, title in enumerate(called.values())}
    else:
        field, text = request.POST.get("field", ""), request.POST.get("text", "")
        outcome = actions.change_cells(request.actor, scene, [CellEdit(row_id, 0, field, text) for row_id in ticked])
    for problem in _problems(request, outcome, called):
        messages.error(request, problem)
    saved = Text("tables.saved_rows", count=len(outcome.saved))
    return back_to_table(request, scene, saved if outcome.saved or not outcome.faults else None)


def _problems(request: ActorRequest, outcome: TableOutcome, called: Mapping[str, str]) -> Iterator[str]:
    """Say which ticked rows stay as they were, and why: what is wrong with several is said once."""
    rows = defaultdict[str, list[str]](list)
    for ref, fault in outcome.faults:
        rows[form_problem(request.words, fault.text, fault.hint)].append(called[ref])
    for what, titles in rows.items():
        some, more = dict.fromkeys(titles), len(titles) - actions.MOST_TOLD
        named = request.language.listed([*some][: actions.MOST_TOLD]) + (f" … +{more}" if more > 0 else "")
        yield request.words(Text("tables.in_rows", rows=named, what=what))
    if outcome.gone:
        yield request.words(Text("tables.ticked_gone", count=len(outcome.gone)))


def export_table(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Hand out what somebody sees of a table: rows in their order, columns as chosen or all."""
    scene = _scene(request, mission_id, table)
    keys = ListedKeys(scene.table, scene.mission, read_query(request.GET, scene.table), scene.names)
    entries = [entry_of(scene.table, row) for row in scene.rows_with(keys[:])]
    sheet = scene.table.write(entries, scene.mission.fair_zone)
    if request.GET.get("columns") != "all":
        chosen = ("id", *(column.field for column in read_columns(request.GET, scene.table, scene.language)))
        spec = sheet.spec
        columns = tuple(spec.by_field[text] for text in chosen if text in spec.by_field)
        sheet = Table(SheetSpec(spec.name, spec.title, columns), sheet.rows)
    name = f"{scene.table.name}-{scene.mission.starts_on.isoformat()}"
    return _as_csv(scene, sheet, name) if request.GET.get("as") == "csv" else _as_workbook(scene, sheet, name)


def _as_csv(scene: TableScene, sheet: Table, name: str) -> HttpResponse:
    text = "\ufeff" + write_csv(sheet, scene.language)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _as_workbook(scene: TableScene, sheet: Table, name: str) -> HttpResponse:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write_workbook([sheet], path, scene.language)
        response = HttpResponse(path.read_bytes(), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def paste_table(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Take pasted rows or a file into one table: read like any sheet, looked at before anything is written."""
    scene = _scene(request, mission_id, table)
    if request.method != "POST":
        context = {"mission": scene.mission, "table": scene.table, "title": NAMES[scene.table.name]}
        return render(request, "journey/table_paste.html", context | {"columns": _headers(scene)})
    sent = request.FILES.getlist("files")
    uploads = [imports.Upload(file.name or "", file.read()) for file in sent]
    pasted = request.POST.get("pasted", "").strip("\r\n")
    if pasted:
        uploads.append(imports.Upload(f"{scene.table.name}.tsv", pasted.encode()))
    if scene.table.mission_part:
        count = actions.take_pasted(request.actor, scene, uploads)
        return back_to_table(request, scene, Text("tables.saved_rows", count=count))
    made = imports.start(request.actor, scene.mission, uploads, request.language, kind=scene.table.name)
    return redirect("journey-import", mission_id=scene.mission.id, import_id=made.id)


def _headers(scene: TableScene) -> list[str]:
    return [column.column.title(scene.language) for column in scene.table.shown_at_first(scene.language)]


def _scene(request: ActorRequest, mission_id: UUID, name: str) -> TableScene:
    mission = queries.mission(request.actor, mission_id)
    return TableScene(table_called(request.actor, name), mission, request.language)
