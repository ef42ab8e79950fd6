"""One row of a table as a form with all its parts: added, changed beside others who change it, taken out."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.journey.tables import CellFault
from tearoad.journey.tables.merging import merged_row
from tearoad.journey.web.actions import tables as actions
from tearoad.journey.web.actions.table_editing import TableOutcome
from tearoad.journey.web.forms.table_row import REMOVE_LINE, WholeRowForm, filled_lines, read_lines, read_sent_row
from tearoad.journey.web.forms.tables import MADE
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import NAMES, is_key, policy_to_edit, row_document, rows_of, table_called
from tearoad.journey.web.views.back_to_table import address_left, back_to_table
from tearoad.mission.web import queries
from tearoad.people import allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving import once, stale
from tearoad.words import form_problem


@tells_nul
def new_table_row(request: ActorRequest, mission_id: UUID, table: str) -> HttpResponse:
    """Show the form of a new row, or add what it says."""
    scene = _scene(request, mission_id, table)
    if request.method != "POST":
        key = request.GET.get(once.FIELD, "")
        if not once.is_key(key):  # whoever comes back to an address with its key comes back to the same form
            return redirect(f"{request.path}?{urlencode({once.FIELD: once.new_key()})}")
        made = _row_made(request, scene, once.led_to(request, key))
        return made or _form(request, scene, WholeRowForm(request.words, scene, [{}]), {"own_key": key})
    lines = filled_lines(read_lines(request.POST, scene.table))
    outcome = actions.add_row(request.actor, scene, lines)
    if not outcome.faults:
        _tell_remarks(request, outcome)
        return redirect(_address_of(scene, outcome))
    form = WholeRowForm(request.words, scene, lines, _faults(outcome))
    return _form(request, scene, form, {"own_key": request.POST.get(once.FIELD, "")})


@tells_nul
def table_row(request: ActorRequest, mission_id: UUID, table: str, row_id: UUID) -> HttpResponse:
    """Show a row with all its parts as a form; change it, take it or one of its parts out."""
    scene = _scene(request, mission_id, table)
    row = rows_of(scene.table, scene.mission).filter(pk=row_id).first()
    if row is None:
        return _gone(request, scene)
    if request.method != "POST":
        return _row_form(request, scene, row, WholeRowForm(request.words, scene, scene.lines_of(row)))
    return _remove(request, scene, row) if "remove" in request.POST else _change(request, scene, row)


def _change(request: ActorRequest, scene: TableScene, row: Any) -> HttpResponse:
    sent = read_sent_row(request.POST, scene.table)
    opened_as = stale.read_in(request) if sent.opened_as is None else sent.opened_as
    merged, outcome = actions.change_row(request.actor, scene, str(row.pk), sent.lines, opened_as)
    if merged is None:
        return _gone(request, scene)
    if not (merged.is_to_be_settled or outcome.faults):
        if merged.theirs:
            columns = [
                column for column in scene.table.columns if column.field in {name for _line, name in merged.theirs}
            ]
            titles = scene.language.listed([column.column.title(scene.language) for column in columns])
            messages.info(request, request.words(Text("tables.kept_others", fields=titles)))
        return _saved(request, scene, outcome)
    row = rows_of(scene.table, scene.mission).get(pk=row.pk)
    faults = _faults(outcome)
    form = WholeRowForm(request.words, scene, merged.lines, faults, stored=scene.lines_of(row), merged=merged)
    return _row_form(request, scene, row, form)


def _remove(request: ActorRequest, scene: TableScene, row: Any) -> HttpResponse:
    try:
        was_there = actions.remove_unchanged_row(request.actor, scene, str(row.pk), stale.read_in(request))
    except stale.Stale:
        row = rows_of(scene.table, scene.mission).get(pk=row.pk)
        lines = scene.lines_of(row)
        opened_as = read_sent_row(request.POST, scene.table).opened_as
        merged = merged_row(scene.table, lines if opened_as is None else opened_as, [], lines)
        return _row_form(request, scene, row, WholeRowForm(request.words, scene, lines, merged=merged), is_stale=True)
    return back_to_table(request, scene, Text("tables.removed_rows", count=1)) if was_there else _gone(request, scene)


def _gone(request: ActorRequest, scene: TableScene) -> HttpResponse:
    """Say that a row is not there, and offer what was typed into its form as a new row."""
    lines = filled_lines(read_sent_row(request.POST, scene.table).lines) if REMOVE_LINE not in request.POST else [{}]
    context = {"is_gone": True, "is_typed": any(text for line in lines for text in line.values())}
    return _form(request, scene, WholeRowForm(request.words, scene, lines), context, status=404)


def _row_form(
    request: ActorRequest, scene: TableScene, row: Any, form: WholeRowForm, *, is_stale: bool = False
) -> HttpResponse:
    overtaken = is_stale or form.merged.is_to_be_settled
    title = scene.title_of(row)
    context = {
        "row": row,
        "row_title": title,
        "read": stale.version_of(row_document(scene.table, row)),
        "is_stale": overtaken,
    }
    return _form(request, scene, form, context, status=409 if overtaken else None)


def _form(
    request: ActorRequest,
    scene: TableScene,
    form: WholeRowForm,
    more: dict[str, Any] | None = None,
    status: int | None = None,
) -> HttpResponse:
    may_edit = allowed(request.actor.role, policy_to_edit(scene.table)) and scene.mission.archived_at is None
    context = {
        "mission": scene.mission,
        "table": scene.table,
        "title": NAMES[scene.table.name],
        "form": form,
        "may_edit": may_edit,
        "table_left": address_left(request, scene),
    }
    status = status or (422 if form.faults else 200)
    return render(request, "journey/table_row.html", context | (more or {}), status=status)


def _faults(outcome: TableOutcome) -> list[CellFault]:
    return [fault for _ref, fault in outcome.faults]


def _row_made(request: ActorRequest, scene: TableScene, address: str) -> HttpResponse | None:
    """Say which row a form made already that is opened once more; None where it made none, or the row is gone."""
    key = dict(parse_qsl(urlsplit(address).query)).get(MADE, "")
    row = rows_of(scene.table, scene.mission).filter(pk=UUID(key)).first() if is_key(key) else None
    if row is None:
        return None
    context = {"mission": scene.mission, "table": scene.table, "title": NAMES[scene.table.name]}
    context |= {"row": row, "row_title": scene.title_of(row)}
    return render(request, "journey/table_row_made.html", context)


def _address_of(scene: TableScene, outcome: TableOutcome) -> str:
    """Return the table, with the row that was made: whoever sends the form once more is told which one that is."""
    table = reverse("journey-table", args=[scene.mission.pk, scene.table.name])
    return f"{table}?{urlencode({MADE: next(iter(outcome.saved.values()), '')})}"


def _tell_remarks(request: ActorRequest, outcome: TableOutcome) -> None:
    for _ref, fault in outcome.remarks[:3]:
        messages.info(request, form_problem(request.words, fault.text, fault.hint))


def _saved(request: ActorRequest, scene: TableScene, outcome: TableOutcome) -> HttpResponse:
    _tell_remarks(request, outcome)
    return back_to_table(request, scene, Text("tables.saved_rows", count=len(outcome.saved)))


def _scene(request: ActorRequest, mission_id: UUID, name: str) -> TableScene:
    mission = queries.mission(request.actor, mission_id)
    return TableScene(table_called(request.actor, name), mission, request.language)
