"""Who travels: the list with what is missing, a form for each."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.delegation.web.actions.delegates import STORED_DELEGATES
from tearoad.delegation.web.forms.delegate_form import DelegateForm
from tearoad.delegation.web.queries import people as people_of
from tearoad.delegation.web.views.surroundings import surroundings
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web import queries
from tearoad.mission.web.views.rows import RowPage, change_row, new_row
from tearoad.paper.sheets import Kind, Known
from tearoad.people.web.policies import ActorRequest


def delegation(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who travels, house by house, with what is missing; `?missing=1` shows only those."""
    mission = queries.mission(request.actor, mission_id)
    found = people_of.delegation(mission, request.language)
    only = request.GET.get("missing") == "1"
    houses = [
        (house, shown)
        for house in found.houses
        if (shown := [person for person in house.people if person.gaps or not only])
    ]
    context = {
        **surroundings(request, mission),
        "found": found,
        "houses": houses,
        "only": only,
        "lacking": sum(bool(person.gaps) for person in found.people),
        "urgent": sum(bool(person.urgent) for person in found.people),
    }
    return render(request, "delegation/people.html", context)


def _known(request: ActorRequest, mission: mission_rows.Mission, id_: str) -> list[Known]:
    """Return the firms, and those with whom a delegate may share a room."""
    firms = people_of.firm_names(mission, request.language).items()
    people = people_of.delegation(mission, request.language).people
    return [
        *(Known(Kind.EXPORTER, firm, (name,), "") for firm, name in firms),
        *(
            Known(Kind.DELEGATE, str(person.delegate.id), (person.name.main,), "")
            for person in people
            if person.delegate.id != id_
        ),
    ]


def _person(request: ActorRequest, mission: mission_rows.Mission, row: mission_rows.Delegate | None) -> dict[str, Any]:
    """Return what is missing of a delegate, and by what they are named: asked for where they cannot go."""
    if row is None:
        return {}
    found = people_of.delegation(mission, request.language)
    person = next(on_page for on_page in found.people if on_page.row_id == row.id)
    return {"found": found, "person": person, "naming": partial(_naming, request, mission, row.code)}


def _naming(request: ActorRequest, mission: mission_rows.Mission, code: str) -> list[tuple[people_of.Naming, str]]:
    return [(naming, naming.title.in_language(request.language)) for naming in people_of.named_in(mission, code)]


_PAGE = RowPage(template="delegation/delegate.html", form=DelegateForm, known=_known, context=_person)
new = new_row(STORED_DELEGATES, _PAGE)
delegate_page = change_row(STORED_DELEGATES, _PAGE)
