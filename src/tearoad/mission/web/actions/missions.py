"""Make a mission and change its settings."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from tearoad.mission import Mission
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.values.document import to_document
from tearoad.web.clock import now


@transaction.atomic
def make(by: Actor, mission: Mission) -> rows.Mission:
    """Make a mission."""
    require(by, Policy.EDIT_MISSION)
    row = rows.Mission(revision=0)
    _write(row, mission)
    ledger.append(by, "mission.made", "mission", row.id)
    return row


@transaction.atomic
def change(by: Actor, row: rows.Mission, mission: Mission) -> rows.Mission:
    """Change a mission's settings; plans made before are out of date from now on."""
    require(by, Policy.EDIT_MISSION)
    _write(row, mission)
    ledger.append(by, "mission.changed", "mission", row.id, {"revision": row.revision})
    return row


def touch(row: rows.Mission) -> None:
    """Say that something a plan depends on has changed; part of the caller's transaction."""
    rows.Mission.objects.filter(pk=row.pk).update(revision=F("revision") + 1, changed_at=now())


def _write(row: rows.Mission, mission: Mission) -> None:
    row.name = mission.name.written[0] if mission.name.written else ""
    row.country = mission.country.alpha2
    row.starts_on, row.ends_on = mission.days[0].on, mission.days[-1].on
    row.document = to_document(mission)
    row.revision += 1
    row.changed_at = now()
    row.save()
