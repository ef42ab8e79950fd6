"""Whom tasks speak of: firms and delegates by name, the office's people by address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tearoad.checklist import About, Owner, Task
from tearoad.companies import Exporter
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.names import spelling
from tearoad.people import Role
from tearoad.people.web.models import Membership, User
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now


def today(row: mission_rows.Mission) -> date:
    """Return the day at home, where the office works."""
    on: date = fair_now().astimezone(core(row).home_zone).date()
    return on


@dataclass(frozen=True, slots=True)
class Travellers:
    """Firms and delegates of a mission, in the officer's order; two queries."""

    firms: Mapping[str, Exporter]
    delegates: Mapping[str, Delegate]

    def name(self, whom: str, language: Language) -> str:
        """Return how a firm or delegate is called; the id where they are in the mission no more."""
        if whom in self.firms:
            return spelling.firm(self.firms[whom].name, language).main or whom
        delegate = self.delegates.get(whom)
        return (spelling.person(delegate.name, language).main if delegate else "") or whom

    def firm_of(self, task: Task) -> str:
        """Return the firm that a task concerns; empty where it concerns none."""
        if task.about is About.FIRM:
            return task.whom
        delegate = self.delegates.get(task.whom)
        return (delegate.firm or "") if delegate else ""


def travellers(row: mission_rows.Mission) -> Travellers:
    """Return who travels."""
    taking_part: Any = mission_rows.Participation.objects.filter(mission=row, company__side=Side.EXPORTER)
    firms = {
        participation.code: exporter_of(participation.company, participation.document)
        for participation in taking_part.select_related("company")
    }
    people = mission_rows.Delegate.objects.filter(mission=row)
    return Travellers(firms, {person.code: from_document(Delegate, person.document) for person in people})


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the organisation who signs in."""

    address: str
    name: str
    role: Role
    language: Language


def colleagues(tenant: UUID) -> tuple[Colleague, ...]:
    """Return an organisation's people who can sign in; one query."""
    query = Membership.objects.filter(organisation_id=tenant, user__is_active=True).select_related("user")
    return tuple(
        Colleague(
            membership.user.email, str(membership.user), Role(membership.role), Language(membership.user.language)
        )
        for membership in query.order_by("since", "pk")
    )


def strangers(addresses: set[str], known: tuple[Colleague, ...]) -> frozenset[str]:
    """Return the addresses of accounts that do not belong to the organisation (any more); one query."""
    ours = {colleague.address for colleague in known}
    query = User.objects.filter(email__in=addresses - ours)
    return frozenset(str(text) for text in query.values_list("email", flat=True))


def is_word(owner: str) -> bool:
    """Whether an owner is a role, not an address."""
    return owner in {role.value for role in Owner}
