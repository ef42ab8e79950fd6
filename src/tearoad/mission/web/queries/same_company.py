"""Under which ids the company of a party takes part in a mission, where the register joined two of its companies."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tearoad.mission.same_company import SameCompany, same_company
from tearoad.mission.web.models import Mission, Participation
from tearoad.values import PartyId


def same_in(row: Mission) -> SameCompany:
    """Return which further ids of a mission are of which company; one query."""
    taking_part = Participation.objects.filter(mission=row).values_list("code", "company_id")
    return same_company((PartyId(code), company) for code, company in taking_part)


def ids_of_company(row: Mission, party: str) -> QuerySet[Any, Any]:
    """Return every id of the company of a party, the one that counts first; no query until it is read."""
    taking_part = Participation.objects.filter(mission=row)
    return taking_part.filter(company__in=taking_part.filter(code=party).values("company")).values_list(
        "code", flat=True
    )


def counting_id(row: Mission, party: str) -> str:
    """Return the id that counts for the company of a party; its own where it takes part no more. One query."""
    return ids_of_company(row, party).first() or party
