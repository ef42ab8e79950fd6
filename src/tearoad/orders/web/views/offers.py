"""Pro-forma offers: a new one, a next version, the paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad import orders as core
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.orders.offer_paper import offer_pdf
from tearoad.orders.web.actions.offers import make_offer
from tearoad.orders.web.forms.offers import OfferForm, initial_again, initial_of, products_of
from tearoad.orders.web.models import Offer, Opportunity
from tearoad.orders.web.queries.offers import OfferSides, offer_row, sides_of
from tearoad.orders.web.queries.opportunities import opportunity as opportunity_of
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.orders.web.views.lists import may_edit
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.input import tells_nul
from tearoad.words import form_problem


@tells_nul
def new_offer(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> HttpResponse:
    """Make the first version of an offer."""
    mission = queries.mission(request.actor, mission_id)
    opportunity = opportunity_of(mission, opportunity_id)
    sides = sides_of(opportunity.row, request.language)
    known = queries.core(mission)
    initial = initial_of(sides, languages_of(mission), known.currency, today_of(mission))
    return _form(request, mission, opportunity.row, sides, initial)


@tells_nul
def next_offer(request: ActorRequest, mission_id: UUID, offer_id: UUID) -> HttpResponse:
    """Make the next version of an offer; the one before stays."""
    mission = queries.mission(request.actor, mission_id)
    row = offer_row(mission, offer_id)
    sides = sides_of(row.opportunity, request.language)
    initial = initial_again(from_document(core.ProFormaOffer, row.document), sides, today_of(mission))
    return _form(request, mission, row.opportunity, sides, initial, replaces=row)


def offer_file(request: ActorRequest, mission_id: UUID, offer_id: UUID) -> HttpResponse:
    """Send the paper of a version."""
    row = offer_row(queries.mission(request.actor, mission_id), offer_id)
    content = offer_pdf(from_document(core.ProFormaOffer, row.document), row.called, row.made_at)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{row.called.replace("/", "-")}.pdf"'
    return answer


def languages_of(mission: Mission) -> tuple[Language, Language]:
    """Return the languages of home and host; English where both are one."""
    known = queries.core(mission)
    home, host = known.home_language, known.host_language
    return home, host if host is not home else next(language for language in Language if language is not home)


def _form(  # what the page is about, and the form
    request: ActorRequest,
    mission: Mission,
    row: Opportunity,
    sides: OfferSides,
    initial: dict[str, Any],
    *,
    replaces: Offer | None = None,
) -> HttpResponse:
    form = OfferForm(request.words, sides, today_of(mission), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.offer is not None:
        try:
            made = make_offer(request.actor, row, form.offer, replaces)
        except (InputError, Conflict) as wrong:
            form.add_error(None, form_problem(request.words, wrong.text, wrong.hint))
        else:
            messages.success(request, request.words(Text("orders_pages.offer_made", number=made.called)))
            return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=row.pk)
    context = {
        "mission": mission,
        "opportunity": row,
        "sides": sides,
        "replaces": replaces,
        "has_goods": bool(products_of(sides, request.language)),
        "form": form,
        "may_edit": may_edit(request, mission),
    }
    return render(request, "orders/offer_new.html", context, status=422 if form.errors else 200)
