"""What can be asked of a mission: its rows as the dataclasses every core speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Exists, OuterRef

from tearoad.companies import Buyer, Exporter, Standing
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.errors import NotFoundError
from tearoad.market.brief.firms import FirmProducts
from tearoad.mission import Absence, Delegate, Interpreter, Mission, ProgrammeItem
from tearoad.mission.same_company import (
    SameCompany,
    absences_of_each,
    delegates_of_one,
    ids_of_each,
    interpreters_of_one,
    programme_of_each,
    same_company,
)
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Policy, allowed
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part, in the officer's order; seven queries whatever the size."""

    mission: Mission
    exporters: tuple[Exporter, ...]
    buyers: tuple[Buyer, ...]
    delegates: tuple[Delegate, ...]
    programme: tuple[ProgrammeItem, ...]
    interpreters: tuple[Interpreter, ...]
    absences: tuple[Absence, ...]
    same: SameCompany = field(default_factory=dict)
    """Further ids of companies that take part under several."""

    @property
    def sharing(self) -> Parties:
        """The same with what takes one id of a company taking all of them: so the hours of a plan are judged."""
        if not self.same:
            return self
        return replace(
            self,
            delegates=delegates_of_one(self.delegates, self.same),
            programme=programme_of_each(self.programme, self.same),
            interpreters=interpreters_of_one(self.interpreters, self.same),
            absences=absences_of_each(self.absences, self.same),
        )


@dataclass(frozen=True, slots=True)
class CompanyWithIds:
    """A company that takes part in a mission under several ids, the one that counts first."""

    company: Company
    ids: tuple[str, ...]


def answers_to(row: rows.Mission) -> str:
    """Return who reads what people answer to mails of a mission: its first contact with an address, else nobody's."""
    return next((contact.email for contact in core(row).contacts if contact.email), "")


def mission_names() -> tuple[tuple[UUID, str], ...]:
    """Return id and name of every mission of the organisation, the latest first."""
    return tuple(rows.Mission.objects.values_list("pk", "name"))


def mission(to: Actor, mission_id: UUID) -> rows.Mission:
    """Return a mission's row, with `has_older`: whether companies of it are clear by an older list only.

    Raises:
        NotFoundError: it is not there, or not for them.

    """
    older = rows.Participation.objects.filter(mission=OuterRef("pk"), company__standing=Standing.OLDER)
    query = rows.Mission.objects.annotate(has_older=Exists(older.order_by()))
    found: rows.Mission | None = query.filter(pk=mission_id).first()
    if found is None or (to.mission is not None and to.mission != found.id):
        raise NotFoundError(Text("mission.no_such_mission"), Text("mission.no_such_mission_hint"))
    return found


def missions(to: Actor) -> tuple[rows.Mission, ...]:
    """Return an organisation's missions, the latest first; a visitor sees none in a list."""
    return tuple(rows.Mission.objects.all()) if allowed(to.role, Policy.SEE_MISSIONS) else ()


def with_core(row: rows.Mission) -> tuple[rows.Mission, Mission]:
    """Return a mission's row and its settings."""
    return row, core(row)


def core(row: rows.Mission) -> Mission:
    """Return a mission's settings as written; stands of exporters are not among its places (see `with_own_stands`)."""
    return from_document(Mission, row.document)


def parties(row: rows.Mission) -> Parties:
    """Return a mission with everyone who takes part, whatever screening says of them."""
    taking_part = _taking_part(row)
    return Parties(
        core(row),
        tuple(
            exporter_of(participation.company, participation.document)
            for participation in taking_part
            if participation.company.side == Side.EXPORTER
        ),
        tuple(
            buyer_of(participation.company, participation.document)
            for participation in taking_part
            if participation.company.side == Side.BUYER
        ),
        tuple(from_document(Delegate, delegate.document) for delegate in rows.Delegate.objects.filter(mission=row)),
        tuple(
            from_document(ProgrammeItem, programme_item.document)
            for programme_item in rows.ProgrammeItem.objects.filter(mission=row)
        ),
        tuple(
            from_document(Interpreter, interpreter.document)
            for interpreter in rows.Interpreter.objects.filter(mission=row)
        ),
        tuple(from_document(Absence, absence.document) for absence in rows.Absence.objects.filter(mission=row)),
        same_company((PartyId(participation.code), participation.company_id) for participation in taking_part),
    )


def mission_exporters(to: Actor, mission_id: UUID) -> tuple[FirmProducts, ...]:
    """Return what the exporters of a mission sell.

    Raises:
        NotFoundError: there is no such mission.

    """
    require(to, Policy.SEE_MISSIONS)
    exporters = parties(mission(to, mission_id)).exporters
    return tuple(FirmProducts(exporter.name, exporter.products) for exporter in exporters)


def companies_twice(row: rows.Mission) -> tuple[CompanyWithIds, ...]:
    """Return the companies that take part under several ids; one query, a second one where there are such."""
    taking_part = dict(rows.Participation.objects.filter(mission=row).values_list("code", "company_id"))
    same = same_company((PartyId(code), company) for code, company in taking_part.items())
    companies = Company.objects.in_bulk({taking_part[counts] for counts in same.values()})
    groups = dict.fromkeys(ids_of_each(same).values())
    return tuple(CompanyWithIds(companies[taking_part[group[0]]], group) for group in groups)


def _taking_part(row: rows.Mission) -> Sequence[rows.Participation]:
    return tuple(rows.Participation.objects.filter(mission=row).select_related("company"))
