"""A form that makes something makes it once: sent again, by Back and Save or two clicks, it leads to what is there."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from tearoad.mission.web.models import Mission
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text

FIELD = "form_key"
"""The hidden field of such a form."""


@dataclass(frozen=True, slots=True)
class Once:
    """The key of a form, made when it is first shown, and the id of the row that the form makes."""

    key: str
    row_id: UUID


def once(request: ActorRequest, mission: Mission) -> Once:
    """Return the key that was sent, or a new one; ids come from mission and key, so no key leads to a row elsewhere."""
    key = request.POST.get(FIELD) or uuid4().hex
    return Once(key, uuid5(mission.id, key))


def already(request: ActorRequest, name: str, *where: UUID) -> HttpResponse:
    """Lead to what the form made before."""
    messages.info(request, request.words(Text("mission_pages.already_saved")))
    return redirect(name, *where)
