"""The phone's page: opened by somebody's link, then alive without a network at an address that is the same for all."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import HashedFilesMixin, staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tearoad.capture import FIELDS
from tearoad.capture.web.actions.phones import enrol
from tearoad.capture.web.answers import Enrolment, EnrolmentAnswer, Shell, WordField, WordsAnswer
from tearoad.capture.web.queries.briefing import briefing
from tearoad.capture.web.schemas import object_of, parts_of
from tearoad.capture.web.views.marks import marked, read
from tearoad.errors import NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.queries.links import link_at
from tearoad.mission.web.views.portal import private, visited
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.values.json_data import a_text
from tearoad.web.clock import fair_now
from tearoad.web.input import reads_late
from tearoad.words import Words, messages

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
    *("asking", "browser", "carry", "chain", "foot", "leave", "lock", "locked", "mark", "qr", "room", "shape"),
    *("takein", "turn", "updates"),
    *("memos", "photos", "scan", "shots", "showing", "waiting", "where"),
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
@marked
def let_in(request: ActorRequest, token: str) -> HttpResponse:
    """Let the phone that opened the link write for its holder, under the id and the secret that it made.

    Nobody's session is used: who knows the link may do it, and a page of others cannot know it.
    """
    mission, _who = visited(request)
    readers: Mapping[str, Callable[[str], Any]] = {"phone": UUID, "secret": a_text, "device": a_text}
    made = parts_of(Enrolment, object_of(read(request, MOST_BYTES)), readers)
    spend(f"phones:{mission.pk}/{request.actor.party}", PHONES, IN_SECONDS)
    phone = enrol(request.actor, link_at(token), made.phone, made.secret, made.device)
    response = private(JsonResponse(to_document(EnrolmentAnswer(briefing(phone), fair_now().isoformat()))))
    # Opened once more, the browser is asked for what it kept: the cookie says that it should know something, no more.
    at = reverse("floor-start", args=[token])
    response.set_cookie(OPENED, "1", OPENED_SECONDS, path=at, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


@require_safe
@csp_update({"img-src": ["blob:"], "media-src": ["blob:"], "script-src": ["'wasm-unsafe-eval'"]})
def page(_request: HttpRequest) -> HttpResponse:
    """Send the page itself: it holds nobody's data and is the same for all.

    It alone may show what stands in the phone's own memory, and run the compiled reader of codes.
    """
    response = HttpResponse(_page())
    response["Cache-Control"] = _KEPT
    return response


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Send the service worker with the list of what it keeps, each with its digest; another list is another version.

    What arrives in part, or from somebody who stands between, is not kept: where no cipher carries it, a browser takes
    an answer that broke off for a whole one.
    """
    files, later = _digests_at_once(), _digests_later()
    shell = Shell(reverse("floor"), dict(files), dict(later), _version(files), _version(later))
    text = f"const SHELL = {json.dumps(asdict(shell))};\nimportScripts({json.dumps(static('capture/worker.js'))});\n"
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
    document = {"name": "Tea Road", "short_name": "Tea Road", "start_url": reverse("floor"), "scope": reverse("floor")}
    colours = {"background_color": "#f7f3ea", "theme_color": "#2c6249"}
    made = JsonResponse(document | colours | {"display": "standalone", "icons": [icon]})
    made["Content-Type"] = "application/manifest+json"
    return made


def _words_at(language: Language) -> str:
    return reverse("floor-words", args=[language.value])


@cache
def _words(language: Language) -> bytes:
    said: dict[str, Any] = {}
    for room in ROOMS:
        said |= messages(room, language)
    fields = tuple(
        WordField(field.name, field.part.value, field.kind.value, tuple(field.choices), field.most) for field in FIELDS
    )
    answer = WordsAnswer(said, fields, language.habits.comma)
    return json.dumps(asdict(answer), ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _page() -> bytes:
    needs_script = [(language, Words(language)(Text("floor_pages.needs_script"))) for language in Language]
    product = Words(Language.EN)(Text("web.product"))
    languages = json.dumps({language.value: language.own_name for language in Language}, ensure_ascii=False)
    shown = {"product": product, "needs_script": needs_script, "languages": languages}
    return render_to_string("capture/phone.html", shown).encode()


@cache
def _digests_at_once() -> Mapping[str, str]:
    words = {_words_at(language): _digest(_words(language)) for language in Language}
    return {reverse("floor"): _digest(_page())} | {static(file): _digest(_content(file)) for file in _FILES} | words


@cache
def _digests_later() -> Mapping[str, str]:
    return {static(file): _digest(_content(file)) for file in _LATER}


def _content(file: str) -> bytes:
    """Return a file as it is served: names that carry digests stand in it too, where there are such names."""
    if isinstance(staticfiles_storage, HashedFilesMixin) and not settings.DEBUG:
        with staticfiles_storage.open(staticfiles_storage.stored_name(file)) as opened:
            return opened.read()
    return Path(str(finders.find(file))).read_bytes()


def _digest(content: bytes) -> str:
    """Return what browsers call the integrity of a file."""
    return f"sha256-{b64encode(hashlib.sha256(content).digest()).decode()}"


def _version(files: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
