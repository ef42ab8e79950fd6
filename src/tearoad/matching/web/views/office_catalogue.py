"""The catalogue as the office sees it: who stands in it, as a PDF for all buyers or for one, and the buyers' links."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tearoad.errors import NotFoundError
from tearoad.matching.asking import MeetingSide
from tearoad.matching.papers.catalogue import catalogue_pdf
from tearoad.matching.web.queries.catalogue import catalogue_of, fitting_firms, pictured
from tearoad.matching.web.queries.names import company_pages
from tearoad.matching.web.queries.progress import rules_of
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core, mission
from tearoad.mission.web.queries.links import holders
from tearoad.people import Policy, Role, Scope, allowed
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import BY_CODE, Language
from tearoad.web.clock import fair_now

PDFS, PER_SECONDS = 120, 3600
"""So many times an hour one office may have the PDF of a mission made."""
PER_PAGE = 25


@require_safe
def office_catalogue(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the firms of the catalogue, which of them lack a picture, and each buyer with what fits them."""
    row = mission(request.actor, mission_id)
    buyers = [
        holder for holder in holders(row, Scope.ANSWER) if holder.who.role is Role.BUYER and holder.who.may_be_met
    ]
    page = Paginator(buyers, PER_PAGE).get_page(request.GET.get("page"))
    fits = fitting_firms(row, [holder.who.party for holder in page])
    rules = rules_of(row)
    may_send = row.archived_at is None and allowed(request.actor.role, Policy.SEND_LINKS)
    context = {
        "mission": row,
        "catalogue": catalogue_of(row, "", request.language),
        "languages": core(row).paper_languages or (request.language,),
        "pictured": pictured(row),
        "pages": company_pages(row),
        "page": page,
        "buyers": [(holder, fits.get(holder.who.party, 0)) for holder in page],
        "by_link": rules.lets_ask(MeetingSide.BUYER),
        "may_plan": row.archived_at is None and allowed(request.actor.role, Policy.PLAN),
        "may_send": may_send and not rules.is_over(fair_now()),
    }
    return render(request, "matching/asking/office_catalogue.html", context)


@require_safe
def office_catalogue_pdf(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Return the catalogue as a PDF: for all buyers in a language, or for one buyer in theirs."""
    row = mission(request.actor, mission_id)
    spend(f"catalogue:{row.pk}/office", PDFS, PER_SECONDS)
    buyer = request.GET.get("buyer", "")[:80]
    language = BY_CODE.get(request.GET.get("language", ""), request.language)
    if buyer:
        language = _reader(row, buyer)
    made = catalogue_of(row, buyer, language, pictures=True)
    response = HttpResponse(catalogue_pdf(made, fair_now()), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="catalogue.pdf"'
    return response


def _reader(row: Mission, buyer: str) -> Language:
    """Return the language of a buyer who may be met.

    Raises:
        NotFoundError: there is none of this id.

    """
    found = (holder.who for holder in holders(row, Scope.ANSWER) if holder.who.key == (Role.BUYER.value, buyer))
    who = next((receiver for receiver in found if receiver.may_be_met), None)
    if who is None:
        raise NotFoundError(Text("asking_pages.no_such_party"), Text("asking_pages.no_such_party_hint"))
    return who.language
