"""The work that nobody waits for: figures are counted soon after something changed, and at once where much did."""

from __future__ import annotations

from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Opportunity
from tearoad.results.web.actions.counting import COUNT, CountWanted
from tearoad.results.web.queries.current_figures import keep_figures
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json

_FIVE_MINUTES_S = 300


def count(run: JobRun) -> Json:
    """Count the figures of every mission in which something changed, or of the one that somebody waits for."""
    with_orders = Opportunity.objects.order_by().values_list("mission_id").distinct()
    missions = Mission.objects.filter(pk__in=with_orders)
    wanted: CountWanted = run.payload
    missions = missions.filter(pk=wanted["mission"]) if "mission" in wanted else missions.filter(archived_at=None)
    counted = 0
    for mission in missions:
        if run.stop():
            break
        counted += keep_figures(mission, run.stop)
    return {"missions": counted} if counted else {}


JOB = Job(COUNT, Text("results.count"), count, long=True, every_s=_FIVE_MINUTES_S)
