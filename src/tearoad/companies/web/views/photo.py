"""A firm's photo for the delegation's book: sent, or taken away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.companies.web.actions.register import change_photo
from tearoad.companies.web.queries import register as queries
from tearoad.companies.web.queries.register import paint_ahead
from tearoad.companies.web.views.register import back_to, company_context
from tearoad.companies.web.views.sent import sent_photo
from tearoad.errors import InputError
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.routes import first
from tearoad.web.saving.stale import read_in


@first(paint_ahead)
@require_POST
def photo(request: ActorRequest, company_id: UUID) -> HttpResponse:
    """Keep a firm's photo, or take it away; what cannot be used is told on the company's page."""
    row = queries.company(request.actor, company_id)
    remove = bool(request.POST.get("remove"))
    try:
        change_photo(request.actor, row, b"" if remove else sent_photo(request), read_in(request))
    except InputError as wrong:
        context = company_context(request, row) | {"photo_error": wrong}
        return render(request, "companies/company.html", context, status=422)
    code = "company_pages.photo_removed" if remove else "company_pages.photo_saved"
    messages.success(request, request.words(Text(code)))
    return redirect(back_to(request, row))
