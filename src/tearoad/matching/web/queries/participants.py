"""Who takes part in a mission, with their standing and how often they were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import Wanted, company, register
from tearoad.errors import NotFoundError
from tearoad.matching import Strength
from tearoad.matching.web import models as rows
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor
from tearoad.screening.web.queries.hits import undecided
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class Standings:
    """How many of a mission's companies stand where."""

    unknown: int
    clear: int
    older: int
    """How many are clear by an older list only: they may be met, and whoever plans or writes is told."""
    held: int
    blocked: int
    to_decide: int
    """How many wait for a person's ruling."""

    @property
    def may_be_met(self) -> int:
        """How many may be met."""
        return self.clear + self.older

    @property
    def all(self) -> int:
        """How many take part."""
        return self.unknown + self.may_be_met + self.held + self.blocked


def participant(to: Actor, row: Mission, company_id: UUID) -> Company:
    """Return a company that takes part in a mission.

    Raises:
        NotFoundError: there is none with this id, it is not for them, or it takes no part.

    """
    if not Participation.objects.filter(mission=row, company_id=company_id).exists():
        raise NotFoundError(Text("companies.no_such_company"))
    return company(to, company_id)


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """How many requests a company made and how many are for it; a "no" is none."""

    by: int = 0
    for_: int = 0


def participants(to: Actor, row: Mission, wanted: Wanted) -> QuerySet[Participation]:
    """Return the companies of a mission somebody looks for, by name."""
    companies = register(to, wanted)
    query: QuerySet[Participation] = Participation.objects.filter(mission=row, company__in=companies.order_by())
    return query.select_related("company").order_by("company__name", "code")


def standings(to: Actor, row: Mission) -> Standings:
    """Count a mission's companies by standing, one under two ids once; one query."""
    waits = Exists(undecided(to).filter(company=OuterRef("company")).order_by())
    counted = (
        Participation.objects.filter(mission=row)
        .annotate(waits=waits)
        .aggregate(
            **{
                str(standing): Count("company", distinct=True, filter=Q(company__standing=standing))
                for standing in Standing
            },
            to_decide=Count("company", filter=Q(waits=True), distinct=True),
        )
    )
    return Standings(**counted)


def request_counts(row: Mission) -> Mapping[str, RequestCounts]:
    """Return how often each company asked and was asked for; one query."""
    pairs = list(rows.Request.objects.filter(mission=row).exclude(strength=Strength.NO).values_list("asker", "asked"))
    by, for_ = Counter(asker for asker, _ in pairs), Counter(other for _, other in pairs)
    return {code: RequestCounts(by[code], for_[code]) for code in by.keys() | for_.keys()}


def missions_of(company: Company) -> QuerySet[Participation]:
    """Return the missions a company takes part in, the latest first."""
    query: QuerySet[Participation] = Participation.objects.filter(company=company)
    return query.select_related("mission").order_by("-mission__starts_on")
