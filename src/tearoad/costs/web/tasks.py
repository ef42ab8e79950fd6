"""Put a firm's dossier together: one ZIP with its index."""

from __future__ import annotations

from datetime import datetime

from tearoad.costs.archive import Dossier, pack
from tearoad.costs.dossier import Standing
from tearoad.costs.web.actions.archives import keep_archive
from tearoad.costs.web.queries.dossiers import DossierWanted, dossier
from tearoad.errors import Interrupted
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.office.web.actions.files import store
from tearoad.office.web.models import Job
from tearoad.office.web.queries.jobs import asker
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.registry import JobRun, Json


def make_dossier(run: JobRun) -> Json:
    """Make and keep the ZIP of the firm named in the payload; a second run puts the same one in its place."""
    with acting_for(run.tenant):
        by = asker(run)
        wanted: DossierWanted = run.payload
        mission = mission_rows.Mission.objects.get(pk=wanted["mission"])
        language = Language(wanted["language"])
        run.step(Text("costs_pages.step_dossier"))
        on_page = dossier(by, mission, wanted["firm"], language)
        as_of = _as_of(on_page.standing, Job.objects.values_list("asked_at", flat=True).get(pk=run.job_id))
        name = core(mission).name.in_language(language)
        whole = Dossier(
            on_page.firm,
            on_page.name,
            name,
            on_page.standing,
            on_page.costs,
            on_page.book.ledger.home,
            as_of.astimezone(core(mission).home_zone),
        )
        total, done = sum(len(part.files) for part in on_page.parts), 0

        def content_of(digest: str) -> bytes:
            nonlocal done
            if run.stop():
                raise Interrupted(Text("costs_pages.dossier_stopped"))
            done += 1
            run.advance(min(done, total), total)
            return store().get(digest)

        content = pack(whole, language, content_of)
        keep_archive(by, mission, on_page, content, as_of)
        return {"firm": on_page.firm, "files": total, "complete": on_page.standing.is_complete}


def _as_of(standing: Standing, asked_at: datetime) -> datetime:
    """Return when it was asked for, or when the last came to it of what it holds: a second run says the same."""
    files = (file.added_at for part in standing.parts for file in part.files)
    ticks = (part.confirmed.at for part in standing.parts if part.confirmed)
    return max((asked_at, *files, *ticks))
