"""Keep the papers of a published plan."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NotRequired, TypedDict

from django.db import transaction
from django.db.models import Max

from tearoad.office.web.actions.files import keep
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.programme.web.actions.announcing import ProgrammeAnnounced
from tearoad.programme.web.queries.announced import announced_number
from tearoad.timetable.web.models import Paper, Published
from tearoad.web.clock import now

PAPERS = "timetable.papers"
"""The job that makes the papers of a published plan."""
KIND = "paper"
"""The kind of these files in the office."""


class PapersWanted(TypedDict):
    """Whose papers are made, and of which programme at least."""

    published: str
    programme: NotRequired[int]


@dataclass(frozen=True, slots=True)
class PressedPaper:
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
    as_of: datetime | None = None


@transaction.atomic
def keep_papers(by: Actor, row: Published, made: Sequence[tuple[PressedPaper, StoredFile]]) -> None:
    """Let these be the papers of a published plan; those made by an earlier, broken run make way."""
    require(by, Policy.PUBLISH)
    Published.objects.select_for_update().get(pk=row.pk)
    replaced = {
        (paper.role, paper.party, paper.said): paper for paper in Paper.objects.filter(published=row).exclude(said="")
    }
    before = replaced or _sheets_before(row)
    new = now() if replaced else row.published_at
    Paper.objects.filter(published=row).delete()
    Paper.objects.bulk_create(
        Paper(
            published=row,
            kind=paper.kind,
            role=paper.role,
            party=paper.party,
            language=paper.language,
            said=paper.said,
            photos=paper.photos,
            as_of=paper.as_of,
            file=file,
            **(_known(before.get((paper.role, paper.party, paper.said)), new) if paper.said else {}),
        )
        for paper, file in made
    )


def _known(same: Paper | None, new: datetime) -> Mapping[str, Any]:
    """Return since when a day sheet says this and when it was printed, as of the sheet that said the same."""
    if same is None:
        return {"said_since": new}
    return {"said_since": same.said_since or new, "printed_at": same.printed_at, "printed_by": same.printed_by}


def _sheets_before(row: Published) -> Mapping[tuple[str, str, str], Paper]:
    """Return the day sheets of the last plan before that has any, by role, id and what they say."""
    query = Paper.objects.exclude(said="").filter(published__mission=row.mission, published__number__lt=row.number)
    last = query.aggregate(last=Max("published__number"))["last"]
    return {(paper.role, paper.party, paper.said): paper for paper in query.filter(published__number=last)}


def keep_file(by: Actor, paper: PressedPaper) -> StoredFile:
    """Keep a paper's file; one that is kept already is not kept twice."""
    digest = hashlib.sha256(paper.content).hexdigest()
    file: StoredFile | None = StoredFile.objects.filter(digest=digest, name=paper.name, kind=KIND).first()
    return file or keep(by, name=paper.name, content=paper.content, kind=KIND, media_type=paper.media_type)


@transaction.atomic
def ask_for_papers(by: Actor, row: Published) -> None:
    """Ask for the papers of a published plan once more, with the programme as it is announced now."""
    require(by, Policy.PUBLISH)
    programme = announced_number(row.mission)
    ask(by, PAPERS, f"{row.pk}/{programme}", PapersWanted(published=str(row.pk), programme=programme))


def after_programme(event: ProgrammeAnnounced) -> None:
    """Have the papers of the plan in force made anew: the programme stands on them."""
    row = Published.objects.filter(mission_id=event.mission_id).select_related("mission").order_by("-number").first()
    if row is not None:
        ask_for_papers(event.by, row)
