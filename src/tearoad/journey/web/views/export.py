"""Sheets out."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.journey.web.queries.export import folder_of
from tearoad.mission.web import queries
from tearoad.people.web.policies import ActorRequest
from tearoad.values import Language


def export(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Offer a mission's sheets in a language and a form."""
    mission = queries.mission(request.actor, mission_id)
    return render(request, "journey/export.html", {"mission": mission})


def folder(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Hand out mission.toml and the sheets as one ZIP."""
    mission = queries.mission(request.actor, mission_id)
    wanted = request.GET.get("language", "")
    language = Language(wanted) if wanted in set(Language) else request.language
    as_: Literal["xlsx", "csv"] = "csv" if request.GET.get("as") == "csv" else "xlsx"
    response = HttpResponse(folder_of(mission, language, as_), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="mission-{mission.starts_on.isoformat()}.zip"'
    return response
