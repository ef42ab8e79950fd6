"""Keep campaigns, and what the organisation did before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from tearoad.call import Campaign, PastMission, campaign_faults
from tearoad.call.web import models as rows
from tearoad.errors import InputError, NotFoundError
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.confirm import require_name
from tearoad.web.saving import stale


@dataclass(frozen=True, slots=True)
class PastMissionChanges:
    """What a sheet of past missions changed in the record."""

    new: tuple[PastMission, ...]
    changed: tuple[PastMission, ...]


@transaction.atomic
def write_campaign(
    by: Actor, campaign: Campaign, row: rows.Campaign | None = None, read: str | None = None
) -> rows.Campaign:
    """Make a campaign, or change it.

    Args:
        by: who does it.
        campaign: what it is to be.
        row: the one that is changed; None for a new one.
        read: the mark of what was read; None where nobody looked.

    Raises:
        InputError: something is wrong with it.
        Stale: somebody changed it meanwhile.

    """
    require(by, Policy.RUN_CALL)
    if wrong := campaign_faults(campaign):
        raise InputError(wrong[0], Text("call_pages.mend_all"))
    if row is None:
        row = rows.Campaign(revision=0, code=campaign.id or _free_code(campaign.year))
    else:
        row = rows.Campaign.objects.select_for_update().get(pk=row.pk)
        stale.require_unchanged(read, row.document, to_document(replace(campaign, id=row.code)))
    row.year, row.document = campaign.year, to_document(replace(campaign, id=row.code))
    row.revision += 1
    row.save()
    ledger.append(by, "mission.campaign_written", "campaign", row.id, {"year": row.year, "revision": row.revision})
    return row


def _free_code(year: int) -> str:
    """Return the first free code of a year: its name in the sheets, which stays when the year is put right."""
    taken = set(rows.Campaign.objects.values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"Y{year}-{number}") not in taken)


@transaction.atomic
def write_past_missions(by: Actor, found: Sequence[PastMission]) -> PastMissionChanges:
    """Add past missions, or bring those with the same id up to date; returns which. Nothing is removed."""
    require(by, Policy.RUN_CALL)
    known = {past_mission.code: past_mission for past_mission in rows.PastMission.objects.select_for_update()}
    last = max((row.position for row in known.values()), default=-1)
    new: list[PastMission] = []
    changed: list[PastMission] = []
    for mission in found:
        is_new = mission.id not in known
        row = known.get(mission.id) or rows.PastMission(code=mission.id, position=last + 1)
        document = to_document(mission)
        if row.document == document:
            continue
        known[mission.id], last = row, max(last, row.position)
        row.year, row.document = mission.year, document
        row.save()
        (new if is_new else changed).append(mission)
    if new or changed:
        ledger.append(
            by, "mission.past_missions_written", "organisation", by.tenant, {"count": len(new) + len(changed)}
        )
    return PastMissionChanges(tuple(new), tuple(changed))


@transaction.atomic
def remove_past_mission(by: Actor, code: str, typed: str) -> None:
    """Take a past mission off the record: no claim counts it any more. The ledger keeps what it said.

    Raises:
        NotFoundError: there is none such.
        InputError: something else than its id was typed.

    """
    require(by, Policy.RUN_CALL)
    row = rows.PastMission.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NotFoundError(Text("call_pages.no_such_past"), Text("call_pages.no_such_past_hint"))
    require_name(typed, row.code)
    row.delete()
    ledger.append(by, "mission.past_mission_removed", "organisation", by.tenant, {"removed": row.document})
