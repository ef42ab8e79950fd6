"""A mission's drafts, and how far their planning is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import JobState
from tearoad.text import Text
from tearoad.timetable.web.models import Draft, DraftState, Pin, WhatIf
from tearoad.timetable.web.queries.planning.levels import LevelLine, read_back
from tearoad.values.document import text_from_document

UNFINISHED = (JobState.WAITING.value, JobState.RUNNING.value)
_LARGE = ("plan", "explanations", "reasons", "steps", "repair")


def drafts(mission: Mission) -> tuple[Draft, ...]:
    """Return every draft of a mission, the newest first, with its job; one query."""
    rows = Draft.objects.filter(mission=mission).select_related("job", "mission")
    return tuple(rows.defer("explanations", "reasons", "steps"))


def newest(mission: Mission) -> Draft | None:
    """Return the newest draft that is no repair, without its plan; one query."""
    found: Draft | None = Draft.objects.filter(mission=mission, repair={}).select_related("job").defer(*_LARGE).first()
    return found


def draft(mission: Mission, number: int, *, without: tuple[str, ...] = ()) -> Draft:
    """Return one draft with its job and problem; one query. `without` names large fields that are not needed.

    Raises:
        NotFoundError: there is none of that number.

    """
    rows = Draft.objects.filter(mission=mission, number=number).select_related("job", "problem")
    found: Draft | None = rows.defer(*without).first()
    if found is None:
        raise NotFoundError(Text("board_pages.no_such_draft", number=number), Text("board_pages.no_such_draft_hint"))
    return found


def ready_draft(mission: Mission, number: int) -> Draft:
    """Return one draft that holds a plan; its explanations are read only where they are asked for.

    Raises:
        NotFoundError: there is none of that number, or it holds no plan yet.

    """
    found = draft(mission, number, without=("explanations",))
    if found.state != DraftState.READY or found.problem is None:
        raise NotFoundError(Text("board_pages.no_plan_yet", number=number), Text("board_pages.no_plan_yet_hint"))
    return found


def running(mission: Mission) -> Draft | None:
    """Return the draft that is being planned, no repair; None where no worker is at it."""
    found: Draft | None = (
        Draft.objects.filter(mission=mission, repair={}, state=DraftState.PLANNING, job__state__in=UNFINISHED)
        .select_related("job")
        .defer(*_LARGE)
        .first()
    )
    return found


def mends(row: Draft) -> int | None:
    """Return the number of the published plan that a repair mends; None of a draft that is no repair."""
    found: int | None = row.repair.get("number")
    return found


def pins(mission: Mission) -> tuple[Pin, ...]:
    """Return what is pinned, in order of time; one query."""
    return tuple(Pin.objects.filter(mission=mission).order_by("start_at", "exporter", "buyer"))


def state_of(row: Draft | WhatIf) -> DraftState:
    """Return where a draft or an answer stands; one whose job died for good has failed, whatever its row says."""
    if row.state != DraftState.PLANNING or (row.job is not None and row.job.state in UNFINISHED):
        return DraftState(row.state)
    stopped = row.job is not None and row.job.state == JobState.CANCELLED
    return DraftState.CANCELLED if stopped else DraftState.FAILED


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a draft holds no plan, and what to do."""

    text: Text
    hint: Text | None
    found: tuple[Text, ...]


def failure_of(row: Draft | WhatIf) -> Failure | None:
    """Return why a draft failed: what its making found or, where its job died, what that said last."""
    if state_of(row) is not DraftState.FAILED:
        return None
    failure = row.failure or (row.job.problem if row.job is not None else {})
    if not failure:
        return Failure(Text("board_pages.lost"), Text("board_pages.lost_hint"), ())
    hint = text_from_document(failure["hint"]) if failure.get("hint") else None
    return Failure(text_from_document(failure["text"]), hint, tuple(map(text_from_document, failure.get("found", ()))))


@dataclass(frozen=True, slots=True)
class PlanningProgress:
    """How far the planning is."""

    step: Text
    share: int
    """Percent of the time that the planning may take."""
    levels: tuple[LevelLine, ...]
    """The best so far, objective by objective; the last is the one at which the search is."""
    stopping: bool

    @property
    def mark(self) -> str:
        """What changes when anything in it changes."""
        shown = repr((self.step, self.share, self.levels, self.stopping))
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


def standing(row: Draft | WhatIf) -> PlanningProgress:
    """Return how far a planning is, from its job's row."""
    progress: Mapping[str, Any] = row.job.progress if row.job is not None else {}
    step = text_from_document(progress["step"]) if progress.get("step") else Text("board_pages.waiting")
    note = text_from_document(progress["note"]) if progress.get("note") else None
    found: Any = note["levels"] if note is not None and note.code == "board_pages.so_far" else ()
    total = max(1, progress.get("total") or 1)
    share = min(100, round(100 * (progress.get("done") or 0) / total))
    return PlanningProgress(step, share, tuple(map(read_back, found)), row.job is not None and row.job.cancel_requested)
