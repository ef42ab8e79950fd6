"""Make the papers of the delegation."""

from __future__ import annotations

from tearoad.delegation.papers.press import PaperKind, papers
from tearoad.delegation.web.actions.papers import PapersWanted, keep_papers
from tearoad.delegation.web.queries.papers import roster_of, source_digests
from tearoad.errors import Interrupted
from tearoad.mission.web import models as mission_rows
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.web.registry import JobRun, Json


def make_papers(run: JobRun) -> Json:
    """Make and keep the papers of the mission named in the payload; a second run puts new ones in their place."""
    with acting_for(run.tenant):
        by = Actor(run.tenant, Role.SYSTEM, run.by)
        wanted: PapersWanted = run.payload
        row = mission_rows.Mission.objects.get(pk=wanted["mission"])
        run.step(Text("delegation_pages.step_papers"))
        roster = roster_of(row)
        total = 1 + (len(PaperKind) - 1) * len(roster.mission.paper_languages)
        made = []
        for paper in papers(roster, stamp=fair_now()):
            if run.stop():
                raise Interrupted(Text("delegation_pages.papers_stopped"))
            made.append(paper)
            run.advance(min(len(made), total), total)
        return {"papers": keep_papers(by, row, made, source_digests(roster))}
