"""Who changed something last, and when, as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.people.web.models import LedgerEntry
from tearoad.people.web.queries.ledger import Told, told


@dataclass(frozen=True, slots=True)
class Changed:
    """By which entries of the ledger a change of one thing is known."""

    done: str
    """What the ledger says was done, without the room: `item_changed`."""
    kind: str
    id: object
    facts: tuple[tuple[str, str], ...] = ()
    """What an entry says besides, where its subject is a whole mission."""


def last_change(of: Changed) -> Told | None:
    """Return the latest entry of a change; two queries. None where nobody wrote one, as for a sheet taken in."""
    found = LedgerEntry.objects.filter(code=f"mission.{of.done}", subject_kind=of.kind, subject_id=str(of.id))
    found = found.filter(**{f"facts__{name}": value for name, value in of.facts})
    row = found.order_by("-number").first()
    return told(row) if row is not None else None
