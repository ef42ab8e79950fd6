"""Forget people in what merges keep of contacts; the merges themselves can still be undone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from tearoad.companies.web.actions.register import ContactErased
from tearoad.companies.web.models import CompanyMerge
from tearoad.companies.web.queries.merges import is_about_contacts, merges_with
from tearoad.web.registry import Json


def contact_erased(event: ContactErased) -> None:
    """Forget a contact in the merges of its company as soon as the register forgets it."""
    either = Q(kept=event.company_id) | Q(joined=event.company_id)
    for merge in CompanyMerge.objects.filter(either):
        _forget(merge)


@transaction.atomic
def erase_from_merges(address: str) -> int:
    """Forget the person at an address."""
    found = merges_with(address)
    for merge in found:
        _forget(merge)
    return len(found)


def _forget(merge: CompanyMerge) -> None:
    merge.before, merge.after = _without_contact(merge.before), _without_contact(merge.after)
    merge.save(update_fields=["before", "after"])


def _without_contact(kept: Json) -> Json:
    return {name: value for name, value in kept.items() if not is_about_contacts(name)}
