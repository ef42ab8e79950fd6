"""The papers of published plans: by kind and person, and which of them say something new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.photos import photo_digests
from tearoad.office.web.models import Job
from tearoad.office.web.queries.jobs import JobCard, card
from tearoad.people import Role
from tearoad.programme.web.models import ProgrammeRevision
from tearoad.text import Text
from tearoad.timetable.web.models import Paper, Published
from tearoad.timetable.web.queries.publishing.days import Own
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES, names_of
from tearoad.timetable.web.queries.publishing.in_force import history
from tearoad.values import Language

SHEETS, CALENDARS, ARCHIVE, BOOK = "day-sheets", "calendars", "archive", "booklet"
KINDS = (SHEETS, CALENDARS, "signs", BOOK, "workbook", "table")
"""The kinds that are listed, in their order; the archive has a button of its own."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper in the list."""

    paper: Paper
    name: str
    new: bool
    """Whether it is to be printed again."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the officer wants to see."""

    kind: str = ""
    role: str = ""
    name: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PaperList:
    """The papers of one published plan."""

    published: Published
    numbers: tuple[Published, ...]
    listed: tuple[Listed, ...]
    archive: Paper | None
    changed: int
    """How many day sheets are to be printed again."""
    total: int
    job: JobCard | None
    again: str
    """Which sheets are to be printed again, as `seen_sheets` says it."""
    printed: Paper | None
    """The sheet that was marked as printed last."""
    photos: tuple[str, ...] = ()
    """Firms whose photo was changed since the book of the plan in force was made."""

    @property
    def in_force(self) -> bool:
        """Whether these belong to the plan in force."""
        return self.published.number == self.numbers[0].number


def paper_list(mission: Mission, row: Published, wanted: Filter, language: Language) -> PaperList:
    """Return the papers of a published plan that the officer wants to see; eight queries whatever their number."""
    papers = tuple(Paper.objects.filter(published=row).select_related("file"))
    names = names_of(mission, language)
    again = _to_print_again(mission, row, papers)
    listed = tuple(
        Listed(paper, names.get(paper.party, paper.party), paper.pk in again) for paper in sorted(papers, key=_order)
    )
    numbers = history(mission)
    job = papers_job(row)
    other = _other_photos(mission, papers) if row.number == numbers[0].number else ()
    return PaperList(
        published=row,
        numbers=numbers,
        listed=tuple(paper for paper in listed if _fits(paper, wanted)),
        archive=next((paper for paper in papers if paper.kind == ARCHIVE), None),
        changed=len(again),
        total=len(papers),
        job=card(job) if job else None,
        again=seen_sheets(again),
        printed=max((paper for paper in papers if paper.printed_by), key=lambda paper: paper.printed_at, default=None),
        photos=tuple(names.get(text, text) for text in other),
    )


def papers_job(row: Published) -> Job | None:
    """Return the job that was last asked to make the papers of a plan; one query."""
    job: Job | None = (
        Job.objects.filter(kind="timetable.papers", key__startswith=str(row.pk)).order_by("-asked_at").first()
    )
    return job


def seen_sheets(sheets: Iterable[object]) -> str:
    """Return what names a set of papers: it is another one when one of them was made anew."""
    return hashlib.sha256(" ".join(sorted(map(str, sheets))).encode()).hexdigest()


def to_print_again(mission: Mission, row: Published) -> tuple[Paper, ...]:
    """Return the day sheets of those whose day the publishing, or an announcement since, has changed."""
    papers = tuple(Paper.objects.filter(published=row, kind=SHEETS).select_related("file"))
    again = _to_print_again(mission, row, papers)
    return tuple(paper for paper in sorted(papers, key=_order) if paper.pk in again)


def changed_sheets(mission: Mission) -> str | None:
    """Return the address of the sheets to print again; None where no plan is published."""
    if not Published.objects.filter(mission=mission).exists():
        return None
    return reverse("timetable-papers", args=[mission.pk], query={"kind": SHEETS, "changed": 1})


def own_paper(row: Published, kind: str, role: Role, party: str) -> Paper:
    """Return somebody's paper of a published plan.

    Raises:
        NotFoundError: it is not made yet.

    """
    paper: Paper | None = (
        Paper.objects.filter(published=row, kind=kind, role=role.value, party=party).select_related("file").first()
    )
    if paper is None:
        raise NotFoundError(Text("publish_pages.no_paper_yet"), Text("publish_pages.no_paper_yet_hint"))
    return paper


def older_sheet(own: Own, role: Role) -> Text | None:
    """Return what is told of somebody's day sheet where it is older than their day; two queries."""
    row = own.published
    paper: Paper | None = Paper.objects.filter(
        published=row, kind=SHEETS, role=role.value, party=own.receiver.id
    ).first()
    at: datetime | None = (paper.as_of or row.published_at) if paper else None
    if at is None or at >= own.edition.at:
        return None
    job = papers_job(row)
    code = "day_pages.sheet_being_made" if job and not card(job).is_over else "day_pages.sheet_older"
    return Text(code, at=at.astimezone(own.trip.fair_zone))


def sheet_mark(row: Published, role: Role, party: str) -> str:
    """Return what names somebody's day sheet and whether it is being made anew; two queries."""
    sheet = Paper.objects.filter(published=row, kind=SHEETS, role=role.value, party=party).values_list("pk").first()
    job = papers_job(row)
    return f"{sheet}{job and card(job).is_over}"


def _other_photos(mission: Mission, papers: Iterable[Paper]) -> tuple[str, ...]:
    """Return the firms whose photo is another one than in the book, or new, or gone."""
    then = next((paper.photos for paper in papers if paper.kind == BOOK and paper.photos is not None), None)
    if then is None:
        return ()
    now = photo_digests(mission)
    return tuple(firm for firm in sorted({*then, *now}) if then.get(firm) != now.get(firm))


def _to_print_again(mission: Mission, row: Published, papers: tuple[Paper, ...]) -> set[object]:
    """Return the sheets that were not marked as printed; where none was marked ever, those that are new.

    New is what this plan's publishing or an announcement since has changed. A first plan's are all new with it; from
    the first change after it those are in people's hands.
    """
    sheets = [paper for paper in papers if paper.kind == SHEETS]
    if any(sheet.printed_at for sheet in sheets):
        return {sheet.pk for sheet in sheets if not sheet.printed_at}
    since: dict[object, datetime] = {sheet.pk: sheet.said_since or row.published_at for sheet in sheets}
    later = {key for key, at in since.items() if at > row.published_at}
    if row.number == 1 and (later or _announced_since(mission, row)):
        return later
    return {key for key, at in since.items() if at >= row.published_at}


def _announced_since(mission: Mission, row: Published) -> bool:
    return ProgrammeRevision.objects.filter(mission=mission, told_at__gt=row.published_at).exists()


def _order(paper: Paper) -> tuple[int, int, str, str]:
    roles = [role.value for role in PAPER_ROLES]
    kind = KINDS.index(paper.kind) if paper.kind in KINDS else len(KINDS)
    return kind, roles.index(paper.role) if paper.role in roles else len(roles), paper.party, paper.file.name


def _fits(listed: Listed, wanted: Filter) -> bool:
    paper = listed.paper
    return (
        paper.kind in KINDS
        and wanted.kind in {"", paper.kind}
        and wanted.role in {"", paper.role}
        and (listed.new or not wanted.changed)
        and wanted.name.casefold() in f"{listed.name} {paper.party}".casefold()
    )
