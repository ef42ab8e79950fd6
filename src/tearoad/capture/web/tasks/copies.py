"""Let go of copies for halls that were made a while ago."""

from __future__ import annotations

from tearoad.capture.web.actions.hubs.copies import forget_old_copies
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json

_EVERY_S = 6 * 3600


def forget(run: JobRun) -> Json:
    """Let go of old copies, of one organisation."""
    with acting_for(run.tenant):
        return {"forgotten": forget_old_copies()}


JOB = Job("capture.forget_copies", Text("capture.forget_copies"), forget, every_s=_EVERY_S)
