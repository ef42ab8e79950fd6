"""A brief as a worker's job: the first one of a snapshot fits the ranking, for which no page waits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings

from tearoad.market.brief.making import make_brief
from tearoad.market.brief.ranking import keep_ranking
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import current_snapshot
from tearoad.market.web.actions.briefs import keep_brief
from tearoad.market.web.models import SavedBrief
from tearoad.market.web.queries.briefs import MAKE_BRIEF, BriefWanted, market_store, request_of_row
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun


def make_saved_brief(run: JobRun) -> dict[str, Any]:
    """Make the brief that a row asks for; no transaction is open while it is worked out.

    Raises:
        TearoadError: nothing was loaded, or the figures do not tell; the job says so.

    """
    wanted: BriefWanted = run.payload
    row = SavedBrief.objects.filter(pk=UUID(wanted["brief"]), made_at=None).first()
    if row is None:
        return {}
    run.step(Text("market_pages.step_figures"))
    request = request_of_row(row)
    with open_trade(current_snapshot(market_store()), settings.MARKET_URL) as trade:
        keep_ranking(trade)
        made = make_brief(trade, request)
    keep_brief(Actor(run.tenant, Role.SYSTEM, run.by), row.pk, made)
    return {"figures": len(made.figures)}


JOB = Job(MAKE_BRIEF, Text("market.make_brief"), make_saved_brief, long=True)
