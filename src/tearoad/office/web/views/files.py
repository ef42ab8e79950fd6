"""Files: which are kept, and fetching one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tearoad.office.files.sniffing import PICTURES
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.policies import file_kinds
from tearoad.office.web.queries import files as queries
from tearoad.people.web.policies import ActorRequest


@require_safe
def files(request: ActorRequest) -> HttpResponse:
    """Show the kept files."""
    kind = request.GET.get("kind", "")
    context = {
        "page": queries.files(request.actor, kind, request.GET.get("page", "1")),
        "kinds": [file_kinds()[kind_name] for kind_name in queries.kinds_for(request.actor)],
        "kind": kind,
        "tab": "files",
    }
    return render(request, "office/files.html", context)


@require_safe
def file(request: ActorRequest, file_id: UUID) -> HttpResponseBase:
    """Send a file: to be saved, never to be run; only a picture that was painted anew is shown in the page."""
    found = queries.file(request.actor, file_id)
    etag = f'"{found.digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content_of(found), content_type=found.media_type)
        is_picture = found.media_type in PICTURES
        response.headers["Content-Disposition"] = content_disposition_header(not is_picture, found.name) or "attachment"
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
