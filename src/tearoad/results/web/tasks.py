"""The work that nobody asks for: figures are counted soon after something changed, so that no reader waits for them."""

from __future__ import annotations

from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Opportunity
from tearoad.results.web.queries.current_figures import keep_figures
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json

_FIVE_MINUTES_S = 300


def count(run: JobRun) -> Json:
    """Count the figures of every mission in which something changed."""
    with_orders = Opportunity.objects.order_by().values_list("mission_id").distinct()
    counted = 0
    for mission in Mission.objects.filter(archived_at=None, pk__in=with_orders):
        if run.stop():
            break
        counted += keep_figures(mission)
    return {"missions": counted} if counted else {}


JOB = Job("results.count", Text("results.count"), count, long=True, every_s=_FIVE_MINUTES_S)
