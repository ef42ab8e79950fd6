"""Ask for the papers of the delegation and keep what was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from django.db import transaction

from tearoad.delegation.papers.press import DelegationPdf
from tearoad.delegation.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.office.web.actions.files import keep
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.web.clock import now

PAPERS = "mission.papers"
"""The job that makes them."""
FILE_KIND = "paper"


class PapersWanted(TypedDict):
    """Whose papers are made."""

    mission: str


@transaction.atomic
def ask_for_papers(by: Actor, mission: mission_rows.Mission) -> None:
    """Ask for the delegation's papers as the rows stand when a worker comes to it."""
    require(by, Policy.EDIT_MISSION)
    ask(by, PAPERS, str(mission.pk), PapersWanted(mission=str(mission.pk)))


@transaction.atomic
def keep_papers(
    by: Actor, mission: mission_rows.Mission, made: Sequence[DelegationPdf], made_from: Mapping[str, str] | None = None
) -> int:
    """Let these be the delegation's papers; those made before make way. Run twice, it has its effect once."""
    require(by, Policy.EDIT_MISSION)
    mission_rows.Mission.objects.select_for_update().get(pk=mission.pk)
    forget_papers([mission.pk])
    at = now()
    for pdf in made:
        name = pdf.file.path.replace("/", "-")
        file = keep(by, name=name, content=pdf.file.content, kind=FILE_KIND, media_type="application/pdf")
        language = pdf.language.value if pdf.language else ""
        rows.DelegationPaper.objects.create(
            mission=mission, kind=pdf.kind.value, language=language, file=file, made_at=at, made_from=made_from
        )
    return len(made)


def forget_papers(missions: Sequence[object]) -> int:
    """Delete the papers of some missions with their files; part of the caller's transaction."""
    gone = rows.DelegationPaper.objects.filter(mission_id__in=missions)
    files = list(gone.values_list("file_id", flat=True))
    count: int = gone.delete()[0]
    StoredFile.objects.filter(pk__in=files).delete()
    return count
