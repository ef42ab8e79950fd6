"""The papers of published plans: by kind and person, and which of them say something new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.photos import photo_digests
from tearoad.office.web.models import Job
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.web.models import Paper, Published
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
    """Whether it says something else than the one of the plan before."""


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
    job: Job | None
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
    listed = tuple(Listed(one, names.get(one.party, one.party), one.pk in again) for one in sorted(papers, key=_order))
    numbers = history(mission)
    other = _other_photos(mission, papers) if row.number == numbers[0].number else ()
    return PaperList(
        published=row,
        numbers=numbers,
        listed=tuple(one for one in listed if _fits(one, wanted)),
        archive=next((one for one in papers if one.kind == ARCHIVE), None),
        changed=len(again),
        total=len(papers),
        job=Job.objects.filter(kind="timetable.papers", key__startswith=str(row.pk)).order_by("-asked_at").first(),
        photos=tuple(names.get(one, one) for one in other),
    )


def to_print_again(mission: Mission, row: Published) -> tuple[Paper, ...]:
    """Return the day sheets that say something else than those of the plan before; the first plan's all do."""
    papers = tuple(Paper.objects.filter(published=row, kind=SHEETS).select_related("file"))
    again = _to_print_again(mission, row, papers)
    return tuple(one for one in sorted(papers, key=_order) if one.pk in again)


def own_paper(row: Published, kind: str, role: Role, party: str) -> Paper:
    """Return somebody's paper of a published plan.

    Raises:
        NotFoundError: it is not made yet.

    """
    found: Paper | None = (
        Paper.objects.filter(published=row, kind=kind, role=role.value, party=party).select_related("file").first()
    )
    if found is None:
        raise NotFoundError(Text("publish_pages.no_paper_yet"), Text("publish_pages.no_paper_yet_hint"))
    return found


def _other_photos(mission: Mission, papers: Iterable[Paper]) -> tuple[str, ...]:
    """Return the firms whose photo is another one than in the book, or new, or gone."""
    then = next((one.photos for one in papers if one.kind == BOOK and one.photos is not None), None)
    if then is None:
        return ()
    now = photo_digests(mission)
    return tuple(firm for firm in sorted({*then, *now}) if then.get(firm) != now.get(firm))


def _to_print_again(mission: Mission, row: Published, papers: tuple[Paper, ...]) -> set[object]:
    said: Mapping[tuple[str, str], str] = {
        (role, party): said
        for role, party, said in Paper.objects.filter(
            published__mission=mission, published__number=row.number - 1, kind=SHEETS
        ).values_list("role", "party", "said")
    }
    return {one.pk for one in papers if one.kind == SHEETS and said.get((one.role, one.party)) != one.said}


def _order(paper: Paper) -> tuple[int, int, str, str]:
    roles = [role.value for role in PAPER_ROLES]
    kind = KINDS.index(paper.kind) if paper.kind in KINDS else len(KINDS)
    return kind, roles.index(paper.role) if paper.role in roles else len(roles), paper.party, paper.file.name


def _fits(one: Listed, wanted: Filter) -> bool:
    paper = one.paper
    return (
        paper.kind in KINDS
        and wanted.kind in {"", paper.kind}
        and wanted.role in {"", paper.role}
        and (one.new or not wanted.changed)
        and wanted.name.casefold() in f"{one.name} {paper.party}".casefold()
    )
