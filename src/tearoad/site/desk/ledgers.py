"""The ledgers of all organisations, for whoever runs the machine."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.errors import NotFoundError
from tearoad.people.ledger import Verified
from tearoad.people.web.models import Organisation
from tearoad.people.web.queries.keys import ledger_key
from tearoad.people.web.queries.ledger import verify
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class Judged:
    """One organisation's ledger and what a look at it found."""

    organisation: str
    verified: Verified


def judge(name: str = "") -> tuple[Judged, ...]:
    """Judge the ledger of the organisation with this name, or of all.

    Raises:
        NotFoundError: there is no such organisation.

    """
    return tuple(Judged(organisation.name, verify(organisation.id)) for organisation in _named(name))


def key_of(name: str) -> str:
    """Return the key with which a stranger can verify an organisation's exported ledger, as hexadecimal.

    Raises:
        NotFoundError: there is no such organisation.

    """
    return ledger_key(_named(name)[0].id).hex()


def _named(name: str) -> list[Organisation]:
    rows = list(Organisation.objects.order_by("name"))
    found = [row for row in rows if name in {"", row.name, str(row.id)}]
    if name and not found:
        hint = Text("people.no_organisation_called_hint", names=", ".join(row.name for row in rows) or "–")
        raise NotFoundError(Text("people.no_organisation_called", name=name), hint)
    return found
