"""What screening holds about people."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tearoad.companies import Buyer, Exporter
from tearoad.companies.web.queries.register import party_of, reached_at
from tearoad.people.web.models import User
from tearoad.screening.web.models import Decision, Hit


def names_a_person(hit: Hit, party: Exporter | Buyer) -> bool:
    """Whether a likeness is one of a contact's name and not of the firm's own name or number."""
    ours = hit.document.get("ours", "")
    return bool(ours) and ours not in (*party.name.written, party.registration_number)


def hits_about(address: str) -> tuple[dict[str, Any], ...]:
    """Return the likenesses of the person at an address."""
    return tuple(
        {"company": company.name, "entry": hit.entry_id, "name": hit.document["ours"]}
        for company in reached_at(address)
        for hit in Hit.objects.filter(company=company)
        if names_a_person(hit, party_of(company))
    )


def decided_by(address: str) -> QuerySet[Decision]:
    """Return what the user with an address has ruled."""
    users = User.objects.filter(email__iexact=address.strip()).values("id")
    query: QuerySet[Decision] = Decision.objects.filter(by_user__in=users).exclude(by="")
    return query


def decisions_by(address: str) -> tuple[dict[str, Any], ...]:
    """Return what the user with an address has ruled, as data."""
    return tuple(
        {
            "entry": decision.entry_id,
            "ruling": decision.ruling,
            "at": decision.decided_at.isoformat(),
            "by": decision.by,
            "why": decision.why,
        }
        for decision in decided_by(address)
    )
