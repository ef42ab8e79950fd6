"""The office's own periodic jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tearoad.office.web.actions.files import sweep_store
from tearoad.office.web.actions.retention import forget_old
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json
from tearoad.web.saving.once import forget_sent_forms

HOUR_S = 3600


def forget(run: JobRun) -> Json:
    """Delete what is too old, of one organisation."""
    del run
    texts, jobs = forget_old()
    return {"texts": texts, "jobs": jobs, "forms": forget_sent_forms()}


def sweep(run: JobRun) -> Json:
    """Remove files that no row names; of the whole store, which all organisations share."""
    del run
    aside, deleted = sweep_store()
    return {"aside": aside, "deleted": deleted}


def _job(verb: str, handler: Callable[[JobRun], Json], **how: Any) -> Job:  # noqa: ANN401  # a job's own fields
    return Job(f"office.{verb}", Text(f"office.job_{verb}"), handler, **how)


HOUSEKEEPING = (
    _job("forget", forget, every_s=6 * HOUR_S),
    _job("sweep", sweep, long=True, every_s=24 * HOUR_S, system=True),
)
