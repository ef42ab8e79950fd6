"""Hand out and erase what dossiers hold about a person: the files that somebody said are theirs."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tearoad.costs.web import models as rows
from tearoad.costs.web.actions.archives import forget_archive
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.personal import people_of
from tearoad.text import Text
from tearoad.web.registry import Json, PersonalData

_KEEP_DAYS = 3650
"""Whoever grants a subsidy may ask for its papers for ten years."""


def declared() -> PersonalData:
    """Return what dossiers keep about people."""
    return PersonalData(
        "costs.DossierFile", ("person", "file"), Text("costs_pages.why_files"), _KEEP_DAYS, _find, _erase
    )


def _files(address: str) -> list[Any]:
    found = []
    for person in people_of(mission_rows.Delegate, address):
        own = rows.DossierFile.objects.filter(mission_id=person.mission_id, person=person.code)
        found += list(own.select_related("file", "mission"))
    return found


def _find(address: str) -> list[Json]:
    return [
        {"mission": str(file.mission_id), "firm": file.firm, "part": file.part, "file": file.file.name}
        for file in _files(address)
    ]


@transaction.atomic
def _erase(address: str) -> int:
    """Take the files out of their dossiers; the confirmation of their parts falls, and the ZIP they are in goes too."""
    found = _files(address)
    for dossier_file in found:
        rows.DossierTick.objects.filter(
            mission=dossier_file.mission, firm=dossier_file.firm, part=dossier_file.part
        ).delete()
        file = dossier_file.file
        dossier_file.delete()
        file.delete()
        forget_archive(dossier_file.mission, dossier_file.firm)
    return len(found)
