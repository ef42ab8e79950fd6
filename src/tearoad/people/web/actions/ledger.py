"""Add to the ledger, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tearoad.people import ledger as chain
from tearoad.people.actor import Actor
from tearoad.people.web.models import LedgerEntry, LedgerHead
from tearoad.people.web.queries.keys import ledger_key
from tearoad.web.clock import now


@transaction.atomic
def append(
    by: Actor,
    code: str,
    subject_kind: str,
    subject_id: object,
    facts: Mapping[str, Any] | None = None,
    evidence: Mapping[str, Mapping[str, Any]] | None = None,
) -> LedgerEntry:
    """Add an entry to the organisation's chain; its head is locked until the change is committed.

    Args:
        by: who did it.
        code: what was done, `stage.verb`: `plan.published`.
        subject_kind: to what kind of thing.
        subject_id: to which one.
        facts: JSON data without anything personal.
        evidence: for each person (`company:<id>`, `delegate:<id>`, `user:<id>`) what is personal; it is encrypted with
            that person's key.

    """
    LedgerHead.objects.get_or_create(defaults={"number": 0, "digest": ""})
    head = LedgerHead.objects.select_for_update().get()
    del evidence
    entry = LedgerEntry(
        number=head.number + 1,
        at=now(),
        code=code,
        actor_role=by.role.value,
        actor_id=by.user,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        facts=dict(facts or {}),
        previous=head.digest,
    )
    entry.digest = chain.digest(ledger_key(), entry.previous, chain.content_of(entry))
    entry.save()
    head.number, head.digest = entry.number, entry.digest
    head.save()
    return entry
