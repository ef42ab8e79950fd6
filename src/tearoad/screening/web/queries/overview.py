"""Screening at a glance: how many companies stand where, whether a worker is at it, why one stands as it does."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import visible
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor
from tearoad.screening import Ruling
from tearoad.screening.web.models import Decision, Hit
from tearoad.screening.web.queries.hits import hits_of, in_force
from tearoad.screening.web.queries.lists import in_use
from tearoad.text import Text

SCREEN = "screening.screen"
"""The kind of the job."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How many companies stand where."""

    unknown: int
    clear: int
    older: int
    """How many are clear by an older list only."""
    held: int
    blocked: int
    waiting: int
    """How many are still to be compared."""
    job: Job | None
    """The comparison that waits or runs, or the last one where it failed."""

    @property
    def is_waiting(self) -> bool:
        """Whether companies are still being compared, so that the page will say something else soon."""
        failed = self.job is not None and self.job.state == JobState.FAILED
        return not failed and bool(self.job or self.waiting)


@dataclass(frozen=True, slots=True)
class OneHit:
    """A likeness of a company with the ruling that holds on it."""

    hit: Hit
    ruling: Text | None


@dataclass(frozen=True, slots=True)
class WhyStanding:
    """Why a company stands as it does."""

    reason: Text
    why: str
    """In the words of who decided; empty where nobody had to."""
    hits: tuple[OneHit, ...]


def overview(to: Actor) -> Overview:
    """Count the companies by standing and find the job; two queries."""
    counts = visible(to).aggregate(
        **{str(standing): Count("pk", filter=Q(standing=standing)) for standing in Standing},
        waiting=Count("pk", filter=Q(screened_at=None)),
    )
    job: Job | None = Job.objects.filter(kind=SCREEN).order_by("-asked_at").first()
    if job is not None and job.state in {JobState.DONE, JobState.CANCELLED}:
        job = None
    return Overview(**counts, job=job)


def why_standing(to: Actor, company: Company) -> WhyStanding:
    """Return why a company stands as it does, with every likeness that was found; three queries at most."""
    rulings = {decision.entry_key: decision for decision in in_force(company)}
    found = tuple(
        OneHit(hit, ruling_text(rulings[hit.entry_key].ruling) if hit.entry_key in rulings else None)
        for hit in hits_of(to, [company])
    )
    strictest = _strictest(tuple(rulings.values()))
    return WhyStanding(_reason(company, found, strictest), strictest.why if strictest else "", found)


def ruling_text(ruling: str) -> Text:
    """Return a ruling as a word."""
    return Text(f"screening_pages.ruled_{Ruling(ruling).value}")


def _strictest(rulings: tuple[Decision, ...]) -> Decision | None:
    order = (Ruling.BLOCK, Ruling.HOLD, Ruling.CLEAR)
    return min(
        rulings,
        key=lambda decision: (order.index(Ruling(decision.ruling)), -decision.decided_at.timestamp()),
        default=None,
    )


def _reason(company: Company, found: tuple[OneHit, ...], ruling: Decision | None) -> Text:
    standing = Standing(company.standing)
    if standing is Standing.OLDER:
        return Text("screening_pages.why_older")
    if standing is Standing.UNKNOWN:
        return Text("screening_pages.why_waiting" if in_use() else "screening_pages.why_no_lists")
    still_open = sum(hit.ruling is None for hit in found)
    if standing is Standing.HELD and still_open and (ruling is None or ruling.ruling == Ruling.CLEAR):
        return Text("screening_pages.why_undecided", count=still_open)
    if ruling is None:
        return Text("screening_pages.why_no_hit")
    return Text(f"screening_pages.why_{ruling.ruling}", by=ruling.by or "–", at=ruling.decided_at)
