"""Hits: those that wait for a person, and those somebody has ruled on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from tearoad import screening
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import NotFoundError
from tearoad.people import Actor, Policy, allowed
from tearoad.screening import Ruling
from tearoad.screening.web.models import Decision, Hit
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class HitInRow:
    """A hit with what stands in its row."""

    row: Hit
    hit: screening.Hit


def _ruled() -> Exists:
    return Exists(
        Decision.objects.filter(company=OuterRef("company"), entry_key=OuterRef("entry_key"), replaced_at=None)
    )


def undecided(to: Actor) -> QuerySet[Hit]:
    """Return the hits that wait for a person, the worst first; a blocked company needs no more rulings."""
    rows: QuerySet[Hit] = Hit.objects.filter(~_ruled(), gone_at=None).exclude(company__standing=Standing.BLOCKED)
    return _for(to, rows.filter(company__merged_into=None))


def undecided_of(company: Company) -> int:
    """Return how many hits of a company nobody has decided about."""
    return int(Hit.objects.filter(~_ruled(), company=company, gone_at=None).count())


def hits_of(to: Actor, companies: Iterable[Company]) -> QuerySet[Hit]:
    """Return the hits of companies that still are found, the worst first."""
    return _for(to, Hit.objects.filter(company__in=companies, gone_at=None))


def hit(to: Actor, hit_id: UUID) -> Hit:
    """Return one hit, also one that is no longer found.

    Raises:
        NotFoundError: it is not there, or not for them.

    """
    found = _for(to, Hit.objects.filter(pk=hit_id)).first()
    if found is None:
        raise NotFoundError(Text("screening.no_such_hit"), Text("screening.no_such_hit_hint"))
    return found


def history(row: Hit) -> tuple[Decision, ...]:
    """Return every ruling on a hit, the latest first."""
    return tuple(Decision.objects.filter(company=row.company_id, entry_key=row.entry_key))


def rulings(to: Actor) -> QuerySet[Decision]:
    """Return every ruling, the latest first, with its company."""
    rows: QuerySet[Decision] = Decision.objects.select_related("company")
    return rows if allowed(to.role, Policy.SEE_SCREENING) else rows.none()


def in_force(company: Company) -> tuple[Decision, ...]:
    """Return the rulings on a company that hold."""
    return tuple(Decision.objects.filter(company=company, replaced_at=None))


def opened(row: Hit) -> HitInRow:
    """Return a hit with its evidence."""
    return HitInRow(row, from_document(screening.Hit, row.document))


def decision_of(row: Decision) -> screening.Decision:
    """Return a ruling as the core speaks of it."""
    return screening.Decision(
        PartyId(str(row.company_id)), row.entry_id, Ruling(row.ruling), row.by, row.decided_at.date(), row.why
    )


def _for(to: Actor, rows: QuerySet[Hit]) -> QuerySet[Hit]:
    rows = rows.select_related("company")
    return rows if allowed(to.role, Policy.SEE_SCREENING) else rows.none()
