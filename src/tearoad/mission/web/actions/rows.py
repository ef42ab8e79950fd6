"""Add, change and take out a row of any kind; every change can be undone until the next one of the same row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries.stored_kinds import STORED_KINDS, StoredKind
from tearoad.people import Actor
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import Document, to_document
from tearoad.web.clock import now
from tearoad.web.documents import UnreadDocument
from tearoad.web.saving import stale

R = TypeVar("R")


@transaction.atomic
def add(by: Actor, mission: rows.Mission, stored: StoredKind[R], entry: R) -> Any:
    """Keep a row behind those that are there; one without an id gets the next free one.

    Raises:
        InputError: it contradicts another row, or another has its id.
        Conflict: the mission is archived.

    """
    _open(by, mission, stored)
    return _add(by, mission, stored, entry)


@transaction.atomic
def put(by: Actor, mission: rows.Mission, stored: StoredKind[R], entry: R) -> bool:
    """Write a row in the place of the one that is known by the same; return whether anything changed.

    Raises:
        InputError: it contradicts another row.
        Conflict: the mission is archived.

    """
    _open(by, mission, stored)
    row = stored.rows_of(mission).filter(code=stored.kind.key(entry)).first()
    if row is None:
        _add(by, mission, stored, entry)
        return True
    return _change(by, mission, stored, row, entry)


@transaction.atomic
def change(by: Actor, mission: rows.Mission, stored: StoredKind[R], row: Any, entry: R, read: str) -> None:
    """Write what is now known; `read` is the mark of what the form showed.

    A row that is known by what it says becomes another one where that changes.

    Raises:
        InputError: it contradicts another row.
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived, or somebody took it out in the meantime.

    """
    _open(by, mission, stored)
    held = _held(mission, stored, row)
    if held is None:
        raise Conflict(Text("rows.changed_since"), Text("rows.changed_since_hint"))
    stale.require_unchanged(read, held.document, to_document(entry))
    if stored.kind.key(entry) == held.code:
        _change(by, mission, stored, held, entry)
    else:
        _remove(by, mission, stored, held)
        _add(by, mission, stored, entry)


@transaction.atomic
def remove(by: Actor, mission: rows.Mission, stored: StoredKind[R], row: Any, read: str) -> None:
    """Take a row out; `read` is the mark of what the page showed. Who finds it gone has nothing to do.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived, or something still names it.

    """
    _open(by, mission, stored)
    held = _held(mission, stored, row)
    if held is not None:
        stale.require_unchanged(read, held.document, changed=changed_by(mission, stored, held.code))
        _remove(by, mission, stored, held)


@transaction.atomic
def undo(by: Actor, mission: rows.Mission, change_id: str) -> StoredKind[Any]:
    """Put back what a change changed; return the kind of the row.

    Raises:
        NotFoundError: the mission has no such change.
        Conflict: it is undone already, the row was changed since, or something names one that would go.

    """
    row_change = _change_with(mission, change_id)
    if row_change is None:
        raise NotFoundError(Text("rows.no_such_change"), Text("rows.no_such_change_hint"))
    stored = STORED_KINDS[row_change.kind]
    _open(by, mission, stored)
    row = stored.rows_of(mission).filter(code=row_change.code).first()
    if row_change.undone_at is not None or (row.document if row else None) != row_change.after:
        raise Conflict(Text("rows.changed_since"), Text("rows.changed_since_hint"))
    if row_change.before is None:
        stored.before_removal(mission, row_change.code)
        row.delete()
    else:
        row = row or stored.new_row(mission, row_change.code, row_change.position)
        stored.fill(row, row_change.before)
        row.save()
    row_change.undone_at = now()
    row_change.save()
    _note(by, mission, stored, row_change.code, "undone", changed_fields(row_change.before, row_change.after))
    return stored


def changed_by(mission: rows.Mission, stored: StoredKind[Any], code: str) -> stale.Changed:
    """Return by which entry of the ledger a change of a row is known."""
    return stale.Changed(f"mission.{stored.noun}_changed", "mission", mission.id, (("code", code),))


def _open(by: Actor, mission: rows.Mission, stored: StoredKind[Any]) -> None:
    require(by, stored.policy)
    open_mission(mission)


def _held(mission: rows.Mission, stored: StoredKind[Any], row: Any) -> Any:
    return stored.rows_of(mission).select_for_update().filter(pk=row.pk).first()


def _add(by: Actor, mission: rows.Mission, stored: StoredKind[R], entry: R) -> Any:
    if stored.kind.id and not stored.kind.key(entry):
        entry = replace(entry, id=stored.free_id(mission))  # type: ignore[type-var]  # rows are dataclasses
    code, found = stored.kind.key(entry), stored.rows_of(mission)
    _refuse_beside_others(mission, stored, entry)
    if found.filter(code=code).exists():
        raise InputError(Text("rows.id_taken", id=code), Text("rows.id_taken_hint"))
    last = found.aggregate(last=Max("position"))["last"]
    row = stored.new_row(mission, code, 0 if last is None else last + 1)
    stored.fill(row, to_document(entry))
    row.save()
    _record(by, mission, stored, row, (None, row.document))
    return row


def _change(by: Actor, mission: rows.Mission, stored: StoredKind[R], row: Any, entry: R) -> bool:
    before, after = row.document, to_document(entry)
    if before == after:
        return False
    _refuse_beside_others(mission, stored, entry)
    stored.fill(row, after)
    row.save()
    _record(by, mission, stored, row, (before, after))
    return True


def _remove(by: Actor, mission: rows.Mission, stored: StoredKind[Any], row: Any) -> None:
    stored.before_removal(mission, row.code)
    _record(by, mission, stored, row, (row.document, None))
    row.delete()


def _refuse_beside_others(mission: rows.Mission, stored: StoredKind[R], entry: R) -> None:
    key = stored.kind.key
    others = [stored.read(row) for row in stored.rows_of(mission).exclude(code=key(entry))]
    wrong = stored.kind.refusal(entry, others, key)
    if wrong is not None:
        raise InputError(wrong.text, wrong.hint)


def _record(
    by: Actor,
    mission: rows.Mission,
    stored: StoredKind[Any],
    row: Any,
    documents: tuple[Document | None, Document | None],
) -> None:
    before, after = documents
    if not isinstance(before, UnreadDocument):  # what could not be read is not put back
        rows.RowChange.objects.create(
            mission=mission,
            kind=stored.kind.name,
            code=row.code,
            before=before,
            after=after,
            position=row.position,
            changed_at=now(),
            changed_by=by.name,
        )
    what = "added" if before is None else "removed" if after is None else "changed"
    _note(by, mission, stored, row.code, what, changed_fields(before, after))


def changed_fields(before: Document | None, after: Document | None) -> frozenset[str]:
    """Return which fields of a row differ; all of one that came or went."""
    was, now_said = before or {}, after or {}
    return frozenset(name for name in was.keys() | now_said.keys() if was.get(name) != now_said.get(name))


def _note(
    by: Actor, mission: rows.Mission, stored: StoredKind[Any], code: str, what: str, fields: frozenset[str]
) -> None:
    facts = {"code": code} | ({"fields": sorted(fields)} if what == "changed" else {})
    ledger.append(by, f"mission.{stored.noun}_{what}", "mission", mission.id, facts)
    if stored.touches_plans and (stored.planned_with is None or stored.planned_with & fields):
        touch(mission)


def _change_with(mission: rows.Mission, change_id: str) -> rows.RowChange | None:
    try:
        row_change: rows.RowChange | None = rows.RowChange.objects.filter(mission=mission, pk=UUID(change_id)).first()
    except ValueError:
        return None
    return row_change
