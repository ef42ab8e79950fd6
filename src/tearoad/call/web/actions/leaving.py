"""A firm that does not go leaves the mission, unless something in it still names the firm: then that is said."""

from __future__ import annotations

from django.db import transaction

from tearoad.call.web import models as rows
from tearoad.call.web.queries.leaving import still_here
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require


@transaction.atomic
def take_out(by: Actor, application: rows.Application) -> bool:
    """Take a firm that withdrew out of the mission; the register keeps it. Whether it is out now.

    What is named by a plan, a delegate, a cost or anything else stays, and its page says by what.
    """
    require(by, Policy.RUN_CALL)
    mission = mission_rows.Mission.objects.select_for_update().get(pk=application.mission_id)
    found = still_here(application)
    if found is None:
        return True
    if found.named_by is not None:
        return False
    code = found.part.code
    found.part.delete()
    touch(mission)
    ledger.append(by, "mission.firm_left", "mission", mission.id, {"firm": code, "application": application.code})
    return True
