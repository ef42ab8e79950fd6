"""A job while it runs, as its handler sees it, and what becomes of it when the handler is done."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID, uuid4

from tearoad.errors import Interrupted, TearoadError
from tearoad.office.web.actions import work
from tearoad.office.web.actions.work import Claim
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.values.document import text_to_document
from tearoad.web import registry
from tearoad.web.documents import Unreadable, noting, whole
from tearoad.web.limits.disk import is_full, is_short

_log = logging.getLogger(__name__)


class Keeper(Protocol):
    """Keeps a running job's lease and progress, and knows whether it should stop."""

    def report(self, progress: Mapping[str, Any]) -> None:
        """Take note of how far the job is."""

    def should_stop(self) -> bool:
        """Whether the job should stop."""

    def last_word(self) -> None:
        """Save what progress was not yet saved; the handler is done."""


class _Payload(dict[str, Any]):
    """What a job was asked for with; what is missing says so in words."""

    def __missing__(self, name: str) -> Any:
        """Refuse to go on without."""
        raise Unreadable([Text("office.payload_unreadable", name=name)])


class Run:
    """What a handler gets: the protocol `JobRun`."""

    def __init__(self, held: Claim, keeper: Keeper) -> None:
        """Begin."""
        self.job_id: UUID = held.job_id
        self.tenant: UUID = held.tenant
        self.by: UUID | None = held.asked_by
        self.payload: Any = _Payload(held.payload)
        self.was_told = False
        """Whether the handler has learnt that it should stop."""
        self._keeper = keeper
        self._step: Text | None = None

    def step(self, text: Text) -> None:
        """Begin a step."""
        self._step = text
        self.advance(0, 0)

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Tell how far the step is."""
        self._keeper.report(
            {
                "step": text_to_document(self._step) if self._step else None,
                "done": done,
                "total": total,
                "note": text_to_document(note) if note else None,
            }
        )

    def stop(self) -> bool:
        """Whether the handler should stop; costs next to nothing."""
        self.was_told = self.was_told or self._keeper.should_stop()
        return self.was_told


def carry_out(held: Claim, keeper: Keeper) -> None:
    """Run a job's handler for its organisation and write down what became of it; a refused word is logged."""
    run = Run(held, keeper)
    try:
        kind = registry.jobs()[held.kind]
        # What the system does for all rows goes on beside one that cannot be read; what a person asked for says so.
        with acting_for(held.tenant), noting() if kind.every_s else whole():
            result = kind.handler(run) or {}
        json.dumps(result)
        keeper.last_word()
    except Exception as wrong:  # noqa: BLE001  # whatever a handler does, the worker goes on
        taken = _failed(held, run, wrong)
    else:
        taken = work.stopped(held) if run.was_told and not result else work.finish(held, result)
    if not taken:
        _log.warning("the word on job %s (%s) came too late and was refused", held.job_id, held.kind)


def _failed(held: Claim, run: Run, wrong: Exception) -> bool:
    """Write down what a handler did not bring to its end; False: the job is not ours any more."""
    if isinstance(wrong, Interrupted) and run.was_told:
        return work.stopped(held)
    if is_full(wrong) or (is_short() and not isinstance(wrong, TearoadError)):
        return work.postpone(held)  # a program that was called says of a full disk only that it failed
    if isinstance(wrong, TearoadError):  # a person must mend it: trying again by itself would not help
        return work.fail(held, wrong.text, wrong.hint, again=False)
    error = Text("office.job_fault", error=_logged(held, wrong))
    return work.fail(held, error, Text("office.job_fault_hint"), again=True)


def _logged(held: Claim, fault: Exception) -> str:
    """Log a fault of the program without its message, which may hold somebody's data; return its id."""
    error = uuid4().hex[:8]
    frames = "".join(traceback.format_tb(fault.__traceback__))
    _log.error("error %s in job %s (%s): %s\n%s", error, held.job_id, held.kind, type(fault).__name__, frames)
    return error
