"""The work that nobody asks for: firms are asked what came of the fair."""

from __future__ import annotations

from tearoad.orders.web.actions.follow_up_mails import ask_all_firms
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json

_FOUR_HOURS_S = 14_400


def ask(run: JobRun) -> Json:
    """Write the mails that are due."""
    return {"mails": ask_all_firms(Actor(run.tenant, Role.SYSTEM, run.by))}


JOB = Job("orders.ask", Text("orders.ask"), ask, every_s=_FOUR_HOURS_S)
