"""What can be asked of the register. A company is always read through `visible`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tearoad.companies import Buyer, Exporter, Standing
from tearoad.companies.web.models import Company, Side
from tearoad.errors import NotFoundError
from tearoad.people import Actor, Policy, allowed
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import Document, from_document, to_document

OF_THE_MISSION = ("id", "stand", "hall", "staff_per_day", "windows", "desk", "people", "do_not_meet")
"""Fields of an exporter or buyer that differ from mission to mission: they stand in the participation."""


def visible(to: Actor) -> QuerySet[Company]:
    """Return the companies someone may see: staff all of their organisation's, a visitor none."""
    rows: QuerySet[Company] = Company.objects.all()
    return rows if allowed(to.role, Policy.SEE_COMPANIES) else rows.none()


def company(to: Actor, company_id: UUID) -> Company:
    """Return one company.

    Raises:
        NotFoundError: it is not there, or not for them.

    """
    found = visible(to).filter(pk=company_id).first()
    if found is None:
        raise NotFoundError(Text("companies.no_such_company"))
    return found


def company_document(party: Exporter | Buyer) -> Document:
    """Return what the register keeps of a party."""
    return {name: value for name, value in to_document(party).items() if name not in {*OF_THE_MISSION, "standing"}}


def participation_document(party: Exporter | Buyer) -> Document:
    """Return what its participation keeps of a party."""
    return {name: value for name, value in to_document(party).items() if name in OF_THE_MISSION}


def exporter_of(row: Company, of_the_mission: Mapping[str, Any]) -> Exporter:
    """Return an exporter as it takes part in a mission."""
    found = from_document(Exporter, {"id": str(row.id)} | row.document | dict(of_the_mission))
    return replace(found, standing=Standing(row.standing))


def buyer_of(row: Company, of_the_mission: Mapping[str, Any]) -> Buyer:
    """Return a buyer as it takes part in a mission."""
    found = from_document(Buyer, {"id": str(row.id)} | row.document | dict(of_the_mission))
    return replace(found, standing=Standing(row.standing))


def party_of(row: Company, of_the_mission: Mapping[str, Any] | None = None) -> Exporter | Buyer:
    """Return a company as an exporter or a buyer; without a participation its id is the register's own."""
    of = exporter_of if row.side == Side.EXPORTER else buyer_of
    return of(row, of_the_mission or {"id": PartyId(str(row.id))})
