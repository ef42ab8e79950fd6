"""Photos and voice memos for those who see what firms wrote down."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from tearoad.capture.web.models import SentFile
from tearoad.capture.web.queries.files import sent_file
from tearoad.mission.web import queries
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.models import StoredFile
from tearoad.people.web.policies import ActorRequest

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


def whole(request: ActorRequest, mission_id: UUID, sent_id: UUID) -> HttpResponse:
    """Send a photo as it was painted anew, or a voice memo."""
    file = sent_file(queries.mission(request.actor, mission_id), sent_id)
    return _sent(request, file, file.whole)


def small(request: ActorRequest, mission_id: UUID, sent_id: UUID) -> HttpResponse:
    """Send a photo for a list; a voice memo has none but itself."""
    file = sent_file(queries.mission(request.actor, mission_id), sent_id)
    return _sent(request, file, file.small or file.whole)


def _sent(request: ActorRequest, file: SentFile, kept: StoredFile | None) -> HttpResponse:
    assert kept is not None  # noqa: S101  # for the types: what can be shown has its bytes
    etag = f'"{kept.digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = _part(request.headers.get("Range", ""), content_of(kept), kept.media_type)
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; media-src 'self'"
    response.headers["Content-Disposition"] = f'inline; filename="{file.kind}-{file.digest[:12]}"'
    return response


def _part(wanted: str, content: bytes, media_type: str) -> HttpResponse:
    """Return a content, or the part of it that a player asks for: some play nothing that comes whole."""
    match = _RANGE.fullmatch(wanted)
    if match is None or int(match[1]) >= len(content):
        return HttpResponse(content, content_type=media_type)
    first = int(match[1])
    last = min(int(match[2] or len(content) - 1), len(content) - 1)
    if last < first:
        return HttpResponse(content, content_type=media_type)
    response = HttpResponse(content[first : last + 1], content_type=media_type, status=206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return response
