"""Paint photos from the floor anew, after they came in."""

from __future__ import annotations

from tearoad.capture.files import CARDS
from tearoad.capture.web.actions.cards import note_painted
from tearoad.capture.web.actions.files import REPAINT, RepaintWanted, repaint
from tearoad.capture.web.models import SentFile
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json


def repaint_one(run: JobRun) -> Json:
    """Paint the photo of the payload anew, and have a card read; a second run finds it done."""
    wanted: RepaintWanted = run.payload
    with acting_for(run.tenant):
        file = SentFile.objects.select_related("whole").filter(pk=wanted["file"]).first()
        is_painted = file is not None and repaint(Actor(run.tenant, Role.SYSTEM, run.by), file)
        # Also where an earlier run was killed right after painting.
        if file is not None and file.kind in CARDS:
            note_painted(file)
        return {"painted": is_painted}


JOB = Job(REPAINT, Text(REPAINT), repaint_one)
