"""Add, change and take out a row of any kind."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max

from tearoad.errors import Conflict, InputError
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import refuse_archived
from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.rows import id_of
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.saving import stale

R = TypeVar("R")


@transaction.atomic
def add(by: Actor, mission: rows.Mission, stored: StoredKind[R], entry: R) -> Any:  # noqa: ANN401  # a row of its table
    """Keep a row behind those that are there.

    Raises:
        InputError: it contradicts another row.
        Conflict: the mission is archived, or another row was given the id in the meantime.

    """
    found = _open(by, mission, stored)
    code = id_of(entry)
    if found.filter(code=code).exists():
        raise Conflict(Text("rows.id_taken", id=code), Text("rows.id_taken_hint"))
    _refuse_beside_others(mission, stored, entry)
    last = found.aggregate(last=Max("position"))["last"]
    row = stored.model.objects.create(
        **stored.belongs_to(mission),
        code=code,
        position=0 if last is None else last + 1,
        document=to_document(entry),
    )
    _note(by, mission, stored, code, "added")
    return row


@transaction.atomic
def change(by: Actor, mission: rows.Mission, stored: StoredKind[R], entry: R, read: str) -> None:
    """Write what is now known; `read` is the mark of what the form showed.

    Raises:
        InputError: it contradicts another row.
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived, or somebody took it out in the meantime.

    """
    held = _held(_open(by, mission, stored), id_of(entry))
    if held is None:
        raise Conflict(Text("rows.changed_since"), Text("rows.changed_since_hint"))
    document = to_document(entry)
    stale.require_unchanged(read, held.document, document)
    if held.document != document:
        _refuse_beside_others(mission, stored, entry)
        held.document = document
        held.save()
        _note(by, mission, stored, held.code, "changed")


@transaction.atomic
def remove(by: Actor, mission: rows.Mission, stored: StoredKind[R], entry: R, read: str) -> None:
    """Take a row out; `read` is the mark of what the page showed. Who finds it gone has nothing to do.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived.

    """
    held = _held(_open(by, mission, stored), id_of(entry))
    if held is None:
        return
    stale.require_unchanged(read, held.document, changed=changed_by(mission, stored, entry))
    held.delete()
    _note(by, mission, stored, held.code, "removed")


def changed_by(mission: rows.Mission, stored: StoredKind[R], entry: R) -> stale.Changed:
    """Return by which entry of the ledger a change of a row is known."""
    return stale.Changed(f"mission.{stored.noun}_changed", "mission", mission.id, (("code", id_of(entry)),))


def _open(by: Actor, mission: rows.Mission, stored: StoredKind[R]) -> Any:  # noqa: ANN401  # a set of rows of its table
    """Return the rows of a kind, with the mission held: two who write at once come one after the other."""
    require(by, Policy.EDIT_MISSION)
    refuse_archived(rows.Mission.objects.select_for_update().get(pk=mission.pk))
    return stored.rows_of(mission)


def _held(found: Any, code: str) -> Any:  # noqa: ANN401  # the same
    return found.select_for_update().filter(code=code).first()


def _refuse_beside_others(mission: rows.Mission, stored: StoredKind[R], entry: R) -> None:
    others = [stored.read(one) for one in stored.rows_of(mission).exclude(code=id_of(entry))]
    wrong = stored.kind.refusal(entry, others, id_of)
    if wrong is not None:
        raise InputError(wrong.text, wrong.hint)


def _note(by: Actor, mission: rows.Mission, stored: StoredKind[R], code: str, what: str) -> None:
    ledger.append(by, f"mission.{stored.noun}_{what}", "mission", mission.id, {"code": code})
    if stored.touches_plans:
        touch(mission)
