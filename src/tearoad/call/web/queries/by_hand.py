"""What an officer may confirm for a firm that no mail reached, and what was confirmed so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tearoad.call.web import models as rows
from tearoad.office.web.models import Message, MessageState
from tearoad.people.web.models import LedgerEntry
from tearoad.people.web.queries.ledger import evidence_of

_VERB = "application_confirmed_by_hand"
CODE = f"mission.{_VERB}"
WHY = "why"
_ON_ITS_WAY = (MessageState.SENDING, MessageState.SENT)


@dataclass(frozen=True, slots=True)
class ByHand:
    """When somebody confirmed for a firm, and why; empty once the firm's person was forgotten."""

    at: datetime
    why: str


def mail_key(revision: UUID) -> str:
    """Return the key of the mail with a revision's link."""
    return f"call:{revision}"


def owner(row: rows.Application) -> str:
    """Return with whose key of the ledger the reason is sealed."""
    return f"application:{row.pk}"


def mailed(revisions: Collection[UUID]) -> frozenset[UUID]:
    """Return the revisions whose mail a server took, or is just taking; one query."""
    keys = {mail_key(revision): revision for revision in revisions}
    taken = Message.objects.filter(key__in=list(keys), state__in=_ON_ITS_WAY)
    return frozenset(keys[key] for key in taken.values_list("key", flat=True))


def confirmed_by_hand(row: rows.Application) -> tuple[ByHand, ...]:
    """Return what was confirmed by hand, the first first; a query, and one more each."""
    entries = LedgerEntry.objects.filter(code=CODE, subject_id=str(row.mission_id), facts__application=row.code)
    return tuple(ByHand(entry.at, _why(entry, owner(row))) for entry in entries)


def _why(entry: LedgerEntry, person: str) -> str:
    said = (replayed.facts for replayed in evidence_of(entry) if replayed.person == person)
    return next((str(facts[WHY]) for facts in said if facts), "")
