"""The phone's page: opened by somebody's link, then alive without a network at an address that is the same for all."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tearoad import __version__
from tearoad.capture import FIELDS
from tearoad.capture.web.actions.phones import enrol
from tearoad.capture.web.queries.briefing import briefing
from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.queries.links import link_at
from tearoad.mission.web.views.portal import private, visited
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import fair_now
from tearoad.web.input import read_at_most, reads_late
from tearoad.words import messages

ROOMS = ("floor_pages", "capture")
"""The catalogues whose sentences the phone's page says."""
PHONES, IN_SECONDS = 60, 3600
"""So often an hour the phones of one firm may be made known."""
_MODULES = (
    *(
        "page",
        "begun",
        "database",
        "days",
        "dom",
        "form",
        "home",
        "ids",
        "keeping",
        "meetings",
        "offers",
        "outbox",
        "reports",
        "seal",
        "send",
        "store",
        "words",
    ),
    *("asking", "browser", "carry", "chain", "foot", "leave", "lock", "locked", "qr", "room", "shape"),
    *("takein", "turn", "updates"),
    *("memos", "photos", "scan", "shots", "showing", "waiting"),
)
_FILES = (
    *(f"capture/{name}.js" for name in _MODULES),
    *("capture/floor.css", "web/tokens.css", "web/base.css", "web/parts.css", "web/tea.svg", "vendor/idb/idb.js"),
    "vendor/uqr/uqr.js",
)
_LATER = (
    *("capture/scanner.js", "capture/codes.js"),
    *("vendor/zxing/share.js", "vendor/zxing/reader/index.js", "vendor/zxing/reader/zxing_reader.wasm"),
)
"""What only scanning needs: fetched when the page is ready, so that it works without a network as well."""
OPENED, OPENED_SECONDS = "floor-opened", 90 * 24 * 3600
"""The cookie of a browser in which a link was opened, sent to this link's page alone, and for how long."""
MOST_BYTES = 10_000
_KEPT = "public, max-age=0, must-revalidate"


@require_safe
def start(request: ActorRequest, token: str) -> HttpResponse:
    """Make the phone known on which the link was opened, and go on to its page."""
    mission, who = visited(request)
    name = queries.core(mission).name.in_language(request.language)
    context = {"mission": mission, "who": who, "token": token, "name": name, "was_opened": OPENED in request.COOKIES}
    return private(render(request, "capture/start.html", context))


@reads_late
@csrf_exempt
@require_POST
def let_in(request: ActorRequest, token: str) -> HttpResponse:
    """Let the phone that opened the link write for its holder, under the id and the secret that it made.

    Nobody's session is used: who knows the link may do it, and a page of others cannot know it.
    """
    mission, _who = visited(request)
    spend(f"phones:{mission.pk}/{request.actor.party}", PHONES, IN_SECONDS)
    phone = enrol(request.actor, link_at(token), *_told(read_at_most(request, MOST_BYTES)))
    told = {"briefing": briefing(phone), "clock": fair_now().isoformat()}
    response = private(JsonResponse(told))
    # Opened once more, the browser is asked for what it kept: the cookie says that it should know something, no more.
    at = reverse("floor-start", args=[token])
    response.set_cookie(OPENED, "1", OPENED_SECONDS, path=at, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


@require_safe
@csp_update({"img-src": ["blob:"], "media-src": ["blob:"], "script-src": ["'wasm-unsafe-eval'"]})
def page(request: HttpRequest) -> HttpResponse:
    """Send the page itself: it holds nobody's data and is the same for all.

    It alone may show what stands in the phone's own memory, and run the compiled reader of codes.
    """
    response = render(request, "capture/phone.html")
    response["Cache-Control"] = _KEPT
    return response


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Send the service worker with the list of what it keeps; another list is another version."""
    files = [reverse("floor"), *(static(file) for file in _FILES), *map(_words_at, Language)]
    later = [static(file) for file in _LATER]
    versions = {"version": _version(tuple(files)), "laterVersion": _version(tuple(later))}
    shell = {"page": reverse("floor"), "files": files, "later": later} | versions
    text = f"const SHELL = {json.dumps(shell)};\nimportScripts({json.dumps(static('capture/worker.js'))});\n"
    response = HttpResponse(text, content_type="text/javascript")
    response["Cache-Control"] = _KEPT
    return response


@require_safe
def words(_request: HttpRequest, language: str) -> HttpResponse:
    """Send every sentence of the page and the table of fields, in one language."""
    if language not in set(Language):
        raise NotFoundError(Text("floor_pages.no_language"), Text("floor_pages.no_language_hint"))
    response = HttpResponse(_words(Language(language)), content_type="application/json")
    response["Cache-Control"] = _KEPT
    return response


@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    """Send what a phone needs to put the page on its home screen."""
    icon = {"src": static("web/tea.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {"name": "Tea Road", "short_name": "Tea Road", "start_url": reverse("floor"), "scope": reverse("floor")}
    colours = {"background_color": "#f7f3ea", "theme_color": "#2c6249"}
    made = JsonResponse(told | colours | {"display": "standalone", "icons": [icon]})
    made["Content-Type"] = "application/manifest+json"
    return made


def _told(body: bytes) -> tuple[UUID, str, str]:
    try:
        found = json.loads(body)
        return UUID(found["phone"]), str(found["secret"]), str(found.get("device", ""))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(Text("floor_pages.no_letter"), Text("floor_pages.no_letter_hint")) from error


def _words_at(language: Language) -> str:
    return reverse("floor-words", args=[language.value])


@cache
def _words(language: Language) -> bytes:
    said: dict[str, Any] = {}
    for room in ROOMS:
        said |= messages(room, language)
    fields = [
        {
            "name": one.name,
            "part": one.part.value,
            "kind": one.kind.value,
            "choices": list(one.choices),
            "most": one.most,
        }
        for one in FIELDS
    ]
    return json.dumps({"words": said, "fields": fields}, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _version(files: tuple[str, ...]) -> str:
    content = b"\n".join([__version__.encode(), json.dumps(files).encode(), *map(_words, Language)])
    return hashlib.sha256(content).hexdigest()[:16]
