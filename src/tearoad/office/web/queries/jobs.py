"""Jobs as their readers see them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tearoad.errors import Denied, NotFoundError
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.text import Text
from tearoad.values.document import text_from_document
from tearoad.web import registry
from tearoad.web.clock import now

ENDED = (JobState.DONE.value, JobState.FAILED.value, JobState.CANCELLED.value)
PERIODIC = "every"
"""The key of jobs that the system itself asks for; a page shows them only while there is something to see."""
SHOWN = 50
"""How many jobs of a sort a page shows."""


@dataclass(frozen=True, slots=True)
class JobCard:
    """A job as a page shows it."""

    id: UUID
    kind: str
    state: JobState
    label: Text
    step: Text | None
    done: int
    total: int
    note: Text | None
    problem: Text | None
    hint: Text | None
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    not_before: datetime
    attempts: int
    cancel_requested: bool
    seen: str
    """Changes whenever anything that is shown changes."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state.value in ENDED

    @property
    def may_stop(self) -> bool:
        """Whether it can still be cancelled."""
        return not self.is_over and not self.cancel_requested

    @property
    def may_again(self) -> bool:
        """Whether it can be tried again."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)

    @property
    def badge(self) -> str:
        """The colour role of its state."""
        return _BADGES[self.state]

    @property
    def state_text(self) -> Text:
        """Its state in words."""
        stopping = self.cancel_requested and self.state is JobState.RUNNING
        again = self.state is JobState.WAITING and self.attempts > 0
        return Text(f"office.job_state_{'stopping' if stopping else 'again' if again else self.state.value}")

    @property
    def every_s(self) -> int:
        """How often a page asks how far it is: the longer it runs, the less often."""
        age = now() - (self.started_at or self.asked_at)
        return 1 if age < timedelta(minutes=1) else 2 if age < timedelta(minutes=10) else 5


_BADGES = {
    JobState.WAITING: "quiet",
    JobState.RUNNING: "info",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "quiet",
}


@dataclass(frozen=True, slots=True)
class JobsPage:
    """The jobs of an organisation: what goes on, what failed, what ended."""

    unfinished: Sequence[JobCard]
    failed: Sequence[JobCard]
    ended: Sequence[JobCard]


def job(to: Actor, job_id: UUID) -> Job:
    """Return a job's row.

    Raises:
        NotFoundError: it is not there, or not theirs.

    """
    del to
    found: Job | None = Job.objects.filter(pk=job_id).first()
    if found is None:
        raise NotFoundError(Text("office.job_gone"), Text("office.job_gone_hint"))
    return found


def latest(to: Actor, kind: str, key: str) -> JobCard | None:
    """Return the job that was last asked for under a key, for a stage's own page; one query."""
    del to
    found: Job | None = Job.objects.filter(kind=kind, key=key).order_by("-asked_at").first()
    return card(found) if found else None


def failed_keys(to: Actor, kind: str, keys: Iterable[str]) -> frozenset[str]:
    """Return the keys whose last job of a kind ended without doing its work."""
    del to
    known = Job.objects.filter(kind=kind, key__in=tuple(keys)).order_by("asked_at", "id").values_list("key", "state")
    last = dict(known)
    return frozenset(key for key, state in last.items() if state in (JobState.FAILED, JobState.CANCELLED))


def jobs_page(to: Actor) -> JobsPage:
    """Return the newest jobs of each sort; three queries."""
    del to
    rows = Job.objects.order_by("-asked_at")
    ended = rows.filter(state__in=(JobState.DONE, JobState.CANCELLED))
    running_first = Job.objects.filter(state__in=(JobState.RUNNING, JobState.WAITING)).order_by("state", "-asked_at")
    return JobsPage(
        _cards(running_first[:SHOWN]),
        _cards(rows.filter(state=JobState.FAILED)[:SHOWN]),
        _cards(ended.exclude(key=PERIODIC, state=JobState.DONE)[:SHOWN]),
    )


def card(row: Job) -> JobCard:
    """Return a job as a page shows it; no query."""
    kind = registry.jobs().get(row.kind)
    shown = (row.state, row.cancel_requested, row.attempts, row.progress, row.problem, str(row.not_before))
    return JobCard(
        row.id,
        row.kind,
        JobState(row.state),
        kind.label if kind else Text("office.job_of_old", kind=row.kind),
        _text(row.progress.get("step")),
        row.progress.get("done", 0),
        row.progress.get("total", 0),
        _text(row.progress.get("note")),
        _text(row.problem.get("text")),
        _text(row.problem.get("hint")),
        row.asked_at,
        row.started_at,
        row.ended_at,
        row.not_before,
        row.attempts,
        row.cancel_requested,
        hashlib.sha256(repr(shown).encode()).hexdigest()[:16],
    )


def asker(run: registry.JobRun) -> Actor:
    """Return on whose behalf a handler acts: whoever asked, as far as they may today; else the program itself.

    Raises:
        Denied: whoever asked does not belong to the organisation any more.

    """
    if run.by is None:
        return Actor(run.tenant, Role.SYSTEM)
    membership = (
        Membership.objects.filter(user=run.by, organisation=run.tenant, pending=False).select_related("user").first()
    )
    if membership is None:
        raise Denied(Text("people.denied"), Text("people.denied_hint"))
    return Actor(run.tenant, Role(membership.role), run.by, name=str(membership.user))


def _cards(rows: Iterable[Job]) -> tuple[JobCard, ...]:
    return tuple(card(row) for row in rows)


def _text(document: Any) -> Text | None:
    return text_from_document(document) if document else None
