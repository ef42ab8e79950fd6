"""Sheets out."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import Literal
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from tearoad.journey.web.queries.export import pack_folder
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.people.web.policies import ActorRequest
from tearoad.values import Language

_IN_MEMORY = 8_000_000
"""Bytes; a larger folder waits on the disk until it is sent."""


def export(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Offer a mission's sheets in a language and a form."""
    mission = queries.mission(request.actor, mission_id)
    return render(request, "journey/export.html", {"mission": mission})


def folder(request: ActorRequest, mission_id: UUID) -> HttpResponse | FileResponse:
    """Hand out mission.toml, sheets, photos and the files of dossiers as one ZIP."""
    mission = queries.mission(request.actor, mission_id)
    wanted = request.GET.get("language", "")
    language = Language(wanted) if wanted in set(Language) else request.language
    as_: Literal["xlsx", "csv"] = "csv" if request.GET.get("as") == "csv" else "xlsx"
    response = _packed(mission, language, as_)
    response["Content-Disposition"] = f'attachment; filename="mission-{mission.starts_on.isoformat()}.zip"'
    return response


def _packed(mission: Mission, language: Language, as_: Literal["xlsx", "csv"]) -> HttpResponse | FileResponse:
    """Answer with the ZIP; a large one is sent from the disk, and its file is closed when it is sent."""
    with ExitStack() as opened:
        packed = opened.enter_context(SpooledTemporaryFile(_IN_MEMORY))
        pack_folder(mission, language, as_, packed)
        is_large = packed.tell() > _IN_MEMORY
        packed.seek(0)
        if not is_large:
            return HttpResponse(packed.read(), content_type="application/zip")
        opened.pop_all()
        return FileResponse(packed, content_type="application/zip")
