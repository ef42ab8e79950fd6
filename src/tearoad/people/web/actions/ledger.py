"""Add to the ledger, in the transaction of the change."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from tearoad.people import ledger as chain
from tearoad.people.actor import Actor
from tearoad.people.sealing import KEY_BYTES, seal, unwrap, wrap
from tearoad.people.web.models import Evidence, LedgerEntry, LedgerHead, PersonKey, current_tenant
from tearoad.people.web.queries.keys import ledger_key, wrapping_key
from tearoad.web.clock import now


@transaction.atomic(savepoint=False)
def append(
    by: Actor,
    code: str,
    subject_kind: str,
    subject_id: object,
    facts: Mapping[str, Any] | None = None,
    evidence: Mapping[str, Mapping[str, Any]] | None = None,
) -> LedgerEntry:
    """Add an entry to the organisation's chain; its head is locked until the change is committed.

    Three queries; with evidence two more, and one for persons that are new.

    Args:
        by: who did it.
        code: what was done, `stage.verb`: `plan.published`; the stage's catalogue says it under `<stage>.done_<verb>`.
        subject_kind: to what kind of thing.
        subject_id: to which one.
        facts: JSON data without anything personal; where a program did it, its key is added.
        evidence: for each person (`company:<id>`, `delegate:<id>`, `user:<id>`) what is personal; it is encrypted with
            that person's key. Of a person who was erased nothing is kept.

    """
    head = _lock()
    key = ledger_key(current_tenant())
    by_key = {"by_key": str(by.program)} if by.program else {}
    entry = LedgerEntry(
        number=head.number + 1,
        at=now(),
        code=code,
        actor_role=by.role.value,
        actor_id=by.user,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        facts=json.loads(chain.canonical({**(facts or {}), **by_key})),
        previous=head.digest,
    )
    pieces = list(_sealed(entry, evidence)) if evidence else []
    entry.evidence_digest = chain.evidence_digest(
        key, ((p.key.person, bytes(p.nonce), bytes(p.sealed)) for p in pieces)
    )
    entry.digest = chain.digest(key, entry.previous, chain.content_of(entry))
    entry.save(force_insert=True)
    if pieces:
        Evidence.objects.bulk_create(pieces)
    seal_ = chain.seal_of_head(key, entry.number, entry.digest)
    LedgerHead.objects.filter(pk=head.pk).update(number=entry.number, digest=entry.digest, seal=seal_)
    return entry


def erase(person: str) -> bool:
    """Destroy a person's key: what was sealed with it can never be read again; returns whether there was one."""
    found = PersonKey.objects.filter(person=person, erased_at=None).update(wrapped=None, erased_at=now())
    return bool(found)


@transaction.atomic(savepoint=False)
def seal_anew() -> None:
    """Seal the organisation's chain with the key in use, as it stands: the key it was sealed with is lost.

    Nothing can say any more whether what stands there is what was written. Evidence stays unreadable; whoever has some
    gets a new key for what is still to come.
    """
    head, key, wrapping = _lock(), ledger_key(current_tenant()), wrapping_key()
    kept: dict[Any, list[tuple[str, bytes, bytes]]] = defaultdict(list)
    for piece in Evidence.objects.select_related("key"):
        kept[piece.entry_id].append((piece.key.person, bytes(piece.nonce), bytes(piece.sealed)))
    last = ""
    for entry in list(LedgerEntry.objects.order_by("number")):
        entry.evidence_digest = chain.evidence_digest(key, kept.get(entry.id, ()))
        entry.previous = last
        entry.digest = last = chain.digest(key, last, chain.content_of(entry))
        entry.save(update_fields=["previous", "evidence_digest", "digest"])
    # The number stays as it was told: what is missing at the end is still found missing.
    LedgerHead.objects.filter(pk=head.pk).update(digest=last, seal=chain.seal_of_head(key, head.number, last))
    for row in PersonKey.objects.filter(erased_at=None):
        row.wrapped = wrap(wrapping, secrets.token_bytes(KEY_BYTES), row.person)
        row.save(update_fields=["wrapped"])


def _lock() -> LedgerHead:
    """Lock the end of the chain: its row on PostgreSQL, on SQLite the transaction has the lock from its beginning."""
    head: LedgerHead | None = LedgerHead.objects.select_for_update().first()
    if head is None:
        LedgerHead.objects.get_or_create(defaults={"number": 0, "digest": ""})
        head = LedgerHead.objects.select_for_update().get()
    return head


def _sealed(entry: LedgerEntry, evidence: Mapping[str, Mapping[str, Any]]) -> Iterable[Evidence]:
    keys = _keys(evidence)
    for person, facts in sorted(evidence.items()):
        row, key = keys[person]
        if key is not None:
            nonce, sealed = seal(key, chain.canonical(facts), f"{entry.id} {person}")
            yield Evidence(entry=entry, key=row, nonce=nonce, sealed=sealed)


def _keys(persons: Iterable[str]) -> dict[str, tuple[PersonKey, bytes | None]]:
    """Return each person's key; a new one for whom there is none, None for who was erased."""
    wrapping = wrapping_key()
    found: dict[str, tuple[PersonKey, bytes | None]] = {}
    for row in PersonKey.objects.filter(person__in=list(persons)):
        key = None if row.wrapped is None else unwrap(wrapping, bytes(row.wrapped), row.person)
        found[row.person] = (row, key)
    fresh = {person: secrets.token_bytes(KEY_BYTES) for person in persons if person not in found}
    rows = [PersonKey(person=person, wrapped=wrap(wrapping, key, person)) for person, key in fresh.items()]
    if rows:
        PersonKey.objects.bulk_create(rows)
    return found | {row.person: (row, fresh[row.person]) for row in rows}
