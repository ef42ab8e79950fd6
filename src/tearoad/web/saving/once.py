"""A form does its work once: two clicks, a reload, or a browser that sends again are answered as the first time.

Every form carries a key that is made when the page is made. The first request with the key writes it down in the
transaction of the work itself, with the answer: the database lets no second one through, it waits for the first, and
what failed leaves no key behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib import messages
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from tearoad.errors import Conflict, InputError, TearoadError
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.documents import replacing
from tearoad.web.models import SentForm
from tearoad.web.saving import stale

FIELD = "form_key"
"""The hidden field of every form."""
CSRF_FIELD = "csrfmiddlewaretoken"
OURS = frozenset({FIELD, CSRF_FIELD, stale.FIELD})
"""What a form carries that nobody typed."""
KEPT = timedelta(days=1)
"""So long a form that is sent once more is known."""
_NONCE = 12
_REDIRECTS = range(300, 400)


REPLACES = "replace_unread"
"""The field of a form that knowingly replaces something that cannot be read."""


class Repeat(StrEnum):
    """What a form means that is sent once more with the same key."""

    ANSWERED = "answered"
    """It is answered as the first time; with another content it is refused, because the first was saved already."""
    BY_CONTENT = "by_content"
    """The same, but another content is new work: a firm mends its application, a visitor a mistyped address."""
    RUNS = "runs"
    """It runs each time: nothing is made by it twice, and the browser waits for more than a page."""


class SavedBefore(Conflict):
    """The form was saved already, and something else was written into it since."""

    def __init__(self, made: str) -> None:
        """Keep where that leads which was saved."""
        super().__init__(Text("web.saved_before"), Text("web.saved_before_hint"))
        self.made = made


@dataclass(frozen=True, slots=True)
class Left:
    """What a form said that was not saved."""

    to: str
    fields: tuple[tuple[str, str], ...]
    has_files: bool


class SentBeforeError(Exception):
    """The form did its work already: a way out of the transaction, never shown."""


def new_key() -> str:
    """Return the key of a form that is being shown."""
    return uuid4().hex


def done(response: HttpResponse) -> HttpResponse:
    """Say of an answer that is no redirect that the work was done: what it shows is shown again to who sends again."""
    response.work_is_done = True  # type: ignore[attr-defined]  # read below
    return response


def is_key(written: str) -> bool:
    """Whether something is a key as they are made here."""
    return re.fullmatch(r"[0-9a-f]{32}", written) is not None


def answer_once(
    request: HttpRequest, view: Callable[[], HttpResponseBase], repeat: Repeat = Repeat.ANSWERED
) -> HttpResponseBase:
    """Let a view do what a form asks for, unless this very form did it before."""
    with replacing(lambda: request.POST.getlist(REPLACES)):
        return _answered(request, view, repeat)


def _answered(request: HttpRequest, view: Callable[[], HttpResponseBase], repeat: Repeat) -> HttpResponseBase:
    key = request.POST.get(FIELD, "") if request.method == "POST" and repeat is not Repeat.RUNS else ""
    if not key:
        return view()
    content = _content(request)
    # What a form changes is compared with what is stored: its mark finds out, and says more.
    by_content = repeat is Repeat.BY_CONTENT or stale.FIELD in request.POST
    name = _digest(key, _who(request), request.path, content if by_content else "")
    try:
        return _first(SentForm(key=name, content=content, until=now() + KEPT), key, view)
    except SentBeforeError:
        return _again(request, SentForm.objects.get(pk=name), key, content)


def led_to(request: HttpRequest, key: str) -> str:
    """Return where the form of this page led that was sent with a key; empty where none was, or it did nothing."""
    row = SentForm.objects.filter(pk=_digest(key, _who(request), request.path, "")).first()
    return _unsealed(key, row).headers.get("Location", "") if row is not None and row.answer else ""


def forget_sent_forms() -> int:
    """Delete what need not be known any more; return how many forms."""
    return SentForm.objects.filter(until__lt=now()).delete()[0]


def _first(row: SentForm, key: str, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do the work and keep the answer; what was refused may be mended and sent with the same key."""
    refused: TearoadError | None = None
    with transaction.atomic():
        try:
            row.save(force_insert=True)
        except IntegrityError as taken:
            raise SentBeforeError from taken
        try:
            response = view()
        except TearoadError as error:  # what it counted before, such as tries, stays counted
            refused = error
        if refused is None and _is_done(response):
            row.answer = _sealed(key, row.key, response)
            row.save(update_fields=["answer"])
        elif not connection.needs_rollback:
            row.delete()
    if refused is not None:
        raise refused
    return response


def _is_done(response: HttpResponseBase) -> bool:
    return response.status_code in _REDIRECTS or getattr(response, "work_is_done", False)


def _again(request: HttpRequest, row: SentForm, key: str, content: str) -> HttpResponseBase:
    """Answer as the first time; of what was written since into the same form nothing is lost."""
    before = _unsealed(key, row)
    if row.content != content:
        raise SavedBefore(before.headers.get("Location", ""))
    messages.info(request, request.words(Text("web.sent_before")))  # type: ignore[attr-defined]  # by the middleware
    return before


def left_of(request: HttpRequest) -> Left:
    """Return what a form said, for a page that asks before it is sent once more."""
    fields = ((name, value) for name, values in request.POST.lists() if name not in OURS for value in values)
    return Left(request.get_full_path(), tuple(fields), has_files=any(file.size for file in _files(request)))


def _files(request: HttpRequest) -> list[Any]:
    return [file for _name, files in request.FILES.lists() for file in files]


def _who(request: HttpRequest) -> str:
    """Return who sends: an account in one organisation, a program by its key, however often that is replaced.

    Whoever has a signed link is known by the address.
    """
    actor = getattr(request, "actor", None)
    if actor is not None and actor.program is not None:
        return f"program {actor.program}"
    return f"{getattr(request.user, 'pk', None)} {actor.tenant if actor else ''}" if hasattr(request, "user") else ""


def _content(request: HttpRequest) -> str:
    sent = [[name, *values] for name, values in sorted(request.POST.lists()) if name not in OURS]
    files = []
    for name, those in sorted(request.FILES.lists()):
        for file in those:
            files.append([name, file.name, hashlib.sha256(file.read()).hexdigest()])
            file.seek(0)
    return _digest(json.dumps([sent, files]))


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _sealed(key: str, name: str, response: HttpResponseBase) -> bytes:
    """Return an answer for nobody but who has the key: it may show what is shown once and kept nowhere."""
    body = b64encode(getattr(response, "content", b"")).decode()
    text = json.dumps({"status": response.status_code, "headers": dict(response.items()), "body": body})
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_sealing_key(key)).encrypt(nonce, text.encode(), name.encode())


def _unsealed(key: str, row: SentForm) -> HttpResponse:
    kept = bytes(row.answer)
    answer = json.loads(AESGCM(_sealing_key(key)).decrypt(kept[:_NONCE], kept[_NONCE:], row.key.encode()))
    if answer["status"] in _REDIRECTS:
        return HttpResponseRedirect(
            answer["headers"].pop("Location"), status=answer["status"], headers=answer["headers"]
        )
    return HttpResponse(b64decode(answer["body"]), status=answer["status"], headers=answer["headers"])


def _sealing_key(key: str) -> bytes:
    return hashlib.sha256(f"answer {key}".encode()).digest()


HEADER = "Idempotency-Key"
"""By what a program says that it sends the same once more."""
REPLAYED = "Idempotent-Replayed"
LONGEST_KEY = 200


def answer_program_once(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Let a view do what a program asks for, unless it did so under this key before: then it is answered the same.

    No browser sends such a header for another site, so nobody's session can be used from elsewhere.

    Raises:
        InputError: the request has no key, or one that is too long.
        Conflict: something else was sent with the key.

    """
    key = request.headers.get(HEADER, "")
    if not key.strip() or len(key) > LONGEST_KEY:
        raise InputError(Text("web.key_missing", header=HEADER), Text("web.key_missing_hint"))
    content = _digest(request.method or "", request.path, hashlib.sha256(request.body).hexdigest())
    name = _digest(key, _who(request), HEADER)
    try:
        return _first(SentForm(key=name, content=content, until=now() + KEPT), key, view)
    except SentBeforeError:
        row = SentForm.objects.get(pk=name)
    if row.content != content:
        raise Conflict(Text("web.key_used"), Text("web.key_used_hint"))
    answer = _unsealed(key, row)
    answer[REPLAYED] = "true"
    return answer
