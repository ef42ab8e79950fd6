"""Make a mission, look at it, change it, put it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.errors import NotFoundError
from tearoad.market.web.actions.briefs import choose_market
from tearoad.market.web.queries.choices import proposed_market
from tearoad.mission import Mission
from tearoad.mission.toml import mission_toml
from tearoad.mission.web import queries
from tearoad.mission.web.actions import missions as actions
from tearoad.mission.web.forms.copying import tree_to_copy
from tearoad.mission.web.forms.settings_form import FRESH, SettingsForm, tree_of
from tearoad.mission.web.forms.upload import errors_of, read_upload
from tearoad.mission.web.models import Mission as Row
from tearoad.mission.web.policies import even_archived
from tearoad.paper.sheets import CellProblem
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import Meanwhile, saved_meanwhile

TABLES_OF_SETTINGS = tuple((name, Text(f"tables.name_{name}")) for name in ("places", "walks", "contacts", "overrides"))
"""Parts of the settings that are edited as tables."""


@tells_nul
def new(request: ActorRequest) -> HttpResponse:
    """Make a mission: by a short form, or from a mission.toml."""
    if request.method != "POST":
        return _new_page(request, SettingsForm(request.words, _start(request), fresh=True))
    if "upload" in request.POST:
        mission, problems = read_upload(request.FILES.get("file"))
        if mission is None or errors_of(problems):
            return _new_page(request, SettingsForm(request.words, _start(request), fresh=True), problems)
        return _after_creation(request, mission, problems)
    form = SettingsForm(request.words, _start(request), request.POST, fresh=True)
    if "fill" in request.POST or "more" in request.POST:
        rows = form.with_filled_days if "fill" in request.POST else form.with_more_days
        return _new_page(request, rows(request.POST))
    if not form.is_valid() or form.mission is None:
        return _new_page(request, form, status=422)
    return _after_creation(request, form.mission, form.warnings)


def page(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show a mission: a card for each stage."""
    mission = queries.mission(request.actor, mission_id)
    return render(request, "mission/page.html", {"mission": mission})


@tells_nul
def settings(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Change a mission's settings: by the form, or by its mission.toml."""
    row = queries.mission(request.actor, mission_id)
    tree = tree_of(queries.core(row))
    if request.method != "POST":
        return _settings_page(request, row, SettingsForm(request.words, tree))
    read = stale.read_in(request)
    if "upload" in request.POST:
        mission, problems = read_upload(request.FILES.get("file"))
        if mission is None or errors_of(problems):
            return _settings_page(request, row, SettingsForm(request.words, tree), problems)
        return _changed(request, row, mission, read, problems)
    form = SettingsForm(request.words, tree, request.POST)
    if "more" in request.POST:
        context = {"mission": row, "read": read, "form": form.with_more_days(request.POST), "problems": ()}
        context |= {"tables": TABLES_OF_SETTINGS}
        return render(request, "mission/settings.html", context)
    return _sent(request, row, form, read)


def _sent(request: ActorRequest, row: Row, form: SettingsForm, read: str) -> HttpResponse:
    """Keep what was filled in, or show it as it was typed with what is wrong or what was written meanwhile."""
    if not form.is_valid() or form.mission is None:
        return _settings_page(request, row, form, status=422, read=read)
    try:
        return _changed(request, row, form.mission, read, form.warnings)
    except stale.Stale:
        row = queries.mission(request.actor, row.id)
        theirs = SettingsForm(request.words, tree_of(queries.core(row)))
        meanwhile = saved_meanwhile(form, theirs, stale.Changed("mission.changed", "mission", row.id))
        return _settings_page(request, row, form, status=409, meanwhile=meanwhile)


def toml(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Hand out a mission's settings as a mission.toml that explains itself."""
    row = queries.mission(request.actor, mission_id)
    written = mission_toml(queries.core(row), request.language)
    response = HttpResponse(written, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mission.toml"'
    return response


@even_archived
@require_POST
def archive(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Put a mission away, or take it out again."""
    row = queries.mission(request.actor, mission_id)
    out = "unarchive" in request.POST
    (actions.unarchive if out else actions.archive)(request.actor, row)
    said = Text("mission_pages.unarchived") if out else Text("mission_pages.archived")
    messages.success(request, request.words(said))
    return redirect("mission-page", mission_id=row.id)


def _start(request: ActorRequest) -> dict[str, Any]:
    """What a fresh form starts with: an earlier mission where one is to be copied, else the usual of the house."""
    earlier, wanted = _copied(request), proposed_market(request, request.actor)
    country = {"country": wanted.country} if wanted else {}
    if earlier is not None:
        return tree_to_copy(queries.core(earlier)) | country
    latest = next(iter(queries.missions(request.actor)), None)
    tree = tree_of(queries.core(latest)) if latest else FRESH
    start = {key: tree[key] for key in FRESH} | country
    order = [language.partition("-")[0] for language in request.organisation.paper_languages]
    return start | {"languages": start["languages"] | {"paper": order}} if order else start


def _copied(request: ActorRequest) -> Row | None:
    """Return the mission that is to be copied, as the address names it.

    Raises:
        NotFoundError: there is none such, or it is another organisation's.

    """
    wanted = request.GET.get("from", "")
    if not wanted:
        return None
    try:
        return queries.mission(request.actor, UUID(wanted))
    except ValueError as no_id:
        raise NotFoundError(Text("mission.no_such_mission"), Text("mission.no_such_mission_hint")) from no_id


def _after_creation(request: ActorRequest, mission: Mission, problems: tuple[CellProblem, ...]) -> HttpResponse:
    row = _create_mission(request, mission)
    messages.success(request, request.words(Text("mission_pages.made")))
    _show_warnings(request, problems)
    return redirect("mission-page", mission_id=row.id)


@transaction.atomic
def _create_mission(request: ActorRequest, mission: Mission) -> Row:
    """Make a mission; where it is begun from a brief and goes to that market, write that down."""
    wanted = proposed_market(request, request.actor)
    row = actions.make(request.actor, mission)
    if wanted is not None and mission.country.alpha2 == wanted.country:
        choose_market(request.actor, wanted, "mission", row.pk)
    return row


def _changed(
    request: ActorRequest, row: Row, mission: Mission, read: str, problems: tuple[CellProblem, ...]
) -> HttpResponse:
    actions.change(request.actor, row, mission, read)
    messages.success(request, request.words(Text("mission_pages.changed")))
    _show_warnings(request, problems)
    return redirect("mission-page", mission_id=row.id)


def _show_warnings(request: ActorRequest, problems: tuple[CellProblem, ...]) -> None:
    for problem in problems[:5]:
        messages.warning(request, request.words(problem.text))


def _new_page(
    request: ActorRequest, form: SettingsForm, problems: tuple[CellProblem, ...] = (), status: int = 200
) -> HttpResponse:
    earlier = tuple(queries.missions(request.actor))
    wanted = proposed_market(request, request.actor)
    context = {"form": form, "problems": problems, "earlier": earlier, "copied": _copied(request)}
    context |= {"chosen": wanted.page_values(request.words) if wanted else None, "wanted": wanted}
    return render(request, "mission/new.html", context, status=422 if problems else status)


def _settings_page(  # what the page shows
    request: ActorRequest,
    row: Row,
    form: SettingsForm,
    problems: tuple[CellProblem, ...] = (),
    status: int = 200,
    read: str = "",
    meanwhile: Meanwhile | None = None,
) -> HttpResponse:
    context = {"mission": row, "form": form, "problems": problems, "read": read or stale.version_of(row.document)}
    context |= {"meanwhile": meanwhile, "tables": TABLES_OF_SETTINGS}
    return render(request, "mission/settings.html", context, status=422 if problems else status)
