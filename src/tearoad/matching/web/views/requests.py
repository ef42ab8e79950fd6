"""Who asked for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from tearoad.matching import Request, Strength
from tearoad.matching.requests_sheet import FORMATS
from tearoad.matching.web import models as rows
from tearoad.matching.web.forms.filters import RequestFilter
from tearoad.matching.web.queries import request_rows
from tearoad.matching.web.queries.names import PartyName, company_pages, names, parties_offered
from tearoad.matching.web.queries.progress import progress_rows
from tearoad.matching.web.views.meetings import MeetingLine, lines_of
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document

PER_PAGE = 50
_TONES = {Strength.MUST: "info", Strength.WISH: "quiet", Strength.NO: "bad"}


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request on the page."""

    row_id: UUID
    request: Request
    asker: PartyName
    asked: PartyName
    strength: Text
    tone: str
    private: bool
    format: str
    person: str
    meeting: MeetingLine | None
    """How the meeting of the two stands; None where nobody said anything of it."""


def requests(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show a mission's requests, fifty a page; a "no" stands here and nowhere outside the office."""
    row = mission(request.actor, mission_id)
    known = names(row, request.language)
    form = RequestFilter(request.words, parties_offered(row, known), request.GET)
    query = request_rows(row)
    if strength := form.value("strength"):
        query = query.filter(strength=strength)
    if party := form.value("party"):
        query = query.filter(Q(asker=party) | Q(asked=party))
    pages = company_pages(row)
    page = Paginator(query, PER_PAGE).get_page(request.GET.get("page"))
    stands = _meetings(row, list(page), known)
    context = {
        "mission": row,
        "form": form,
        "narrowed": bool(strength or party),
        "page": page,
        "lines": [
            line(row, known, pages, request.language, stands.get(frozenset({row.asker, row.asked}))) for row in page
        ],
        "may_edit": row.archived_at is None and allowed(request.actor.role, Policy.EDIT_MISSION),
    }
    return render(request, "matching/requests.html", context)


def _meetings(
    row: Mission, found: Sequence[rows.Request], known: Mapping[str, str]
) -> Mapping[frozenset[str], MeetingLine]:
    """Return by both parties how the meetings of requests stand; five queries."""
    parties = {party for request in found for party in (request.asker, request.asked)}
    meant = list(progress_rows(row).filter(exporter__in=parties, buyer__in=parties))
    lines = zip(meant, lines_of(row, meant, known), strict=True)
    return {frozenset({progress.exporter, progress.buyer}): stands for progress, stands in lines}


def line(
    row: rows.Request,
    known: Mapping[str, str],
    pages: Mapping[str, str],
    language: Language,
    meeting: MeetingLine | None = None,
) -> RequestLine:
    """Return a request for the page."""
    request = from_document(Request, row.document)
    return RequestLine(
        row.pk,
        request,
        PartyName(known.get(request.asker, request.asker), pages.get(request.asker, "")),
        PartyName(known.get(request.asked, request.asked), pages.get(request.asked, "")),
        Text(f"matching_pages.strength_{request.strength.value}"),
        _TONES[request.strength],
        request.strength is Strength.NO,
        FORMATS.write(request.format, language) if request.format else "",
        known.get(request.person, request.person) if request.person else "",
        meeting,
    )
