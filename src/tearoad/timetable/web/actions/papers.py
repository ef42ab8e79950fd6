"""Keep the papers of a published plan."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from tearoad.mission.web.actions.programme.announcing import ProgrammeAnnounced
from tearoad.mission.web.queries.programme.announced import announced_number
from tearoad.office.web.actions.files import keep
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.timetable.web.models import Paper, Published

PAPERS = "timetable.papers"
"""The job that makes the papers of a published plan."""
KIND = "paper"
"""The kind of these files in the office."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made: what it is, whose it is, and the bytes."""

    kind: str
    name: str
    content: bytes
    media_type: str
    role: str = ""
    party: str = ""
    language: str = ""
    said: str = ""
    photos: Mapping[str, str] | None = None


@transaction.atomic
def keep_papers(by: Actor, row: Published, made: Sequence[tuple[Made, StoredFile]]) -> None:
    """Let these be the papers of a published plan; those made by an earlier, broken run make way."""
    require(by, Policy.PUBLISH)
    Published.objects.select_for_update().get(pk=row.pk)
    Paper.objects.filter(published=row).delete()
    Paper.objects.bulk_create(
        Paper(
            published=row,
            kind=one.kind,
            role=one.role,
            party=one.party,
            language=one.language,
            said=one.said,
            photos=one.photos,
            file=file,
        )
        for one, file in made
    )


def keep_file(by: Actor, one: Made) -> StoredFile:
    """Keep a paper's file; one that is kept already is not kept twice."""
    digest = hashlib.sha256(one.content).hexdigest()
    found: StoredFile | None = StoredFile.objects.filter(digest=digest, name=one.name, kind=KIND).first()
    return found or keep(by, name=one.name, content=one.content, kind=KIND, media_type=one.media_type)


@transaction.atomic
def ask_for_papers(by: Actor, row: Published) -> None:
    """Ask for the papers of a published plan once more, with the programme as it is announced now."""
    require(by, Policy.PUBLISH)
    programme = announced_number(row.mission)
    ask(by, PAPERS, f"{row.pk}/{programme}", {"published": str(row.pk), "programme": programme})


def after_programme(event: ProgrammeAnnounced) -> None:
    """Have the papers of the plan in force made anew: the programme stands on them."""
    row = Published.objects.filter(mission_id=event.mission_id).select_related("mission").order_by("-number").first()
    if row is not None:
        ask_for_papers(event.by, row)
