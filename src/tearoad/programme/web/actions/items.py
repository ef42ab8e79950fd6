"""Write an item of the programme, take it out, put it back; nobody is told before it is announced."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from tearoad.errors import Conflict
from tearoad.mission import ProgrammeItem
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.programme.web import models as rows
from tearoad.programme.web.queries.items import next_code
from tearoad.text import Text
from tearoad.values import ItemId
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.saving import stale


@transaction.atomic
def add(by: Actor, row: mission_rows.Mission, item: ProgrammeItem) -> mission_rows.ProgrammeItem:
    """Add an item; its id is the next free one.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    row = open_mission(row)
    item = replace(item, id=ItemId(""))
    code = next_code(row)
    last = mission_rows.ProgrammeItem.objects.filter(mission=row).aggregate(last=Max("position"))["last"]
    made: mission_rows.ProgrammeItem = mission_rows.ProgrammeItem.objects.create(
        mission=row,
        code=code,
        position=0 if last is None else last + 1,
        document=to_document(replace(item, id=ItemId(code))),
    )
    touch(row)
    ledger.append(by, "mission.item_added", "mission", row.id, {"item": code})
    return made


@transaction.atomic
def change(by: Actor, found: mission_rows.ProgrammeItem, item: ProgrammeItem, read: str) -> None:
    """Change an item, or move it to another time or place.

    Args:
        by: who changes it.
        found: its row.
        item: what it is to be; its id stays.
        read: the mark of the item that was read.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: somebody removed it in the meantime, or the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    mission = open_mission(found.mission)
    row = _locked(found)
    document = to_document(replace(item, id=ItemId(row.code)))
    stale.require_unchanged(read, row.document, document)
    if row.document == document:
        return
    row.document = document
    row.save()
    touch(mission)
    ledger.append(by, "mission.item_changed", "mission", mission.id, {"item": row.code})


@transaction.atomic
def remove(by: Actor, found: mission_rows.ProgrammeItem, read: str) -> rows.RemovedItem:
    """Take an item out; it can be put back.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: somebody removed it in the meantime, or the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    mission = open_mission(found.mission)
    row = _locked(found)
    by_whom = stale.Changed("mission.item_changed", "mission", mission.id, (("item", row.code),))
    stale.require_unchanged(read, row.document, changed=by_whom)
    facts = {"document": row.document, "position": row.position, "removed_at": now()}
    kept, _ = rows.RemovedItem.objects.update_or_create(mission=mission, code=row.code, defaults=facts)
    row.delete()
    touch(mission)
    ledger.append(by, "mission.item_removed", "mission", mission.id, {"item": kept.code})
    return kept  # type: ignore[no-any-return]  # a scoped manager's row


@transaction.atomic
def put_back(by: Actor, removed: rows.RemovedItem) -> mission_rows.ProgrammeItem:
    """Put an item back as it was, under its own id: calendars know it again.

    Raises:
        Conflict: its id was given anew in the meantime, or the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    mission = open_mission(removed.mission)
    if mission_rows.ProgrammeItem.objects.filter(mission=mission, code=removed.code).exists():
        raise Conflict(Text("programme_pages.there_again", item=removed.code), Text("programme_pages.look_again_hint"))
    made: mission_rows.ProgrammeItem = mission_rows.ProgrammeItem.objects.create(
        mission=mission, code=removed.code, position=removed.position, document=removed.document
    )
    rows.RemovedItem.objects.filter(pk=removed.pk).delete()
    touch(mission)
    ledger.append(by, "mission.item_put_back", "mission", mission.id, {"item": made.code})
    return made


def _locked(found: mission_rows.ProgrammeItem) -> mission_rows.ProgrammeItem:
    """Return the row as it is now."""
    row: mission_rows.ProgrammeItem | None = (
        mission_rows.ProgrammeItem.objects.select_for_update().filter(pk=found.pk).first()
    )
    if row is None:
        raise Conflict(Text("programme_pages.changed_meanwhile"), Text("programme_pages.look_again_hint"))
    return row
