"""The register, for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from ninja import Query, Router

from tearoad.companies.web.actions.register import change_contact
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries import register as queries
from tearoad.companies.web.schemas import CompanyOut, ContactIn
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.web.routes import serves
from tearoad.web.saving.programs import IfMatch, version_in

router = Router()
MOST = 200


@router.get("/companies", response=list[CompanyOut], url_name="companies")
@serves(Policy.SEE_COMPANIES)
def companies(
    request: ActorRequest,
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> Iterable[Company]:
    """Return companies by name, at most 200 at a time."""
    return queries.visible(request.actor).order_by("name", "id")[start : start + limit]


@router.get("/companies/{uuid:company_id}", response=CompanyOut, url_name="company")
@serves(Policy.SEE_COMPANIES)
def company(request: ActorRequest, company_id: UUID) -> Company:
    """Return one company."""
    return queries.company(request.actor, company_id)


@router.put("/companies/{uuid:company_id}/contact", response=CompanyOut, url_name="company-contact")
@serves(Policy.IMPORT_SHEETS)
def contact(request: ActorRequest, company_id: UUID, wanted: ContactIn, if_match: IfMatch) -> Company:
    """Correct how a company is reached, unless somebody changed it since it was read."""
    row = queries.company(request.actor, company_id)
    known = queries.party_of(row).contact
    return change_contact(request.actor, row, wanted.facts(known), version_in(if_match))
