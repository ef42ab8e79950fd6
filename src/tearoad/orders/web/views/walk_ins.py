"""A visitor without an appointment becomes a buyer of register and mission."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import Conflict, InputError
from tearoad.mission.web import queries
from tearoad.orders.web.actions.walk_ins import enter_walk_in
from tearoad.orders.web.forms.walk_ins import WalkInForm, walk_in_initial
from tearoad.orders.web.queries.walk_ins import companies_alike
from tearoad.orders.web.queries.walk_ins import walk_in as walk_in_of
from tearoad.orders.web.views.lists import may_edit
from tearoad.people.web.policies import ActorRequest
from tearoad.reference import country_name
from tearoad.text import Text
from tearoad.values import CountryCode
from tearoad.web.input import tells_nul
from tearoad.words import form_problem


@tells_nul
def walk_in(request: ActorRequest, mission_id: UUID, firm: str, report_id: UUID) -> HttpResponse:
    """Show what a firm wrote down of a visitor; enter their company, and open what may come of it."""
    mission = queries.mission(request.actor, mission_id)
    met = walk_in_of(mission, request.language, firm, report_id)
    country = country_name(CountryCode(mission.country), request.language) if mission.country else ""
    form = WalkInForm(
        request.words,
        companies_alike(met),
        mission.country or "CN",
        request.POST or None,
        initial=walk_in_initial(met, country),
    )
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            row = enter_walk_in(request.actor, mission, (firm, report_id), form.entered(met))
        except (InputError, Conflict) as wrong:
            field = "due_on" if wrong.text.code == "orders.step_day" else None
            form.add_error(field, form_problem(request.words, wrong.text, wrong.hint))
            status = 409 if isinstance(wrong, Conflict) else 422
        else:
            messages.success(request, request.words(Text("orders_pages.walk_in_entered")))
            return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=row.pk)
    context = {
        "mission": mission,
        "met": met,
        "warmth": Text(f"capture.warmth_{met.warmth}") if met.warmth else None,
        "form": form,
        "may_edit": may_edit(request, mission),
    }
    return render(request, "orders/walk_in.html", context, status=status)
