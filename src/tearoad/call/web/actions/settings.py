"""Open a call and change its settings."""

from __future__ import annotations

from django.db import transaction

from tearoad.call import Call, Decision, faults
from tearoad.call.web import models as rows
from tearoad.call.web.queries.calls import call_row, core_call
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.saving import stale


@transaction.atomic
def write_call(by: Actor, mission: mission_rows.Mission, call: Call, read: str | None = None) -> rows.Call:
    """Open a mission's call, or change it.

    Args:
        by: who does it.
        mission: whose call it is.
        call: what it is to be.
        read: the mark of what was read; None where nobody looked.

    Raises:
        InputError: something is wrong with it; everything is told. Or it lets fewer firms go than are accepted.
        Stale: somebody changed it meanwhile.
        Conflict: the mission is archived, or another call has the address.

    """
    require(by, Policy.RUN_CALL)
    refuse_archived(mission)
    if wrong := faults(call):
        raise InputError(wrong[0], Text("call_pages.mend_all"))
    mission_rows.Mission.objects.select_for_update().get(pk=mission.pk)
    row = call_row(mission)
    is_new = row is None
    if row is None:
        row = rows.Call(mission=mission, revision=0)
    else:
        stale.require_unchanged(read, row.document, to_document(call))
        if call.cap < core_call(row).cap:  # a cap that was too low before keeps nobody from mending the rest
            _keep_the_accepted(mission, call.cap)
    if rows.Call.across_tenants.filter(address=call.address).exclude(pk=row.pk).exists():
        raise Conflict(Text("call_pages.address_taken", found=call.address), Text("call_pages.address_taken_hint"))
    row.address, row.opens_at, row.closes_at = call.address, call.opens_at, call.closes_at
    row.document = to_document(call)
    row.revision += 1
    row.save()
    facts = {"revision": row.revision}
    ledger.append(by, "mission.call_opened" if is_new else "mission.call_changed", "mission", mission.id, facts)
    return row


def _keep_the_accepted(mission: mission_rows.Mission, cap: int) -> None:
    """Refuse a cap below the number of firms that were told that they go."""
    accepted = rows.Application.objects.filter(mission=mission, decision=Decision.ACCEPTED.value).count()
    if accepted > cap:
        raise InputError(Text("call.over_cap", count=accepted, cap=cap), Text("call.over_cap_hint", least=accepted))
