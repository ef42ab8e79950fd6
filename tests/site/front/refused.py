"""Print how many posts to the public form of a place were refused, and open a call where it has none."""

from __future__ import annotations

import json
from datetime import timedelta

from tearoad.site import manage

manage.start()

from tearoad.call.usual import usual_call  # noqa: E402  # after the set-up
from tearoad.call.web import models as call_rows  # noqa: E402  # after the set-up
from tearoad.call.web.actions.settings import write_call  # noqa: E402  # after the set-up
from tearoad.mission.web import models as rows  # noqa: E402  # after the set-up
from tearoad.people import Actor, Role  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up
from tearoad.web.clock import fair_now  # noqa: E402  # after the set-up

mission, at = rows.Mission.across_tenants.get(), fair_now()
officer = Actor(mission.tenant_id, Role.OFFICER)
with acting_for(officer.tenant):
    call = call_rows.Call.objects.filter(mission=mission).first()
    if call is None:
        call = write_call(
            officer, mission, usual_call(at - timedelta(days=1), at + timedelta(days=10), "tea-2027", cap=2)
        )
    kept = sum(call_rows.Refusals.objects.filter(call=call).values_list("count", flat=True))
    print(json.dumps({"address": call.address, "refused": kept}))  # noqa: T201  # told to the test
