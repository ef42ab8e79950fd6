"""Add, change and take away samples and diplomatic posts."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from tearoad.errors import Conflict
from tearoad.mission.checklist import DiplomaticPost, Sample
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.confirm import require_name
from tearoad.web.saving import stale

Entry = Sample | DiplomaticPost


@transaction.atomic
def add(by: Actor, mission: rows.Mission, entry: Entry) -> Any:  # noqa: ANN401  # a row of either kind
    """Keep a sample of a mission, or a post of its country.

    Raises:
        Conflict: the mission is archived, or another was given the id in the meantime.

    """
    require(by, Policy.EDIT_MISSION)
    _open(mission)
    found = rows_of(mission, type(entry))
    if found.filter(code=entry.id).exists():
        raise Conflict(Text("checklist_pages.id_taken", id=entry.id), Text("checklist_pages.id_taken_hint"))
    last = found.aggregate(last=Max("position"))["last"]
    whose: dict[str, Any] = {"mission": mission} if isinstance(entry, Sample) else {"country": mission.country}
    row = found.model.objects.create(
        **whose, code=entry.id, position=0 if last is None else last + 1, document=to_document(entry)
    )
    _note(by, mission, entry, "added")
    return row


@transaction.atomic
def change(by: Actor, mission: rows.Mission, row: Any, entry: Entry, read: str) -> None:  # noqa: ANN401  # the same
    """Write what is now known; `read` is the mark of what the form showed.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived, or somebody removed it in the meantime.

    """
    require(by, Policy.EDIT_MISSION)
    _open(mission)
    held = rows_of(mission, type(entry)).select_for_update().filter(pk=row.pk).first()
    if held is None:
        raise Conflict(Text("checklist_pages.changed_since"), Text("checklist_pages.changed_since_hint"))
    document = to_document(entry)
    stale.require_unchanged(read, held.document, document)
    if held.document != document:
        held.document = document
        held.save()
        _note(by, mission, entry, "changed")


@transaction.atomic
def remove(by: Actor, mission: rows.Mission, row: Any, entry: Entry, *, typed: str, read: str) -> None:  # noqa: ANN401  # the same
    """Take a sample or a post away; its id was typed to confirm it, `read` is the mark of what the page showed.

    Raises:
        Stale: somebody changed it in the meantime.
        InputError: something else was typed.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    _open(mission)
    require_name(typed, entry.id)
    held = rows_of(mission, type(entry)).select_for_update().filter(pk=row.pk).first()
    if held is None:
        return
    stale.require_unchanged(read, held.document, changed=changed_by(mission, entry))
    held.delete()
    _note(by, mission, entry, "removed")


def changed_by(mission: rows.Mission, entry: Entry) -> stale.Changed:
    """Return by which entry of the ledger a change of a sample or a post is known."""
    kind = "sample" if isinstance(entry, Sample) else "post"
    return stale.Changed(f"mission.{kind}_changed", "mission", mission.id, (("code", entry.id),))


def rows_of(mission: rows.Mission, core: type[Entry]) -> Any:  # noqa: ANN401  # the rows of either kind
    """Return the samples of a mission, or the posts of its country."""
    if core is Sample:
        return rows.Sample.objects.filter(mission=mission)
    return rows.DiplomaticPost.objects.filter(country=mission.country)


def _note(by: Actor, mission: rows.Mission, entry: Entry, what: str) -> None:
    kind = "sample" if isinstance(entry, Sample) else "post"
    ledger.append(by, f"mission.{kind}_{what}", "mission", mission.id, {"code": entry.id})


def _open(mission: rows.Mission) -> None:
    if rows.Mission.objects.select_for_update().get(pk=mission.pk).archived_at is not None:
        raise Conflict(Text("mission_pages.is_archived"), Text("mission_pages.is_archived_hint"))
