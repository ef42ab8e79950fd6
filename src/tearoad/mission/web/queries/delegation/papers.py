"""The papers of the delegation that are there, and the job that makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tearoad.mission.papers.delegation.press import Kind
from tearoad.mission.papers.delegation.roster import Roster, roster
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.checklist.samples import posts
from tearoad.mission.web.queries.missions import parties
from tearoad.office.web.models import Job
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One kind of paper in the languages it was made in."""

    title: Text
    help: Text
    papers: tuple[rows.DelegationPaper, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """What a page shows of the papers."""

    lines: tuple[PaperLine, ...]
    made_at: datetime | None
    job: Job | None

    @property
    def is_being_made(self) -> bool:
        """Whether a worker has them in hand, or will."""
        return self.job is not None and self.job.state in {"waiting", "running"}

    @property
    def failed(self) -> bool:
        """Whether the last try failed."""
        return self.job is not None and self.job.state == "failed"


def papers(row: rows.Mission, kind: str) -> Papers:
    """Return the papers by kind with the latest job of a kind; two queries."""
    found = tuple(rows.DelegationPaper.objects.filter(mission=row).select_related("file"))
    lines = tuple(
        PaperLine(
            Text(f"delegation.paper_{one.value}"),
            Text(f"delegation_pages.paper_{one.value}_help"),
            tuple(paper for paper in found if paper.kind == one.value),
        )
        for one in Kind
    )
    job: Job | None = Job.objects.filter(kind=kind, key=str(row.pk)).order_by("-asked_at").first()
    return Papers(lines, found[0].made_at if found else None, job)


def roster_of(row: rows.Mission) -> Roster:
    """Return what the papers are made from; eight queries."""
    found = parties(row)
    return roster(
        found.mission,
        found.delegates,
        found.exporters,
        found.interpreters,
        programme=found.programme,
        buyers=found.buyers,
        posts=tuple(one for _row_id, one in posts(row)),
    )
