"""The papers of the delegation that are there, and the job that makes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tearoad.checklist.web.queries.samples import posts
from tearoad.delegation.papers.press import PaperKind
from tearoad.delegation.papers.roster import Roster, roster
from tearoad.delegation.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import parties
from tearoad.office.web.queries.jobs import JobCard, latest
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values.document import to_documents


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
    job: JobCard | None
    older: bool = False
    """Whether something they say was changed after they were made."""
    changed: tuple[Text, ...] = ()
    """What was; empty where it is not known."""

    @property
    def is_being_made(self) -> bool:
        """Whether a worker has them in hand, or will."""
        return self.job is not None and not self.job.is_over


def papers(to: Actor, row: mission_rows.Mission, kind: str) -> Papers:
    """Return the papers by kind with the latest job of a kind; two queries, eight more where there are papers."""
    found = tuple(rows.DelegationPaper.objects.filter(mission=row).select_related("file"))
    lines = tuple(
        PaperLine(
            Text(f"delegation.paper_{paper_kind.value}"),
            Text(f"delegation_pages.paper_{paper_kind.value}_help"),
            tuple(paper for paper in found if paper.kind == paper_kind.value),
        )
        for paper_kind in PaperKind
    )
    job = latest(to, kind, str(row.pk))
    if not found:
        return Papers(lines, None, job)
    made_at, before = found[0].made_at, found[0].made_from
    if before is None:  # made before it was kept from what: any later change may be one of theirs
        return Papers(lines, made_at, job, older=row.changed_at > made_at)
    now = source_digests(roster_of(row))
    changed = tuple(Text(f"delegation_pages.part_{part}") for part in now if now[part] != before.get(part))
    return Papers(lines, made_at, job, bool(changed), changed)


def source_digests(of: Roster) -> Mapping[str, str]:
    """Return a digest of each part that the papers are made from."""
    parts: Mapping[str, object] = {
        "people": of.delegates,
        "interpreters": of.interpreters,
        "programme": of.programme,
        "firms": list(of.firms.values()),
        "buyers": list(of.buyers.values()),
        "posts": of.posts,
        "settings": [of.mission],
    }
    return {part: _digest(rows_) for part, rows_ in parts.items()}


def _digest(values: object) -> str:
    written = json.dumps(to_documents(values), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def roster_of(row: mission_rows.Mission) -> Roster:
    """Return what the papers are made from; eight queries."""
    found = parties(row)
    return roster(
        found.mission,
        found.delegates,
        found.exporters,
        found.interpreters,
        programme=found.programme,
        buyers=found.buyers,
        posts=tuple(post for _row_id, post in posts(row)),
    )
