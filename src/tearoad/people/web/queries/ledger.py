"""What the ledger says, and whether it still fits together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from tearoad.errors import NotFoundError
from tearoad.people import ledger as chain
from tearoad.people.ledger import Verified
from tearoad.people.sealing import unseal, unwrap
from tearoad.people.web.models import Evidence, LedgerEntry, LedgerHead, ProgramKey, User
from tearoad.people.web.queries.keys import ledger_key, wrapping_key
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.saving.stale import Changed
from tearoad.web.saving.versions import LastChange
from tearoad.words.catalogue import template

PAGE = 50
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry as a page shows it."""

    entry: LedgerEntry
    sentence: Text
    who: str
    """A name; empty for the system, for a visitor and for who was erased."""
    erased_at: datetime | None
    by_key: str = ""
    """What the key is called by which a program acted for them."""


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some entries, newest first."""

    entries: tuple[LedgerLine, ...]
    page: Page[LedgerEntry]
    kind: str
    kinds: tuple[tuple[str, Text], ...]


def sentence(code: str) -> Text:
    """Return what was done as a text of the stage's catalogue: `plan.published` is `plan.done_published`, or itself."""
    stage, _, verb = code.partition(".")
    for said in (f"{stage}.done_{verb.replace('.', '_')}", code):
        try:
            text = template(Text(said), Language.EN)
        except NotFoundError:  # the stage says it the other way, or is no longer there
            continue
        if "{" not in text:
            return Text(said)
    return Text("people.done_other", code=code)


def page(number: object = 1, kind: str = "") -> LedgerPage:
    """Return a page of the ledger, in four queries."""
    codes = LedgerEntry.objects.order_by("code").values_list("code", flat=True).distinct()
    kinds = tuple((code, sentence(code)) for code in codes)
    chosen = kind if kind in dict(kinds) else ""
    rows = LedgerEntry.objects.filter(code=chosen) if chosen else LedgerEntry.objects.all()
    some = Paginator(rows.order_by("-number"), PAGE).get_page(number)  # type: ignore[arg-type]  # what a visitor wrote
    people = User.objects.in_bulk({row.actor_id for row in some if row.actor_id})
    programs = _programs(some)
    return LedgerPage(tuple(_ledger_line(row, people, programs) for row in some), some, chosen, kinds)


def ledger_line(row: LedgerEntry) -> LedgerLine:
    """Return one entry as a page shows it."""
    return _ledger_line(row, User.objects.in_bulk([row.actor_id] if row.actor_id else []), _programs([row]))


def last_change(of: Changed) -> LastChange | None:
    """Return who changed something last, and when; two queries. None where nobody wrote it, as for a sheet taken in."""
    query = LedgerEntry.objects.filter(code=of.code, subject_kind=of.kind, subject_id=str(of.id))
    query = query.filter(**{f"facts__{name}": value for name, value in of.facts})
    row = query.order_by("-number").first()
    return LastChange(ledger_line(row).who, row.at) if row is not None else None


def _programs(rows: Iterable[LedgerEntry]) -> dict[str, str]:
    """Return what keys are called by which programs acted; no query where none did."""
    keys = {row.facts["by_key"] for row in rows if "by_key" in row.facts}
    found = ProgramKey.objects.filter(pk__in=keys).values_list("pk", "name") if keys else ()
    return {str(pk): name or str(pk) for pk, name in found}


def _ledger_line(row: LedgerEntry, people: dict[Any, User], programs: dict[str, str]) -> LedgerLine:
    user = people.get(row.actor_id)
    erased, key = user.erased_at if user else None, row.facts.get("by_key", "")
    name = "" if user is None or erased else str(user)
    return LedgerLine(row, sentence(row.code), name, erased, programs.get(key, key))


def verify(tenant: UUID) -> Verified:
    """Judge an organisation's whole chain with its evidence, in three queries."""
    key = ledger_key(tenant)
    kept = _evidence_by_entry(tenant)
    number, last = 0, ""
    for entry in LedgerEntry.across_tenants.filter(tenant_id=tenant).order_by("number").iterator(CHUNK):
        row = {"number": entry.number, "previous": entry.previous, "digest": entry.digest}
        why = chain.fault(key, number, last, row, chain.content_of(entry))
        if why is None and chain.evidence_digest(key, kept.pop(entry.id, ())) != entry.evidence_digest:
            why = Text("people.broken_evidence", number=entry.number)
        if why is not None:
            return Verified(number, number + 1, why)
        number, last = entry.number, entry.digest
    return _judge_end(tenant, key, number, last)


def _judge_end(tenant: UUID, key: bytes, number: int, last: str) -> Verified:
    head = LedgerHead.across_tenants.filter(tenant_id=tenant).first()
    if head is None:
        return Verified(0) if number == 0 else Verified(number, number + 1, Text("people.broken_no_end"))
    kept = (head.number, head.digest, head.seal)
    if kept == (number, last, chain.seal_of_head(key, number, last)) or kept == (0, "", "") == (number, last, ""):
        return Verified(number)
    return Verified(number, number + 1, Text("people.broken_end", number=number, told=head.number))


def key_fits() -> bool:
    """Whether the ledgers were written with the key that is in use; true where nothing is written yet.

    An end's seal or a first entry that fits is enough: who changed one of them by hand did not change the key.
    """
    heads = list(LedgerHead.across_tenants.exclude(number=0)[:3])
    return not heads or any(_head_fits(head) or _first_fits(head.tenant_id) for head in heads)


def _head_fits(head: LedgerHead) -> bool:
    return head.seal == chain.seal_of_head(ledger_key(head.tenant_id), head.number, head.digest)


def _first_fits(tenant: UUID) -> bool:
    first = LedgerEntry.across_tenants.filter(tenant_id=tenant, number=1).first()
    if first is None:
        return False
    row = {"number": 1, "previous": first.previous, "digest": first.digest}
    return chain.fault(ledger_key(tenant), 0, "", row, chain.content_of(first)) is None


def _evidence_by_entry(tenant: UUID) -> dict[UUID, list[tuple[str, bytes, bytes]]]:
    kept: dict[UUID, list[tuple[str, bytes, bytes]]] = {}
    rows = Evidence.across_tenants.filter(tenant_id=tenant)
    for entry, person, nonce, sealed in rows.values_list("entry_id", "key__person", "nonce", "sealed").iterator(CHUNK):
        kept.setdefault(entry, []).append((person, bytes(nonce), bytes(sealed)))
    return kept


def lines() -> Iterator[str]:
    """Return the chain as JSON lines, its end last; a stranger with the key can judge them."""
    for entry in LedgerEntry.objects.order_by("number").iterator(CHUNK):
        content = json.loads(chain.content_of(entry))
        yield json.dumps(content | {"previous": entry.previous, "digest": entry.digest}, ensure_ascii=False) + "\n"
    head = LedgerHead.objects.first()
    if head is not None:
        end = {"number": head.number, "digest": head.digest, "seal": head.seal}
        yield json.dumps({"head": end}) + "\n"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One person's part of an entry's evidence: what was seen, or when it was erased."""

    person: str
    facts: dict[str, Any] | None
    erased_at: datetime | None


def evidence_of(entry: LedgerEntry) -> tuple[Replayed, ...]:
    """Return what an entry was based on; of who was erased, only since when."""
    wrapping = wrapping_key()
    found = []
    for piece in Evidence.objects.filter(entry=entry).select_related("key").order_by("key__person"):
        owner = piece.key
        key = None if owner.wrapped is None else unwrap(wrapping, bytes(owner.wrapped), owner.person)
        about = f"{entry.id} {owner.person}"
        plain = None if key is None else unseal(key, bytes(piece.nonce), bytes(piece.sealed), about)
        found.append(Replayed(owner.person, None if plain is None else json.loads(plain), owner.erased_at))
    return tuple(found)
