"""A person's request: show, hand out, erase."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tearoad.errors import InputError
from tearoad.people.web.actions import personal
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries.personal import known_as, likely_people, personal_data_lines, rows_about
from tearoad.web.saving.once import done


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Find a person by address or phone, and show what is held; the address never stands in a link."""
    address = request.POST.get("address", "").strip()
    shown = {"address": address} | (_search_context(address) if address else {})
    return render(request, "people/erase.html", shown)


@never_cache
@require_POST
def export(request: ActorRequest) -> HttpResponse:
    """Hand out what is held, as JSON."""
    found = personal.hand_out(request.actor, request.POST.get("address", ""))
    content = json.dumps(found, ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="person.json"'
    return response


@never_cache
@require_POST
def erase(request: ActorRequest) -> HttpResponse:
    """Erase, once the name was typed."""
    address = request.POST.get("address", "").strip()
    try:
        count = personal.erase(request.actor, address, request.POST.get("confirm", ""))
    except InputError as error:
        shown = {"address": address, "error": error} | _search_context(address)
        return render(request, "people/erase.html", shown, status=422)
    return done(render(request, "people/erase.html", {"erased": count}))


def _search_context(address: str) -> dict[str, object]:
    found = rows_about(address)
    shown = {"found": found, "is_searched": True, "likely": likely_people(address), "kinds": personal_data_lines()}
    return shown | {"known_as": known_as(address, {row.model: row.rows for row in found})}
