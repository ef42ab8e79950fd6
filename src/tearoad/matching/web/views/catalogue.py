"""The catalogue by the link to answer: what the page shows, its pictures, and all of it as a PDF."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from tearoad.errors import NotFoundError
from tearoad.matching.papers.catalogue import catalogue_pdf, firms_sought
from tearoad.matching.web.queries.catalogue import catalogue_of, catalogue_picture, pictured
from tearoad.matching.web.queries.progress import SIDES, meetings_about, rules_of
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.same_company import same_in
from tearoad.mission.web.views.portal import private, visited
from tearoad.people import Role
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.web.clock import fair_now

PDFS, PER_SECONDS = 30, 3600
"""So many times an hour one party may have the PDF made."""
PER_PAGE = 60
"""So many firms stand on one page: a phone reads no more."""


def catalogue_on_page(request: ActorRequest, mission: Mission, sought: str, *, everyone: bool) -> dict[str, object]:
    """Return what the page of a buyer's catalogue shows."""
    side = SIDES[request.actor.role]
    made = catalogue_of(mission, request.actor.party, request.language)
    firms = firms_sought(made, sought, everyone=everyone)
    same, requested = same_in(mission), set()
    for progress in meetings_about(mission, side, request.actor.party):
        requested.add(same.get(PartyId(progress.exporter), progress.exporter))
    return {
        "catalogue": made,
        "firms": Paginator([(firm, firm.id in requested) for firm in firms], PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "is_narrowed": len(firms) < len(made.firms) and not sought,
        "count": len(firms),
        "pictured": pictured(mission),
    }


@require_safe
def as_pdf(request: ActorRequest, token: str) -> HttpResponse:
    """Return the catalogue of what fits a buyer as a PDF."""
    del token
    mission, _who = visited(request)
    _require_catalogue(request, mission)
    spend(f"catalogue:{mission.pk}/{request.actor.party}", PDFS, PER_SECONDS)
    made = catalogue_of(mission, request.actor.party, request.language, pictures=True)
    response = private(HttpResponse(catalogue_pdf(made, fair_now()), content_type="application/pdf"))
    response.headers["Content-Disposition"] = 'inline; filename="catalogue.pdf"'
    return response


@require_safe
def picture(request: ActorRequest, token: str, party: str) -> HttpResponse:
    """Send the picture of a firm of the delegation."""
    del token
    mission, _who = visited(request)
    _require_catalogue(request, mission)
    content = catalogue_picture(mission, party)
    if content is None:
        raise NotFoundError(Text("asking_pages.no_picture"), Text("asking_pages.no_picture_hint"))
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    response = private(HttpResponse(content, content_type=kind))
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _require_catalogue(request: ActorRequest, mission: Mission) -> None:
    """Let only buyers in whom the rules let ask: the same who see the page."""
    if request.actor.role is not Role.BUYER or not rules_of(mission).lets_ask(SIDES[Role.BUYER]):
        raise NotFoundError(Text("asking_pages.no_list"), Text("asking_pages.no_list_hint"))
