"""Keep a firm's dossier as one ZIP, and let it go when what it holds has changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tearoad.costs.web import models as rows
from tearoad.costs.web.queries.dossiers import ARCHIVE, DossierOnPage, holds
from tearoad.errors import Conflict
from tearoad.mission.web import models as mission_rows
from tearoad.office.web.actions.files import keep
from tearoad.paper import file_name
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text


@transaction.atomic
def keep_archive(
    by: Actor, mission: mission_rows.Mission, dossier: DossierOnPage, content: bytes, made_at: datetime
) -> rows.DossierArchive:
    """Let this be the ZIP of a firm's dossier; the one before it makes way.

    Raises:
        Conflict: a file that it holds was taken out while it was packed.

    """
    require(by, Policy.EDIT_COSTS)
    mission_rows.Mission.objects.select_for_update().get(pk=mission.pk)
    held = {file.id for part in dossier.parts for file in part.files}
    if rows.DossierFile.objects.filter(pk__in=held).count() < len(held):
        raise Conflict(Text("costs_pages.taken_out_meanwhile"), Text("costs_pages.pack_again_hint"))
    forget_archive(mission, dossier.firm)
    name = file_name(f"dossier-{dossier.firm}", dossier.name, ".zip")
    file = keep(by, name=name, content=content, kind=ARCHIVE)
    made: rows.DossierArchive = rows.DossierArchive.objects.create(
        mission=mission,
        firm=dossier.firm,
        file=file,
        made_at=made_at,
        holds=holds(dossier.standing, dossier.costs),
        is_complete=dossier.standing.is_complete,
    )
    facts = {"firm": dossier.firm, "digest": file.digest, "complete": made.is_complete}
    ledger.append(by, "mission.dossier_packed", "mission", mission.id, facts)
    return made


def forget_archive(mission: mission_rows.Mission, firm: str) -> None:
    """Let go of a ZIP that no longer says what its dossier says; part of the caller's transaction."""
    for archive in rows.DossierArchive.objects.filter(mission=mission, firm=firm).select_related("file"):
        file = archive.file
        archive.delete()
        file.delete()
