"""The job that makes a copy for a hall's laptop."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from tearoad.capture.web.actions.hubs.copies import check_open, keep_copy
from tearoad.capture.web.models import Hub
from tearoad.capture.web.queries.hubs import COPY_JOB, CopyWanted
from tearoad.office.web.queries.jobs import asker
from tearoad.people.web.models import acting_for
from tearoad.site.hub.copying import write_copy
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json


def make_copy(run: JobRun) -> Json:
    """Make and keep the copy for the hub of the payload; a second run puts another one in its place."""
    with acting_for(run.tenant), TemporaryDirectory(prefix=".hall-", dir=settings.DATA) as folder:
        by = asker(run)
        wanted: CopyWanted = run.payload
        hub = Hub.objects.select_related("mission", "copy").get(pk=wanted["hub"])
        check_open(hub)
        run.step(Text("hub_pages.step_copy"))
        path = Path(folder) / "hall.zip"
        written = write_copy(hub, path)
        keep_copy(by, hub, path.read_bytes(), written.code)
        return {"hub": str(hub.pk)}


JOB = Job(COPY_JOB, Text(COPY_JOB), make_copy, long=True)
