"""Where somebody goes on who did something to a table: at the rows and columns that they looked at before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from tearoad.journey.web.forms.tables import MADE
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text

VIEW = "kept"
"""In a form of a table's page, and in the address of a row's: what the table showed when one left it."""


def back_to_table(request: ActorRequest, scene: TableScene, said: Text | None = None) -> HttpResponse:
    """Return to the table as it was left, and say what was done."""
    if said is not None:
        messages.success(request, request.words(said))
    return redirect(address_left(request, scene))


def address_left(request: ActorRequest, scene: TableScene) -> str:
    """Return the address of the table with the rows and columns that somebody looked at."""
    kept = QueryDict(request.POST.get(VIEW, "") or request.GET.get(VIEW, ""), mutable=True)
    kept.pop(MADE, None)
    here = reverse("journey-table", args=[scene.mission.id, scene.table.name])
    return f"{here}?{kept.urlencode()}" if kept else here
