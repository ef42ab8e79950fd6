"""Make a mission, change its settings, put it away."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from tearoad.companies.web.actions.merging import CompaniesMerged, CompaniesParted
from tearoad.mission import Mission
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import refuse_archived
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.registry import Event, emit
from tearoad.web.saving import stale


@dataclass(frozen=True, slots=True)
class MissionChanged(Event):
    """A mission was made, or its settings changed; what depends on days, places and rules may be out of date."""

    mission_id: UUID


@transaction.atomic
def make(by: Actor, mission: Mission) -> rows.Mission:
    """Make a mission."""
    require(by, Policy.EDIT_MISSION)
    row = rows.Mission(revision=0)
    _write(row, mission)
    ledger.append(by, "mission.made", "mission", row.id)
    emit(MissionChanged(row.id))
    return row


@transaction.atomic
def change(by: Actor, row: rows.Mission, mission: Mission, read: str | None = None) -> rows.Mission:
    """Change a mission's settings; plans made before are out of date from now on.

    Args:
        by: who changes them.
        row: the mission.
        mission: what it is to be.
        read: the mark of the settings that were read; None where nobody looked.

    Raises:
        Stale: somebody changed them in the meantime.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    row = _locked(row)
    refuse_archived(row)
    wanted = to_document(mission)
    stale.require_unchanged(read, row.document, wanted)
    if row.document == wanted:
        return row
    _write(row, mission)
    ledger.append(by, "mission.changed", "mission", row.id, {"revision": row.revision})
    emit(MissionChanged(row.id))
    return row


@transaction.atomic
def archive(by: Actor, row: rows.Mission) -> None:
    """Put a mission away: it is still read, nothing in it is changed, and its links open no more."""
    require(by, Policy.EDIT_MISSION)
    if rows.Mission.objects.filter(pk=row.pk, archived_at=None).update(archived_at=now()):
        ledger.append(by, "mission.archived", "mission", row.id)


@transaction.atomic
def unarchive(by: Actor, row: rows.Mission) -> None:
    """Take a mission out again."""
    require(by, Policy.EDIT_MISSION)
    if rows.Mission.objects.filter(pk=row.pk, archived_at__isnull=False).update(archived_at=None):
        ledger.append(by, "mission.unarchived", "mission", row.id)


def touch(row: rows.Mission) -> None:
    """Say that something a plan depends on has changed; part of the caller's transaction."""
    rows.Mission.objects.filter(pk=row.pk).update(revision=F("revision") + 1, changed_at=now())


def companies_merged(event: CompaniesMerged) -> None:
    """Say that the missions of two companies are out of date: one of them is called and offers something else."""
    _touch_missions_of(event.kept, event.joined)


def companies_parted(event: CompaniesParted) -> None:
    """Say the same when they are two again."""
    _touch_missions_of(event.kept, event.joined)


def _touch_missions_of(*companies: UUID) -> None:
    taking_part = rows.Participation.objects.filter(company__in=companies).values("mission")
    for row in rows.Mission.objects.filter(pk__in=taking_part):
        touch(row)


def _locked(row: rows.Mission) -> rows.Mission:
    mission: rows.Mission = rows.Mission.objects.select_for_update().get(pk=row.pk)
    return mission


def _write(row: rows.Mission, mission: Mission) -> None:
    row.name = mission.name.written[0] if mission.name.written else ""
    row.country = mission.country.alpha2
    row.starts_on, row.ends_on = mission.days[0].on, mission.days[-1].on
    row.document = to_document(mission)
    row.revision += 1
    row.changed_at = now()
    row.save()
