"""Paint photos from the floor anew, after they came in."""

from __future__ import annotations

from tearoad.capture.web.actions.files import REPAINT, repaint
from tearoad.capture.web.models import SentFile
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json


def repaint_one(run: JobRun) -> Json:
    """Paint the photo of the payload anew; a second run finds it done."""
    with acting_for(run.tenant):
        file = SentFile.objects.select_related("whole").filter(pk=run.payload["file"]).first()
        return {"painted": file is not None and repaint(Actor(run.tenant, Role.SYSTEM, run.by), file)}


JOBS = (Job(REPAINT, Text(REPAINT), repaint_one),)
