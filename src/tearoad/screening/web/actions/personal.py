"""Forget people: the name of a contact in the evidence, the name of who decided. Rulings themselves stay."""

from __future__ import annotations

from django.db import transaction

from tearoad.companies.web.actions.register import ContactErased
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import party_of, reached_at
from tearoad.screening.web.models import Hit
from tearoad.screening.web.queries.personal import decided_by, names_a_person


def contact_erased(event: ContactErased) -> None:
    """Forget a contact's name in the evidence as soon as the register forgets the contact."""
    _blank(Company.objects.get(pk=event.company_id))


@transaction.atomic
def erase_hits(address: str) -> int:
    """Forget the person at an address in the evidence of likenesses."""
    return sum(_blank(company) for company in reached_at(address))


@transaction.atomic
def erase_decider(address: str) -> int:
    """Forget the name of who decided; what was ruled, when and why stays."""
    return int(decided_by(address).update(by=""))


def _blank(company: Company) -> int:
    """Blank what names a person; a firm's own names stay."""
    party, changed = party_of(company), 0
    for hit in Hit.objects.filter(company=company):
        if names_a_person(hit, party):
            hit.document = hit.document | {"ours": "", "evidence": []}
            hit.save(update_fields=["document"])
            changed += 1
    return changed
