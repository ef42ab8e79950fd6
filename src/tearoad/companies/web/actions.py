"""What is done to the register."""

from __future__ import annotations

from django.db import transaction

from tearoad.companies import Buyer, Exporter
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries import company_document
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.web.clock import now


@transaction.atomic
def enter(by: Actor, party: Exporter | Buyer, row: Company | None = None) -> Company:
    """Enter a company into the register, or bring its row up to what the party says; returns the saved row."""
    require(by, Policy.IMPORT_SHEETS)
    document = company_document(party)
    if row is not None and row.document == document:
        return row
    row = row or Company(side=Side.EXPORTER if isinstance(party, Exporter) else Side.BUYER, revision=0)
    row.name = party.name.written[0] if party.name.written else ""
    row.names = "\n".join(name.casefold() for name in party.name.written)
    row.country = str(getattr(party, "country", None) or "")
    row.city = party.city
    row.registration_number = party.registration_number
    row.document = document
    row.revision += 1
    row.changed_at = now()
    row.save()
    return row
